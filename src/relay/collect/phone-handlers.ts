import {
  mostPhones,
  offerPhone,
  phonesOf,
  phoneView,
  revokePhone,
  takeOffer,
  withdrawOffer,
} from '../store/phones';
import type { Sql } from '../store/database';
import { sha256 } from '../store/shops';
import type { Handlers, Known } from './handler';
import { bodyOf, namedPhone, newPhone, phoneOffer, queryOf, Refused } from './requests';

export interface PhoneHandlerParts {
  readonly service: Sql;
  readonly known: Known;
  /** Throws `Refused` for a device that asks too often. */
  readonly mayTell: (device: number) => void;
  /** Limits requests without a proof: this many at once. */
  readonly comeIn: <T>(place: 'all', task: () => Promise<T>) => Promise<T>;
  /** Throws `Refused` where this key, base64, cannot be used for sealing. */
  readonly sealable: (publicKey: string) => void;
  readonly onRevoked: (device: number) => Promise<void>;
}

/** The owner's phones. Their counter adds and removes them; a phone reads the log, and what the handlers below return. */
export function createPhoneHandlers(parts: PhoneHandlerParts): Handlers {
  const { service, known, mayTell, onRevoked } = parts;
  const revoke = async (shop: number, phone: string): Promise<void> => {
    const device = await revokePhone(service, shop, phone);
    if (device === null) throw new Refused(404, 'unknown-phone');
    await onRevoked(device);
  };
  return {
    async 'PUT /v1/phones/offer'(request) {
      const { id, shop } = await known(request, 'counter');
      mayTell(id);
      const offer = await bodyOf(request, phoneOffer);
      if (!(await offerPhone(service, shop, offer))) throw new Refused(409, `at-most-${mostPhones}`);
      return { status: 204 };
    },
    async 'DELETE /v1/phones/offer'(request) {
      const { shop } = await known(request, 'counter');
      await withdrawOffer(service, shop);
      return { status: 204 };
    },
    async 'GET /v1/phones'(request) {
      const { shop } = await known(request, 'counter');
      return { status: 200, json: { phones: await phonesOf(service, shop) } };
    },
    async 'DELETE /v1/phones'(request, _response, url) {
      const { shop } = await known(request, 'counter');
      await revoke(shop, queryOf(url, namedPhone).phone);
      return { status: 204 };
    },
    async 'POST /v1/phones'(request) {
      const { code, ...phone } = await bodyOf(request, newPhone);
      parts.sealable(phone.publicKey);
      const taken = await parts.comeIn('all', () => takeOffer(service, sha256(code), phone));
      if (taken === null) throw new Refused(403, 'offer-unusable');
      return { status: 201, json: taken };
    },
    async 'GET /v1/phone'(request) {
      const { id, shop } = await known(request, 'phone');
      return { status: 200, json: await phoneView(service, id, shop) };
    },
    /** The phone itself leaves. */
    async 'DELETE /v1/phone'(request) {
      const { shop, phone } = await known(request, 'phone');
      if (phone !== null) await revoke(shop, phone);
      return { status: 204 };
    },
  };
}
