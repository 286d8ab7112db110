import type { CommandError } from '../../shared/bridge/contract';
import type { accessCommands } from '../../shared/bridge/access-commands';
import { isDiskFull } from '../storage/disk';
import type { AskedHandlers } from './caller';
import type { OwnerLock, PinAnswer } from './owner-lock';

const errorOf = { wrong: 'pin-wrong', wait: 'pin-wait', 'vault-shut': 'vault-shut' } as const;

export function createAccessHandlers(
  lock: OwnerLock,
  fail: (code: CommandError) => never,
): Pick<AskedHandlers, keyof typeof accessCommands> {
  const rightOnly = async (asked: Promise<PinAnswer>): Promise<null> => {
    const answer = await asked;
    return answer === 'right' ? null : fail(errorOf[answer]);
  };
  return {
    unlock: ({ pin }, caller) => rightOnly(lock.unlock(pin, caller.letIn)),
    lock(_argument, caller) {
      caller.lock();
      return Promise.resolve(null);
    },
    setPin: ({ current, pin }, caller) =>
      rightOnly(
        lock
          .setPin(current, pin, caller.letIn)
          .catch((error: unknown) => fail(isDiskFull(error) ? 'disk-full' : 'secret-store-failed')),
      ),
    removePin: ({ current }) => rightOnly(lock.removePin(current)),
  };
}
