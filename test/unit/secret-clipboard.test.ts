import { describe, expect, it } from 'vitest';
import { createSecretClipboard } from '../../src/core/settings/secret-clipboard';
import { fakeClock } from '../support/fake-clock';

function computer(readClipboard?: () => Promise<string>) {
  const clock = fakeClock();
  const held = { text: '' };
  const logged: string[] = [];
  const clipboard = createSecretClipboard({
    clock,
    log: (line) => logged.push(line),
    writeClipboard: (text) => Promise.resolve(void (held.text = text)),
    readClipboard: readClipboard ?? (() => Promise.resolve(held.text)),
  });
  return { ...clipboard, clock, held, logged };
}

describe('a secret on the clipboard', () => {
  it('is gone after a minute', async () => {
    const { copy, clock, held } = computer();
    await copy('a secret');
    clock.advance(59_999);
    expect(held.text).toBe('a secret');
    clock.advance(1);
    await expect.poll(() => held.text).toBe('');
  });

  it('is gone after a minute where a program has ended it with a new line', async () => {
    const { copy, clock, held } = computer();
    await copy('a secret');
    held.text += '\r\n';
    clock.advance(60_000);
    await expect.poll(() => held.text).toBe('');
  });

  it('leaves what somebody copied since', async () => {
    const { copy, clock, held, close } = computer();
    await copy('a secret');
    held.text = 'a letter';
    clock.advance(60_000);
    await close();
    expect(held.text).toBe('a letter');
  });

  it('has its whole minute where it is copied again, and none where Comptoir ends', async () => {
    const { copy, clock, held, close } = computer();
    await copy('a secret');
    clock.advance(40_000);
    await copy('a secret');
    clock.advance(40_000);
    expect(held.text).toBe('a secret');
    await close();
    expect(held.text).toBe('');
  });

  it('that cannot be read back is logged, without its text', async () => {
    const { copy, logged, close } = computer(() => Promise.reject(new Error('no such program')));
    await copy('a secret');
    await close();
    expect(logged.join()).toContain('no such program');
    expect(logged.join()).not.toContain('a secret,');
  });
});
