import { describe, expect, it } from 'vitest';
import { openFile, told } from '../support/import-reading';

const when = '27/11/2026 14:05';
const at = '2026-11-27T13:05:00.000Z';

/** The finding and reason for a row with this single cell. */
function findings(heading: string, cells: readonly string[]): Readonly<Record<string, string>> {
  const found = (cell: string): string => {
    const [row = ''] = told(`ID\tMontant\tDate\t${heading}\nabcd1\t1500\t${when}\t${cell}`);
    const [, finding = '', , , , reason = ''] = row.split(' ');
    return `${finding} ${reason}`;
  };
  return Object.fromEntries(cells.map((cell) => [cell, found(cell)]));
}

function all(cells: readonly string[], finding: string): Readonly<Record<string, string>> {
  return Object.fromEntries(cells.map((cell) => [cell, finding]));
}

describe('what a column of types says', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      'received -',
      [
        ...[
          'Encaissement',
          'Paiement reçu',
          'Paiement marchand',
          'Transfert reçu',
          'Mobile Money',
          'MTN',
          'Carte',
        ],
        ...['CHECKOUT', 'C2B', 'Collection', 'Sale', 'IN', 'Entrant', 'Virement reçu', 'Transaction', ''],
      ],
    ],
    [
      'not-a-payment refund',
      ['REFUND', 'Payment refund', 'Remboursement', 'Annulation', 'Retour', 'Chargeback'],
    ],
    [
      'not-a-payment payout',
      ['Payout', 'Settlement', 'Virement sortant', 'B2C', 'Disbursement', 'Retrait', 'Reversement'],
    ],
    ['not-a-payment credit', ['Cashback', 'Top-up', 'Airtime purchase', 'Recharge de compte', 'CREDIT']],
    ['not-a-payment fee', ['Frais de service', 'Commission']],
    ['not-a-payment money-out', ['OUT', 'Sortant', 'Prélèvement', 'Paiement sortant']],
    ['unknown-status kind-unknown', ['Ajustement', 'Litige', 'Correction', 'Transfert', 'XK7']],
  ])('%s', (finding, cells) => {
    expect(findings('Type', cells)).toEqual(all(cells, finding));
  });

  it('is asked about once, and kept apart from what a shop sells', () => {
    const file = `ID;Type;Montant;Date\nabcd1;Ajustement;5;${when}`;
    expect(told(file, { words: { ajustement: 'received' } })).toEqual([`2 received abcd1 5 ${at} -`]);
    expect(told(file, { words: { ajustement: 'not-received' } })).toEqual([
      `2 not-a-payment abcd1 5 ${at} said`,
    ]);
    expect(findings('Catégorie', ['Boissons', 'Remboursement'])).toEqual({
      Boissons: 'received -',
      Remboursement: 'not-a-payment refund',
    });
  });
});

describe('a word for the state', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      'received -',
      ['Réussite', 'Success / Paid', 'successfully paid', 'Complétée', 'Payment received', 'Perçu'],
    ],
    [
      'not-received failed',
      [
        ...['Failed - insufficient funds', 'Annulé par le client', 'Cancelled by user', 'Échec du paiement'],
        ...['Annulation', 'Échec - délai dépassé', 'Rejet'],
      ],
    ],
    ['not-received pending', ['En cours de validation', 'En attente de paiement', 'Paiement initié']],
    ['not-received given-back', ['Remboursé au client', 'Reversed', 'refunded to payer']],
    [
      'unknown-status state-unknown',
      [
        ...[
          'Refund pending',
          'Remboursement en cours',
          'Refund failed',
          'Refund requested',
          'Dispute pending',
        ],
        ...['Succès partiel', 'Payment not failed', 'Pas encore payé', 'Payé (litige)', 'Reversement échoué'],
        ...['Échoué puis payé', 'Payment failed: success=false', 'Perdu', '00', 'TS'],
      ],
    ],
  ])('%s', (finding, cells) => {
    expect(findings('Statut', cells)).toEqual(all(cells, finding));
  });
});

describe('files of many makers', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'FedaPay’s number under another name',
      `N°;ID transaction;Référence;Montant;Statut;Date\n1;250777;trx_Ab_1;5000;Payé;${when}`,
      [`2 received 250777 5000 ${at} -`],
    ],
    [
      'FedaPay’s references where a number is due',
      `Transaction ID,Amount,Status,Date\ntrx_Ab_1,5000,transferred,${when}`,
      [`2 unreadable - 5000 ${at} number-is-reference`],
    ],
    [
      'FedaPay’s own fields, its currency by its own number',
      'id,reference,amount,currency_id,amount_debited,status,approved_at\n250777,trx_Ab_1,5000,1,5090,approved,2026-11-27T13:05:00Z',
      [`2 received 250777 5000 ${at} -`],
    ],
    [
      'FedaPay’s fields flattened, with what was given back',
      [
        'id,reference,amount,currency.iso,currency.div,status,approved_at,refunded_at',
        '250777,trx_Ab_1,5000,XOF,1,approved,2026-11-27T13:05:00Z,',
        '250778,trx_Ab_2,5000,GNF,1,approved,2026-11-27T13:05:00Z,',
        '250779,trx_Ab_3,5000,XOF,1,approved,2026-11-27T13:05:00Z,2026-11-28T13:05:00Z',
      ].join('\n'),
      [
        `2 received 250777 5000 ${at} -`,
        `3 other-currency 250778 5000 ${at} currency`,
        `4 not-received 250779 5000 ${at} given-back`,
      ],
    ],
    [
      'when it was approved, not when it was begun',
      `ID;Référence;Montant;Statut;Créé le;Approuvé le\n250777;trx_Ab_1;5 000;Approuvé;26/11/2026 14:00;${when}\n250778;trx_Ab_2;5 000;Refusé;26/11/2026 14:00;`,
      [`2 received 250777 5000 ${at} -`, '3 not-received 250778 5000 - failed'],
    ],
    [
      'an answer to "given back?"',
      `ID;Montant;Statut;Remboursé;Date\nabcd1;1500;Succès;Oui;${when}\nabcd2;1500;Succès;Non;${when}`,
      [`2 not-received abcd1 1500 ${at} given-back`, `3 received abcd2 1500 ${at} -`],
    ],
    [
      'how much was given back',
      [
        'ID;Montant;Montant remboursé;Date',
        ...['500', '1500', '0', '', '0,00'].map((back, row) => `abcd${row};1500;${back};${when}`),
      ].join('\n'),
      [
        `2 unknown-status abcd0 1500 ${at} partly-refunded`,
        `3 not-received abcd1 1500 ${at} given-back`,
        `4 received abcd2 1500 ${at} -`,
        `5 received abcd3 1500 ${at} -`,
        `6 received abcd4 1500 ${at} -`,
      ],
    ],
    [
      'a customer called Total, and totals',
      `Client;ID;Montant;Date\nTotal Énergies;abcd1;1500;${when}\nTotal;;1500;\nTotal;1;1500;`,
      [`2 received abcd1 1500 ${at} -`, '3 not-a-payment - 1500 - total', '4 not-a-payment - 1500 - total'],
    ],
    [
      'a heading on each page',
      `ID;Montant;Date\nabcd1;1500;${when}\nID;Montant;Date\nabcd2;5;${when}`,
      [`2 received abcd1 1500 ${at} -`, '3 not-a-payment - - - heading', `4 received abcd2 5 ${at} -`],
    ],
    [
      'whole lines between quotes',
      `"ID,Montant,Date"\n"abcd1,1500,${when}"\n"abcd2,""1,500"",${when}"`,
      [`2 received abcd1 1500 ${at} -`, `3 received abcd2 1500 ${at} -`],
    ],
    [
      'three decimals all along a column',
      `ID;Amount;Date\nabcd1;1500,000;${when}\nabcd2;300,000;${when}`,
      [`2 received abcd1 1500 ${at} -`, `3 unreadable abcd2 - ${at} amount-unclear`],
    ],
    [
      'currencies under a long heading',
      `ID;Montant;Devise de la transaction;Date\nabcd1;1500;GNF;${when}\nabcd2;1500;FCFA;${when}`,
      [`2 other-currency abcd1 1500 ${at} currency`, `3 received abcd2 1500 ${at} -`],
    ],
    [
      'currencies under no heading',
      `ID;Montant;;Date\nabcd1;1500;GNF;${when}\nabcd2;1500;XOF;${when}`,
      [`2 other-currency abcd1 1500 ${at} currency`, `3 received abcd2 1500 ${at} -`],
    ],
    [
      'currencies by number',
      `ID;Montant;Cur.;Date\nabcd1;1500;324;${when}\nabcd2;1500;952;${when}`,
      [`2 other-currency abcd1 1500 ${at} currency`, `3 received abcd2 1500 ${at} -`],
    ],
    [
      'payments from the first line on',
      `abcd1234;1500;${when};Succès\nabcd1235;1500;${when};Succès`,
      ['1 unreadable - - - number-missing', '2 unreadable - - - number-missing'],
    ],
    [
      'an average under the table, and a footer',
      `ID;Montant;Date\nabcd1;1500;${when}\nMoyenne;1500;\nExporté le;27/11/2026;\nPage 1/1;;`,
      [
        `2 received abcd1 1500 ${at} -`,
        '3 unreadable Moyenne 1500 - date-missing',
        '4 unreadable - - - number-unclear',
        '5 not-a-payment - - - note',
      ],
    ],
    [
      'times with points',
      'ID;Montant;Date\nabcd1;5;27.11.2026 14.05\nabcd2;5;27/11/2026 | 14:05',
      [`2 received abcd1 5 ${at} -`, `3 received abcd2 5 ${at} -`],
    ],
  ])('%s', (_name, file, expected) => {
    expect(told(file)).toEqual(expected);
  });

  it.each([
    ['Montant HT;Montant TTC', 'Montant TTC'],
    ['Montant crédité;Montant demandé', 'Montant demandé'],
    ['Montant versé;Montant', 'Montant'],
    ['Amount settled;Amount charged;Fee', 'Amount charged'],
    ['Montant (EUR);Montant (XOF)', 'Montant (XOF)'],
    ['Frais;Total;Solde', 'Total'],
    ['Net à payer;Frais', null],
  ])('take of %s what was paid: %s', (names, amountXof) => {
    expect(openFile(`ID;${names}\nabcd1;1;2;3`)?.reading.columns.amountXof).toBe(amountXof);
  });

  it.each([
    ...([
      '1500 frs',
      '1500 F.C.F.A.',
      'F1500',
      '1500/-',
      '1 500,-',
      '1500 (XOF)',
      '1500 F CFA (XOF)',
    ] as const),
  ])('write francs as %s', (cell) => {
    expect(told(`ID\tMontant\tDate\nabcd1\t${cell}\t${when}`)).toEqual([`2 received abcd1 1500 ${at} -`]);
  });

  it.each(['FG 1500', '1500 FG', '1500 FC', '1500 F guinéens', '1500 FCFA BEAC', '1500 DH'])(
    'write other money as %s',
    (cell) => {
      expect(told(`ID\tMontant\tDate\nabcd1\t${cell}\t${when}`)).toEqual([
        `2 other-currency abcd1 - ${at} currency`,
      ]);
    },
  );
});
