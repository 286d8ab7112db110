import { describe, expect, it, vi } from 'vitest';
import { screenCaller, withRole } from '../../src/core/access/caller';
import { answer } from '../../src/shared/bridge/answer';
import { commands, type CommandHandlers, type CommandName } from '../../src/shared/bridge/contract';
import { roles, type Role, type ScreenRole } from '../../src/shared/access/roles';

const names = Object.keys(commands) as CommandName[]; // the table has no other keys
const ofHelper = names.filter((name) => commands[name].roles.includes('helper'));

/** Said once more, so that a line added to the table by mistake is seen. */
const ofScreens: Readonly<Record<ScreenRole, readonly CommandName[]>> = {
  'second-counter': [
    ...(['didHePay', 'handOver', 'takeBack', 'takeShift', 'listDeafPeriods'] as const),
    ...(['getState', 'listPayments', 'getPayment'] as const),
  ],
  bell: ['getState', 'getVoiceClip'],
  display: ['getState'],
  'owner-view': ['getReport', 'listDeafPeriods', 'getState', 'listPayments'],
};
const allowed: Readonly<Record<Role, readonly CommandName[]>> = {
  ...ofScreens,
  owner: names,
  helper: ofHelper,
};

describe('who may give a command', () => {
  const handler = vi.fn(() => Promise.resolve(null));
  const handlers = Object.fromEntries(
    Object.keys(commands).map((name) => [name, handler]),
  ) as unknown as CommandHandlers; // one answer for each name of the table
  const fail = (error: unknown): never => {
    throw error;
  };
  const common = { handlers, shown: (_name: CommandName, value: unknown) => value };
  const asHelper = (name: string, argument: unknown) => {
    handler.mockClear();
    const { authorizes: admits } = withRole(() => 'helper');
    return answer(
      { ...common, authorizes: admits, failureText: (code) => code, onUnexpected: fail },
      name,
      argument,
    );
  };

  it('refuses each of the owner’s commands before its argument is looked at', async () => {
    const ofOwner = names.filter((name) => !ofHelper.includes(name));
    expect(ofOwner.length).toBeGreaterThan(0);
    for (const name of ofOwner) {
      expect(await asHelper(name, null), name).toEqual({ ok: false, code: 'locked', message: 'locked' });
      expect(handler, name).not.toHaveBeenCalled();
    }
  });

  it.each(roles)('lets a %s give its own commands and no other', (role) => {
    const caller = role === 'owner' || role === 'helper' ? withRole(() => role) : screenCaller(role);
    const admitted = names.filter((name) => caller.authorizes(commands[name], [name, null]));
    expect(admitted.toSorted()).toEqual(allowed[role].toSorted());
  });

  it('never lets a helper touch a secret or a setting', () => {
    for (const name of [
      'saveAuthtoken',
      'regenerateHashSecret',
      'copyToClipboard',
      'changeSettings',
    ] as const)
      expect(commands[name].roles).toEqual(['owner']);
  });

  it.each<[string, unknown]>([
    ['an unknown key', { language: 'fr', wrongPins: { count: 0, lastAt: '' } }],
    ['a key of what is kept apart', { pathSegments: { live: 'x' } }],
    ['a list', []],
    ['a date', new Date(0)],
    ['a map', new Map([['language', 'fr']])],
    ['what an object inherits', Object.create({ language: 'fr' })],
    ['a name that every object has', JSON.parse('{"constructor":1}')],
    ['a prototype', JSON.parse('{"__proto__":{"language":"fr"}}')],
    ['a prototype further in', JSON.parse('{"printer":{"__proto__":{"kind":"none"}}}')],
    ['a list for an object further in', { openingHours: [] }],
    ['a number for an object', 1],
    ['a text', 'language'],
    ['nothing at all', undefined],
  ])('takes no settings from %s', async (_what, change) => {
    const reply = await answer(
      {
        ...{
          handlers,
          authorizes: () => true,
          failureText: (code) => code,
          shown: (_command, value) => value,
        },
        onUnexpected: () => 'internal',
      },
      'changeSettings',
      change,
    );
    expect(reply).toMatchObject({ ok: false, code: 'bad-argument' });
    expect(handler).not.toHaveBeenCalled();
  });

  it('answers even if the lock cannot understand an argument', async () => {
    const endless: unknown[] = [];
    endless.push(endless);
    const onUnexpected = vi.fn(() => 'internal' as const);
    const admits = (_command: unknown, asked: unknown): boolean => JSON.stringify(asked) !== '';
    const reply = await answer(
      { ...common, authorizes: admits, failureText: (code) => code, onUnexpected },
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
