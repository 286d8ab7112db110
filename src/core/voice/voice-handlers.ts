import type { CommandError } from '../../shared/bridge/contract';
import type { voiceCommands } from '../../shared/bridge/voice-commands';
import type { Language } from '../../shared/settings/preferences';
import { recorderTexts } from '../../shared/texts/recorder-texts';
import type { AskedHandlers } from '../access/caller';
import { createBackground, logFailures } from '../background';
import type { ChooseFilePlace, Log } from '../ports';
import { isDiskFull } from '../storage/disk';
import type { Microphone } from './microphone';
import type { VoiceStore } from './voice-store';

interface VoiceHandlerParts {
  readonly store: VoiceStore;
  readonly microphone: Microphone;
  readonly language: () => Language;
  readonly chooseFilePlace: ChooseFilePlace;
  readonly log: Log;
  readonly fail: (code: CommandError) => never;
}

export function createVoiceHandlers({
  store,
  microphone,
  language,
  chooseFilePlace,
  log,
  fail,
}: VoiceHandlerParts): Pick<AskedHandlers, keyof typeof voiceCommands> {
  const inBackground = createBackground(logFailures(log));
  const notWritten = (error: unknown): never => {
    if (!isDiskFull(error)) log(`the own voice could not be written: ${String(error)}`);
    return fail(isDiskFull(error) ? 'disk-full' : 'file-not-written');
  };
  return {
    getVoicePack: () => Promise.resolve(store.view()),
    async startVoicePack({ language: spoken }) {
      await store.start(spoken, recorderTexts[language()].ownName).catch(notWritten);
      return null;
    },
    async saveVoiceClip({ name, wav }) {
      const isSaved = await store.save(name, Buffer.from(wav, 'base64')).catch(notWritten);
      return isSaved ? null : fail('voice-clip-refused');
    },
    async getVoiceClip({ id, name }) {
      return (await store.clip(id, name))?.toString('base64') ?? null;
    },
    async exportVoicePack() {
      const file = (await store.file()) ?? fail('voice-pack-missing');
      const place = await chooseFilePlace('comptoir-voix.json');
      if (place === null) return { kind: 'declined' };
      const written = place.write(once(`${JSON.stringify(file)}\n`), new AbortController().signal);
      if (place.path === null) await written.catch(notWritten);
      else inBackground('the own voice as a file', () => written);
      return place.path === null ? { kind: 'started' } : { kind: 'download', path: place.path };
    },
    async importVoicePack({ bytes }) {
      const refusal = await store.take(Buffer.from(bytes, 'base64')).catch(notWritten);
      return refusal === null
        ? null
        : fail(refusal === 'unreadable' ? 'voice-pack-unreadable' : 'voice-pack-too-large');
    },
    async removeVoicePack() {
      await store.remove().catch(notWritten);
      return null;
    },
    holdMicrophone({ held }) {
      microphone.hold(held);
      return Promise.resolve(null);
    },
  };
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
