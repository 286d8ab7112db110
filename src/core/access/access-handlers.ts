import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { accessCommands } from '../../shared/bridge/access-commands';
import { isDiskFull } from '../storage/disk';
import type { OwnerLock, PinAnswer } from './owner-lock';

const errorOf = { wrong: 'pin-wrong', wait: 'pin-wait', 'vault-shut': 'vault-shut' } as const;

export function createAccessHandlers(
  lock: OwnerLock,
  fail: (code: CommandError) => never,
): Pick<CommandHandlers, keyof typeof accessCommands> {
  const rightOnly = async (asked: Promise<PinAnswer>): Promise<null> => {
    const answer = await asked;
    return answer === 'right' ? null : fail(errorOf[answer]);
  };
  return {
    unlock: ({ pin }) => rightOnly(lock.unlock(pin)),
    lock() {
      lock.lock();
      return Promise.resolve(null);
    },
    setPin: ({ current, pin }) =>
      rightOnly(
        lock
          .setPin(current, pin)
          .catch((error: unknown) => fail(isDiskFull(error) ? 'disk-full' : 'secret-store-failed')),
      ),
    removePin: ({ current }) => rightOnly(lock.removePin(current)),
  };
}
