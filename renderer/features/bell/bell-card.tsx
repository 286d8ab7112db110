import { isAudible } from '../../../src/shared/voice/ring';
import type { Pause } from '../../../src/shared/bridge/sound-commands';
import { dayWordText } from '../../../src/shared/texts/day-word-texts';
import type { DayWord } from '../../../src/shared/voice/day-word';
import { Icon } from '../../parts/icon';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { inBackground } from '../../state/in-background';
import './bell.css';

const offered: readonly Pause[] = ['15-minutes', '1-hour', 'until-tomorrow'];

/** Repeats the last announcement and pauses the bell. A bell that is off must be visibly off. */
export function BellCard() {
  const { now } = useWindow();
  const { state, texts, when } = useShop();
  const words = texts.bell;
  const { settings } = state;
  const replay = useCommand('replayLast');
  const pause = useCommand('pauseSounds');
  const audible = isAudible(settings, now.value);
  const until = settings.sound && !audible ? settings.soundsPausedUntil : null;
  return (
    <section class="card" aria-labelledby="bell-title">
      <h2 id="bell-title" class="card-title">
        {words.title}
      </h2>
      <p class={audible ? 'soft' : 'bell-off'} role="status">
        {!settings.sound ? words.off : until === null ? words.on : words.pausedUntil(when.time(until))}
      </p>
      <button type="button" class="button" onClick={() => inBackground(replay.run(null))}>
        <Icon name="sound" />
        {words.replay}
        <kbd class="key">F2</kbd>
      </button>
      {until !== null && (
        <button
          type="button"
          class="button button-strong"
          onClick={() => inBackground(pause.run({ pause: null }))}
        >
          {words.resume}
        </button>
      )}
      {audible && (
        <div class="bell-pauses" role="group" aria-label={words.pause}>
          <span class="soft" aria-hidden="true">
            {words.pause}
          </span>
          {offered.map((kind) => (
            <button
              key={kind}
              type="button"
              class="button"
              onClick={() => inBackground(pause.run({ pause: kind }))}
            >
              {words.pauses[kind]}
            </button>
          ))}
        </div>
      )}
      {state.dayWord !== null && <WordOfDay word={state.dayWord} />}
      <p class="problem" role="status">
        {replay.problem.value ?? pause.problem.value ?? ''}
      </p>
    </section>
  );
}

/** The word of the day, which the voice says first if the shop wants it, and how far it can be trusted. */
function WordOfDay({ word }: { readonly word: DayWord }) {
  const { state, texts } = useShop();
  const { settings } = state;
  const words = texts.dayWord;
  // Only a voice says it. Without one, the advice "the sound comes from elsewhere" would apply to our own bell.
  const isSaid = settings.sayDayWord && settings.sound && settings.voice !== 'none';
  return (
    <details class="bell-word">
      <summary>
        {words.title} <strong>{dayWordText(word, settings.language)}</strong>
      </summary>
      <p class="soft">
        {isSaid ? words.spoken : words.silent} {words.limit}
      </p>
    </details>
  );
}
