import { mkdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { kkiapayBody } from '../../../src/core/kkiapay/play';
import { countTouches } from '../support/count-touches';
import { DesktopApp } from '../support/desktop-app';
import { desktopEdge } from '../support/desktop-edge';
import { missingDesktop, screenshot } from '../support/desktop-session';
import { realNow } from '../../support/real-now';

const missing = missingDesktop();
test.skip(missing !== null, missing ?? '');

test.beforeAll(() => mkdir('test-results/pictures', { recursive: true }));

test('a merchant sets the counter up: token, address, secret, first call', async () => {
  await using stand = await desktopEdge();
  const { edge, environment } = stand;
  const app = await DesktopApp.start({ args: ['--tunnel=ngrok', '--development'], environment });
  try {
    const window = await app.window();
    await expect(
      window.getByRole('heading', { name: 'Relier cet ordinateur à internet', exact: true }),
    ).toBeVisible();
    const touches = await countTouches(window);

    // (a) the token goes in, the address comes out
    await window.getByLabel('Jeton ngrok').fill('2abc_a-token-as-ngrok-shows-it');
    await window.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(window.getByText(/^https:\/\/boutique-awa\.ngrok-free\.app\/kkiapay\//).first()).toBeVisible(
      {
        timeout: 15_000,
      },
    );
    await screenshot('test-results/pictures/set-up-address.png');
    await window.getByRole('button', { name: 'Copier l’adresse', exact: true }).click();
    await expect
      .poll(() => app.clipboard())
      .toMatch(/^https:\/\/boutique-awa\.ngrok-free\.app\/kkiapay\/[A-Za-z0-9]{22}$/);
    const address = await app.clipboard();

    // (b) the secret: copied, never shown
    await window.getByRole('button', { name: 'Continuer', exact: true }).click();
    await expect(window.getByText('Ce n’est pas la clé secrète API.', { exact: false })).toBeVisible();
    await window.getByRole('button', { name: 'Copier le secret', exact: true }).click();
    await expect.poll(() => app.clipboard()).toMatch(/^[A-Za-z0-9]{32}$/);
    const secret = await app.clipboard();
    expect(await window.content()).not.toContain(secret);
    await screenshot('test-results/pictures/set-up-secret.png');

    // (c) what KKiaPay would send, from the internet's side
    await window.getByRole('button', { name: 'Continuer', exact: true }).click();
    await expect(window.getByText('En attente du test de KKiaPay', { exact: true })).toBeVisible();
    const body = kkiapayBody({ event: 'success', amountXof: 100, at: new Date(realNow()).toISOString() });
    const refused = await edge.request(address, {
      method: 'POST',
      headers: { 'x-kkiapay-secret': 'wrong' },
      body,
    });
    expect(refused.status).toBe(401);
    await expect(window.getByText('En attente du test de KKiaPay', { exact: true })).toBeVisible();
    const answered = await edge.request(address, {
      method: 'POST',
      headers: { 'x-kkiapay-secret': secret },
      body,
    });
    expect(answered.status).toBe(200);
    await expect(window.getByText('KKiaPay est bien relié', { exact: true })).toBeVisible();
    await app.expectPlayed('success');
    const { screens, clicks, fields } = await touches();
    expect([screens.length <= 4, clicks <= 12, fields]).toEqual([true, true, 1]);
    await screenshot('test-results/pictures/set-up-heard.png');

    // a test of one's own goes through the tunnel too
    await window.getByRole('button', { name: 'Envoyer un paiement d’essai', exact: true }).click();
    await expect(
      window.getByText('L’essai est parti par internet et il est bien arrivé.', { exact: true }),
    ).toBeVisible();
    await window.getByRole('button', { name: 'Aller au comptoir', exact: true }).click();
    await expect(window.getByText('À l’écoute', { exact: true }).first()).toBeVisible();
    await expect(window.getByRole('article').getByText('Essai', { exact: true })).toBeVisible();
    await screenshot('test-results/pictures/counter.png');

    expect(await app.quit()).toBeLessThan(5_000);
    await expect.poll(() => edge.agents.size).toBe(0);
  } finally {
    await app.dispose();
  }
});
