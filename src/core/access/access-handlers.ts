import type { CommandError } from '../../shared/bridge/contract';
import type { accessCommands } from '../../shared/bridge/access-commands';
import { isDiskFull } from '../storage/disk';
import type { AskedHandlers } from './caller';
import type { HelperCodes } from './helper-codes';
import type { OwnerLock, PinAnswer } from './owner-lock';

const errorOf = { wrong: 'pin-wrong', wait: 'pin-wait', 'vault-shut': 'vault-shut' } as const;
/** Why nobody may act under a helper's name. */
export const codeErrors = { ...errorOf, needed: 'code-needed', unknown: 'helper-unknown' } as const;

interface AccessParts {
  readonly fail: (code: CommandError) => never;
  /** The settings that windows see have changed. */
  readonly onChanged: () => Promise<void>;
}

export function createAccessHandlers(
  { lock, helperCodes }: { readonly lock: OwnerLock; readonly helperCodes: HelperCodes },
  { fail, onChanged }: AccessParts,
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
    async setHelperCode({ name, code }) {
      await helperCodes
        .set(name, code)
        .catch((error: unknown) => fail(isDiskFull(error) ? 'disk-full' : 'secret-store-failed'));
      await onChanged();
      return null;
    },
    removePin: ({ current }) => rightOnly(lock.removePin(current)),
  };
}
