import type { Language } from '../../src/shared/settings/preferences';

/** Null where the computer has no voice of that language; else what says a text with it, and resolves once it is said. */
export type ComputerVoice = (language: Language) => ((text: string, volume: number) => Promise<void>) | null;

/** Some systems never say that they are done. */
const longestMs = 15_000;

/** Many a Linux has no voice at all, and some a voice of another language only: then the clips must do. */
export function createComputerVoice(page: Window): ComputerVoice {
  const synthesis = page.speechSynthesis as SpeechSynthesis | undefined; // builds of Chromium without it exist
  return (language) => {
    const voice = synthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language));
    if (synthesis === undefined || voice === undefined) return null;
    return (text, volume) =>
      new Promise((resolve) => {
        const utterance = new SpeechSynthesisUtterance(text);
        Object.assign(utterance, { voice, lang: voice.lang, volume });
        const timer = setTimeout(resolve, longestMs);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        utterance.addEventListener('end', done);
        utterance.addEventListener('error', done);
        synthesis.speak(utterance);
      });
  };
}
