import { basename, dirname } from 'node:path';
import type { Notice } from '../../shared/state/notice';
import { systemClock, type Clock, type SecretAnswer, type SecretStore } from '../ports';
import { realDisk, type Disk } from '../storage/disk';
import { readCopy, readKept } from '../storage/kept-copy';
import { openKeptTwice, type KeptTwice, type OpenedTwice } from '../storage/kept-twice';
import { serialQueue } from '../storage/serial-queue';
import {
  digestOf,
  isMadeHere,
  parseSecrets,
  salvageSecrets,
  secretContent,
  stricterSecrets,
  withRotated,
  withSecret,
  type KeptSecret,
  type SecretDocument,
} from './secret-document';
import { noVault, type Vault } from './vault';
import { createVaultAnswers, type VaultAnswers } from './vault-answers';

export interface OpenedSecretStore {
  readonly store: SecretStore;
  readonly notices: readonly Notice[];
  /** They are stored unencrypted, because there is no vault. */
  readonly isPlain: boolean;
}

export interface SecretStoreOptions {
  readonly disk?: Disk;
  readonly log?: (line: string) => void;
  /** Limits the wait for the vault, which may never answer. */
  readonly clock?: Pick<Clock, 'after'>;
  /** Another file of secrets, encrypted by a vault that is not there now: what is known of them without opening. */
  readonly encryptedElsewhere?: string;
  /** Another file of secrets, from a run without the vault: the provider may have these. */
  readonly plainElsewhere?: string;
}

const none: SecretDocument = { values: {}, digests: {}, aside: {} };
const absent: SecretAnswer = { kind: 'absent' };

const isOfProvider = (name: string): boolean => /^(previous-)?hash-secret-/.test(name);

/** Secrets to keep from a run without the vault, because providers have them or data were made with them. */
const isBroughtIn = (name: string): boolean => /^(hash-secret|key|screen-key|screen-code)-/.test(name);

/** The files of one data folder, and the vault's answers about them. */
interface Secrets {
  readonly kept: KeptTwice<SecretDocument>;
  readonly vault: VaultAnswers;
  /** What the vault encrypted, in a run without it. */
  readonly elsewhere: SecretDocument;
  /** Values from a run without the vault. */
  readonly plain: Readonly<Record<string, string>>;
}

/**
 * Secrets in a file that only this user may read, with a second copy in a folder beside it. What this computer's vault
 * does not open stays: it may open later, and with a new secret the provider's calls would be refused.
 */
export async function openSecretStore(
  file: string,
  vault: Vault,
  now: () => number,
  options: SecretStoreOptions = {},
): Promise<OpenedSecretStore> {
  const { disk = realDisk, log = () => undefined, clock = systemClock } = options;
  const [dataDir, name] = [dirname(file), basename(file)];
  const found = await openKeptTwice<SecretDocument>({
    disk,
    dataDir,
    now,
    log,
    files: [name, `secrets/${name}`],
    quarantine: 'secrets-quarantine',
    encode: secretContent,
    parse: parseSecrets,
    salvage: salvageSecrets,
    merge: stricterSecrets,
    earlier: ([plain]) => Promise.resolve(plain === undefined ? null : parseSecrets(plain)),
    make: () => none,
  });
  const { kept } = found;
  const secrets: Secrets = {
    kept,
    vault: createVaultAnswers({
      vault,
      clock,
      log,
      onRenewed: (before, encrypted) =>
        kept.change((document) => withReplacedText(document, before, encrypted)),
    }),
    elsewhere: await documentIn(disk, dataDir, options.encryptedElsewhere),
    plain: (await documentIn(disk, dataDir, options.plainElsewhere)).values,
  };
  await askVault(secrets, log);
  // Until the vault has taken them over, read them from their old place.
  await bringIn(secrets).catch((error: unknown) =>
    log(`secrets of a day without the vault: ${String(error)}`),
  );
  return {
    isPlain: vault === noVault,
    notices: noticesOf(found, secrets, name),
    store: createStore(secrets, log),
  };
}

function createStore(secrets: Secrets, log: (line: string) => void): SecretStore {
  const { kept, vault, elsewhere } = secrets;
  const queued = serialQueue();
  return {
    read: (one) => answerOf(secrets, one),
    all: () => allOpen(secrets),
    digest: (one) => kept.current().digests[one] ?? elsewhere.digests[one] ?? null,
    regained(one) {
      const current = answerOf(secrets, one);
      return (kept.current().aside[one] ?? [])
        .map((encrypted) => vault.of(encrypted) ?? absent)
        .flatMap((answer) => (answer.kind === 'opened' ? [answer.value] : []))
        .filter((value) => current.kind !== 'opened' || value !== current.value);
    },
    set: (one, value) =>
      queued(async () => {
        const next = value === null ? null : await encrypted(vault, one, value);
        await kept.change((document) => {
          const before = document.values[one];
          // A value that the merchant removes is deleted; one that cannot be opened is only set aside.
          const setsAside = value !== null && before !== undefined && !vault.isOpen(before);
          return withSecret(document, one, next, setsAside);
        });
      }),
    rotate: (one, previous, value) =>
      queued(async () => {
        const next = await encrypted(vault, one, value);
        await kept.change((document) => withRotated(document, one, previous, next));
      }),
    isShut: () => allIn(kept.current()).some((text) => vault.of(text)?.kind === 'not-now'),
    retry: () => queued(() => askVault(secrets, log)),
    settled: () => kept.settled(),
    onOpened: (listener) => vault.onOpened(listener),
  };
}

function answerOf({ kept, vault, elsewhere, plain }: Secrets, one: string): SecretAnswer {
  const { values, aside } = kept.current();
  const text = values[one];
  const answer = text === undefined ? absent : (vault.of(text) ?? { kind: 'not-now' as const });
  const found = [answer, ...(aside[one] ?? []).map((old) => vault.of(old) ?? absent)];
  const best = found.find(({ kind }) => kind === 'opened') ?? answer;
  if (best !== absent) return best;
  const value = isBroughtIn(one) ? plain[one] : undefined;
  if (value !== undefined) return { kind: 'opened', value };
  // A provider has it: with another one its calls would be refused.
  const isElsewhere = isOfProvider(one) && elsewhere.values[one] !== undefined;
  return isElsewhere ? { kind: 'not-now' } : absent;
}

function allOpen(secrets: Secrets): Readonly<Record<string, string>> {
  const names = [
    ...Object.keys(secrets.kept.current().values),
    ...Object.keys(secrets.plain).filter(isBroughtIn),
  ];
  const answers = names.map((one) => [one, answerOf(secrets, one)] as const);
  return Object.fromEntries(
    answers.flatMap(([one, answer]) => (answer.kind === 'opened' ? [[one, answer.value]] : [])),
  );
}

async function encrypted(vault: VaultAnswers, name: string, value: string): Promise<KeptSecret> {
  return { value: await vault.encrypt(value), digest: isMadeHere(name, value) ? digestOf(value) : null };
}

async function askVault({ kept, vault }: Secrets, log: (line: string) => void): Promise<void> {
  await vault.ask(allIn(kept.current()));
  await kept
    .change((document) => withMissingDigests(document, vault))
    .catch((error: unknown) => log(`digests of secrets cannot be kept: ${String(error)}`));
}

/** An earlier version kept secrets without a digest. */
function withMissingDigests(document: SecretDocument, vault: VaultAnswers): SecretDocument {
  const missing = Object.entries(document.values).flatMap(([one, text]) => {
    const answer = vault.of(text);
    const isKnown = document.digests[one] !== undefined || answer?.kind !== 'opened';
    return isKnown || !isMadeHere(one, answer.value) ? [] : [[one, digestOf(answer.value)] as const];
  });
  if (missing.length === 0) return document;
  return { ...document, digests: { ...document.digests, ...Object.fromEntries(missing) } };
}

function withReplacedText(document: SecretDocument, before: string, after: string): SecretDocument {
  const values = Object.entries(document.values).map(
    ([one, text]) => [one, text === before ? after : text] as const,
  );
  return { ...document, values: Object.fromEntries(values) };
}

async function bringIn({ kept, vault, plain }: Secrets): Promise<void> {
  for (const [one, value] of Object.entries(plain)) {
    if (!isBroughtIn(one) || kept.current().values[one] !== undefined) continue;
    const next = await encrypted(vault, one, value);
    await kept.change((document) => withSecret(document, one, next, false));
  }
}

function noticesOf(
  { origin, setAside, isMended }: OpenedTwice<SecretDocument>,
  { kept, vault }: Secrets,
  name: string,
): readonly Notice[] {
  const isLost = allIn(kept.current()).some((text) => vault.of(text)?.kind === 'never');
  const lost = isLost ? [{ kind: 'secrets-unopenable' } as const] : [];
  if (origin === 'salvaged' || (setAside.length > 0 && origin === 'made'))
    return [{ kind: 'secrets-set-aside', file: setAside[0] ?? name }, ...lost];
  return isMended ? [{ kind: 'identity-mended' }, ...lost] : lost;
}

function allIn({ values, aside }: SecretDocument): readonly string[] {
  return [...Object.values(values), ...Object.values(aside).flat()];
}

async function documentIn(disk: Disk, dataDir: string, name: string | undefined): Promise<SecretDocument> {
  if (name === undefined) return none;
  const content =
    (await readKept(disk, dataDir, [name, `secrets/${name}`])) ??
    (await readCopy(disk, dataDir, name)).content;
  return (content === null ? null : parseSecrets(content)) ?? none;
}
