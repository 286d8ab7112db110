import { defineTexts } from './define-texts';

interface Kept {
  readonly what: string;
  readonly where: string;
  readonly personal: string;
}

export interface PrivacyTexts {
  readonly title: string;
  readonly open: string;
  readonly openHint: string;
  readonly intro: string;
  readonly heads: Readonly<Record<'what' | 'where' | 'personal', string>>;
  readonly kept: readonly Kept[];
  readonly leaves: Readonly<Record<'title' | 'calls' | 'keys' | 'messages' | 'nothing', string>>;
  readonly yours: Readonly<Record<'title' | 'masked' | 'retention' | 'copies', string>>;
  readonly settings: string;
}

/** What is stored, where, and what leaves this computer. */
export const privacyTexts = defineTexts<PrivacyTexts>({
  fr: {
    title: 'Ce qui est gardé, et où',
    open: 'Voir ce qui est gardé',
    openHint: 'Ce que Comptoir garde sur cet ordinateur, et ce qui en sort.',
    intro: 'Tout reste sur cet ordinateur, dans le dossier de données de Comptoir.',
    heads: { what: 'Quoi', where: 'Où', personal: 'Données personnelles' },
    kept: [
      {
        what: 'Les paiements, comme ils ont été annoncés',
        where: 'events, journal',
        personal: 'Numéro du payeur, motif, référence, l’appel lui-même',
      },
      {
        what: 'Les totaux des jours, les empreintes des appels',
        where: 'db.json, keys.bin',
        personal: 'Aucune',
      },
      { what: 'Les clôtures', where: 'closes', personal: 'Nom de qui a clôturé ou servi' },
      {
        what: 'Les parties abîmées, mises de côté',
        where: 'quarantine',
        personal: 'Comme dans la partie abîmée',
      },
      {
        what: 'Les appels refusés : raison, heure, nombre',
        where: 'refusals.ndjson, knocks.json',
        personal: 'Aucune',
      },
      {
        what: 'Les 200 derniers appels entiers, pour un technicien',
        where: 'calls.ndjson',
        personal: 'L’appel lui-même, effacé avec les numéros',
      },
      { what: 'Les réglages', where: 'settings.json', personal: 'Noms des vendeurs' },
      {
        what: 'Qui était au comptoir, et quand, plus d’un an',
        where: 'shifts.ndjson',
        personal: 'Noms des vendeurs',
      },
      {
        what: 'L’adresse du comptoir et ce qui la tient, en deux exemplaires',
        where: 'identity, safe',
        personal: 'Aucune',
      },
      {
        what: 'Les secrets et les clés, chiffrés si l’ordinateur le permet',
        where: 'secrets.json, secrets-sealed.json, secrets',
        personal: 'Aucune',
      },
      {
        what: 'La voix que vous avez enregistrée',
        where: 'voice',
        personal: 'La voix de qui a parlé',
      },
      {
        what: 'Les messages au propriétaire qui attendent internet',
        where: 'owner-messages.json',
        personal: 'Aucune',
      },
    ],
    leaves: {
      title: 'Ce qui sort de cet ordinateur',
      calls: 'Les appels de {provider} arrivent par votre tunnel : ngrok ou Cloudflare les voit passer.',
      keys: 'Avec des clés API, Comptoir interroge KKiaPay sur chaque paiement, par son numéro de transaction.',
      messages:
        'Si vous mettez en service le message au propriétaire, ntfy ou Telegram le transmet : des heures, sans montant ni nom.',
      nothing: 'Rien d’autre. Ni statistiques, ni rapports de panne.',
    },
    yours: {
      title: 'Ce que vous décidez',
      masked:
        'La fenêtre montre seulement les quatre derniers chiffres d’un numéro, sauf si vous demandez le reste. Sans le code du propriétaire, le reste n’y arrive même pas.',
      retention:
        'Après les mois choisis dans les réglages, numéros, motifs et appels sont effacés ; les montants restent.',
      copies: 'Les copies de sécurité et les fichiers exportés sont à vous : effacez-les quand vous voulez.',
    },
    settings: 'Choisir combien de temps les numéros sont gardés',
  },
  en: {
    title: 'What is kept, and where',
    open: 'See what is kept',
    openHint: 'What Comptoir keeps on this computer, and what leaves it.',
    intro: 'Everything stays on this computer, in Comptoir’s data folder.',
    heads: { what: 'What', where: 'Where', personal: 'Personal data' },
    kept: [
      {
        what: 'Payments, as they were announced',
        where: 'events, journal',
        personal: 'Payer’s number, reason, reference, the call itself',
      },
      { what: 'Totals of days, fingerprints of calls', where: 'db.json, keys.bin', personal: 'None' },
      { what: 'Day closes', where: 'closes', personal: 'Name of who closed or handed over' },
      { what: 'Damaged parts, set aside', where: 'quarantine', personal: 'As in the damaged part' },
      {
        what: 'Calls turned away: reason, time, count',
        where: 'refusals.ndjson, knocks.json',
        personal: 'None',
      },
      {
        what: 'The last 200 calls in full, for a technician',
        where: 'calls.ndjson',
        personal: 'The call itself, erased with the numbers',
      },
      { what: 'Settings', where: 'settings.json', personal: 'Helpers’ names' },
      {
        what: 'Who was at the counter and when, for more than a year',
        where: 'shifts.ndjson',
        personal: 'Helpers’ names',
      },
      { what: 'The counter’s address and what keeps it, twice', where: 'identity, safe', personal: 'None' },
      {
        what: 'Secrets and keys, encrypted where the computer can',
        where: 'secrets.json, secrets-sealed.json, secrets',
        personal: 'None',
      },
      { what: 'The voice that you recorded', where: 'voice', personal: 'The speaker’s voice' },
      {
        what: 'Messages to the owner that wait for the internet',
        where: 'owner-messages.json',
        personal: 'None',
      },
    ],
    leaves: {
      title: 'What leaves this computer',
      calls: '{provider}’s calls arrive through your tunnel: ngrok or Cloudflare sees them pass.',
      keys: 'With API keys, Comptoir asks KKiaPay about each payment, by its transaction number.',
      messages:
        'Where you switch on the message to the owner, ntfy or Telegram carries it: times, with no amount and no name.',
      nothing: 'Nothing else. No statistics, no crash reports.',
    },
    yours: {
      title: 'What you decide',
      masked:
        'The window shows only the last four digits of a number, unless you ask for the rest. Without the owner’s PIN the rest does not even reach it.',
      retention:
        'After the months chosen in the settings, numbers, reasons and calls are erased; amounts stay.',
      copies: 'Safety copies and exported files are yours: delete them whenever you like.',
    },
    settings: 'Choose how long numbers are kept',
  },
});
