import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { applicationMenu } from '../../src/main/application-menu';
import { zoomByKeys } from '../../src/main/zoom-keys';

describe('the menu over the windows', () => {
  it.each(['win32', 'linux'] as const)(
    'is none on %s: Electron’s own would be English and quit the bell',
    (platform) => {
      expect(applicationMenu(platform, 'fr')).toBeNull();
    },
  );

  it('holds what macOS needs, in the shop’s language', () => {
    const items = (language: 'fr' | 'en') =>
      applicationMenu('darwin', language)?.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const labels = (language: 'fr' | 'en') =>
      items(language)?.flatMap(({ role, label }) => (role === undefined ? [] : [`${role}: ${label ?? ''}`]));
    expect(labels('fr')).toEqual(
      expect.arrayContaining(['quit: Quitter Comptoir', 'copy: Copier', 'paste: Coller']),
    );
    expect(labels('en')).toEqual(
      expect.arrayContaining(['quit: Quit Comptoir', 'copy: Copy', 'paste: Paste']),
    );
    expect(items('fr')?.filter(({ role, label }) => role !== undefined && label === undefined)).toEqual([]);
  });
});

describe('zooming by keys', () => {
  type Contents = Parameters<typeof zoomByKeys>[0];
  function page(platform: NodeJS.Platform = 'win32') {
    let level = 0;
    const contents = Object.assign(new EventEmitter(), {
      getZoomLevel: () => level,
      setZoomLevel: (to: number) => (level = to),
    });
    zoomByKeys(contents as unknown as Contents, platform); // as much of a page as keys reach
    /** Resolves to whether the page is kept from hearing it. */
    const press = (key: string, held: object = { control: true }, code = ''): boolean => {
      const preventDefault = vi.fn();
      contents.emit('before-input-event', { preventDefault }, { type: 'keyDown', key, code, ...held });
      return preventDefault.mock.calls.length > 0;
    };
    return { press, level: () => level };
  }

  it('makes the page larger, smaller and as it was, and knows an end', () => {
    const { press, level } = page();
    expect(press('+')).toBe(true);
    press('=');
    expect(level()).toBe(1);
    press('-');
    expect(level()).toBe(0.5);
    press('0');
    expect(level()).toBe(0);
    for (let times = 0; times < 50; times += 1) press('+');
    expect(level()).toBe(4);
    press('à', { control: true }, 'Digit0'); // a French keyboard's zero
    expect(level()).toBe(0);
  });

  it('passes every other key to the page', () => {
    const { press, level } = page();
    expect(press('+', {})).toBe(false);
    expect(press('+', { control: true, alt: true })).toBe(false);
    expect(press('c')).toBe(false);
    expect(press('+', { meta: true })).toBe(false);
    expect(level()).toBe(0);
    expect(page('darwin').press('+', { meta: true })).toBe(true);
  });
});
