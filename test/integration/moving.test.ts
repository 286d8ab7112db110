import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { comptoir, ServeProcess } from '../support/headless-process';
import { call, computer, contentOf, passPhrase, pathOf, secretOf } from '../support/moving-computer';
import { temporaryFolder } from '../support/temporary-folder';

const pin = '2468';
const longest = { timeout: 60_000 };

describe('moving to another computer with a sealed copy', () => {
  it('keeps address, secrets and PIN, and nobody who finds the stick reads any of it', longest, async () => {
    await using old = await computer();
    await using present = await computer();
    await using stick = await temporaryFolder();
    let held: { readonly path: string; readonly secret: string };
    {
      await using shop = await old.open();
      held = { path: pathOf(shop), secret: await secretOf(shop) };
      expect(await call(shop, held.path, held.secret, old.clock)).toBe(200);
      await shop.handlers.saveAuthtoken({ authtoken: '2abcDEFghiJKLmnoPQRstuVWXyz_0123456789abcdefghijk' });
      await shop.handlers.setPin({ current: null, pin });
      old.chosen.folder = stick.path;
      await shop.handlers.copyBackupOut({ passPhrase });
      expect(await readdir(old.path)).not.toContain('sealing');
    }
    const found = await contentOf(stick.path);
    for (const hidden of [held.secret, held.path.split('/').at(-1), 'at-', 'journal', 'owner-pin', '2abcDEF'])
      expect(found).not.toContain(hidden);

    present.chosen.folder = stick.path; // the stick itself: the copy in it is found
    {
      await using shop = await present.open();
      const fresh = { path: pathOf(shop), secret: await secretOf(shop) };
      expect(fresh.path).not.toBe(held.path);
      await expect(shop.handlers.bringBackup(null)).rejects.toMatchObject({ code: 'copy-sealed' });
      await expect(shop.handlers.bringBackup({ passPhrase: 'quatre mots du marche' })).rejects.toMatchObject({
        code: 'pass-phrase-wrong',
      });
      expect(await shop.handlers.listBackups(null)).toEqual([]);
      expect({ path: pathOf(shop), secret: await secretOf(shop) }).toEqual(fresh);
      const brought = await shop.handlers.bringBackup({ passPhrase: ` ${passPhrase} ` });
      const name = brought?.name ?? '';
      expect(await shop.handlers.previewBackup({ name })).toMatchObject({ payments: 1, damaged: 0 });
      expect(await contentOf(present.path)).not.toContain(held.secret);
      expect(await shop.handlers.restoreBackup({ name })).toBe('restarting');
    }
    {
      await using shop = await present.open();
      expect(pathOf(shop)).toBe(held.path);
      expect(await call(shop, held.path, held.secret, present.clock)).toBe(200);
      expect(shop.state().addressChange).toBeNull();
      expect(shop.state().settings.authtoken).toBe('stored');
      expect(shop.state().access.kind).toBe('locked');
      await shop.handlers.unlock({ pin });
      expect((await shop.handlers.listPayments({ limit: 10 })).payments).toHaveLength(2);
    }
    await using again = await present.open();
    expect([pathOf(again), await secretOf(again)]).toEqual([held.path, held.secret]);
    expect(await readFile(join(present.path, 'secrets.json'), 'utf8')).not.toContain('moved-in');
  });

  it(
    'is not made while the vault is shut, and changes nothing where the vault does not take it',
    longest,
    async () => {
      await using old = await computer();
      await using present = await computer();
      await using stick = await temporaryFolder();
      old.chosen.folder = stick.path;
      present.chosen.folder = stick.path;
      {
        await using shop = await old.open();
        await shop.handlers.copyBackupOut({ passPhrase });
      }
      old.vault.become('shut');
      {
        await using shop = await old.open();
        await expect(shop.handlers.copyBackupOut({ passPhrase })).rejects.toMatchObject({
          code: 'vault-shut',
        });
        expect(await readdir(stick.path)).toHaveLength(1);
      }
      let before: string;
      {
        await using shop = await present.open();
        before = pathOf(shop);
        const { name } = (await shop.handlers.bringBackup({ passPhrase })) ?? { name: '' };
        present.vault.become('shut');
        await expect(shop.handlers.restoreBackup({ name })).rejects.toMatchObject({ code: 'vault-shut' });
        present.vault.become('open');
      }
      await using shop = await present.open();
      expect(pathOf(shop)).toBe(before);
      expect((await readdir(present.path)).filter((name) => name.startsWith('before-restore-'))).toEqual([]);
    },
  );

  it('changes neither address nor secret where the copy itself could not be brought', longest, async () => {
    await using old = await computer();
    await using present = await computer();
    await using stick = await temporaryFolder();
    old.chosen.folder = stick.path;
    present.chosen.folder = stick.path;
    {
      await using shop = await old.open();
      await shop.handlers.copyBackupOut({ passPhrase });
    }
    let before: readonly string[];
    {
      await using shop = await present.open();
      before = [pathOf(shop), await secretOf(shop)];
      const { name } = (await shop.handlers.bringBackup({ passPhrase })) ?? { name: '' };
      await shop.handlers.restoreBackup({ name });
      await rm(join(present.path, 'backups', name), { recursive: true });
    }
    for (const _start of [1, 2]) {
      await using shop = await present.open();
      expect([pathOf(shop), await secretOf(shop)]).toEqual(before);
    }
  });

  it('brings no older secret back to the computer it was made on', longest, async () => {
    await using old = await computer();
    await using stick = await temporaryFolder();
    old.chosen.folder = stick.path;
    let newer: string;
    let path: string;
    {
      await using shop = await old.open();
      path = pathOf(shop);
      await shop.handlers.copyBackupOut({ passPhrase });
      await shop.handlers.regenerateHashSecret({ provider: 'kkiapay', mode: 'live' });
      newer = await secretOf(shop);
      const { name } = (await shop.handlers.bringBackup({ passPhrase })) ?? { name: '' };
      await shop.handlers.restoreBackup({ name });
    }
    await using shop = await old.open();
    expect([pathOf(shop), await secretOf(shop)]).toEqual([path, newer]);
    expect(shop.state().addressChange).toBeNull();
  });
});

describe('a copy without a pass phrase', () => {
  it(
    'carries neither path nor secret; on another computer the address is an alarm, here it is not',
    longest,
    async () => {
      await using old = await computer();
      await using present = await computer();
      await using stick = await temporaryFolder();
      old.chosen.folder = stick.path;
      present.chosen.folder = stick.path;
      let path: string;
      {
        await using shop = await old.open();
        path = pathOf(shop);
        const secret = await secretOf(shop);
        await shop.handlers.changeSettings({ country: 'CI' });
        expect(await call(shop, path, secret, old.clock)).toBe(200);
        await shop.handlers.copyBackupOut(null);
        const found = await contentOf(stick.path);
        const { paths } = shop.state();
        for (const hidden of [secret, ...Object.values(paths ?? {}).map((one) => one.split('/').at(-1))])
          expect(found).not.toContain(hidden);
        expect(found).toContain(`at-${old.clock.now()}`);
        const { name } = (await shop.handlers.bringBackup(null)) ?? { name: '' };
        await shop.handlers.restoreBackup({ name });
      }
      {
        await using shop = await old.open();
        expect([pathOf(shop), shop.state().addressChange]).toEqual([path, null]);
      }
      let fresh: string;
      {
        await using shop = await present.open();
        fresh = pathOf(shop);
        const { name } = (await shop.handlers.bringBackup(null)) ?? { name: '' };
        await shop.handlers.restoreBackup({ name });
      }
      await using shop = await present.open();
      expect(pathOf(shop)).toBe(fresh);
      expect(shop.state().addressChange).toEqual({ pasted: null, present: null });
      expect(shop.state().settings.country).toBe('CI');
      expect((await shop.handlers.listPayments({ limit: 10 })).payments).toHaveLength(1);
      expect(await call(shop, fresh, await secretOf(shop), present.clock)).toBe(200);
      await expect.poll(() => shop.state().addressChange).toBeNull();
    },
  );
});

describe('the command line', () => {
  it(
    'seals by a pass phrase of the environment, and a new computer answers at the old path',
    longest,
    async () => {
      await using old = await temporaryFolder();
      await using present = await temporaryFolder();
      await using stick = await temporaryFolder();
      const given = { COMPTOIR_PASS_PHRASE: passPhrase };
      const serve = (dataDir: string): Promise<ServeProcess> =>
        ServeProcess.ready([
          '--data',
          dataDir,
          '--port',
          '0',
          '--ui-port',
          '0',
          '--tunnel',
          'none',
          '--no-notifications',
        ]);
      const server = await serve(old.path);
      const { webhookUrl } = await server.line((line) => line.event === 'ready');
      const path = new URL(String(webhookUrl)).pathname;
      const short = await comptoir(['backup', '--data', old.path, '--to', stick.path], {
        COMPTOIR_PASS_PHRASE: 'court',
      });
      expect([short.code, await readdir(stick.path)]).toEqual([1, []]);
      const made = await comptoir(['backup', '--data', old.path, '--to', stick.path], given);
      expect(made).toMatchObject({ code: 0, lines: [{ payments: 0, damaged: 0, sealed: true }] });
      await server.end();
      const secret = (await comptoir(['secret', '--data', old.path, '--stdout'])).stdout.trim();

      const from = String(made.lines[0]?.folder);
      for (const environment of [{}, { COMPTOIR_PASS_PHRASE: 'une autre phrase' }]) {
        const refused = await comptoir(['restore', '--data', present.path, '--from', from], environment);
        expect([refused.code, refused.stdout]).toEqual([1, '']);
      }
      expect((await comptoir(['restore', '--data', present.path, '--from', from], given)).code).toBe(0);
      const next = await serve(present.path);
      const ready = await next.line((line) => line.event === 'ready');
      const url = new URL(path, String(ready.webhookUrl));
      expect(String(ready.webhookUrl)).toBe(url.href);
      const body = kkiapayBody({
        event: 'success',
        amountXof: 500,
        transactionId: 'p1',
        at: '2026-11-23T10:00:00.000Z',
      });
      const answer = await fetch(url, { method: 'POST', headers: { 'x-kkiapay-secret': secret }, body });
      expect(answer.status).toBe(200);
      await next.end();
    },
  );
});
