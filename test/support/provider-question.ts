import { createProviderFetch } from '../../src/core/provider-fetch';
import { ownProcess } from '../../src/core/program/own-process';

/** The entry of a process that asks one address as a provider is asked, and as anybody is; prints both answers. */
ownProcess(process);
const address = process.argv[2] ?? '';
const answerOf = (send: typeof fetch): Promise<number | 'refused'> =>
  send(address).then(
    ({ status }) => status,
    () => 'refused' as const,
  );
const provider = await answerOf(createProviderFetch(undefined, process.env));
process.stdout.write(JSON.stringify({ provider, anybody: await answerOf(fetch) }));
