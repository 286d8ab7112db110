import type { ShopView } from '../../src/shared/screens/protocol';
import type { ScreenStore } from './screen-store';
import { timeIn, wordsIn } from './screen-words';

interface BellPageProps {
  readonly store: ScreenStore;
  readonly view: ShopView;
}

/** One giant button: a touch turns the sound on and plays it. */
export function BellPage({ store, view }: BellPageProps) {
  const { sound } = wordsIn(view.language).screen;
  const { bell } = store;
  const lastRingAt = store.lastRingAt.value;
  return (
    <main class="bell">
      <SoundButton store={store} view={view} />
      {bell.isOn.value && <p class="big">{sound.isOn}</p>}
      <p>{sound.lastRing}</p>
      <p class="big">
        {lastRingAt === null ? sound.noneYet : timeIn(new Date(lastRingAt).toISOString(), view)}
      </p>
      <p class="soft">{sound.plug}</p>
    </main>
  );
}

/** Browsers allow sound only after a touch; until then the screen says that it would be silent. */
export function SoundButton({ store: { bell, role }, view }: BellPageProps) {
  const { sound } = wordsIn(view.language).screen;
  if (!bell.isPossible) return <p class="warn">{sound.none}</p>;
  if (bell.isOn.value) return null;
  const isBell = role.value === 'bell';
  const touched = (): void => {
    if (isBell && document.fullscreenEnabled)
      document.documentElement.requestFullscreen().catch(() => undefined); // nicer where it is allowed
    bell.turnOn().catch((error: unknown) => console.error(error));
  };
  return (
    <button type="button" id="sound" class={isBell ? 'giant' : 'band band-deaf'} onClick={touched}>
      {isBell ? sound.turnOn : sound.isOff}
    </button>
  );
}
