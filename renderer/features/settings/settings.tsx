import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../parts/icon';
import { inBackground } from '../../state/in-background';
import { useCommand } from '../../state/use-command';
import { hrefOf, type SettingsSection } from '../../state/view';
import { useShop } from '../../state/window-context';
import type { Change } from './settings-group';
import { sectionBody, useSections, type Section } from './settings-sections';
import './settings.css';

interface SettingsProps {
  readonly section?: SettingsSection | undefined;
}

/** One section at a time; each setting explains itself and takes effect at once. */
export function Settings({ section }: SettingsProps) {
  const words = useShop().texts.settings;
  const sections = useSections();
  const { run, problem } = useCommand('changeSettings');
  const saved = useSignal(false);
  const body = useRef<HTMLDivElement>(null);
  const change: Change = (next) => {
    saved.value = false;
    inBackground(run(next).then(({ ok }) => (saved.value = ok)));
  };
  // A narrow window shows only the index; a wide one shows the first section beside it.
  const chosen = sections.find(({ name }) => name === section);
  const shown = chosen ?? sections[0];
  useAtSection(section, body);
  useLayoutEffect(() => {
    saved.value = false;
  }, [section, saved]);
  return (
    <div class={`page settings ${chosen === undefined ? 'settings-at-index' : 'settings-at-section'}`}>
      <div class="settings-head">
        <h1>{words.title}</h1>
        <p class={problem.value === null ? 'settings-saved' : 'settings-saved problem'} role="status">
          {problem.value ?? (saved.value ? words.saved : '')}
        </p>
      </div>
      <SettingsIndex sections={sections} current={shown} isChosen={chosen !== undefined} />
      <div ref={body} class="settings-groups">
        <a class="settings-back" href={hrefOf({ name: 'settings' })}>
          <Icon name="back" />
          {words.all}
        </a>
        {shown && <div key={shown.name}>{sectionBody(shown.name, change)}</div>}
      </div>
    </div>
  );
}

interface SettingsIndexProps {
  readonly sections: readonly Section[];
  readonly current: Section | undefined;
  readonly isChosen: boolean;
}

function SettingsIndex({ sections, current, isChosen }: SettingsIndexProps) {
  const words = useShop().texts.settings;
  return (
    <nav class="settings-index" aria-label={words.index}>
      <ul>
        {sections.map(({ name, title }) => (
          <li key={name}>
            <a
              href={hrefOf({ name: 'settings', section: name })}
              aria-current={isChosen && name === current?.name ? 'page' : undefined}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Opening a section moves to its heading, so that a screen reader says its name. */
function useAtSection(
  section: SettingsSection | undefined,
  body: { readonly current: HTMLElement | null },
): void {
  const before = useRef(section);
  useLayoutEffect(() => {
    if (before.current === section) return;
    before.current = section;
    window.scrollTo({ top: 0 });
    const title =
      section === undefined ? document.querySelector<HTMLElement>('h1') : body.current?.querySelector('h2');
    title?.setAttribute('tabindex', '-1');
    title?.focus({ preventScroll: true });
  }, [section, body]);
}
