import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictsOn } from '../../src/core/import/verdicts';
import { importFates } from '../../src/shared/bridge/import-fates';
import { exportTexts } from '../../src/shared/texts/export-texts';
import { openFile, rowsIn, told } from '../support/import-reading';

const at = '2026-11-27T13:05:00.000Z';
const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('files as banks, dashboards and spreadsheets write them', () => {
  it.each<readonly [string, string | Uint8Array, readonly string[]]>([
    [
      'a sep= line',
      'sep=;\r\nID;Montant;Date\r\nabcd1;1 500;27/11/2026 14:05\r\n',
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'UTF-16 with tabs, as Excel’s Unicode text',
      utf16('Référence\tMontant\tDate\r\nabcd1\t1 500\t27/11/2026 14:05\r\n'),
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'UTF-16 the other way round',
      Buffer.from(utf16('ID;Montant;Date\r\nabcd1;1500;27/11/2026 14:05')).swap16(),
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'UTF-16 without its mark',
      Buffer.from('ID;Montant;Date\r\nabcd1;1500;27/11/2026 14:05', 'utf16le'),
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'Windows-1252 with a curly apostrophe',
      Buffer.from(
        'N\xb0 de transaction;Montant;Date;\xc9tat de l\x92op\xe9ration\r\nabcd1;1500;27/11/2026 14:05;Pay\xe9e',
        'latin1',
      ),
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'a quoted line break',
      'ID,Note,Montant,Date\nabcd1,"one\ntwo",1500,27/11/2026 14:05\nabcd2,,200,27/11/2026 14:05',
      [`2 received abcd1 1500 ${at} -`, `3 received abcd2 200 ${at} -`],
    ],
    [
      'commas in groups',
      'ID,Amount,Date\nabcd1,"25,350.00",2026-11-27 14:05',
      [`2 received abcd1 25350 ${at} -`],
    ],
    [
      'a comma that parts an amount unquoted',
      'ID,Date,Amount,Status\nabcd1,27/11/2026 14:05,1,500,SUCCESS',
      [`2 unreadable abcd1 1 ${at} too-many-cells`],
    ],
    [
      'blank lines and a note below',
      'ID;Montant;Date\n\nabcd1;1500;27/11/2026 14:05\n;;\nGénéré le 27/11/2026 par Awa;;',
      [`3 received abcd1 1500 ${at} -`, '5 not-a-payment - - - note'],
    ],
    [
      'several lines of totals',
      'ID;Montant;Date\nabcd1;1500;27/11/2026 14:05\n;1500;\nSous-total;1500;\nTOTAL GÉNÉRAL;1500;',
      [
        `2 received abcd1 1500 ${at} -`,
        '3 not-a-payment - 1500 - total',
        '4 not-a-payment - 1500 - total',
        '5 not-a-payment - 1500 - total',
      ],
    ],
    [
      'a time of its own',
      'ID;Montant;Date;Heure\nabcd1;1500;27/11/2026;14:05',
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'a time as a part of a day',
      'ID;Montant;Date;Heure\nabcd1;1500;46353;0,586805556',
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'months before days',
      'ID,Amount,Date\nabcd1,1500,11/27/2026 2:05 PM\nabcd2,100,11/05/2026 14:05',
      [`2 received abcd1 1500 ${at} -`, '3 received abcd2 100 2026-11-05T13:05:00.000Z -'],
    ],
    [
      'a payout, a refund, a credit, a fee',
      'ID;Type;Montant;Date\nabcd1;Versement;1500;27/11/2026\nabcd2;Remboursement;5;27/11/2026\nabcd3;CREDIT;5;27/11/2026\nabcd4;Frais;5;27/11/2026\nabcd5;DEBIT;5;27/11/2026 14:05',
      [
        '2 not-a-payment abcd1 1500 2026-11-27T11:00:00.000Z payout',
        '3 not-a-payment abcd2 5 2026-11-27T11:00:00.000Z refund',
        '4 not-a-payment abcd3 5 2026-11-27T11:00:00.000Z credit',
        '5 not-a-payment abcd4 5 2026-11-27T11:00:00.000Z fee',
        `6 received abcd5 5 ${at} -`,
      ],
    ],
    [
      'columns of debit and credit',
      'Référence;Débit;Crédit;Date\nabcd1;;1500;27/11/2026 14:05\nabcd2;700;;27/11/2026 14:05',
      [`2 received abcd1 1500 ${at} -`, `3 not-a-payment abcd2 - ${at} money-out`],
    ],
    [
      'a currency of its own',
      'ID;Montant;Devise;Date\nabcd1;1500;GNF;27/11/2026 14:05\nabcd2;1500;XOF;27/11/2026 14:05',
      [`2 other-currency abcd1 1500 ${at} currency`, `3 received abcd2 1500 ${at} -`],
    ],
    [
      'a currency in the heading',
      'ID;Montant (EUR);Date\nabcd1;15;27/11/2026 14:05',
      [`2 other-currency abcd1 15 ${at} currency`],
    ],
    [
      'amounts beside fees, net and balances',
      'ID;Commission;Net;Solde après;Montant net;Montant brut;Date\nabcd1;30;1470;90000;1470;1500;27/11/2026 14:05',
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'a date beside the number of the transaction',
      'Date de transaction;Numéro de transaction;Montant de la transaction;Statut de la transaction\n27/11/2026 14:05;abcd1;1500;Réussi',
      [`2 received abcd1 1500 ${at} -`],
    ],
    [
      'KKiaPay’s own names',
      'transactionId,amount,fees,source,source_common_name,performed_at,performedAt,status,type\n1490687397590250,1500,29,MOBILE_MONEY,mtn-benin,2026-11-27T13:05:00.000Z,27/11/2026,SUCCESS,DEBIT',
      [`2 received 1490687397590250 1500 ${at} -`],
    ],
    [
      'a flag in place of words',
      'transactionId,amount,isPaymentSucces,performedAt\nabcd1,1500,true,27/11/2026 14:05\nabcd2,1500,false,27/11/2026 14:05',
      [`2 received abcd1 1500 ${at} -`, `3 not-received abcd2 1500 ${at} failed`],
    ],
    [
      'a number made short',
      'ID;Montant;Date\n1,49E+15;1500;27/11/2026 14:05',
      [`2 unreadable - 1500 ${at} number-shortened`],
    ],
    [
      'an amount made short',
      'ID;Montant;Date\nabcd1;1,5E+03;27/11/2026 14:05',
      [`2 unreadable abcd1 - ${at} amount-shortened`],
    ],
    [
      'FedaPay’s reference without its number',
      'reference;amount;status;created_at\ntrx_Ab2_1719;5000;approved;2026-11-27T13:05:00Z',
      [`2 unreadable - 5000 ${at} number-is-reference`],
    ],
    [
      'a partly refunded collect',
      'id,reference,amount,status,created_at\n250777,trx_a_1,5000,approved_partially_refunded,2026-11-27T13:05:00Z',
      [`2 unknown-status 250777 5000 ${at} partly-refunded`],
    ],
    ['no heading at all', 'abcd1;1500;27/11/2026', ['1 unreadable - - - number-missing']],
    [
      'no date where others have one',
      'ID;Montant;Date\nabcd1;1500;',
      ['2 unreadable abcd1 1500 - date-missing'],
    ],
    ['a file without dates', 'ID;Montant\nabcd1;1500', ['2 received abcd1 1500 - undated']],
    [
      'an empty state',
      'ID;Montant;Date;Statut\nabcd1;1500;27/11/2026 14:05;',
      [`2 unknown-status abcd1 1500 ${at} state-missing`],
    ],
    [
      'marks of direction around a number',
      'ID;Montant;Date\n\u202a14906873\u202c;1500;27/11/2026 14:05',
      [`2 received 14906873 1500 ${at} -`],
    ],
    [
      'a number that pandas wrote',
      'id,reference,amount,created_at\n250777.0,trx_a_1,5000.0,2026-11-27 13:05:00+00:00',
      [`2 received 250777 5000 ${at} -`],
    ],
  ])('%s', (_name, file, expected) => {
    expect(told(file)).toEqual(expected);
  });
});

describe('columns', () => {
  const guessed = (heading: string, row: string, over: Parameters<typeof openFile>[1] = {}) =>
    openFile(`${heading}\n${row}`, over)?.reading.columns;

  it('that a remembered file lacked are guessed again', () => {
    const none = { performedAt: null, status: null, account: null, method: null };
    const remembered = { ...none, transactionId: 'Transaction ID', amountXof: 'Amount' };
    expect(
      guessed('Transaction ID,Date,Amount,Status,Phone', 'a,b,c,d,22901960000001', { remembered }),
    ).toEqual({
      ...{ transactionId: 'Transaction ID', amountXof: 'Amount', performedAt: 'Date' },
      ...{ status: 'Status', account: 'Phone', method: null },
    });
  });
  it.each(['Montant net', 'Montant des frais', 'Commission (montant)', 'Solde montant', 'Amount refunded'])(
    'called %s are never the amount',
    (name) => {
      expect(guessed(`ID;${name};Montant total`, 'abcd1;1;2')?.amountXof).toBe('Montant total');
      expect(guessed(`ID;${name}`, 'abcd1;1')?.amountXof).toBeNull();
    },
  );
  it('of row numbers are not taken for phone numbers', () => {
    expect(guessed('Numéro;ID transaction;Montant', '1;abcd1;1500')?.account).toBeNull();
    expect(guessed('Numéro;ID transaction;Montant', '22901960000001;abcd1;1500')?.account).toBe('Numéro');
    expect(guessed('Client;ID transaction;Montant', 'Awa Kossi;abcd1;1500')?.account).toBeNull();
  });
  it('that the owner named count, and the others are guessed', () => {
    expect(guessed('ID;Montant;Autre', 'abcd1;1;2', { columns: { amountXof: 'Autre' } })).toMatchObject({
      ...{ transactionId: 'ID', amountXof: 'Autre' },
    });
  });
  it('tell whose file it is, or leave it to be asked', () => {
    expect(openFile('id,reference,amount\n250777,trx_a_1,5')?.provider).toBe('fedapay');
    expect(openFile('transactionId,amount\nabcd1,5')?.provider).toBe('kkiapay');
    expect(openFile('Référence,Montant\nabcd1,5')?.provider).toBeNull();
  });
  it('name operators as the provider’s calls do', () => {
    const methods = ['mtn-benin', 'Moov Money', 'CARD', 'Carte Visa', 'Portefeuille KKiaPay'];
    const file = `ID;Montant;Opérateur\n${methods.map((method, at) => `abcd${at};5;${method}`).join('\n')}`;
    expect(rowsIn(file).map(({ method }) => method)).toEqual([
      'MOBILE_MONEY',
      'MOBILE_MONEY',
      'CARD',
      'CARD',
      'WALLET',
    ]);
  });
});

describe('the verdicts', () => {
  it('add up to the rows of the file, whatever stands in it', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'abcd1',
        'abcd2',
        '1 500',
        '-5',
        '27/11/2026',
        'SUCCESS',
        'Échec',
        'Total',
        'TS',
        '',
        '15 €',
        '1,5E+9',
      ),
      fc.string(),
    );
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 4, maxLength: 6 }), { minLength: 1, maxLength: 30 }),
        async (rows) => {
          const text = ['ID;Montant;Date;Statut', ...rows.map((row) => row.map(quoted).join(';'))].join('\n');
          const opened = openFile(text);
          const filled = rows.filter((row) => row.some((one) => one.trim() !== '')).length;
          let count = 0;
          if (opened !== null)
            for await (const { fate } of verdictsOn(opened, () => Promise.resolve(null))) {
              expect(importFates).toContain(fate);
              count += 1;
            }
          expect(count).toBe(filled);
        },
      ),
    );
  });
});

describe('an export of this counter, read back', () => {
  it.each(['Hors ligne', 'Sourd', 'Offline', 'Deaf'])('adds no payment for a line of "%s"', (nature) => {
    const { columns, nature: heading, deafPeriod } = exportTexts.fr;
    expect(deafPeriod).toBe('Hors ligne');
    const names = [heading, columns.id, columns.transactionId, columns.announcedXof, columns.receivedAt];
    const rows = rowsIn(
      [names.join(';'), `Paiement;1;abcd1;1500;2026-11-27 14:05:00`, `${nature};;;;2026-11-27 15:05:00`].join(
        '\r\n',
      ),
    );
    expect(rows.map(({ finding, reason }) => [finding, reason])[1]).toEqual(['not-a-payment', 'silence']);
  });
});
