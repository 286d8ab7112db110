import { useState } from 'preact/hooks';
import { codeDigits, type CodeAnswer, type ShopView } from '../../src/shared/screens/protocol';
import type { ScreenStore } from './screen-store';
import { timeIn, wordsIn } from './screen-words';

interface CodePageProps {
  readonly store: ScreenStore;
  readonly view: ShopView;
}

/** Before the owner's view: asks for its own code. The counter checks it, and makes guesses wait. */
export function CodePage({ store, view }: CodePageProps) {
  const { owner } = wordsIn(view.language).screen;
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    const answer = await store.open(typed);
    setTyped('');
    setSaid(sentenceOf(answer, view));
  };
  return (
    <main class="calm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open().catch(() => setSaid(owner.notNow));
        }}
      >
        <label>
          {owner.code}
          <input
            id="code"
            type="password"
            inputMode="numeric"
            autocomplete="off"
            maxLength={codeDigits}
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <button type="submit" class="wide" disabled={typed.length !== codeDigits}>
          {owner.show}
        </button>
      </form>
      {said !== null && (
        <p class="warn" role="alert">
          {said}
        </p>
      )}
    </main>
  );
}

function sentenceOf(answer: CodeAnswer | null, view: ShopView): string | null {
  const { owner } = wordsIn(view.language).screen;
  switch (answer?.kind) {
    case 'open':
      return null;
    case 'wrong':
      return owner.wrong;
    case 'wait':
      return owner.wait(timeIn(answer.retryAt, view));
    case 'none':
      return owner.noCode;
    default:
      return owner.notNow;
  }
}
