import { signal, type ReadonlySignal } from '@preact/signals';

export type SetupStep = 1 | 2 | 3;

/** Views whose address is only their name. */
const plainNames = [
  'verify',
  'voice',
  'export',
  'shops',
  'privacy',
  'refusals',
  'recovery',
  'move-away',
  'move-here',
  'technician',
  'diagnosis',
] as const;
type PlainName = (typeof plainNames)[number];

export const settingsSections = [
  'shop',
  'bell',
  'messages',
  'phone',
  'internet',
  'relay',
  'phones',
  'computer',
  'updates',
  'pin',
  'helpers',
  'screens',
  'printer',
  'keys',
  'data',
  'technician',
  'copies',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** The current view. It is kept in the address's fragment, so that links, "back" and a reload work as usual. */
export type View =
  /** `at`: where on it to begin. */
  | { readonly name: 'counter'; readonly at?: 'paid' }
  | { readonly name: 'payments'; readonly paymentId: string | null }
  | { readonly name: 'receipt'; readonly paymentId: string }
  /** A day (`YYYY-MM-DD`) with its closing, or a month (`YYYY-MM`); left out: today. */
  | { readonly name: 'report'; readonly days?: string }
  /** Without a section: the index. */
  | { readonly name: 'settings'; readonly section?: SettingsSection }
  | { [Name in PlainName]: { readonly name: Name } }[PlainName]
  /** Without a step: the first that is not done. */
  | { readonly name: 'setup'; readonly step: SetupStep | null };

/** Views that are loaded after the first one is shown. */
export type RareView = Exclude<
  View,
  { readonly name: 'counter' | 'payments' | 'refusals' | 'diagnosis' | 'setup' }
>;

export function parseView(fragment: string): View {
  const [name, detail] = fragment.replace(/^#?\/?/, '').split('/');
  switch (name) {
    case 'paid':
      return { name: 'counter', at: 'paid' };
    case 'payments':
      return { name, paymentId: detail === undefined ? null : decoded(detail) };
    case 'receipt': {
      const paymentId = detail === undefined ? null : decoded(detail);
      return paymentId === null ? { name: 'payments', paymentId } : { name, paymentId };
    }
    // Closing a day once had its own address.
    case 'day':
    case 'report':
      return {
        name: 'report',
        ...(detail !== undefined && /^\d{4}-\d\d(-\d\d)?$/.test(detail) && { days: detail }),
      };
    case 'settings': {
      const section = settingsSections.find((one) => one === detail);
      return { name, ...(section !== undefined && { section }) };
    }
    case 'setup':
      return { name, step: detail === '1' ? 1 : detail === '2' ? 2 : detail === '3' ? 3 : null };
    default: {
      const plain = plainNames.find((one) => one === name);
      return plain === undefined ? { name: 'counter' } : { name: plain };
    }
  }
}

/** An address may be typed by hand, and invalid. */
function decoded(detail: string): string | null {
  try {
    return decodeURIComponent(detail) || null;
  } catch {
    return null;
  }
}

export function hrefOf(view: View): string {
  switch (view.name) {
    case 'counter':
      return view.at === 'paid' ? '#/paid' : '#/';
    case 'payments':
      return view.paymentId === null ? '#/payments' : `#/payments/${encodeURIComponent(view.paymentId)}`;
    case 'receipt':
      return `#/receipt/${encodeURIComponent(view.paymentId)}`;
    case 'setup':
      return view.step === null ? '#/setup' : `#/setup/${view.step}`;
    case 'settings':
      return view.section === undefined ? '#/settings' : `#/settings/${view.section}`;
    case 'report':
      return view.days === undefined ? '#/report' : `#/report/${view.days}`;
    default:
      return `#/${view.name}`;
  }
}

export interface Navigation {
  readonly view: ReadonlySignal<View>;
  go(view: View): void;
}

export function createNavigation(page: Window): Navigation {
  const current = (): View => {
    const found = parseView(page.location.hash);
    // A bookmarked address that has changed since: replace it, so that "back" does not return to it.
    if (/^#\/?day\b/.test(page.location.hash)) page.history.replaceState(null, '', hrefOf(found));
    return found;
  };
  const view = signal(current());
  page.addEventListener('hashchange', () => {
    view.value = current();
  });
  return {
    view,
    go: (next) => {
      page.location.hash = hrefOf(next);
    },
  };
}
