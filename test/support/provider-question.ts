import { createProviderFetch } from '../../src/core/provider-fetch';
import { createTrustedFetch } from '../../src/core/trusted-fetch';
import { ownProcess } from '../../src/core/program/own-process';

/** The entry of a process that asks one address as a provider is asked, as a relay and our own address are, and as anybody is; prints the answers. */
ownProcess(process);
const address = process.argv[2] ?? '';
const answerOf = (send: typeof fetch): Promise<number | 'refused'> =>
  send(address).then(
    ({ status }) => status,
    () => 'refused' as const,
  );
const provider = await answerOf(createProviderFetch(undefined, process.env));
const trusted = await answerOf(createTrustedFetch(process.env));
process.stdout.write(JSON.stringify({ provider, trusted, anybody: await answerOf(fetch) }));
