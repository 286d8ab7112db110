import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { ChooseFilePlace, Log } from '../ports';
import type { Provider } from '../provider';
import { saveFile } from '../saved-file';
import type { KeptCall } from './call-line';
import { maskedCall } from './masked-call';

interface SaveExampleParts {
  /** Oldest first. */
  readonly calls: () => readonly KeptCall[];
  readonly providers: readonly Provider[];
  readonly chooseFilePlace: ChooseFilePlace;
  readonly fileName: () => string;
  readonly log: Log;
}

/** A file for the technician: one call with numbers and names replaced; the first real one where none is chosen. */
export function createSaveExample(
  { calls, providers, chooseFilePlace, fileName, log }: SaveExampleParts,
  fail: (code: CommandError) => never,
): CommandHandlers['saveExample'] {
  return async ({ id }) => {
    const chosen =
      calls().find(({ call, body }) => (id === null ? isReal(call) && body !== null : call.id === id)) ??
      fail('no-call-yet');
    const provider = providers.find(({ name }) => name === chosen.call.provider);
    const text = `${JSON.stringify(maskedCall(chosen, provider), null, 2)}\n`;
    const place = await chooseFilePlace(`comptoir-${fileName()}.json`);
    if (place === null) return { kind: 'declined' };
    return saveFile(place, oneChunk(text), 'the masked example', { log, fail });
  };
}

function isReal({ provider, mode, refusal, status }: KeptCall['call']): boolean {
  return provider !== null && mode === 'live' && refusal === null && status === 200;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a file takes chunks as they come
async function* oneChunk(text: string): AsyncGenerator<string> {
  yield text;
}
