import { describe, expect, it } from 'vitest';
import { inEveryLanguage } from '../../src/shared/texts/define-texts';
import { refusedSwitch } from '../../src/main/refused-switches';
import { startTexts } from '../../src/shared/texts/start-texts';

const started = (...words: string[]): readonly string[] => ['/opt/Comptoir/comptoir', ...words];

describe('a switch that a shop’s app does not start with', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--remote-debugging-pipe',
    '--remote-debugging-address=0.0.0.0',
    '--inspect',
    '--inspect=0',
    '--inspect-brk=127.0.0.1:9229',
    '--inspect-wait',
    '--js-flags=--expose-gc',
    '--host-rules=MAP * 127.0.0.1',
    '--host-resolver-rules=MAP api.kkiapay.me 127.0.0.1',
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list=x',
    '--proxy-server=127.0.0.1:8080',
    '--proxy-pac-url=http://127.0.0.1/x',
    '--load-extension=/tmp/x',
    '-remote-debugging-port=9222',
    '/remote-debugging-port=9222',
    '--Remote-Debugging-Port=9222',
  ])('is found wherever it stands: %s', (word) => {
    const name = word.split('=')[0];
    expect(refusedSwitch(started('--hidden', '--port=0', word))).toBe(name);
    expect(refusedSwitch(started(word, '--hidden'))).toBe(name);
  });

  it('is never one used by the app, a package or a desktop', () => {
    const words = [
      ...['--hidden', '--if-it-died', '--failed-starts=2', '--port=4242', '--tunnel=none', '--facts'],
      ...['--user-data-dir=/home/awa/--inspect', '--no-sandbox', '--lang=fr', '--updated', '--disable-gpu'],
      '--squirrel-firstrun',
    ];
    expect(refusedSwitch(started(...words))).toBeNull();
  });

  it('is named in a sentence', () => {
    for (const { switchRefused } of inEveryLanguage(startTexts))
      expect(switchRefused('--inspect')).toContain('--inspect');
  });
});
