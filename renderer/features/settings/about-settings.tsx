import { useSignal } from '@preact/signals';
import { useShop } from '../../state/window-context';
import { SettingsGroup } from './settings-group';
import { inBackground } from '../../state/in-background';

/** Written by the build from its real contents, and served beside the window. */
interface Notices {
  readonly version: string;
  readonly packages: readonly Notice[];
}
interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}
type Shown =
  { readonly kind: 'closed' | 'unreadable' } | { readonly kind: 'open'; readonly notices: Notices };

export function AboutSettings() {
  const words = useShop().texts.about;
  const shown = useSignal<Shown>({ kind: 'closed' });
  const toggle = async (): Promise<void> => {
    if (shown.value.kind === 'open') shown.value = { kind: 'closed' };
    else shown.value = await readNotices();
  };
  return (
    <SettingsGroup title={words.title}>
      <div class="setting">
        <p class="soft">{words.free}</p>
        <p class="soft">{words.others}</p>
        <button type="button" class="button" onClick={() => inBackground(toggle())}>
          {shown.value.kind === 'open' ? words.hide : words.show}
        </button>
        {shown.value.kind === 'unreadable' && (
          <p class="problem" role="alert">
            {words.unreadable}
          </p>
        )}
        {shown.value.kind === 'open' && <NoticeList notices={shown.value.notices} />}
      </div>
    </SettingsGroup>
  );
}

function NoticeList({ notices }: { readonly notices: Notices }) {
  const words = useShop().texts.about;
  return (
    <>
      <p role="status">{words.shown(notices.version, notices.packages.length)}</p>
      <ul class="notice-list" lang="en">
        {notices.packages.map(({ name, version, licence, text }) => (
          <li key={`${name}@${version}`}>
            <details>
              <summary>
                {name} {version} ({licence})
              </summary>
              <pre>{text}</pre>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

async function readNotices(): Promise<Shown> {
  try {
    const response = await fetch('notices.json');
    const read: unknown = await response.json();
    return isNotices(read) ? { kind: 'open', notices: read } : { kind: 'unreadable' };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** Checked by hand: the window reads no other file, and a library of guards would be larger than these lines. */
function isNotices(read: unknown): read is Notices {
  if (typeof read !== 'object' || read === null || !('version' in read) || !('packages' in read))
    return false;
  return typeof read.version === 'string' && Array.isArray(read.packages) && read.packages.every(isNotice);
}

function isNotice(read: unknown): read is Notice {
  if (typeof read !== 'object' || read === null) return false;
  const words: Partial<Record<string, unknown>> = { ...read };
  return ['name', 'version', 'licence', 'text'].every((part) => typeof words[part] === 'string');
}
