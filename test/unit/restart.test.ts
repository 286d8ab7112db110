import { expect, it } from 'vitest';
import { restart } from '../../src/main/desktop-port';

it('starts the app anew as it was started, but with its window and at once', () => {
  const told: unknown[] = [];
  const app = { relaunch: (how: unknown) => void told.push(how), quit: () => void told.push('quit') };
  const argv = ['/tmp/.mount_comptoir/comptoir', '--hidden', '--failed-starts=2', '--port=4242'];
  restart(app, { argv, env: { APPIMAGE: '/home/awa/Comptoir.AppImage' } });
  expect(told).toEqual([{ args: ['--port=4242'], execPath: '/home/awa/Comptoir.AppImage' }, 'quit']);
});
