import { dayWordAt } from '../../announce/day-word';
import type { Intake } from '../../intake/intake';
import { VaultShut } from '../../settings/vault';
import type { Derived } from '../derived';

const keyName = 'day-word';
/** How late a change of the word may be noticed. */
const lookMs = 30_000;

/** Computes the word of the day, and again when its colour changes. Without its key there is no word. */
export async function openDayWord(derived: Derived, intake: Intake): Promise<void> {
  const { keyring, clocks, offset, dispatch, state, runInBackground } = intake;
  await derived.open(
    'day-word',
    () => {
      const clock = derived.clockFor('day-word');
      let key: Buffer | null = null;
      let isClosed = false;
      let cancel = (): void => undefined;
      const look = async (): Promise<void> => {
        key ??= await keyring.key(keyName).catch((error: unknown) => {
          if (error instanceof VaultShut) return null;
          throw error;
        });
        if (isClosed) return;
        const word = key && dayWordAt(key, clocks.now(), offset());
        const shown = state().dayWord;
        if (word?.noun !== shown?.noun || word?.colour !== shown?.colour)
          dispatch({ kind: 'day-word-changed', word });
        cancel = clock.after(lookMs, look);
      };
      // A vault may wait for its password; the bell must not wait for the word.
      runInBackground('the word of the day', look);
      return {
        close() {
          isClosed = true;
          cancel();
        },
      };
    },
    (opened) => opened.close(),
  );
}
