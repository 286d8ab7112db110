import type { ReceiptFacts } from '../../shared/payment/receipt';
import type { Keyring } from '../intake/keyring';
import type { SettingsFile } from '../settings/settings-file';
import { VaultShut } from '../settings/vault';
import { receiptCode, proofOf } from './receipt-code';
import { keyWords, privateKeyOf, publicKeyOf, signedReceipt } from './signed-receipt';

/** The keys that sign this shop's receipts. Signing rejects with `VaultShut` while the vault does not open the key. */
export interface ReceiptKeys {
  sign(facts: ReceiptFacts): Promise<{ readonly qr: string; readonly code: string; readonly key: string }>;
  /** True for every key that this shop ever had, even if its secret half is lost. */
  isOurs(publicKey: string): Promise<boolean>;
  /** Finds the key that made this proof for these facts; null where none of ours did. Needs the vault. */
  keyOfProof(facts: ReceiptFacts, proof: number): Promise<string | null>;
  /** Makes a new key that replaces the present one, and returns it, written for people. */
  renew(): Promise<string>;
}

interface Pair {
  readonly seed: Buffer;
  readonly privateKey: ReturnType<typeof privateKeyOf>;
  readonly publicKey: string;
}

const keyName = 'receipts';
/** A limit on the list that nobody reaches by renewing keys. */
export const mostReceiptKeys = 200;

export function createReceiptKeys(
  keyring: Keyring,
  settings: Pick<SettingsFile, 'current' | 'change'>,
): ReceiptKeys {
  const pairOf = (seed: Buffer): Pair => {
    const privateKey = privateKeyOf(seed);
    return { seed, privateKey, publicKey: publicKeyOf(privateKey) };
  };
  /**
   * Store the public half with the identity before signing, so that old receipts can be checked even if the vault is
   * lost.
   */
  const remembered = async (pair: Pair): Promise<Pair> => {
    const known = settings.current().receiptKeys;
    if (!known.includes(pair.publicKey))
      await settings.change({ receiptKeys: [pair.publicKey, ...known].slice(0, mostReceiptKeys) });
    return pair;
  };
  const everyPair = async (): Promise<readonly Pair[]> => (await keyring.everyKey(keyName)).map(pairOf);

  return {
    async sign(facts) {
      const { seed, privateKey, publicKey } = await remembered(pairOf(await keyring.key(keyName)));
      return {
        qr: signedReceipt(facts, privateKey),
        code: receiptCode({ paymentId: facts.paymentId, proof: proofOf(facts, seed, publicKey) }),
        key: keyWords(publicKey),
      };
    },
    async isOurs(publicKey) {
      if (settings.current().receiptKeys.includes(publicKey)) return true;
      const pairs = await everyPair().catch((error: unknown) => {
        if (error instanceof VaultShut) return [];
        throw error;
      });
      return pairs.some((pair) => pair.publicKey === publicKey);
    },
    async keyOfProof(facts, proof) {
      const pairs = await everyPair();
      const pair = pairs.find(({ seed, publicKey }) => proofOf(facts, seed, publicKey) === proof);
      return pair === undefined ? null : keyWords(pair.publicKey);
    },
    async renew() {
      const { publicKey } = await remembered(pairOf(await keyring.rotate(keyName)));
      return keyWords(publicKey);
    },
  };
}
