import { useSignal } from '@preact/signals';
import * as v from 'valibot';
import { useShop } from '../../state/window-context';
import { SettingsGroup } from './settings-group';
import { inBackground } from '../../state/in-background';

/** Written by the build from what is really in it, and served beside the window. */
const noticesFile = v.object({
  version: v.string(),
  packages: v.array(
    v.object({ name: v.string(), version: v.string(), licence: v.string(), text: v.string() }),
  ),
});
type Notices = v.InferOutput<typeof noticesFile>;
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
    return { kind: 'open', notices: v.parse(noticesFile, await response.json()) };
  } catch {
    return { kind: 'unreadable' };
  }
}
