import { parseArgs, type ParseArgsConfig } from 'node:util';

type OptionTable = NonNullable<ParseArgsConfig['options']>;
type OptionValues<Options extends OptionTable> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; strict: true; allowPositionals: false }>
>['values'];

/** The command does not match its usage in `cli.ts`: exit code 2. */
export class UsageError extends Error {}

/** Reads `--name value` and `--name=value`; anything unknown is a usage error. */
export function readOptions<const Options extends OptionTable>(
  args: string[],
  options: Options,
): OptionValues<Options> {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}

export function wholeNumber(
  name: string,
  value: string | undefined,
  range: { min: number; max: number },
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(number >= range.min && number <= range.max)) {
    throw new UsageError(`--${name} wants a whole number from ${range.min} to ${range.max}`);
  }
  return number;
}

export function oneOf<Choice extends string>(
  name: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${name} wants one of ${choices.join(', ')}`);
  return found;
}

export function day(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const instant = new Date(`${value}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
    Number.isNaN(instant.getTime()) ||
    !instant.toISOString().startsWith(value)
  ) {
    throw new UsageError(`--${name} wants a day as YYYY-MM-DD`);
  }
  return value;
}
