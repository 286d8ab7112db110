import { systemClock } from '../core/ports';
import { originOf } from './serve-relay';
import { connect, needDatabase } from './store/database';
import { needSchema } from './store/migrate';
import { invite } from './store/shops';

/** An address that lets one shop join, once. */
export async function inviteShop(options: {
  readonly database: string;
  readonly publicUrl: string;
  readonly shop: string | null;
  readonly now: number;
}): Promise<{ readonly invitation: string; readonly expiresAt: string }> {
  const origin = originOf(options.publicUrl);
  const sql = connect(options.database, { max: 1, asApp: false });
  try {
    await needDatabase(sql, systemClock);
    await needSchema(sql);
    const { code, expiresAt } = await invite(sql, options.shop, options.now);
    return { invitation: `${origin}/i/${code}`, expiresAt };
  } finally {
    await sql.end({ timeout: 2 });
  }
}
