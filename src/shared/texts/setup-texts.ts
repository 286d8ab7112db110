import { defineTexts } from './define-texts';

/** The three steps of the first run. KKiaPay's and ngrok's own words stay as on their screens. */
export const setupTexts = defineTexts({
  fr: {
    title: 'Mise en route',
    step: (step: number) => `Étape ${step} sur 3`,
    steps: (provider: string) => ({ 1: 'Adresse', 2: provider, 3: 'Essai' }),
    provider: 'Prestataire de paiement',
    stepDone: 'fait',
    back: 'Retour',
    next: 'Continuer',
    later: 'Plus tard',
    finish: 'Aller au comptoir',
    mode: {
      legend: 'Vous reliez',
      live: 'Vrais paiements',
      sandbox: 'Essais',
      hint: '{provider} sépare les vrais paiements et les essais (« sandbox ») : chacun a son adresse et son secret.',
    },
    address: {
      title: 'Relier cet ordinateur à internet',
      intro:
        '{provider} doit pouvoir joindre cet ordinateur par internet. ngrok lui donne une adresse, gratuite et toujours la même.',
      open: 'Créez un compte gratuit chez ngrok, puis ouvrez cette page :',
      copyToken: 'Copiez le jeton affiché sous « Your Authtoken ».',
      paste: 'Collez-le ici :',
      field: 'Jeton ngrok (authtoken)',
      save: 'Enregistrer',
      saving: 'Enregistrement…',
      saved: 'Le jeton est enregistré sur cet ordinateur, à l’abri.',
      fromEnvironment: 'Le jeton est fixé au lancement de Comptoir.',
      replace: 'Changer de jeton',
      yours: 'L’adresse de votre comptoir',
      ready: 'Votre adresse est prête. Gardez-la pour l’étape suivante.',
      waiting: 'Votre adresse s’affichera ici dès que le jeton sera enregistré.',
    },
    secret: {
      title: (provider: string) => `Reliez ${provider} à ce comptoir`,
      form: (provider: string) => `Remplissez le formulaire de ${provider} ainsi`,
      url: 'URL',
      events: 'Événements',
      hidden: 'Secret de hachage, caché',
      what: (provider: string) =>
        `Ce secret est un mot de passe entre ${provider} et ce comptoir : il prouve que c’est bien ${provider} qui sonne.`,
      pasteHere: (provider: string) => `Le secret que ${provider} a créé, collé ici`,
      save: 'Enregistrer le secret',
      saved: (provider: string) =>
        `Le secret de ${provider} est gardé à l’abri sur cet ordinateur. Pour le changer, collez le nouveau.`,
      absent: 'Aucun secret n’existe encore pour ce mode.',
      make: 'Créer le secret',
      regenerate: 'Régénérer',
      regenerateTitle: 'Changer le secret de hachage ?',
      regenerateBody:
        'Il faudra coller le nouveau secret chez KKiaPay. L’ancien reste accepté pendant 24 heures, pas plus.',
      regenerateYes: 'Changer le secret',
      regenerateNo: 'Garder l’ancien',
      regenerated: 'Le secret a changé. Copiez-le et collez-le chez KKiaPay maintenant.',
      previousUntil: (when: string) =>
        `L’ancien secret est encore accepté, le temps de coller le nouveau chez le prestataire. Il s’éteint ${when}. Quelqu’un d’autre le connaît ? Arrêtez-le tout de suite.`,
      previousLeaked: 'L’ancien a fui : ne plus l’accepter',
      fromEnvironment: 'Le secret est fixé au lancement de Comptoir.',
    },
    proof: {
      title: (provider: string) => `Le premier appel de ${provider}`,
      waiting: (provider: string) => `En attente du test de ${provider}`,
      waitingHint: (provider: string) =>
        `Chez ${provider}, lancez le test du webhook que vous venez de créer, ou faites un petit paiement.`,
      heardLive: (provider: string) => `${provider} est bien relié`,
      heardLiveAt: (when: string) =>
        `Un appel avec le bon secret est arrivé ${when}. Le comptoir sonnera à chaque paiement.`,
      heardSandbox: 'L’essai est arrivé',
      heardSandboxAt: (when: string, provider: string) =>
        `Un essai avec le bon secret est arrivé ${when}. Il reste à recevoir un vrai appel de ${provider}.`,
      tryIt: 'Ou faites un essai d’ici : il part comme un vrai paiement, mais ne compte pas.',
    },
    test: {
      send: 'Envoyer un paiement d’essai',
      sending: 'Envoi de l’essai…',
      throughTunnel: 'L’essai est parti par internet et il est bien arrivé.',
      throughLoopback: 'L’essai est arrivé, mais sans passer par internet : il ne prouve que ce côté-ci.',
      notAnswered: (tries: number) =>
        `Personne n’a répondu à l’essai (${tries} fois). Vérifiez l’étape 1, puis recommencez.`,
      refused: (status: number) =>
        `L’essai a été refusé (réponse ${status}). Recommencez ; si cela dure, régénérez le secret d’essai.`,
    },
  },
  en: {
    title: 'Set-up',
    step: (step: number) => `Step ${step} of 3`,
    steps: (provider: string) => ({ 1: 'Address', 2: provider, 3: 'Test' }),
    provider: 'Payment provider',
    stepDone: 'done',
    back: 'Back',
    next: 'Continue',
    later: 'Later',
    finish: 'Go to the counter',
    mode: {
      legend: 'You are connecting',
      live: 'Real payments',
      sandbox: 'Tests',
      hint: '{provider} keeps real payments and tests (“sandbox”) apart: each has its own address and secret.',
    },
    address: {
      title: 'Connect this computer to the internet',
      intro:
        '{provider} must be able to reach this computer over the internet. ngrok gives it an address, free and always the same.',
      open: 'Create a free account at ngrok, then open this page:',
      copyToken: 'Copy the token shown under “Your Authtoken”.',
      paste: 'Paste it here:',
      field: 'ngrok token (authtoken)',
      save: 'Save',
      saving: 'Saving…',
      saved: 'The token is kept safe on this computer.',
      fromEnvironment: 'The token is set when Comptoir starts.',
      replace: 'Change the token',
      yours: 'The address of your counter',
      ready: 'Your address is ready. Keep it for the next step.',
      waiting: 'Your address will show here as soon as the token is saved.',
    },
    secret: {
      title: (provider: string) => `Connect ${provider} to this counter`,
      form: (provider: string) => `Fill in ${provider}’s form like this`,
      url: 'URL',
      events: 'Événements',
      hidden: 'Hash secret, hidden',
      what: (provider: string) =>
        `This secret is a password between ${provider} and this counter: it proves that it is ${provider} who rings.`,
      pasteHere: (provider: string) => `The secret that ${provider} made, pasted here`,
      save: 'Save the secret',
      saved: (provider: string) =>
        `${provider}’s secret is kept safe on this computer. To change it, paste the new one.`,
      absent: 'There is no secret for this mode yet.',
      make: 'Create the secret',
      regenerate: 'Regenerate',
      regenerateTitle: 'Change the hash secret?',
      regenerateBody:
        'You will have to paste the new secret at KKiaPay. The old one is still accepted for 24 hours, no longer.',
      regenerateYes: 'Change the secret',
      regenerateNo: 'Keep the old one',
      regenerated: 'The secret has changed. Copy it and paste it at KKiaPay now.',
      previousUntil: (when: string) =>
        `The old secret is still accepted, so that there is time to paste the new one at the provider. It ends at ${when}. Does somebody else know it? Stop it at once.`,
      previousLeaked: 'The old one has leaked: accept it no more',
      fromEnvironment: 'The secret is set when Comptoir starts.',
    },
    proof: {
      title: (provider: string) => `The first call from ${provider}`,
      waiting: (provider: string) => `Waiting for ${provider}’s test`,
      waitingHint: (provider: string) =>
        `At ${provider}, run the test of the webhook you have just created, or make a small payment.`,
      heardLive: (provider: string) => `${provider} is connected`,
      heardLiveAt: (when: string) =>
        `A call with the right secret came ${when}. The counter will ring at each payment.`,
      heardSandbox: 'The test has arrived',
      heardSandboxAt: (when: string, provider: string) =>
        `A test with the right secret came ${when}. A real call from ${provider} is still to come.`,
      tryIt: 'Or try it from here: it travels like a real payment, but does not count.',
    },
    test: {
      send: 'Send a test payment',
      sending: 'Sending the test…',
      throughTunnel: 'The test went out over the internet and has arrived.',
      throughLoopback: 'The test has arrived, but not over the internet: it proves this side only.',
      notAnswered: (tries: number) =>
        `Nobody answered the test (${tries === 1 ? 'once' : `${tries} times`}). Check step 1, then retry.`,
      refused: (status: number) =>
        `The test was refused (answer ${status}). Retry; if it goes on, regenerate the test secret.`,
    },
  },
});
