import { endpointKey } from '../shared/payment/endpoint';
import { mainProvider, providerDescriptions } from '../shared/providers/providers';
import { needComptoir, storedSecrets } from './data';
import { CommandFailure, words } from './failure';
import { oneOf, readOptions, required, UsageError } from './options';

/**
 * Prints one hash secret, for pasting at the provider. To a file or pipe, where others may read it, only with an option.
 */
export async function secret(args: string[]): Promise<number> {
  const options = readOptions(args, {
    data: { type: 'string' },
    provider: { type: 'string' },
    sandbox: { type: 'boolean' },
    stdout: { type: 'boolean' },
  });
  const names = providerDescriptions.map(({ name }) => name);
  const provider = oneOf('provider', options.provider, names) ?? mainProvider;
  const dataDir = required('data', options.data);
  if (!process.stdout.isTTY && options.stdout !== true) throw new UsageError(words().secretNotShown);
  await needComptoir(dataDir);
  const mode = options.sandbox === true ? 'sandbox' : 'live';
  const name = `hash-secret-${endpointKey({ provider, mode })}`;
  const found = (await storedSecrets(dataDir, 'secrets.json'))[name];
  if (typeof found === 'string') {
    process.stdout.write(`${found}\n`);
    return 0;
  }
  const isSealed = typeof (await storedSecrets(dataDir, 'secrets-sealed.json'))[name] === 'string';
  throw new CommandFailure(isSealed ? words().secretSealed : words().noSecret);
}
