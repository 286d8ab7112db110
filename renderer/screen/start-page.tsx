import { wordsIn, type ScreenLanguage } from './screen-words';
import type { Link } from './transport';

export type StartState =
  | { readonly kind: 'lead' | 'asking' }
  | { readonly kind: 'waiting'; readonly way: 'offer' | 'digits'; readonly code: string }
  | { readonly kind: 'gone' | 'silent' | 'tampered'; readonly way: 'offer' | 'digits' };

interface StartPageProps {
  readonly state: StartState;
  readonly link: Link | null;
  readonly language: ScreenLanguage;
  readonly onDigits: () => void;
}

/** How this device joins the shop, one step at a time. */
export function StartPage({ state, link, language, onDigits }: StartPageProps) {
  const words = wordsIn(language).screen.start;
  if (state.kind === 'waiting' && link?.kind !== 'stranger' && link?.kind !== 'removed')
    return (
      <main class="calm">
        <h1>{words.title}</h1>
        <output class="digits">{state.code}</output>
        <p>{state.way === 'digits' ? words.digitsNext : words.askPermission(state.code)}</p>
        <p class="soft">{words.waiting}</p>
      </main>
    );
  const said = sentenceOf(state, words);
  return (
    <main class="calm">
      <h1>{words.title}</h1>
      {link?.kind === 'removed' && <p class="warn">{words.removed}</p>}
      {link?.kind === 'stranger' && <p class="warn">{words.stranger}</p>}
      {said !== null && <p class="warn">{said}</p>}
      <p>{words.lead}</p>
      {state.kind === 'asking' ? (
        <p class="soft">{words.waiting}</p>
      ) : (
        <button type="button" id="digits" class="wide" onClick={onDigits}>
          {said === null ? words.showDigits : words.again}
        </button>
      )}
    </main>
  );
}

function sentenceOf(state: StartState, words: ReturnType<typeof wordsIn>['screen']['start']): string | null {
  switch (state.kind) {
    case 'gone':
      return state.way === 'offer' ? words.codeGone : words.notOpen;
    case 'silent':
      return words.noAnswer;
    case 'tampered':
      return words.tampered;
    default:
      return null;
  }
}
