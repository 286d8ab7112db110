import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { theProgram, withRole, type Caller } from '../../src/core/access/caller';
import { createComptoir, type Comptoir } from '../../src/core/comptoir';
import { diagnosticsZip } from '../../src/core/diagnostics/diagnostics-zip';
import { createLogFile } from '../../src/core/diagnostics/log-file';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { systemClock, type Diagnostics, type FilePlace } from '../../src/core/ports';
import { openSecretStore } from '../../src/core/settings/file-secret-store';
import { noVault } from '../../src/core/settings/vault';
import { initialState, webhookUrlsOf, type AppState } from '../../src/shared/state/app-state';
import { writeWholeFile } from '../../src/core/export/write-whole-file';
import { quietDiagnostics } from '../support/quiet-diagnostics';
import { shopSettings } from '../support/shop-settings';
import { temporaryFolder } from '../support/temporary-folder';
import { workbookIn } from '../support/workbook';
import { realNow } from '../support/real-now';

/** Short, spaced, quoted: none of them looks like a secret by itself. */
const secrets = {
  live: 'the live one',
  sandbox: 'bac "à" sable',
  token: '2abc-token',
  apiKey: 'cle-privee-de-awa',
  payer: '22996123456',
  amount: 987_650,
  shop: 'Boutique Awa',
  helper: 'Bienvenue',
  transaction: 'Qw3rTyUiOp',
};

interface Opened extends AsyncDisposable {
  readonly comptoir: Comptoir;
  readonly says: (line: string) => void;
}

async function open(
  folder: string,
  place: FilePlace | null,
  over: Partial<Diagnostics> = {},
): Promise<Opened> {
  const dataDir = join(folder, 'data');
  const diagnostics: Diagnostics = {
    ...{
      ...quietDiagnostics(dataDir),
      logFolder: join(folder, 'logs'),
      crashFolder: join(folder, 'crashes'),
    },
    ...{ versions: { comptoir: '1.2.3', node: '20.19.0' }, lastNotification: () => 'not-shown' },
    ...over,
  };
  const logFile = createLogFile(diagnostics.logFolder, systemClock);
  const comptoir = await createComptoir(
    {
      clock: systemClock,
      openSecretStore: (where) => openSecretStore(`${where}/secrets.json`, noVault, () => systemClock.now()),
      spawnTunnelChild: () => {
        throw new Error('no tunnel in this test');
      },
      writeClipboard: () => Promise.resolve(),
      readClipboard: () => Promise.resolve(''),
      fetchOwnAddress: fetch,
      fetchProvider: fetch,
      diagnostics,
      log: logFile,
      chooseFilePlace: () => Promise.resolve(place),
      printPage: null,
      updateSource: null,
      desktop: { chooseFolder: null, restart: null },
    },
    {
      ...{ dataDir, port: 0, tunnel: 'none', edge: undefined },
      environment: {
        NGROK_AUTHTOKEN: secrets.token,
        COMPTOIR_HASH_SECRET: secrets.live,
        COMPTOIR_SANDBOX_HASH_SECRET: secrets.sandbox,
      },
    },
  );
  return {
    comptoir,
    says: (line) => logFile(diagnostics.redactor.line(line)),
    [Symbol.asyncDispose]: () => comptoir.stop(),
  };
}

function placeAt(file: string): FilePlace {
  return {
    ...{ file: 'diagnostics.zip', path: null },
    write: (chunks, signal) => writeWholeFile(file, chunks, signal),
  };
}

describe('the diagnostics', () => {
  it('hold what helps, and nothing of payments, payers, secrets and names wherever they were planted', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'diagnostics.zip');
    await mkdir(join(folder.path, 'crashes'));
    await using opened = await open(folder.path, placeAt(file));
    const { says, comptoir } = opened;
    const { handlers, state } = comptoir;
    await handlers.changeSettings({ shopName: secrets.shop, helperNames: [secrets.helper] });
    await handlers.saveApiKeys({
      ...{ provider: 'kkiapay', mode: 'live' },
      keys: { publicKey: secrets.apiKey, privateKey: secrets.apiKey, secretKey: secrets.apiKey },
    });
    const url = webhookUrlsOf(state(), 'live').local ?? '';
    const segment = url.split('/').at(-1) ?? '';
    const pay = (secret: string): Promise<Response> =>
      fetch(url, {
        ...{ method: 'POST', headers: { 'x-kkiapay-secret': secret } },
        body: kkiapayBody({
          ...{ event: 'success', amountXof: secrets.amount, account: secrets.payer },
          ...{ transactionId: secrets.transaction, at: new Date(realNow()).toISOString() },
        }),
      });
    expect((await pay(secrets.live)).status).toBe(200);
    expect((await pay('mauvais')).status).toBe(401);
    // A careless log line, and a crash with a stack that contains too much.
    const careless = `${secrets.live} ${secrets.sandbox} ${secrets.token} ${secrets.apiKey} ${url} ${secrets.payer}`;
    says(careless);
    const crash = '2026-11-24T09-00-00.000Z-tunnel.json';
    await writeFile(
      join(folder.path, 'crashes', crash),
      JSON.stringify({ at: '2026-11-24T09:00:00.000Z', what: 'tunnel', reason: `code 1: ${careless}` }),
    );
    await writeFile(join(folder.path, 'crashes', 'customers.json'), secrets.payer);

    expect(await handlers.saveDiagnostics(null)).toEqual({ kind: 'saved', file: 'diagnostics.zip' });
    const files = workbookIn(await readFile(file));
    expect(Object.keys(files).sort()).toEqual([
      ...['LISEZ-MOI.txt', 'checks.json', 'comptoir.log', `crashes/${crash}`, 'last-lines.log'],
      ...['refusals.json', 'settings.json', 'state.json', 'versions.json'],
    ]);
    for (const [name, text] of Object.entries(files)) {
      for (const secret of [...Object.values(secrets).map(String), segment])
        expect.soft(text, `${secret} in ${name}`).not.toContain(secret);
      expect.soft(text, name).not.toMatch(/sable|987.650/);
    }
    const json = (name: string): unknown => JSON.parse(files[name] ?? '');
    expect(json('versions.json')).toMatchObject({ versions: { comptoir: '1.2.3', node: '20.19.0' } });
    expect(json('refusals.json')).toMatchObject([{ reason: 'secret-wrong', mode: 'live', count: 1 }]);
    expect(json('settings.json')).toMatchObject({ authtoken: 'environment', helpers: 1, country: 'BJ' });
    expect(json('state.json')).toMatchObject({ hearing: { kind: 'local-only' }, tunnel: { kind: 'off' } });
    expect(json('checks.json')).toMatchObject({
      health: { lastNotification: 'not-shown', clockAheadMs: null },
    });
    expect(files['comptoir.log']).toMatch(/^\S+Z refused: secret-wrong, live/m);
    expect(files[`crashes/${crash}`]).toContain('code 1: ••••');
  });

  it('name each setting they hold, and hold no address and no printer of the shop', async () => {
    const at = '2026-11-24T09:00:00.000Z';
    const state: AppState = {
      ...initialState(
        {
          ...{ ...shopSettings, shopName: 'Boutique Awa', helperNames: ['Bienvenue'] },
          ...{ domain: 'quincaillerie-awa.ngrok.app', publicAddress: 'https://quincaillerie-awa.example' },
          printer: { kind: 'queue', name: 'Caisse-quincaillerie-awa' },
        },
        '2026-11-24',
      ),
      tunnel: { kind: 'online', url: 'https://quincaillerie-awa.ngrok.app', since: at },
      addressChange: {
        pasted: 'https://quincaillerie-awa.example',
        present: 'https://quincaillerie-awa.ngrok.app',
      },
    };
    const health = { freeBytes: null, clockAheadMs: null, lastNotification: null };
    const chunks: Uint8Array[] = [];
    const diagnostics = quietDiagnostics('/nowhere');
    for await (const chunk of diagnosticsZip({
      ...{ diagnostics, state, health, refusals: [], lastLines: [], now: Date.parse(at) },
    }))
      chunks.push(chunk);
    const files = workbookIn(Buffer.concat(chunks));
    for (const [name, text] of Object.entries(files))
      expect.soft(text, name).not.toMatch(/quincaillerie|Awa|Bienvenue/i);
    expect(JSON.parse(files['state.json'] ?? '')).toMatchObject({
      ...{ tunnel: { kind: 'online', since: at }, addressChanged: true },
    });
    expect(Object.keys(JSON.parse(files['settings.json'] ?? '') as object).sort()).toEqual([
      ...['authtoken', 'cloudflareToken', 'country', 'discreetNotifications', 'hasDomain'],
      ...['hasPublicAddress', 'hashSecret', 'helpers', 'language', 'lockAfterMinutes', 'notifications'],
      ...['openingHours', 'paperMm', 'printer', 'retentionMonths', 'ringUntilClaimedXof', 'setUp', 'sound'],
      ...['soundsPausedUntil', 'startAgain', 'startAtLogin', 'tunnel', 'voice', 'volume'],
    ]);
    expect(JSON.parse(files['settings.json'] ?? '')).toMatchObject({ printer: 'queue', hasDomain: true });
  });

  it('are saved without the owner’s PIN, and are the merchant’s to decline', async () => {
    await using folder = await temporaryFolder();
    await using opened = await open(folder.path, null);
    const { comptoir } = opened;
    await comptoir.handlers.setPin({ current: null, pin: '4321' });
    await comptoir.handlers.lock(null);
    expect(comptoir.state().access.kind).toBe('locked');
    expect(await comptoir.handlers.saveDiagnostics(null)).toEqual({ kind: 'declined' });
  });

  it('hold, for a caller without the PIN, the state and refusals that this caller may see', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'diagnostics.zip');
    await using opened = await open(folder.path, placeAt(file));
    const { handlers, handlersFor } = opened.comptoir;
    await handlers.changeSettings({ retentionMonths: 24 });
    const savedBy = async (caller: Caller): Promise<unknown> => {
      await handlersFor(caller).saveDiagnostics(null);
      return JSON.parse(workbookIn(await readFile(file))['settings.json'] ?? '');
    };
    expect(await savedBy(theProgram)).toMatchObject({ retentionMonths: 24, authtoken: 'environment' });
    const shown = await savedBy(withRole(() => 'helper'));
    expect(shown).toMatchObject({ authtoken: 'absent' });
    expect(shown).not.toMatchObject({ retentionMonths: 24 });
  });

  it('say so where they cannot be written, and that a folder does not open', async () => {
    await using folder = await temporaryFolder();
    await using opened = await open(folder.path, placeAt(join(folder.path, 'nowhere', 'x.zip')), {
      showFolder: () => Promise.reject(new Error('no file manager')),
    });
    const { comptoir } = opened;
    await expect(comptoir.handlers.saveDiagnostics(null)).rejects.toMatchObject({ code: 'file-not-written' });
    await expect(comptoir.handlers.showLogFolder(null)).rejects.toMatchObject({ code: 'folder-not-shown' });
    expect((await comptoir.handlers.getTechnicianReport(null)).log.join('\n')).toContain('no file manager');
  });
});
