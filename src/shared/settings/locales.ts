import type { Language } from './preferences';

/** How `Intl` names each language of the shop. */
export const locales: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };
