import { describe, expect, it } from 'vitest';
import { decodeLine, encodeGroup } from '../../src/core/ledger/journal/line';
import { rawBodyOf, type PaymentRecord } from '../../src/core/ledger/record';
import { receivedEvent } from '../support/ledger-events';

function recordNumber(seq: number, more: Partial<PaymentRecord> = {}): PaymentRecord {
  const { event, headers, rawBody, ...said } = receivedEvent({ label: 'Pâtisserie d’Aïcha 🥐' });
  const { provider, mode, receivedAt } = said;
  const told = { id: `20261123-${seq}`, day: '2026-11-23', provider, mode, receivedAt, event };
  const rest = { contradicts: null, headers, body: rawBodyOf(rawBody) };
  return { kind: 'payment', seq, ...told, ...rest, ...more };
}

const records = [
  recordNumber(1),
  recordNumber(2, { body: rawBodyOf(Buffer.from([0x7b, 0xff])) }),
  recordNumber(3, { contradicts: '20261123-1' }),
  recordNumber(4, { found: { how: 'typed', by: 'Awa', at: '2026-11-23T20:00:00.000Z' } }),
];

describe('records flushed together', () => {
  it('are read line by line as they were', () => {
    const bytes = encodeGroup(records);
    const lines = bytes.toString().trimEnd().split('\n');
    expect(lines.map((line) => decodeLine(Buffer.from(line)))).toEqual(records);
  });
});
