// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Setup } from '../../renderer/features/setup/setup';
import type { SetupStep } from '../../renderer/state/view';
import { textsFor } from '../../src/shared/texts/texts';
import { openWindow } from '../support/window/open-window';
import { busyScene, firstRunScene, troubledScene, type Scene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const steps: readonly SetupStep[] = [1, 2, 3];
const mostWords = 20;

/** Each text as a person reads it: the text of one block, split into sentences. */
function shownSentences(): readonly string[] {
  const blocks = [
    ...document.body.querySelectorAll('p, li, dt, dd, h1, h2, h3, label, legend, button, summary'),
  ];
  return blocks
    .filter((block) => block.querySelector('p, li, dt, dd, label, button, code') === null)
    .flatMap(({ textContent }) => textContent.split(/(?<=[.!?:])\s+/));
}
const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;

describe.each(['fr', 'en'] as const)('what the set-up shows in %s', (language) => {
  afterEach(cleanup);
  const scenes: Readonly<Record<string, Scene>> = {
    'first start': firstRunScene(language, now),
    'all is well': busyScene(language, now),
    'in trouble': troubledScene(language, now),
    'tunnel given': { ...busyScene(language, now) },
  };
  for (const [name, scene] of Object.entries(scenes)) {
    it.each(steps)(`has no sentence of more than ${mostWords} words: ${name}, step %s`, async (step) => {
      const { shop } = await openWindow(scene, <Setup step={step} />);
      if (name === 'tunnel given')
        shop.change({ settings: { ...shop.comptoir.state().settings, tunnel: 'none', tunnelGiven: true } });
      const long = new Set<string>();
      const look = (): void => {
        for (const sentence of shownSentences()) if (wordsIn(sentence) > mostWords) long.add(sentence);
      };
      look();
      expect(shownSentences().length).toBeGreaterThan(10);
      const { kinds } = textsFor(language).setupAddress;
      if (step === 1 && name !== 'tunnel given') {
        for (const kind of Object.values(kinds)) {
          fireEvent.click(screen.getByLabelText(kind));
          await expect.poll(() => screen.getByLabelText<HTMLInputElement>(kind).checked).toBe(true);
          look();
        }
      } else {
        fireEvent.click(screen.getByLabelText('FedaPay'));
        await expect.poll(() => document.querySelector('h1')?.textContent).toBeTruthy();
        look();
      }
      expect([...long]).toEqual([]);
    });
  }
});
