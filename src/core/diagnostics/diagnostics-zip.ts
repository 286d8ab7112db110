import { readdir, readFile } from 'node:fs/promises';
import { arch, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { AppState } from '../../shared/state/app-state';
import { diagnoseState } from '../../shared/diagnosis/diagnose-state';
import type { Health } from '../../shared/diagnosis/diagnosis';
import type { Refusal } from '../../shared/diagnosis/refusal';
import { diagnosisTexts } from '../../shared/texts/diagnosis-texts';
import type { Diagnostics } from '../ports';
import { logFileName, oldLogFileName } from './log-file';

export interface DiagnosticsZipParts {
  readonly diagnostics: Diagnostics;
  readonly state: AppState;
  readonly health: Health;
  readonly refusals: readonly Refusal[];
  /** The last lines in memory: the log's file may not be writable, which is worth knowing. */
  readonly lastLines: readonly string[];
  readonly now: number;
}

/**
 * What a technician needs, as files of an archive. Each file is named here; no folder is included as a whole. The ledger,
 * the exports and the vault are left out. Everything is redacted once more as it is written.
 */
export async function* diagnosticsZip(parts: DiagnosticsZipParts): AsyncGenerator<Uint8Array> {
  const { diagnostics, health, refusals, now } = parts;
  const state = withoutAddress(parts.state);
  const { redactor, logFolder, crashFolder, versions } = diagnostics;
  const zip = new ZipFile();
  const mtime = new Date(now);
  const addText = (name: string, text: string): void =>
    zip.addBuffer(Buffer.from(text), name, { mtime, mode: 0o100600 });
  const addData = (name: string, data: unknown): void =>
    addText(name, `${JSON.stringify(redactor.data(data), null, 2)}\n`);

  addText('LISEZ-MOI.txt', `${diagnosisTexts[state.settings.language].zip.readMe}\n`);
  addData('versions.json', {
    madeAt: mtime.toISOString(),
    versions,
    system: { platform: platform(), release: release(), arch: arch(), memoryBytes: totalmem() },
  });
  addData('checks.json', {
    checks: diagnoseState(state, { now, health, refusals, soundHeldBack: false }),
    health,
  });
  addData('state.json', stateSummary(state));
  addData('settings.json', settingsSummary(state));
  addData('refusals.json', groupRefusals(refusals));
  for (const name of [logFileName, oldLogFileName]) {
    const text = await readFile(join(logFolder, name), 'utf8').catch(() => null);
    if (text !== null) addText(name, linesOf(text).map(redactor.line).join('\n'));
  }
  addText('last-lines.log', parts.lastLines.map(redactor.line).join('\n'));
  if (crashFolder !== null) {
    for (const name of (await readdir(crashFolder).catch(() => [])).filter(isCrashRecord)) {
      const record = await readFile(join(crashFolder, name), 'utf8').catch(() => '');
      addData(`crashes/${name}`, parsed(record));
    }
  }
  zip.end();
  for await (const chunk of zip.outputStream.pipe(new PassThrough())) yield chunk as Uint8Array; // yazl writes nothing but bytes
}

/** The public address often contains the shop's name; the tunnel's state is enough. */
function withoutAddress(state: AppState): AppState {
  const { tunnel } = state;
  return 'url' in tunnel ? { ...state, tunnel: { ...tunnel, url: '••••' } } : state;
}

/** Without the day's totals, the payments not seen, and the shop's addresses. */
function stateSummary(state: AppState) {
  const { receiver, ledger, tunnel, hearing, deafToday, addressChange, traffic, notices } = state;
  const { lastAuthenticatedAt, access, verification, refusals, knocks, exporting, revision } = state;
  return {
    receiver,
    ledger,
    tunnel,
    hearing,
    traffic,
    notices,
    lastAuthenticatedAt,
    knocks,
    addressChanged: addressChange !== null,
    deafToday: deafToday.map(({ from, to, cause }) => ({ from, to, cause })),
    verification: {
      waiting: verification.waiting,
      nextAt: verification.nextAt,
      trouble: verification.trouble,
    },
    access: access.kind,
    refusals: refusals.sinceStart,
    exporting: exporting?.kind ?? null,
    revision,
  };
}

/**
 * Without the names of the shop, its helpers, its addresses and its printer. Settings are listed one by one, so that a
 * new setting stays out.
 */
function settingsSummary({ settings }: AppState) {
  const {
    language,
    country,
    setUp,
    openingHours,
    startAtLogin,
    startAgain,
    lockAfterMinutes,
    retentionMonths,
  } = settings;
  const { sound, voice, volume, soundsPausedUntil, ringUntilClaimedXof } = settings;
  const { notifications, discreetNotifications, tunnel, authtoken, cloudflareToken, hashSecret } = settings;
  const { domain, publicAddress, helperNames, printer, paperMm } = settings;
  return {
    language,
    country,
    setUp,
    openingHours,
    startAtLogin,
    startAgain,
    lockAfterMinutes,
    retentionMonths,
    sound,
    voice,
    volume,
    soundsPausedUntil,
    ringUntilClaimedXof,
    notifications,
    discreetNotifications,
    tunnel,
    authtoken,
    cloudflareToken,
    hashSecret,
    hasDomain: domain !== null,
    hasPublicAddress: publicAddress !== null,
    helpers: helperNames.length,
    printer: printer?.kind ?? null,
    paperMm,
  };
}

/** One line for all refusals with the same reason, the most frequent first. */
export function groupRefusals(refusals: readonly Refusal[]) {
  const groups = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const key = [refusal.reason, refusal.mode, refusal.diagnosis].join(' ');
    const { count, at, lastAt } = groups.get(key) ?? { ...refusal, count: 0 };
    groups.set(key, {
      ...refusal,
      count: count + refusal.count,
      at: at < refusal.at ? at : refusal.at,
      lastAt: lastAt > refusal.lastAt ? lastAt : refusal.lastAt,
    });
  }
  return [...groups.values()].sort((one, other) => other.count - one.count);
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** Only our own names: other files there are left out. */
function isCrashRecord(name: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d-]+\.\d{3}Z-[\w-]+\.json$/.test(name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
