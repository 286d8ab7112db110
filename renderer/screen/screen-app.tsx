import type { ReadonlySignal } from '@preact/signals';
import { BellPage } from './bell-page';
import { CodePage } from './code-page';
import { DisplayPage } from './display-page';
import { OwnerPage } from './owner-page';
import { SecondCounter } from './second-counter';
import type { ScreenStore } from './screen-store';
import { wordsIn, type ScreenLanguage } from './screen-words';
import { StartPage, type StartState } from './start-page';

interface ScreenAppProps {
  readonly store: ReadonlySignal<ScreenStore | null>;
  readonly start: ReadonlySignal<StartState>;
  readonly language: ScreenLanguage;
  readonly onDigits: () => void;
}

/** The start page until the screen is paired, then its role's page under one band that says whether the link works. */
export function ScreenApp({ store, start, language, onDigits }: ScreenAppProps) {
  const present = store.value;
  const link = present?.link.value ?? null;
  const view = present?.view.value ?? null;
  const spoken = view?.language ?? language;
  document.documentElement.lang = spoken;
  const isOutside =
    present === null || link?.kind === 'stranger' || link?.kind === 'removed' || link?.kind === 'waiting';
  if (isOutside || (view === null && start.value.kind !== 'lead'))
    return <StartPage state={start.value} link={link} language={spoken} onDigits={onDigits} />;
  const { screen } = wordsIn(spoken);
  if (view === null || link === null)
    return (
      <main class="calm">
        <p>{link?.kind === 'lost' ? screen.lost[present.lostCause.value] : screen.connecting}</p>
      </main>
    );
  const isUp = link.kind === 'up';
  const role = present.role.value;
  document.documentElement.className = role === 'display' ? 'for-customers' : '';
  if (role === 'display') return <DisplayPage store={present} view={view} isUp={isUp} />;
  return (
    <div class={isUp ? 'page' : 'page cut-off'}>
      {!isUp && (
        <div class="band band-cut" role="alert">
          <strong>{screen.cutOff}</strong>
          <span>{screen.cutOffNext}</span>
          <span>{screen.lost[present.lostCause.value]}</span>
        </div>
      )}
      {isUp && (view.hearing.kind === 'deaf' || view.hearing.kind === 'late') && (
        <div class="band band-deaf" role="alert">
          <strong>{view.hearing.kind === 'late' ? screen.counterLate : screen.counterDeaf}</strong>
          <span>{screen.counterDeafNext}</span>
        </div>
      )}
      <header class="head">
        <strong>{present.name.value}</strong>
        <span>{view.shopName}</span>
      </header>
      {role === 'bell' && <BellPage store={present} view={view} />}
      {role === 'second-counter' && <SecondCounter store={present} view={view} isUp={isUp} />}
      {role === 'owner-view' &&
        (present.isLocked.value ? (
          <CodePage store={present} view={view} />
        ) : (
          <OwnerPage store={present} view={view} isUp={isUp} />
        ))}
      {present.word.value !== '' && (
        <footer class="word" title={screen.wordHint}>
          {screen.word(present.word.value)}
        </footer>
      )}
    </div>
  );
}
