import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { screenCommands } from '../../shared/bridge/screen-commands';
import type { ScreenEvent } from '../../shared/screens/protocol';
import type { Clock } from '../ports';
import { VaultShut } from '../settings/vault';
import type { DeviceBook } from './device-book';
import type { Pairings, Welcomed } from './pairings';
import type { Presence } from './presence';
import type { ScreenCodes } from './screen-codes';
import type { Session, Sessions } from './sessions';

export interface ScreenHandlerParts {
  readonly book: DeviceBook;
  readonly pairings: Pairings;
  readonly sessions: Sessions;
  readonly presence: Presence;
  readonly codes: ScreenCodes;
  readonly clock: Pick<Clock, 'now'>;
  readonly tell: (to: readonly Session[], event: ScreenEvent) => void;
  readonly changed: () => void;
  readonly fail: (code: CommandError) => never;
  /** Null where the system needs none. */
  readonly firewall: () => readonly string[] | null;
  /** Resolves to whether it was done. */
  readonly repairFirewall: () => Promise<boolean>;
  /** The server's addresses, "192.168.1.10:4280", the likeliest first. */
  readonly addresses: () => readonly string[];
}

/** The owner's commands for the shop's screens. */
export function createScreenHandlers(
  parts: ScreenHandlerParts,
): Pick<CommandHandlers, keyof typeof screenCommands> {
  const { book, pairings, sessions, presence, codes, clock, changed, fail } = parts;
  const of = (id: string): readonly Session[] => sessions.all().filter(({ device }) => device === id);
  const remove = async (id: string): Promise<void> => {
    await book.remove(id);
    await codes.forget(id);
    parts.tell(of(id), { kind: 'removed' });
    sessions.endDevice(id);
  };
  const letIn = async ({ id, key, wanted }: Welcomed): Promise<null> => {
    const addedAt = new Date(clock.now()).toISOString();
    if (wanted.instead !== null && book.device(wanted.instead) !== null) await remove(wanted.instead);
    const { role, name, code = null } = wanted;
    try {
      if (code !== null) await codes.keep(id, code);
      await book.add({ id, role, name, addedAt, lastHeardAt: addedAt }, key);
    } catch (error) {
      if (error instanceof VaultShut) fail('vault-shut');
      throw error;
    }
    presence.here(id, { isVisible: true, isSoundOn: true });
    changed();
    return null;
  };
  const known = (id: string): void => {
    if (book.device(id) === null) fail('screen-unknown');
  };

  return {
    listScreens: () => {
      const there = presence.of(book.devices());
      return Promise.resolve(
        book.devices().map((device) => {
          const { trouble = null, since = null } = there.find(({ id }) => id === device.id) ?? {};
          const { wrongCodes: _wrongCodes, ...listed } = device;
          return { ...listed, trouble, since };
        }),
      );
    },
    async offerScreen({ role, name, instead }) {
      const addresses = parts.addresses();
      if (addresses.length === 0) fail('screens-unreachable');
      if (book.isFull() && instead === null) fail('screens-full');
      const code = role === 'owner-view' ? codes.make() : null;
      const { text, expiresAt } = pairings.offer({ role, name, instead, code });
      return Promise.resolve({
        links: addresses.map((address) => `http://${address}/#p=${text}`),
        addresses,
        expiresAt: new Date(expiresAt).toISOString(),
        firewall: parts.firewall(),
        code,
      });
    },
    repairFirewall: async () => ((await parts.repairFirewall()) ? null : fail('firewall-closed')),
    withdrawOffer() {
      pairings.withdraw();
      return Promise.resolve(null);
    },
    async confirmScreen({ id, isIt }) {
      const welcomed = pairings.confirm(id, isIt);
      if (welcomed !== null) return letIn(welcomed);
      return isIt ? fail('screen-gone') : null;
    },
    async confirmDigits({ digits }) {
      const welcomed = pairings.confirmDigits(digits);
      if (welcomed === 'wrong') return fail('digits-wrong');
      return welcomed === 'closed' ? fail('screen-gone') : letIn(welcomed);
    },
    async renameScreen({ id, name }) {
      known(id);
      await book.rename(id, name);
      parts.tell(of(id), { kind: 'renamed', name });
      changed();
      return null;
    },
    async removeScreen({ id }) {
      known(id);
      await remove(id);
      changed();
      return null;
    },
  };
}
