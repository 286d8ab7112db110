import { onTestFinished } from 'vitest';
import { kkiapayServer, modeOfHost, type KkiapayServer } from './kkiapay-server';

export { statusBody, testKeys, type Behaviour } from './kkiapay-server';

export interface KkiapayApi extends Pick<KkiapayServer, 'questions' | 'behave'> {
  /** Sends requests for KKiaPay's two addresses to the stand-in, and all others nowhere. */
  readonly fetch: typeof fetch;
}

/** The stand-in for one test, and the `fetch` for it. */
export async function standInKkiapayApi(): Promise<KkiapayApi> {
  const server = await kkiapayServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return {
    ...server,
    fetch: (address, init) => {
      const url = new URL(address instanceof Request ? address.url : address);
      const mode = modeOfHost(url.host);
      if (url.protocol !== 'https:') throw new Error(`not KKiaPay: ${url.href}`);
      const headers = new Headers(init?.headers);
      headers.set('x-stand-in-mode', mode);
      return fetch(`http://127.0.0.1:${server.port}${url.pathname}`, { ...init, headers });
    },
  };
}
