import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appFilePath, serveAppFile } from '../../src/main/app-protocol';
import { windowSources } from '../../src/main/window-sources';
import { temporaryFolder } from '../support/temporary-folder';

describe('the file an address of ours names', () => {
  it('lies below the window’s folder', () => {
    expect(appFilePath('app://comptoir/index.html')).toBe('index.html');
    expect(appFilePath('app://comptoir/assets/index-Cx_9-1.js?v=1#top')).toBe('assets/index-Cx_9-1.js');
  });

  it.each([
    ['the folder above', 'app://comptoir/../secret.js', 'secret.js'],
    ['the folder above, encoded', 'app://comptoir/%2e%2e/%2e%2e/secret.js', 'secret.js'],
  ])('cannot be in %s: the dots lead nowhere', (_what, address, path) => {
    expect(appFilePath(address)).toBe(path);
  });

  it.each([
    ['an encoded slash', 'app://comptoir/..%2fsecret.js'],
    ['a slash encoded twice', 'app://comptoir/..%252fsecret.js'],
    ['a backslash', 'app://comptoir/..\\..\\secret.js'],
    ['an encoded backslash', 'app://comptoir/..%5csecret.js'],
    ['a NUL', 'app://comptoir/index.html%00.js'],
    ['an absolute path', 'app://comptoir//etc/hosts.js'],
    ['a drive', 'app://comptoir/C:/secret.js'],
    ['a hidden file', 'app://comptoir/.env.js'],
    ['an alternate stream', 'app://comptoir/index.html::$DATA'],
    ['a stray per cent sign', 'app://comptoir/%zz.js'],
    ['the folder itself', 'app://comptoir/'],
    ['another host', 'app://elsewhere/index.html'],
    ['another scheme', 'file:///index.html'],
  ])('is none for %s', (_what, address) => {
    expect(appFilePath(address)).toBeNull();
  });
});

describe('our scheme’s answers', () => {
  it('carry the file, its type and the policy', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'index.html'), '<!doctype html>');
    const response = await serveAppFile(folder.path, 'GET', 'app://comptoir/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['a link that leads out', 'GET', 'link.js'],
    ['a folder linked from outside', 'GET', 'inside/secret.js'],
    ['a kind of file the window has none of', 'GET', 'notes.txt'],
    ['what is not there', 'GET', 'missing.js'],
    ['a folder', 'GET', 'assets'],
    ['a wish to write', 'POST', 'index.html'],
  ])('refuse %s', async (_what, method, path) => {
    await using outside = await temporaryFolder();
    await using folder = await temporaryFolder();
    await writeFile(join(outside.path, 'secret.js'), 'secret');
    await writeFile(join(folder.path, 'index.html'), 'page');
    await writeFile(join(folder.path, 'notes.txt'), 'notes');
    await mkdir(join(folder.path, 'assets'));
    await symlink(join(outside.path, 'secret.js'), join(folder.path, 'link.js'));
    await symlink(outside.path, join(folder.path, 'inside'));
    const response = await serveAppFile(folder.path, method, `app://comptoir/${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });
});

describe('the window’s sources', () => {
  const served = (server: string, isDevelopment: boolean) =>
    windowSources({ COMPTOIR_WINDOW_SERVER: server }, isDevelopment, (address) =>
      Promise.resolve(new Response(address)),
    );

  it('come from the server that was named for development', async () => {
    const answer = await served('http://127.0.0.1:5173', true)?.(new URL('app://comptoir/main.tsx?t=1'));
    expect(await answer?.text()).toBe('http://127.0.0.1:5173/main.tsx?t=1');
  });

  it.each([
    ['without the switch', 'http://127.0.0.1:5173', false],
    ['from another computer', 'http://192.168.1.7:5173', true],
    ['from a name that begins alike', 'http://127.0.0.1:5173.elsewhere.example', true],
    ['where none is named', '', true],
  ])('do not come %s', (_what, server, isDevelopment) => {
    expect(served(server, isDevelopment)).toBeNull();
  });
});
