import { EventEmitter } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { confinePages } from '../../src/main/security';
import { providerDescriptions } from '../../src/shared/providers/providers';

/**
 * The same in a real Electron: test/e2e/desktop/security*.spec.ts. Here an emitter stands for it, so that a guard that goes
 * missing is seen where there is no Electron too.
 */
type Confined = Parameters<typeof confinePages>;
type Answer = (...asked: unknown[]) => unknown;

const opened: string[] = [];
const policies: string[] = [];
const handlers = new Map<string, Answer>();
const keep =
  (name: string) =>
  (handler: Answer): void =>
    void handlers.set(name, handler);
let app: EventEmitter;
let session: EventEmitter;
let contents: EventEmitter;
let isHeld = false;

beforeEach(() => {
  opened.length = 0;
  policies.length = 0;
  handlers.clear();
  isHeld = false;
  app = new EventEmitter();
  session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
  });
  contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: keep('open'),
    getURL: () => 'app://comptoir/index.html',
    setWebRTCIPHandlingPolicy: (policy: string) => policies.push(policy),
  });
  confinePages(
    app as unknown as Confined[0], // all three: what it calls of them is here
    session as unknown as Confined[1],
    { openExternal: (address) => Promise.resolve(void opened.push(address)) } satisfies Confined[2],
    () => isHeld,
  );
  app.emit('web-contents-created', {}, contents);
});

/** Whether it was prevented. */
function emit(from: EventEmitter, name: string, event: object = {}): boolean {
  let isPrevented = false;
  from.emit(name, { ...event, preventDefault: () => (isPrevented = true) });
  return isPrevented;
}

describe('a page', () => {
  it('that was taken over tells nobody the shop’s network by WebRTC', () => {
    expect(policies).toEqual(['disable_non_proxied_udp']);
  });

  it('is refused permissions that it requests or queries, and devices', () => {
    const answers: unknown[] = [];
    handlers.get('request')?.(contents, 'media', (isGranted: unknown) => answers.push(isGranted));
    answers.push(handlers.get('check')?.(contents, 'notifications', 'app://comptoir'));
    answers.push(handlers.get('device')?.({ deviceType: 'usb' }));
    expect(answers).toEqual([false, false, false]);
  });

  it('has the microphone while the owner’s screen records, and nothing beside it', () => {
    const asked = (permission: string, mediaTypes: readonly string[], isMainFrame = true): unknown[] => {
      const answers: unknown[] = [];
      const details = { mediaTypes, mediaType: mediaTypes[0], isMainFrame };
      handlers.get('request')?.(contents, permission, (is: unknown) => answers.push(is), details);
      answers.push(handlers.get('check')?.(contents, permission, 'app://comptoir', details));
      return answers;
    };
    expect(asked('media', ['audio'])).toEqual([false, false]);
    isHeld = true;
    expect(asked('media', ['audio'])).toEqual([true, true]);
    expect(asked('media', ['video'])).toEqual([false, false]);
    expect(asked('media', ['video', 'audio'])).toEqual([false, false]);
    expect(asked('media', ['audio'], false)).toEqual([false, false]);
    expect(asked('geolocation', [])).toEqual([false, false]);
    isHeld = false;
    expect(asked('media', ['audio'])).toEqual([false, false]);
  });

  it('opens no window; the system’s browser gets the addresses we know', () => {
    const open = (url: string): unknown => handlers.get('open')?.({ url });
    for (const address of [
      'https://dashboard.ngrok.com/x',
      'https://example.com/',
      'app://comptoir/index.html',
    ])
      expect(open(address)).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://dashboard.ngrok.com/x']);
  });

  it('leads to each page that the set-up names', async () => {
    const folder = join(import.meta.dirname, '../../renderer');
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tsx'));
    const sources = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    const written = [...sources.join('').matchAll(/<OutsideLink address="([^"]+)"/g)];
    const named = [
      ...written.map(([, address]) => `https://${address}`),
      ...providerDescriptions.map(({ dashboard }) => `https://${dashboard}`),
    ];
    expect(named.length).toBeGreaterThan(4);
    for (const url of named) handlers.get('open')?.({ url });
    expect(opened).toEqual(named);
  });

  it('is loaded anew, and goes nowhere else', () => {
    const go = (url: string): boolean => emit(contents, 'will-frame-navigate', { url, isMainFrame: true });
    expect(go('app://comptoir/index.html')).toBe(false);
    for (const url of ['https://docs.kkiapay.me/x', 'https://example.com/', 'file:///x', 'app://other/'])
      expect(go(url)).toBe(true);
    expect(opened).toEqual(['https://docs.kkiapay.me/x']);
  });

  it('has no frame that goes anywhere, and follows no server elsewhere', () => {
    const url = 'https://docs.kkiapay.me/x';
    expect(emit(contents, 'will-frame-navigate', { url, isMainFrame: false })).toBe(true);
    expect(emit(contents, 'will-redirect', { url })).toBe(true);
    expect(opened).toEqual([]);
  });

  it('attaches no webview and saves no file', () => {
    expect(emit(contents, 'will-attach-webview')).toBe(true);
    expect(emit(session, 'will-download')).toBe(true);
  });
});
