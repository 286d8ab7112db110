import type { Language } from '../../src/shared/settings/preferences';

/** A function that says a text and resolves once it is said; null where the computer has no voice for the language. */
export type ComputerVoice = (language: Language) => ((text: string, volume: number) => Promise<void>) | null;

/** Some systems never report that they finished speaking. */
const longestMs = 15_000;

/** Many Linux systems have no voice, or none for this language: the recorded clips are used then. */
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
