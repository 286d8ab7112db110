import { scryptSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashPin, isPin, pinLog2N } from '../../src/core/access/pin-hash';
import { createComptoir } from '../../src/core/comptoir';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { fakeClock } from '../support/fake-clock';
import { quietDiagnostics } from '../support/quiet-diagnostics';
import { temporaryFolder } from '../support/temporary-folder';

const salt = Buffer.from('0123456789abcdef');

function keptAt(log2N: number, pin: string): string {
  const cost = { N: 2 ** log2N, r: 8, p: 1, maxmem: 2 ** 29 };
  return [
    `scrypt-${log2N}-8-1`,
    salt.toString('base64'),
    scryptSync(pin, salt, 32, cost).toString('base64'),
  ].join(' ');
}

describe('the stored form of a PIN', () => {
  it('opens to the PINs that shops keep already', async () => {
    const kept = keptAt(15, '4321');
    expect(await isPin('4321', kept)).toBe(true);
    expect(await isPin('4322', kept)).toBe(false);
  });

  it('is made and compared at the cost that it names', async () => {
    const kept = await hashPin('4321', 4);
    expect(kept).toMatch(/^scrypt-4-8-1 /);
    expect(await isPin('4321', kept)).toBe(true);
    expect(await isPin('4321', kept.replace('scrypt-4-', 'scrypt-5-'))).toBe(false);
  });

  it.each(['scrypt-18-8-1', 'scrypt-0-8-1', 'scrypt-99-8-1', 'scrypt-4-8-2', 'plain', ''])(
    'opens to nobody by the method %j',
    async (method) => {
      const [, ...rest] = keptAt(method === 'scrypt-18-8-1' ? 18 : 4, '4321').split(' ');
      expect(await isPin('4321', [method, ...rest].join(' '))).toBe(false);
    },
  );

  it('costs 32 MB for each try in a shop', async () => {
    expect(pinLog2N).toBe(15);
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    const file = join(folder.path, 'secrets.json');
    const open = () => openSecretStore(file, noVault, () => clock.now());
    const shop = await createComptoir(
      {
        clock,
        openSecretStore: open,
        spawnTunnelChild: () => {
          throw new Error('no tunnel in this test');
        },
        writeClipboard: () => Promise.resolve(),
        readClipboard: () => Promise.resolve(''),
        fetchOwnAddress: fetch,
        fetchProvider: fetch,
        diagnostics: quietDiagnostics(folder.path),
        log: () => undefined,
        chooseFilePlace: () => Promise.resolve(null),
        printPage: null,
        updateSource: null,
        desktop: { chooseFolder: null, restart: null },
      },
      {
        ...{ dataDir: folder.path, port: undefined, tunnel: 'none', edge: undefined },
        environment: {},
      },
    );
    await shop.handlers.setPin({ current: null, pin: '4321' });
    await shop.stop();
    const kept = (await open()).store.read('owner-pin');
    expect(kept.kind === 'opened' && (await isPin('4321', kept.value))).toBe(true);
    expect(kept.kind === 'opened' && kept.value.split(' ')[0]).toBe('scrypt-15-8-1');
  });
});
