import { describe, expect, it } from 'vitest';
import { theProgram } from '../../src/core/access/caller';
import { createCallers } from '../../src/core/access/callers';
import { createReach } from '../../src/core/access/reach';
import { createBridgeServer } from '../../src/core/bridge-server';
import { isDiskFull } from '../../src/core/storage/disk';
import { errorCode } from '../../src/core/storage/error-code';
import { fakeClock } from '../support/fake-clock';
import { shopSettings } from '../support/shop-settings';
import { initialState } from '../../src/shared/state/app-state';
import type { CommandHandlers } from '../../src/shared/bridge/contract';

/** As Node gives it: Linux's EDQUOT has a number and no name. */
const quota = (extra: object = {}): Error =>
  Object.assign(new Error('write'), {
    errno: process.platform === 'linux' ? -122 : -69,
    syscall: 'write',
    ...extra,
  });

describe('a full disk', () => {
  it.each([
    ['no room', Object.assign(new Error('write'), { code: 'ENOSPC', errno: -28 })],
    ['a quota by its name', Object.assign(new Error('write'), { code: 'EDQUOT' })],
    ['a quota without a name', quota()],
    ['a quota with the name that Node makes up', quota({ code: 'Unknown system error -122' })],
    ['one of these behind another error', new Error('storing failed', { cause: quota() })],
  ])('is known as one: %s', (_what, error) => {
    expect(isDiskFull(error)).toBe(true);
  });

  it('is not taken for another trouble, nor another trouble for it', () => {
    expect(errorCode(quota())).toBe('ENOSPC');
    for (const code of ['EIO', 'EROFS', 'ENOENT', 'EACCES'])
      expect(isDiskFull(Object.assign(new Error('x'), { code, errno: -5 }))).toBe(false);
    for (const odd of [null, undefined, 'ENOSPC', { code: 'ENOSPC' }]) expect(isDiskFull(odd)).toBe(false);
  });

  it('is said by whatever command of the window it stopped', async () => {
    const logged: string[] = [];
    const stopped = (error: Error) => () => Promise.reject(error);
    const ask = (error: Error, language: 'fr' | 'en' = 'fr'): Promise<unknown> =>
      createBridgeServer(
        {
          state: () => initialState({ ...shopSettings, language }, '2026-11-23'),
          onFact: () => () => undefined,
          onRing: () => () => undefined,
          handlersFor: () => ({ changeSettings: stopped(error) }) as unknown as CommandHandlers, // the one that is asked
          callers: createCallers({
            ...{ clock: fakeClock(), hasPin: () => false, pinEra: () => 0, idleMs: () => 60_000 },
          }),
          reach: createReach({ now: () => 0, today: () => '2026-11-23' }),
        },
        (line) => logged.push(line),
        fakeClock(),
      ).invoke(theProgram, 'changeSettings', { shopName: 'Chez Awa' });
    expect(await ask(quota())).toEqual({
      ok: false,
      code: 'disk-full',
      message:
        'Le disque de cet ordinateur est plein\u00a0: rien n’a été enregistré. Faites de la place, puis recommencez.',
    });
    expect(await ask(quota(), 'en')).toMatchObject({ message: expect.stringContaining('full') as unknown });
    expect(await ask(new Error('unforeseen'))).toMatchObject({ code: 'internal' });
    expect(logged).toHaveLength(3);
  });
});
