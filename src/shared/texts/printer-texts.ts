import { defineTexts } from './define-texts';

export interface PrinterTexts {
  readonly title: string;
  readonly intro: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<'none' | 'network' | 'queue', string>>;
  readonly kindHints: Readonly<Record<'none' | 'network' | 'queue', string>>;
  readonly host: string;
  readonly port: string;
  readonly queue: string;
  readonly paper: string;
  readonly save: string;
  readonly malformed: string;
}

/** Setting up the ticket printer. */
export const printerTexts = defineTexts<PrinterTexts>({
  fr: {
    title: 'L’imprimante à tickets',
    intro: 'Pour imprimer les clôtures et les reçus sur un ticket de 58 ou 80 mm.',
    kind: 'Imprimante',
    kinds: { none: 'Aucune', network: 'Réseau', queue: 'De cet ordinateur' },
    kindHints: {
      none: 'Les clôtures et les reçus s’impriment aussi sur une feuille.',
      network: 'Une imprimante branchée au réseau de la boutique. Son adresse est sur son ticket de test.',
      queue:
        'Une imprimante installée sur cet ordinateur, souvent par USB. Sous Windows, choisissez le pilote « Generic / Text Only ».',
    },
    host: 'Adresse',
    port: 'Port',
    queue: 'Nom de l’imprimante',
    paper: 'Largeur du papier',
    save: 'Enregistrer',
    malformed:
      'Cette adresse ou ce nom ne va pas. Recopiez-le tel qu’il est écrit sur l’imprimante ou dans le système.',
  },
  en: {
    title: 'The ticket printer',
    intro: 'To print day closes and receipts on a ticket of 58 or 80 mm.',
    kind: 'Printer',
    kinds: { none: 'None', network: 'Network', queue: 'Of this computer' },
    kindHints: {
      none: 'Closes and receipts can also be printed on a sheet.',
      network: 'A printer on the shop’s network. Its address is on its test ticket.',
      queue:
        'A printer installed on this computer, often by USB. On Windows, choose the “Generic / Text Only” driver.',
    },
    host: 'Address',
    port: 'Port',
    queue: 'Name of the printer',
    paper: 'Paper width',
    save: 'Save',
    malformed: 'This address or name will not do. Copy it as it stands on the printer or in the system.',
  },
});
