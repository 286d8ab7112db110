import { describe, expect, it } from 'vitest';
import { tableIn } from '../../src/core/import/table';

function fileOf(columns: number): string {
  const names = Array.from({ length: columns }, (_, at) => `column ${at}`);
  return `${names.join(';')}\n${names.map((_, at) => at).join(';')}\n`;
}

describe('a file of the dashboard', () => {
  it('has no more columns than a list of payments may have', () => {
    expect(tableIn(fileOf(200))?.names).toHaveLength(200);
    expect(tableIn(fileOf(201))).toBeNull();
    expect(tableIn(','.repeat(900_000))).toBeNull();
    expect(tableIn(`${'n'.repeat(201)};montant\nabcd1;500`)).toBeNull();
  });

  it.each([';', ',', '\t', '|'])('is understood whether %j or another sign is between its values', (sign) => {
    const text = [' ', ['', 'ID', 'Montant'].join(sign), ['x', 'abcd1', '500'].join(sign)].join('\n');
    expect(tableIn(text)).toEqual({
      names: ['#1', 'ID', 'Montant'],
      rows: [{ line: 3, cells: ['x', 'abcd1', '500'] }],
      hasHeading: true,
    });
  });
});
