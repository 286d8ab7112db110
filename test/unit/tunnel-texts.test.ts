import { describe, expect, it } from 'vitest';
import { tunnelTextOf, tunnelTexts } from '../../src/shared/texts/tunnel-texts';
import type { TunnelState } from '../../src/shared/state/tunnel';

const languages = ['fr', 'en'] as const;

describe('the texts of the tunnel', () => {
  it.each(languages)('say for every trouble and refusal what is the case and what to do (%s)', (language) => {
    const { troubles, advice } = tunnelTexts[language];
    for (const { sentence, step } of [...Object.values(troubles), ...Object.values(advice)]) {
      expect(sentence).toMatch(/^[A-ZÀ-Ýn].*[.…]$/);
      expect(step).toMatch(/\.$/);
      expect(`${sentence}${step}`).not.toMatch(/ERR_|undefined/);
    }
  });

  it('keep the languages apart', () => {
    for (const part of ['states', 'troubles', 'advice'] as const) {
      const french = Object.values(tunnelTexts.fr[part]).map(({ sentence }) => sentence);
      const english = Object.values(tunnelTexts.en[part]).map(({ sentence }) => sentence);
      expect(french.filter((sentence) => english.includes(sentence))).toEqual([]);
    }
  });

  it('put the code of ngrok behind the sentence, also one nobody has heard of', () => {
    const state: TunnelState = {
      kind: 'retrying',
      attempt: 1,
      nextAttemptAt: '2026-11-24T12:00:00.000Z',
      reason: 'unknown',
      code: 'ERR_NGROK_31337',
    };
    expect(tunnelTextOf(tunnelTexts.fr, state).code).toBe('Code\u00a0: ERR_NGROK_31337');
    expect(tunnelTextOf(tunnelTexts.fr, { ...state, code: null }).code).toBeNull();
  });
});
