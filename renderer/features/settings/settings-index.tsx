import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useShop } from '../../state/window-context';

interface SettingsIndexProps {
  /** Holds the groups, each a section with a heading of its own. */
  readonly groups: RefObject<HTMLElement | null>;
}

/** What is to be found on this page, read off it: a group that is not shown here is not promised either. */
export function SettingsIndex({ groups }: SettingsIndexProps) {
  const { state, texts } = useShop();
  const headings = useSignal<readonly HTMLElement[]>([]);
  const { language } = state.settings;
  useEffect(() => {
    headings.value = [...(groups.current?.querySelectorAll<HTMLElement>('h2') ?? [])];
  }, [groups, headings, language]);
  const go = (heading: HTMLElement): void => {
    heading.tabIndex = -1;
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  };
  return (
    <nav class="settings-index" aria-label={texts.settings.index}>
      <ul>
        {headings.value.map((heading, at) => (
          <li key={`${at} ${heading.textContent}`}>
            <button type="button" class="button button-quiet" onClick={() => go(heading)}>
              {heading.textContent}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
