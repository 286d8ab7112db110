import { hrefOf, type View } from '../state/view';
import { useShop } from '../state/window-context';
import { OwnerButton } from '../features/owner/owner-button';
import { Icon } from './icon';

type EntryName = 'counter' | 'payments' | 'report' | 'settings';
type Entry = Extract<View, { name: EntryName }>;
/** The views that a helper needs; the others need the owner's PIN where one is set. */
const helperEntries: readonly Entry[] = [{ name: 'counter' }, { name: 'payments', paymentId: null }];
const ownerEntries: readonly Entry[] = [...helperEntries, { name: 'report' }, { name: 'settings' }];
/** The entry that is marked for each of the other views. */
const under: Partial<Record<View['name'], EntryName>> = {
  recovery: 'payments',
  receipt: 'payments',
  verify: 'payments',
  voice: 'settings',
  export: 'report',
  shops: 'report',
  privacy: 'settings',
  refusals: 'settings',
  technician: 'settings',
};

/** The shop's name, and links to the views. */
export function Header({ view }: { readonly view: View }) {
  const { state, texts } = useShop();
  const words = texts.window.nav;
  const entries = state.access.kind === 'locked' ? helperEntries : ownerEntries;
  return (
    <header class="header">
      {/* A plain link to #content would change the view: the fragment is the window's place. */}
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {words.skip}
      </button>
      <p class="shop-name">{state.settings.shopName === '' ? 'Comptoir' : state.settings.shopName}</p>
      <nav class="nav" aria-label={words.label}>
        {entries.map((entry) => (
          <a
            key={entry.name}
            href={hrefOf(entry)}
            aria-current={entry.name === (under[view.name] ?? view.name) ? 'page' : undefined}
          >
            <Icon name={entry.name} />
            <span>{words[entry.name]}</span>
          </a>
        ))}
      </nav>
      {view.name !== 'setup' && (
        <div class="header-end">
          <a
            class="help-link"
            href={hrefOf({ name: 'diagnosis' })}
            aria-current={view.name === 'diagnosis' ? 'page' : undefined}
          >
            <Icon name="help" />
            <span>{texts.diagnosis.link}</span>
          </a>
          <OwnerButton />
        </div>
      )}
    </header>
  );
}
