import { expect, it, vi } from 'vitest';
import { restart } from '../../src/main/desktop-port';

it('starts the app anew as it was started, but with its window', () => {
  const told: unknown[] = [];
  const app = { relaunch: (how: unknown) => void told.push(how), quit: () => void told.push('quit') };
  vi.stubEnv('APPIMAGE', '/home/awa/Comptoir.AppImage');
  const { argv } = process;
  process.argv = ['/tmp/.mount_comptoir/comptoir', '--hidden', '--port=4242'];
  try {
    restart(app);
  } finally {
    process.argv = argv;
    vi.unstubAllEnvs();
  }
  expect(told).toEqual([{ args: ['--port=4242'], execPath: '/home/awa/Comptoir.AppImage' }, 'quit']);
});
