import { defineTexts } from './define-texts';

export interface RelayTexts {
  /** The page for a browser that opens an invitation. */
  readonly invitationPage: string;
  /** These shops' logs do not hold what their counters report. */
  readonly unsound: (shops: string) => string;
  /** Why `comptoir relay` cannot run. */
  readonly faults: Readonly<
    Record<
      | 'database-unreachable'
      | 'schema-missing'
      | 'schema-older'
      | 'schema-newer'
      | 'schema-changed'
      | 'key-unreadable'
      | 'public-url-malformed',
      string
    >
  >;
}

export const relayTexts = defineTexts<RelayTexts>({
  fr: {
    invitationPage:
      'Ceci est une invitation à un relais Comptoir. Copiez cette adresse, puis collez-la dans Comptoir, sous Réglages.',
    unsound: (shops) =>
      `Il manque des lignes dans le journal de ces boutiques : ${shops}. Revenez à une copie de la base, les comptoirs reliront ce qui manque.`,
    faults: {
      'database-unreachable':
        'La base de données ne répond pas. Vérifiez l’adresse donnée par --database et que PostgreSQL tourne, puis recommencez.',
      'schema-missing':
        'Cette base ne contient pas encore de relais. Recommencez avec comptoir relay serve --migrate.',
      'schema-older':
        'Cette base date d’une version plus ancienne du relais. Faites-en une copie, puis recommencez avec comptoir relay serve --migrate.',
      'schema-newer':
        'Cette base a été préparée par une version plus récente du relais. Installez cette version, puis recommencez.',
      'schema-changed':
        'Les tables de cette base ont été changées par un autre programme. Revenez à une copie de la base, puis recommencez.',
      'key-unreadable':
        'La clé du relais est illisible. Remettez la clé d’origine, gardée avec vos copies, puis recommencez.',
      'public-url-malformed':
        'L’adresse donnée par --public-url n’est pas une adresse entière. Écrivez par exemple https://relais.exemple.bj, puis recommencez.',
    },
  },
  en: {
    invitationPage:
      'This is an invitation to a Comptoir relay. Copy this address, then paste it into Comptoir, under Settings.',
    unsound: (shops) =>
      `Lines are missing in the log of these shops: ${shops}. Go back to a copy of the database, the counters read again what is missing.`,
    faults: {
      'database-unreachable':
        'The database does not answer. Check the address given by --database and that PostgreSQL runs, then retry.',
      'schema-missing': 'This database holds no relay yet. Retry with comptoir relay serve --migrate.',
      'schema-older':
        'This database is of an older version of the relay. Make a copy of it, then retry with comptoir relay serve --migrate.',
      'schema-newer':
        'This database was prepared by a newer version of the relay. Install that version, then retry.',
      'schema-changed':
        'The tables of this database were changed by another program. Go back to a copy of the database, then retry.',
      'key-unreadable':
        'The key of the relay cannot be read. Put the first key back, kept with your copies, then retry.',
      'public-url-malformed':
        'The address given by --public-url is not a whole address. Write for instance https://relay.example.com, then retry.',
    },
  },
});
