import type { CommandError, CommandHandlers } from '../../shared/bridge/contract';
import type { accessCommands } from '../../shared/bridge/access-commands';
import type { OwnerLock, PinAnswer } from './owner-lock';

export function createAccessHandlers(
  lock: OwnerLock,
  fail: (code: CommandError) => never,
): Pick<CommandHandlers, keyof typeof accessCommands> {
  const rightOnly = async (asked: Promise<PinAnswer>): Promise<null> => {
    const answer = await asked;
    return answer === 'right' ? null : fail(answer === 'wait' ? 'pin-wait' : 'pin-wrong');
  };
  return {
    unlock: ({ pin }) => rightOnly(lock.unlock(pin)),
    lock() {
      lock.lock();
      return Promise.resolve(null);
    },
    setPin: ({ current, pin }) => rightOnly(lock.setPin(current, pin)),
    removePin: ({ current }) => rightOnly(lock.removePin(current)),
  };
}
