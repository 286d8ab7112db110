import { defineTexts } from './define-texts';

export interface TechnicianTexts {
  readonly title: string;
  readonly intro: string;
  readonly open: string;
  readonly openHint: string;
  readonly calls: string;
  readonly callsHint: string;
  readonly noCalls: string;
  readonly search: string;
  readonly noneFound: string;
  readonly asItCame: string;
  readonly compare: string;
  /** Above the lines: what only the chosen body has, and what only this one has. */
  readonly compared: string;
  readonly taken: string;
  readonly selfTest: string;
  readonly gone: string;
  readonly answered: (status: number | null) => string;
  readonly took: (ms: number) => string;
  readonly headers: string;
  readonly body: string;
  readonly bodyNotRead: string;
  readonly bytes: (size: number) => string;
  readonly replay: string;
  readonly replayHint: string;
  readonly replayed: string;
  readonly replayedNothing: string;
  readonly cannotReplay: string;
  readonly copy: string;
  readonly copied: string;
  /** In a shell line: no quotes, and nothing that a shell interprets. */
  readonly notTheProviders: string;
  /** One call with numbers and names replaced, saved as a file. */
  readonly example: Readonly<Record<'save' | 'hint' | 'fileName' | 'downloaded', string>> & {
    readonly saved: (file: string) => string;
  };
  readonly tunnel: string;
  readonly log: string;
  readonly logHint: string;
  readonly logEmpty: string;
  readonly ledger: string;
  readonly ledgerHint: string;
  readonly check: string;
  readonly checking: (percent: number) => string;
  readonly checkFailed: string;
  readonly sound: (when: string) => string;
  readonly unsound: (damaged: number) => string;
  readonly counts: (events: number, payments: number) => string;
  readonly repeats: (duplicates: number) => string;
  readonly moreCounts: (repaired: number, deafPeriods: number) => string;
}

/** For the technician who helps the merchant. */
export const technicianTexts = defineTexts<TechnicianTexts>({
  fr: {
    title: 'Technicien',
    intro:
      'Pour la personne qui vous dépanne. Rien ici ne change quoi que ce soit, et aucun secret ne s’affiche.',
    open: 'Ouvrir le mode technicien',
    openHint: 'Chaque appel reçu, l’état du tunnel, le journal, la vérification du registre.',
    calls: 'Appels',
    callsHint: 'Les 200 derniers, y compris d’avant un redémarrage. Le plus récent en haut.',
    search: 'Chercher un appel',
    noneFound: 'Aucun appel ne correspond.',
    asItCame: 'Tel qu’il est arrivé',
    compare: 'Comparer les autres à ce corps',
    compared: 'Différences : « - » seulement dans le corps choisi, « + » seulement ici',
    noCalls: 'Aucun appel encore. Envoyez un essai depuis le comptoir.',
    taken: 'Accepté',
    selfTest: 'Appel de Comptoir à lui-même',
    gone: 'L’appelant est parti avant la réponse',
    answered: (status) => (status === null ? 'sans réponse' : `réponse ${status}`),
    took: (ms) => `${ms} ms`,
    headers: 'En-têtes',
    body: 'Corps',
    bodyNotRead: 'Pas lu : un appel sans bon secret est refusé avant son corps.',
    bytes: (size) => `${size} octets`,
    replay: 'Relire ce corps',
    replayHint: 'À blanc : rien n’est enregistré, rien ne sonne.',
    replayed: 'Ce que Comptoir y lit',
    replayedNothing: 'Ce message ne parle du résultat d’aucun paiement : il est accepté et n’est pas gardé.',
    cannotReplay: 'Cet appel n’est plus en mémoire. Faites-le renvoyer, puis recommencez.',
    copy: 'Copier pour curl',
    copied: 'Copié, le secret masqué.',
    notTheProviders: 'Attention : rien ne prouve que cet appel vient du prestataire.',
    example: {
      save: 'Enregistrer un exemple masqué',
      hint: 'Un fichier pour qui vous dépanne : l’appel, avec numéros, noms et montants remplacés.',
      fileName: 'exemple-masque',
      saved: (file) => `L’exemple est enregistré : ${file}. Envoyez-le à la personne qui vous dépanne.`,
      downloaded: 'L’exemple est dans vos téléchargements. Envoyez-le à la personne qui vous dépanne.',
    },
    tunnel: 'Tunnel',
    log: 'Journal',
    logHint: 'Les 300 dernières lignes depuis le démarrage.',
    logEmpty: 'Rien à signaler depuis le démarrage.',
    ledger: 'Registre',
    ledgerHint:
      'Relit tous les paiements enregistrés et compare les comptes. Le comptoir sonne pendant ce temps.',
    check: 'Vérifier le registre',
    checking: (percent) => `Vérification : ${percent} %`,
    checkFailed: 'La vérification n’a pas pu finir. Le journal dit pourquoi ; recommencez ensuite.',
    sound: (when) => `Tout est en ordre, vérifié ${when}.`,
    unsound: (damaged) =>
      damaged <= 1
        ? 'Une ligne est abîmée et mise de côté. Envoyez ce dossier à votre technicien.'
        : `${damaged} lignes sont abîmées et mises de côté. Envoyez ce dossier à votre technicien.`,
    counts: (events, payments) => `Appels acceptés : ${events}. Paiements : ${payments}.`,
    repeats: (duplicates) => `Répétitions : ${duplicates}.`,
    moreCounts: (repaired, deafPeriods) => `Réparations : ${repaired}. Périodes hors ligne : ${deafPeriods}.`,
  },
  en: {
    title: 'Technician',
    intro: 'For the person who helps you out. Nothing here changes anything, and no secret is shown.',
    open: 'Open the technician’s mode',
    openHint: 'Every call received, the state of the tunnel, the log, the check of the ledger.',
    calls: 'Calls',
    callsHint: 'The last 200, from before a restart too. The newest on top.',
    search: 'Search a call',
    noneFound: 'No call matches.',
    asItCame: 'As it came',
    compare: 'Compare the others with this body',
    compared: 'Differences: “-” only in the chosen body, “+” only here',
    noCalls: 'No call yet. Send a test from the counter.',
    taken: 'Accepted',
    selfTest: 'Comptoir called itself',
    gone: 'The caller left before the answer',
    answered: (status) => (status === null ? 'no answer' : `answer ${status}`),
    took: (ms) => `${ms} ms`,
    headers: 'Headers',
    body: 'Body',
    bodyNotRead: 'Not read: a call without the right secret is refused before its body.',
    bytes: (size) => `${size} bytes`,
    replay: 'Read this body again',
    replayHint: 'Dry: nothing is stored, nothing rings.',
    replayed: 'What Comptoir reads in it',
    replayedNothing: 'This message is about no payment’s outcome: it is accepted and not kept.',
    cannotReplay: 'This call is no longer in memory. Have it sent again, then retry.',
    copy: 'Copy for curl',
    copied: 'Copied, the secret masked.',
    notTheProviders: 'Mind: nothing proves that this call came from the provider.',
    example: {
      save: 'Save a masked example',
      hint: 'A file for the person who helps you: the call, with numbers, names and amounts replaced.',
      fileName: 'masked-example',
      saved: (file) => `The example is saved: ${file}. Send it to the person who helps you out.`,
      downloaded: 'The example is among your downloads. Send it to the person who helps you out.',
    },
    tunnel: 'Tunnel',
    log: 'Log',
    logHint: 'The last 300 lines since the start.',
    logEmpty: 'Nothing to report since the start.',
    ledger: 'Ledger',
    ledgerHint: 'Reads all stored payments again and compares the counts. The counter rings meanwhile.',
    check: 'Check the ledger',
    checking: (percent) => `Checking: ${percent}%`,
    checkFailed: 'The check could not finish. The log says why; then try again.',
    sound: (when) => `All is in order, checked ${when}.`,
    unsound: (damaged) =>
      damaged === 1
        ? 'One line is damaged and set aside. Send this folder to your technician.'
        : `${damaged} lines are damaged and set aside. Send this folder to your technician.`,
    counts: (events, payments) => `Calls accepted: ${events}. Payments: ${payments}.`,
    repeats: (duplicates) => `Repetitions: ${duplicates}.`,
    moreCounts: (repaired, deafPeriods) => `Repairs: ${repaired}. Offline periods: ${deafPeriods}.`,
  },
});
