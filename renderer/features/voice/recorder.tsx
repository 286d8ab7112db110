import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { VoicePackView } from '../../../src/shared/voice/voice-pack';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';
import { PackFile } from './pack-file';
import { base64Of, recordPhrase, type Recording } from './record-phrase';
import './voice.css';

/** The words of our own clips, by language: loaded with this screen, which few people open. */
const scripts = {
  fr: () => import('../../../assets/voice/fr/script.json'),
  en: () => import('../../../assets/voice/en/script.json'),
};

/** A helper or the owner reads one phrase after another aloud. */
export function Recorder() {
  const { state, texts } = useShop();
  const words = texts.recorder;
  const { run: ask } = useCommand('getVoicePack');
  const { run: start, problem } = useCommand('startVoicePack');
  const pack = useSignal<VoicePackView | null | undefined>(undefined);
  const look = async (): Promise<void> => {
    const reply = await ask(null);
    if (reply.ok) pack.value = reply.value;
  };
  useEffect(() => inBackground(look()), []);
  const begin = async (language: 'fr' | 'en'): Promise<void> => {
    if ((await start({ language })).ok) await look();
  };
  if (pack.value === undefined) return null;
  return (
    <div class="page voice">
      <h1>{words.title}</h1>
      <p class="lead">{words.intro}</p>
      {state.settings.sayDayWord && <p class="soft">{texts.dayWord.notInOwnVoice}</p>}
      {pack.value === null ? (
        <section class="card">
          <h2 class="card-title">{words.start}</h2>
          <div class="voice-deeds">
            {(['fr', 'en'] as const).map((language) => (
              <button
                key={language}
                type="button"
                class="button button-strong"
                onClick={() => inBackground(begin(language))}
              >
                {words.startIn[language]}
              </button>
            ))}
          </div>
          <p class="problem" role="alert">
            {problem.value ?? ''}
          </p>
        </section>
      ) : (
        <Phrases pack={pack.value} onSaved={look} />
      )}
      <PackFile pack={pack.value} onChanged={look} />
    </div>
  );
}

interface PhrasesProps {
  readonly pack: VoicePackView;
  readonly onSaved: () => Promise<void>;
}

function Phrases({ pack, onSaved }: PhrasesProps) {
  const { bridge, state, texts } = useShop();
  const words = texts.recorder;
  const { phrases, language } = pack;
  const firstMissing = phrases.findIndex(({ isRecorded }) => !isRecorded);
  const at = useSignal(firstMissing < 0 ? 0 : firstMissing);
  const script = useSignal<Readonly<Record<string, string>>>({});
  const recording = useSignal<Recording | null>(null);
  const isHeard = useSignal(false);
  const said = useSignal('');
  const { run: save } = useCommand('saveVoiceClip');
  const { run: use } = useCommand('changeSettings');
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (language !== null) inBackground(scripts[language]().then((found) => (script.value = found.default)));
  }, [language, script]);
  // The screen is closed: stop recording.
  useEffect(() => () => inBackground(recording.value?.finish()), [recording]);
  const phrase = phrases[at.value];
  const done = phrases.filter(({ isRecorded }) => isRecorded).length;
  if (phrase === undefined) return null;
  const go = (step: number): void => {
    said.value = '';
    at.value = Math.max(0, Math.min(phrases.length - 1, at.value + step));
  };
  const begin = async (): Promise<void> => {
    said.value = '';
    await bridge.invoke('holdMicrophone', { held: true });
    isHeard.value = false;
    recording.value = await recordPhrase(() => (isHeard.value = true)).catch(() => null);
    if (recording.value !== null) return;
    said.value = words.noMicrophone;
    await bridge.invoke('holdMicrophone', { held: false });
  };
  const finish = async (current: Recording): Promise<void> => {
    recording.value = null;
    const wav = await current.finish().catch(() => null);
    await bridge.invoke('holdMicrophone', { held: false });
    if (wav === null) {
      said.value = words.nothingHeard;
      return;
    }
    const reply = await save({ name: phrase.name, wav: base64Of(wav) });
    if (!reply.ok) {
      said.value = reply.message;
      return;
    }
    await onSaved();
    go(1);
    title.current?.focus();
  };
  const press = (): void => {
    const current = recording.value;
    inBackground(current === null ? begin() : finish(current));
  };
  return (
    <section class="card" aria-label={words.progress(done, phrases.length)}>
      <p class="soft" role="status">
        {done === phrases.length ? words.done : words.progress(done, phrases.length)}
      </p>
      <progress max={phrases.length} value={done} aria-hidden="true" />
      <p ref={title} tabIndex={-1} class="voice-phrase">
        <span class="soft">{words.say}</span>{' '}
        <strong>{phrase.text ?? script.value[phrase.name] ?? phrase.name}</strong>
      </p>
      <div class="voice-deeds">
        <button type="button" class="button button-strong" onClick={press}>
          {recording.value !== null ? words.stop : phrase.isRecorded ? words.again : words.record}
        </button>
        {phrase.isRecorded && (
          <button type="button" class="button" onClick={() => inBackground(listen())}>
            {words.listen}
          </button>
        )}
        <button type="button" class="button" disabled={at.value === 0} onClick={() => go(-1)}>
          {words.previous}
        </button>
        <button type="button" class="button" disabled={at.value === phrases.length - 1} onClick={() => go(1)}>
          {words.next}
        </button>
      </div>
      <p class="soft" role="status">
        {recording.value !== null && isHeard.value ? words.heard : ''}
      </p>
      <p class="problem" role="alert">
        {said.value}
      </p>
      {state.settings.voice === 'own' ? (
        <p class="soft">{words.used}</p>
      ) : (
        <button
          type="button"
          class="button"
          disabled={done === 0}
          onClick={() => inBackground(use({ voice: 'own' }))}
        >
          {words.use}
        </button>
      )}
    </section>
  );

  async function listen(): Promise<void> {
    const reply = await bridge.invoke('getVoiceClip', { id: pack.id, name: phrase?.name ?? '' });
    if (!reply.ok || reply.value === null) return;
    const context = new AudioContext();
    const bytes = Uint8Array.from(atob(reply.value), (letter) => letter.charCodeAt(0));
    const source = new AudioBufferSourceNode(context, {
      buffer: await context.decodeAudioData(bytes.buffer),
    });
    source.connect(context.destination);
    source.addEventListener('ended', () => inBackground(context.close()));
    source.start();
  }
}
