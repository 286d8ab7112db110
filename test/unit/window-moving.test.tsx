// @vitest-environment happy-dom
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { MoveAway } from '../../renderer/features/moving/move-away';
import { MoveHere } from '../../renderer/features/moving/move-here';
import { openWindow } from '../support/window/open-window';
import { busyScene, firstRunScene } from '../support/window/scenes';

const passPhrase = 'tomate bleue vélo lundi';
const now = Date.parse('2026-11-23T10:00:00.000Z');
const longest = { timeout: 60_000 };

afterEach(cleanup);

async function stickOf(): Promise<string> {
  const stick = await mkdtemp(join(tmpdir(), 'comptoir-stick-'));
  onTestFinished(() => rm(stick, { recursive: true, force: true }));
  return stick;
}

const type = (label: string, text: string): void => {
  fireEvent.input(screen.getByLabelText(label), { target: { value: text } });
};
const press = (name: RegExp | string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};

it(
  'guides from the old computer to the new one, and says plainly what is wrong on the way',
  longest,
  async () => {
    const stick = await stickOf();
    const chooseFolder = () => Promise.resolve(stick);
    const { shop: old } = await openWindow(busyScene('fr', now), <MoveAway />, { chooseFolder });
    const copy = /Choisir la clé USB et copier/;
    type('Phrase secrète', 'court');
    press(copy);
    expect((await screen.findByRole('alert')).textContent).toMatch(/Trop courte/);
    type('Phrase secrète', passPhrase);
    expect(screen.getByText('Solide.')).toBeDefined();
    press(copy);
    expect((await screen.findByRole('alert')).textContent).toMatch(/ne sont pas les mêmes/);
    expect(await readdir(stick)).toEqual([]);
    type('La même, encore une fois', passPhrase);
    press(copy);
    expect(await screen.findByText(/Fermez maintenant Comptoir sur cet ordinateur/)).toBeDefined();
    const [made = ''] = await readdir(stick);
    expect(screen.getByText(new RegExp(made))).toBeDefined();
    const { paths } = old.comptoir.state();
    cleanup();

    const { shop: present } = await openWindow(firstRunScene('fr', now), <MoveHere />, { chooseFolder });
    expect(present.comptoir.state().paths).not.toEqual(paths);
    const choose = /Choisir la clé ou le dossier/;
    press(choose);
    expect(await screen.findByText(/est fermée par une phrase secrète/)).toBeDefined();
    type('Phrase secrète de la copie', 'une autre phrase');
    press(choose);
    expect(await screen.findByText(/n’est pas la phrase secrète de cette copie/)).toBeDefined();
    type('Phrase secrète de la copie', passPhrase);
    press(choose);
    expect(await screen.findByText(/Cette copie contient/)).toBeDefined();
    expect(screen.getByText(/il n’y a rien à changer chez KKiaPay/)).toBeDefined();
    press('Reprendre cette copie');
    expect(await screen.findByText('Comptoir redémarre…')).toBeDefined();

    await truncate(join(stick, made, '000001'), 10);
    press(choose);
    expect(await screen.findByText(/a été coupée ou modifiée/)).toBeDefined();
    expect(screen.queryByText(/Cette copie contient/)).toBeNull();
  },
);

it(
  'says of a copy without a pass phrase that the new address must be given to KKiaPay',
  longest,
  async () => {
    const stick = await stickOf();
    const chooseFolder = () => Promise.resolve(stick);
    const { shop } = await openWindow(busyScene('fr', now), <MoveHere />, { chooseFolder });
    expect(await shop.bridge.invoke('copyBackupOut', null)).toMatchObject({ ok: true });
    press(/Choisir la clé ou le dossier/);
    expect(await screen.findByText(/il faudra donner la nouvelle adresse à KKiaPay/)).toBeDefined();
  },
);
