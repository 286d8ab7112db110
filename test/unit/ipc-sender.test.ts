import { describe, expect, it } from 'vitest';
import { isTrustedSender } from '../../src/main/ipc';

describe('a message from a page', () => {
  it('is heard from the main frame of a page of ours', () => {
    expect(isTrustedSender({ url: 'app://comptoir/index.html', parent: null })).toBe(true);
    expect(isTrustedSender({ url: 'app://comptoir/audio.html', parent: null })).toBe(true);
  });

  it('is not heard from a frame within a page, even one of our own', () => {
    expect(isTrustedSender({ url: 'app://comptoir/index.html', parent: {} })).toBe(false);
  });

  it.each(['https://comptoir/', 'app://other/index.html', 'about:blank', 'data:text/html,x', ''])(
    'is not heard from %s',
    (url) => {
      expect(isTrustedSender({ url, parent: null })).toBe(false);
    },
  );

  it('is not heard from a frame that has gone', () => {
    expect(isTrustedSender(null)).toBe(false);
  });
});
