// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { BellCard } from '../../renderer/features/bell/bell-card';
import { Recorder } from '../../renderer/features/voice/recorder';
import { Settings } from '../../renderer/features/settings/settings';
import type { PreferencesChange } from '../../src/shared/settings/preferences';
import { plainSpaces } from '../../src/shared/payment/money';
import { dayWordTexts } from '../../src/shared/texts/day-word-texts';
import { openWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const words = dayWordTexts.fr;
// Found on the page as it is compared there, with plain spaces.
const notInOwnVoice = plainSpaces(words.notInOwnVoice);
const sceneWith = (settings: PreferencesChange) => {
  const scene = busyScene('fr', Date.parse('2026-11-24T09:00:00Z'));
  return { ...scene, settings: { ...scene.settings, ...settings } };
};

describe('the word of the day', () => {
  afterEach(cleanup);

  it.each([
    [{ sayDayWord: true }, words.spoken],
    [{ sayDayWord: true, voice: 'own' }, words.spoken],
    [{ sayDayWord: true, voice: 'none' }, words.silent],
    [{ sayDayWord: true, sound: false }, words.silent],
    [{}, words.silent],
  ] as const)('is called spoken only where a voice says it: %j', async (settings, said) => {
    await openWindow(sceneWith(settings), <BellCard />);
    expect((await screen.findByText(/Le mot du jour/)).parentElement?.textContent).toContain(said);
  });

  it('is said to be missing in the voice of the shop, in the settings and where it is recorded', async () => {
    await openWindow(sceneWith({ voice: 'own' }), <Settings section="bell" />);
    expect(screen.getByText((text) => text.includes(notInOwnVoice))).toBeTruthy();
    cleanup();
    await openWindow(sceneWith({ voice: 'recorded' }), <Settings section="bell" />);
    expect(screen.queryByText((text) => text.includes(notInOwnVoice))).toBeNull();
    cleanup();
    await openWindow(sceneWith({ sayDayWord: true }), <Recorder />);
    expect(await screen.findByText(notInOwnVoice)).toBeTruthy();
  });
});
