import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpener } from '../../src/core/sealing/sealed-box';
import { connect } from '../../src/relay/store/database';
import { migrate } from '../../src/relay/store/migrate';
import { offerPhone, takeOffer } from '../../src/relay/store/phones';
import { invite, join, retell, sha256 } from '../../src/relay/store/shops';
import { clusterOfTests } from '../support/cluster-of-tests';
import { hasPostgres, postgresRemedy } from '../support/postgres-cluster';

const cluster = clusterOfTests();

function anyKey(): string {
  return createOpener(randomBytes(32)).publicKey.toString('base64');
}

/** A shop that waits for a phone with this code. */
async function waitingShop(code: string) {
  const sql = connect(await cluster.database(), { max: 2, asApp: false });
  onTestFinished(() => sql.end());
  await migrate(sql);
  const invitation = await invite(sql, null, Date.parse('2999-01-01T00:00:00.000Z'));
  const told = { sealKey: anyKey(), endpoints: [], hours: null };
  const ids = await join(sql, invitation.code, { ...told, tokenSha256: sha256('token').toString('hex') });
  if (ids === null || ids === 'taken') throw new Error('joining failed');
  const codeSha256 = sha256(code).toString('hex');
  const offer = { phone: 'phone-one', codeSha256, name: 'bmFtZQ==', bundle: 'YnVuZGxl' };
  expect(await offerPhone(sql, ids.shop, offer)).toBe(true);
  const phone = { tokenSha256: sha256('phone').toString('hex'), publicKey: anyKey(), proof: 'cHJvb2Y=' };
  return { sql, ids, told, comesIn: async () => (await takeOffer(sql, sha256(code), phone)) !== null };
}

describe.skipIf(!hasPostgres)(`a code for one phone${postgresRemedy}`, () => {
  it('lets it in, though the counter tells of itself meanwhile', async () => {
    const { sql, ids, told, comesIn } = await waitingShop('fresh');
    expect(await retell(sql, ids, told)).toBe('told');
    expect(await comesIn()).toBe(true);
    expect(await comesIn()).toBe(false);
  });

  it('lets nobody in once it is old', async () => {
    const { sql, comesIn } = await waitingShop('old');
    await sql`update comptoir_relay.phone_offer set expires_at = now() - interval '1 second'`;
    expect(await comesIn()).toBe(false);
  });

  it('lets nobody in once the shop has another key', async () => {
    const { sql, ids, told, comesIn } = await waitingShop('of the key before');
    expect(await retell(sql, ids, { ...told, sealKey: anyKey() })).toBe('told');
    expect(await comesIn()).toBe(false);
  });
});
