import { expect, it } from 'vitest';
import { backupName, backupNamed } from '../../src/core/backup/backup-names';

const name = backupName('daily', Date.parse('2026-11-24T10:00:00.000Z'));

it('a copy is found by the name it was given', () => {
  expect(backupNamed(name)).toEqual({ name, reason: 'daily', madeAt: '2026-11-24T10:00:00.000Z' });
});

it.each([`../${name}`, `x${name}`, `${name}/../../journal`, `${name}\n`, ` ${name}`, `${name}-x`])(
  'a name that leads elsewhere is no copy’s: %j',
  (odd) => {
    expect(backupNamed(odd)).toBeNull();
  },
);
