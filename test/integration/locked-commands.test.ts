import { expect, it } from 'vitest';
import { screenCaller, type Caller } from '../../src/core/access/caller';
import { createBridgeServer } from '../../src/core/bridge-server';
import { commands } from '../../src/shared/bridge/contract';
import { fakeClock } from '../support/fake-clock';
import { openComptoir, type OpenedComptoir } from '../support/open-comptoir';
import { temporaryFolder } from '../support/temporary-folder';
import { trials } from '../support/trials';

/** Half past ten in the shop: three hours later the payment is yesterday's, and older than what a helper looks back at. */
const lateInTheEvening = Date.parse('2026-11-23T21:30:00Z');
const hourMs = 3_600_000;
const pin = '2468';
const address = 'https://boutique-cachee.example';

const polluting: unknown = JSON.parse('{"__proto__":{"role":"owner"},"constructor":1}');

/** What a command might stumble over, or be talked into: in place of its argument, and in place of each value in it. */
const hostile: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, Number.NaN, 1e308, '', '../..', '\u0000', '$&', 'x'.repeat(100_000)],
  ...[[], {}, [null], { toString: 1 }, polluting],
];
const names =
  'id by code name pin current said from to text after kind day at folder provider mode what said passPhrase'
    .split(' ')
    .concat(['screenId', 'role', 'transactionId', 'invitation', 'limit', 'status', 'format', 'columns']);

/** Each command has every third of these, the next one the next; all of them in `npm run test:faults`. */
const spoiled = names.flatMap((name) =>
  [null, -1, '../..', '\u0000', {}, polluting].map((value) => ({ limit: 500, [name]: value })),
);
const step = trials(3, 1);
const spoiledFor = (command: number): readonly unknown[] =>
  spoiled.filter((_value, at) => (at + Math.floor(at / 6)) % step === command % step);

function argumentsFor(yesterday: string): readonly unknown[] {
  const likely = [
    ...[
      { id: yesterday },
      { id: yesterday, by: 'Awa' },
      { limit: 500 },
      { limit: 500, from: '2000-01-01', to: '2100-01-01' },
    ],
    ...[{ from: '2000-01-01', to: '2100-01-01' }, { day: '2026-11-22' }, { said: '500' }, { said: 'hier' }],
    ...[
      { what: 'hash-secret', provider: 'kkiapay', mode: 'live' },
      { provider: 'kkiapay', mode: 'live' },
    ],
    ...[
      { limit: 500, text: 'hier' },
      { kind: 'pin-removed' },
      { name: 'Awa', code: '1111' },
      { current: null, pin: '1111' },
    ],
  ];
  return [...hostile, ...likely];
}

/** All of them locked; a screen has one role for good. */
function askers({ callers }: OpenedComptoir): Readonly<Record<string, Caller>> {
  return {
    window: callers.openSession(),
    'key alone': callers.withoutSession,
    'second counter': screenCaller('second-counter'),
    bell: screenCaller('bell'),
    display: screenCaller('display'),
  };
}

it(
  'whatever a locked caller asks, no answer and no broadcast holds what is the owner’s',
  { timeout: 120_000 },
  async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock(lateInTheEvening);
    await using shop = await openComptoir(folder.path, { clock, environment: {} });
    await shop.handlers.changeSettings({ publicAddress: address, helperNames: ['Awa'] });
    await shop.handlers.copyToClipboard({ what: 'hash-secret', provider: 'kkiapay', mode: 'live' });
    const secret = shop.copied();
    expect(await shop.knock({ secret })).toBe(200);
    const [yesterday] = (await shop.handlers.listPayments({ limit: 1 })).payments;
    await shop.handlers.setHelperCode({ name: 'Awa', code: '7310' });
    await shop.handlers.setPin({ current: null, pin });
    clock.advance(3 * hourMs);
    const segments = Object.values(shop.state().paths ?? {}).map((path) => path.split('/').at(-1) ?? '');
    const hidden = [secret, address, yesterday?.id ?? '', ...segments];
    expect(hidden).not.toContain('');

    const bridge = createBridgeServer(shop, () => undefined, clock);
    const asked = argumentsFor(yesterday?.id ?? '');
    for (const [who, caller] of Object.entries(askers(shop))) {
      const heard: string[] = [];
      const leave = bridge.onBroadcast(caller, (name, payload) =>
        heard.push(`${name} ${JSON.stringify(payload)}`),
      );
      for (const [at, name] of Object.keys(commands).entries()) {
        // Each guess of a PIN costs a tenth of a second: what they answer has tests of its own.
        const tries = name === 'unlock' ? hostile : [...asked, ...spoiledFor(at)];
        for (const argument of tries) {
          const reply = await bridge.invoke(caller, name, argument);
          const said = JSON.stringify(reply);
          for (const word of hidden)
            if (said.includes(word))
              expect.fail(`${who}: ${name}(${JSON.stringify(argument)}) tells ${word}`);
          if (!reply.ok && reply.code === 'internal')
            expect.fail(`${who}: ${name}(${JSON.stringify(argument)}) is not answered`);
        }
      }
      leave();
      for (const word of hidden)
        expect(
          heard.filter((line) => line.includes(word)),
          who,
        ).toEqual([]);
      expect(caller.role()).not.toBe('owner');
    }
  },
);
