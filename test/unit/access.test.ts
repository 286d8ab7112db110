import { describe, expect, it, vi } from 'vitest';
import { emptyDay } from '../../src/shared/payment/payment';
import { initialState } from '../../src/shared/state/app-state';
import { answer } from '../../src/shared/bridge/answer';
import { commands, type CommandHandlers } from '../../src/shared/bridge/contract';
import { reduce } from '../../src/shared/state/reduce';
import { shopSettings } from '../support/shop-settings';

const now = '2026-11-24T09:00:00.000Z';

describe('who may give a command', () => {
  const handler = vi.fn(() => Promise.resolve(null));
  const handlers = Object.fromEntries(
    Object.keys(commands).map((name) => [name, handler]),
  ) as unknown as CommandHandlers; // one answer for each name of the table
  const asHelper = (name: string, argument: unknown) => {
    handler.mockClear();
    return answer(
      { handlers, admits: (giver) => giver === 'helper', failureText: (code) => code, onUnexpected: fail },
      name,
      argument,
    );
  };
  const fail = (error: unknown): never => {
    throw error;
  };

  it('refuses each of the owner’s commands before its argument is looked at', async () => {
    const ofOwner = Object.entries(commands).filter(([, { givenBy }]) => givenBy !== 'helper');
    expect(ofOwner.length).toBeGreaterThan(0);
    for (const [name] of ofOwner) {
      expect(await asHelper(name, null), name).toEqual({ ok: false, code: 'locked', message: 'locked' });
      expect(handler, name).not.toHaveBeenCalled();
    }
  });

  it('never lets a helper touch a secret or a setting', () => {
    for (const name of [
      'saveAuthtoken',
      'regenerateHashSecret',
      'copyToClipboard',
      'changeSettings',
    ] as const)
      expect(commands[name].givenBy).toBe('owner');
  });

  it('answers also where the lock cannot make anything of an argument', async () => {
    const endless: unknown[] = [];
    endless.push(endless);
    const onUnexpected = vi.fn(() => 'internal' as const);
    const admits = (_giver: unknown, asked: unknown): boolean => JSON.stringify(asked) !== '';
    const reply = await answer(
      { handlers, admits, failureText: (code) => code, onUnexpected },
      'getDay',
      endless,
    );
    expect(reply).toEqual({ ok: false, code: 'internal', message: 'internal' });
    expect(onUnexpected).toHaveBeenCalledTimes(1);
  });

  it('carries out what a helper may do', async () => {
    expect(await asHelper('markPaymentsSeen', null)).toEqual({ ok: true, value: null });
  });
});

describe('the state while the owner’s things are locked', () => {
  const today = emptyDay(now.slice(0, 10));
  const day = { ...today, totalXof: 1_486_250 };
  const locked = { kind: 'access-changed', access: { kind: 'locked', retryAt: null } } as const;

  it('holds no total, whichever comes first', () => {
    const open = reduce(
      initialState(shopSettings, today.day),
      { kind: 'today-changed', today: day, deaf: [] },
      now,
    );
    expect(open.today.totalXof).toBe(1_486_250);
    expect(reduce(open, locked, now).today).toEqual({ ...day, totalXof: null });
    const first = reduce(initialState(shopSettings, today.day), locked, now);
    expect(reduce(first, { kind: 'today-changed', today: day, deaf: [] }, now).today.totalXof).toBeNull();
  });
});
