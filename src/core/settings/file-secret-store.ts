import { basename, dirname } from 'node:path';
import type { Notice } from '../../shared/state/notice';
import { systemClock, type Clock, type SecretAnswer, type SecretName, type SecretStore } from '../ports';
import { realDisk, type Disk } from '../storage/disk';
import { readCopy, readKept } from '../storage/kept-copy';
import { openKeptTwice } from '../storage/kept-twice';
import { serialQueue } from '../storage/serial-queue';
import { unsealed, VaultShut, type Seal } from './seal';
import {
  digestOf,
  parseSecrets,
  salvageSecrets,
  secretContent,
  stricterSecrets,
  withSecret,
  type SecretDocument,
} from './secret-document';

export interface OpenedSecretStore {
  readonly store: SecretStore;
  readonly notices: readonly Notice[];
  /** They lie on the disk as they are: no vault seals them. */
  readonly isPlain: boolean;
}

export interface SecretStoreOptions {
  readonly disk?: Disk;
  readonly log?: (line: string) => void;
  /** Times the vault, which may never answer. */
  readonly clock?: Pick<Clock, 'after'>;
  /** Another file of secrets, sealed by a vault that is not there: what is known of those without opening them. */
  readonly sealedElsewhere?: string;
  /** Another file of secrets, of a day without the vault: the provider may hold those. */
  readonly plainElsewhere?: string;
}

/** A start waits so long for the vault: a keyring's question may stand on the screen all day. */
const patienceMs = 1_500;
const none: SecretDocument = { sealed: {}, digests: {}, aside: {} };
const absent: SecretAnswer = { kind: 'absent' };

const isOfProvider = (name: string): boolean => /^(previous-)?hash-secret-/.test(name);

/** What is brought from a day without the vault: others hold them, or things were made with them. */
const isBroughtIn = (name: string): boolean => /^(hash-secret|key|screen-key)-/.test(name);

/** Made by the app: 32 random characters, so that a digest tells nothing. A provider's own secrets prove nothing so. */
function isOurs(name: string, value: string): boolean {
  return /^(previous-)?hash-secret-(live|sandbox)$/.test(name) && /^[A-Za-z0-9]{32}$/.test(value);
}

/**
 * Secrets in a file that only this user may read, and in a second copy in a folder beside it. What this computer's vault
 * does not open stays where it is: it may open later, and a new secret would turn the provider's calls away.
 */
export async function openSecretStore(
  file: string,
  seal: Seal,
  now: () => number,
  options: SecretStoreOptions = {},
): Promise<OpenedSecretStore> {
  const { disk = realDisk, log = () => undefined, clock = systemClock } = options;
  const [dataDir, name] = [dirname(file), basename(file)];
  const { kept, origin, setAside, isMended } = await openKeptTwice<SecretDocument>({
    ...{ disk, dataDir, now, log, files: [name, `secrets/${name}`], quarantine: 'secrets-quarantine' },
    encode: secretContent,
    parse: parseSecrets,
    salvage: salvageSecrets,
    merge: stricterSecrets,
    earlier: ([plain]) => Promise.resolve(plain === undefined ? null : parseSecrets(plain)),
    make: () => none,
  });
  const elsewhere = await documentIn(disk, dataDir, options.sealedElsewhere);
  const plain = (await documentIn(disk, dataDir, options.plainElsewhere)).sealed;

  /** By sealed text: what it opens to. */
  const opened = new Map<string, SecretAnswer>();
  const listeners = new Set<() => void>();
  const inTurn = serialQueue();
  const isOpen = (sealed: string): boolean => opened.get(sealed)?.kind === 'opened';

  /** The vault's answer counts whenever it comes. */
  const ask = async (sealed: string): Promise<void> => {
    const answer = await seal.open(sealed);
    if (answer.kind !== 'opened') {
      if (!isOpen(sealed)) opened.set(sealed, answer);
      return;
    }
    const isNew = !isOpen(sealed);
    opened.set(sealed, { kind: 'opened', value: answer.plain });
    if (isNew) for (const listener of listeners) listener();
    if (answer.isOld === true) await sealAnew(sealed, answer.plain);
  };
  const sealAnew = async (before: string, plain: string): Promise<void> => {
    const sealed = await inTime(seal.seal(plain));
    opened.set(sealed, { kind: 'opened', value: plain });
    await kept.change((document) => ({
      ...document,
      sealed: Object.fromEntries(
        Object.entries(document.sealed).map(([one, text]) => [one, text === before ? sealed : text]),
      ),
    }));
  };
  const inTime = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(patienceMs, () => reject(new VaultShut()));
      answer.finally(cancel).then(resolve, reject);
    });
  const all = (): readonly string[] => {
    const { sealed, aside } = kept.current();
    return [...Object.values(sealed), ...Object.values(aside).flat()];
  };
  const isShut = (): boolean => all().some((sealed) => opened.get(sealed)?.kind === 'not-now');
  const retry = async (): Promise<void> => {
    const waiting = all().filter((sealed) => !isOpen(sealed));
    const asked = waiting.map((sealed) =>
      inTime(ask(sealed)).catch((error: unknown) => {
        if (!isOpen(sealed)) opened.set(sealed, { kind: 'not-now' });
        log(`a secret was not opened: ${String(error)}`);
      }),
    );
    await Promise.all(asked);
    await noteDigests();
  };
  /** Of secrets that an earlier version kept without one. */
  const noteDigests = (): Promise<unknown> =>
    kept
      .change((document) => {
        const missing = Object.entries(document.sealed).flatMap(([one, sealed]) => {
          const answer = opened.get(sealed);
          const isKnown = document.digests[one] !== undefined || answer?.kind !== 'opened';
          return isKnown || !isOurs(one, answer.value) ? [] : [[one, digestOf(answer.value)] as const];
        });
        if (missing.length === 0) return document;
        return { ...document, digests: { ...document.digests, ...Object.fromEntries(missing) } };
      })
      .catch((error: unknown) => log(`digests of secrets cannot be kept: ${String(error)}`));

  const sealOf = async (one: string, value: string): Promise<{ sealed: string; digest: string | null }> => {
    // Whatever it says: a vault that seals nothing now is shut.
    const sealed = await inTime(seal.seal(value)).catch((error: unknown) => {
      throw error instanceof VaultShut ? error : new VaultShut(error);
    });
    opened.set(sealed, { kind: 'opened', value });
    return { sealed, digest: isOurs(one, value) ? digestOf(value) : null };
  };
  const answerOf = (one: SecretName): SecretAnswer => {
    const { sealed, aside } = kept.current();
    const text = sealed[one];
    const answer = text === undefined ? absent : (opened.get(text) ?? { kind: 'not-now' as const });
    const found = [answer, ...(aside[one] ?? []).map((old) => opened.get(old) ?? absent)];
    const best = found.find(({ kind }) => kind === 'opened') ?? answer;
    if (best !== absent) return best;
    const unsealed = isBroughtIn(one) ? plain[one] : undefined;
    if (unsealed !== undefined) return { kind: 'opened', value: unsealed };
    // A provider holds it: another one would turn its calls away.
    const isElsewhere = isOfProvider(one) && elsewhere.sealed[one] !== undefined;
    return isElsewhere ? { kind: 'not-now' } : absent;
  };
  const bringIn = async (): Promise<void> => {
    for (const [one, value] of Object.entries(plain)) {
      if (!isBroughtIn(one) || kept.current().sealed[one] !== undefined) continue;
      const next = await sealOf(one, value);
      await kept.change((document) => withSecret(document, one, next, false));
    }
  };
  await retry();
  // Until the vault takes them they are read where they are.
  await bringIn().catch((error: unknown) => log(`secrets of a day without the vault: ${String(error)}`));
  const isLost = all().some((sealed) => opened.get(sealed)?.kind === 'never');
  return {
    isPlain: seal === unsealed,
    notices: [
      ...(origin === 'salvaged' || (setAside.length > 0 && origin === 'made')
        ? [{ kind: 'secrets-set-aside' as const, file: setAside[0] ?? name }]
        : isMended
          ? [{ kind: 'identity-mended' as const }]
          : []),
      ...(isLost ? [{ kind: 'secrets-unopenable' as const }] : []),
    ],
    store: {
      read: answerOf,
      digest: (one) => kept.current().digests[one] ?? elsewhere.digests[one] ?? null,
      regained(one) {
        const current = answerOf(one);
        return (kept.current().aside[one] ?? [])
          .map((sealed) => opened.get(sealed) ?? absent)
          .flatMap((answer) => (answer.kind === 'opened' ? [answer.value] : []))
          .filter((value) => current.kind !== 'opened' || value !== current.value);
      },
      set: (one, value) =>
        inTurn(async () => {
          const next = value === null ? null : await sealOf(one, value);
          await kept.change((document) => {
            const before = document.sealed[one];
            // What the merchant takes away is gone; what cannot be opened only makes room.
            const setsAside = value !== null && before !== undefined && !isOpen(before);
            return withSecret(document, one, next, setsAside);
          });
        }),
      rotate: (one, previous, value) =>
        inTurn(async () => {
          const next = await sealOf(one, value);
          await kept.change((document) => {
            const before = document.sealed[one];
            const digest = document.digests[one] ?? null;
            const old = before === undefined ? null : { sealed: before, digest };
            const { [one]: _gone, ...aside } = withSecret(document, previous, old, false).aside;
            return withSecret({ ...withSecret(document, previous, old, false), aside }, one, next, false);
          });
        }),
      isShut,
      retry: () => inTurn(retry),
      settled: () => kept.settled(),
      onOpened(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

async function documentIn(disk: Disk, dataDir: string, name: string | undefined): Promise<SecretDocument> {
  if (name === undefined) return none;
  const content =
    (await readKept(disk, dataDir, [name, `secrets/${name}`])) ??
    (await readCopy(disk, dataDir, name)).content;
  return (content === null ? null : parseSecrets(content)) ?? none;
}
