import type { KnockAt } from '../../shared/diagnosis/knock';
import type { Clock } from '../ports';
import type { Call } from './call';
import { plainPath } from './plain-path';
import { takeBody } from './read-body';
import type { Endpoint, EndpointBook } from './receiver';
import type { Refuse } from './refuse';
import type { EnterUnproven } from './unproven-bytes';

export interface LostCallParts {
  readonly endpoints: EndpointBook;
  readonly clock: Clock;
  readonly refuse: Refuse;
  readonly enterUnproven: EnterUnproven;
}

/**
 * A call to an unknown address. It is not stored. But if it carries one of our secrets, the provider itself has a wrong
 * address, and that is reported. A stranger without a secret cannot cause the report.
 */
export function createLostCalls(parts: LostCallParts): (call: Call) => Promise<void> {
  const { endpoints, clock, refuse } = parts;
  const readsBody = (call: Call): boolean =>
    endpoints
      .lost()
      .some(
        ({ provider, secrets, shut }) =>
          provider.authenticate(call.headers, secrets(), shut?.()).ok === 'with-body',
      );
  return async (call) => {
    let opened = openedBy(endpoints.lost(), call, null, clock.now());
    if (opened === null && readsBody(call)) {
      const body = await takeBody(call, parts.enterUnproven);
      if (body.ok) opened = openedBy(endpoints.lost(), call, body.bytes, clock.now());
    }
    if (opened === null) {
      refuse.stranger(call, { reason: 'unknown-path', mode: null });
      return;
    }
    // Node's parser continues with a body that came with the head: only then is it known whether the call is over.
    await new Promise((resolve) => setImmediate(resolve));
    refuse.known(call, { reason: 'unknown-path', mode: opened.mode, knock: knockOf(call.path, opened) });
  };
}

/** The first endpoint whose secret the call carries. */
export function openedBy(
  endpoints: readonly Endpoint[],
  { headers }: Call,
  body: Uint8Array | null,
  now: number,
): Endpoint | null {
  const isOpened = ({ provider, secrets, shut }: Endpoint): boolean => {
    const proof = provider.authenticate(headers, secrets(), shut?.());
    return proof.ok === 'with-body' ? body !== null && proof.prove(body, now).ok : proof.ok;
  };
  return endpoints.find(isOpened) ?? null;
}

function knockOf(path: string, { provider, mode, path: ours }: Endpoint): KnockAt {
  const called = plainPath(path);
  const isOfOurShape =
    called.length === ours.length &&
    called.startsWith(`/${provider.name}/`) &&
    /^(\/[\w-]+){2}$/.test(called);
  return { endpoint: { provider: provider.name, mode }, cause: isOfOurShape ? 'old-path' : 'odd-path' };
}
