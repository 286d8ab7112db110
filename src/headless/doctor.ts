import { access, constants, statfs } from 'node:fs/promises';
import { checkCloses } from '../core/day-close/close-book';
import { systemClock } from '../core/ports';
import type { LedgerReader } from '../core/ledger/ledger';
import { openLedgerReader } from '../core/ledger/open-ledger-reader';
import { realDisk } from '../core/storage/disk';
import { checkClock, checkDisk, checkSound } from '../shared/diagnosis/diagnosis';
import { modes } from '../shared/payment/payment';
import { needComptoir, offsetOf, readSettings, storedSecrets } from './data';
import { sentenceFor } from './failure';
import { readOptions, required } from './options';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What a technician needs when the bell is silent. Of secrets it prints only presence and length. */
export async function doctor(args: string[]): Promise<number> {
  const options = readOptions(args, { data: { type: 'string' }, json: { type: 'boolean' } });
  const dataDir = required('data', options.data);
  await needComptoir(dataDir);
  const findings = [
    await folder(dataDir),
    await freeSpace(dataDir),
    ...(await settings(dataDir)),
    ...(await secrets(dataDir)),
    ...(await ledger(dataDir)),
    clock(),
  ];
  const ok = findings.every((finding) => finding.ok);
  if (options.json === true)
    process.stdout.write(`${JSON.stringify({ ok, node: process.version, dataDir, findings })}\n`);
  else
    for (const finding of findings)
      process.stdout.write(`${finding.ok ? 'ok   ' : 'CHECK'} ${finding.name}: ${finding.detail}\n`);
  return ok ? 0 : 1;
}

async function folder(dataDir: string): Promise<Finding> {
  const ok = await access(dataDir, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  return {
    name: 'data folder',
    ok,
    detail: ok ? 'can be read and written' : `${dataDir} cannot be read and written`,
  };
}

async function freeSpace(dataDir: string): Promise<Finding> {
  const found = await statfs(dataDir).catch(() => null);
  if (found === null) return { name: 'free space', ok: false, detail: 'the disk does not answer' };
  const bytes = found.bavail * found.bsize;
  const { state } = checkDisk(bytes, null);
  return { name: 'free space', ok: state === 'good', detail: `${Math.floor(bytes / 1024 / 1024)} MB` };
}

async function settings(dataDir: string): Promise<Finding[]> {
  const found = await readSettings(dataDir);
  if (found === null)
    return [{ name: 'settings', ok: false, detail: 'settings.json is missing or cannot be read' }];
  const detail = `language ${found.language}, country ${found.country}, tunnel ${found.tunnel}, port ${found.port}`;
  return [{ name: 'settings', ok: true, detail }, sound(found)];
}

function sound(found: Parameters<typeof checkSound>[0]): Finding {
  const { state, finding } = checkSound(found, systemClock.now());
  const pausedUntil = finding.kind === 'sound-paused' ? `, paused until ${finding.at}` : '';
  return {
    name: 'sound',
    ok: state === 'good',
    detail: `${found.sound ? 'on' : 'off'}, volume ${found.volume} %${pausedUntil}`,
  };
}

async function secrets(dataDir: string): Promise<Finding[]> {
  const plain = await storedSecrets(dataDir, 'secrets.json');
  const sealed = await storedSecrets(dataDir, 'secrets-sealed.json');
  const describe = (name: string, variable: string): Finding => {
    const fromEnvironment = process.env[variable];
    if (fromEnvironment !== undefined && fromEnvironment !== '')
      return { name, ok: true, detail: `from ${variable}` };
    const value = plain[name];
    if (typeof value === 'string') return { name, ok: true, detail: `stored, ${value.length} characters` };
    if (typeof sealed[name] === 'string') return { name, ok: true, detail: 'stored, encrypted' };
    return { name, ok: false, detail: 'missing' };
  };
  return [
    describe('authtoken', 'NGROK_AUTHTOKEN'),
    ...modes.map((mode) =>
      describe(
        `hash-secret-${mode}`,
        mode === 'live' ? 'COMPTOIR_HASH_SECRET' : 'COMPTOIR_SANDBOX_HASH_SECRET',
      ),
    ),
  ];
}

async function ledger(dataDir: string): Promise<Finding[]> {
  try {
    const offset = await offsetOf(dataDir);
    const reader = await openLedgerReader({ dataDir, utcOffsetMinutes: () => offset, log: () => undefined });
    const report = await reader.check();
    const closes = await dayCloses(dataDir, reader);
    await reader.close();
    const detail = `${report.payments} payments, ${report.damaged} damaged`;
    return [{ name: 'ledger', ok: report.damaged === 0, detail }, closes];
  } catch (error) {
    return [{ name: 'ledger', ok: false, detail: sentenceFor(error, 'doctor') }, await dayCloses(dataDir)];
  }
}

async function dayCloses(dataDir: string, reader?: LedgerReader): Promise<Finding> {
  const { closes, broken } = await checkCloses(realDisk, dataDir, reader);
  const wrong = broken.length === 0 ? '' : `; missing, damaged or changed: ${broken.join(', ')}`;
  return { name: 'day closes', ok: broken.length === 0, detail: `${closes} closes${wrong}` };
}

function clock(): Finding {
  // There is no other clock to compare with here: it may be wrong and still look right.
  const now = systemClock.now();
  const { state } = checkClock(now, null);
  return { name: 'clock', ok: state !== 'look', detail: new Date(now).toISOString() };
}
