import { describe, expect, it } from 'vitest';
import { onActivation } from '../../src/main/notification-activation';
import { outsideArchive, takeIdentity } from '../../src/main/app-identity';
import { systemClipboard } from '../../src/main/clipboard';

describe('what newer Electrons have and older ones lack', () => {
  it('is asked for by name: a click on a notification of an earlier run shows the window', () => {
    let opened = 0;
    const listeners: (() => void)[] = [];
    const handleActivation = (listener: unknown): void => void listeners.push(listener as () => void); // it takes no words
    onActivation({ handleActivation }, () => (opened += 1));
    for (const listener of listeners) listener();
    expect(opened).toBe(1);
    onActivation({}, () => (opened += 1));
    expect(opened).toBe(1);
  });

  it('is the same caller of notifications in each run on Windows, and nothing elsewhere', () => {
    const calls: string[] = [];
    const app = {
      setAppUserModelId: (id: string) => void calls.push(id),
      setToastActivatorCLSID: (id: string) => void calls.push(id),
    };
    takeIdentity(app, 'win32');
    takeIdentity(app, 'win32');
    expect(calls[1]).toMatch(/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
    expect(calls).toEqual(['com.comptoir.counter', calls[1], 'com.comptoir.counter', calls[1]]);
    calls.length = 0;
    takeIdentity(app, 'linux');
    takeIdentity({ setAppUserModelId: app.setAppUserModelId }, 'win32');
    expect(calls).toEqual(['com.comptoir.counter', 'com.comptoir.counter']);
  });

  it('awaits a clipboard that returns promises, and reports a refusal', async () => {
    const refuse = () => Promise.reject(new Error('held by another program'));
    const refusing = systemClipboard({ writeText: refuse, readText: refuse });
    await expect(refusing.writeClipboard('x')).rejects.toThrow('held by another program');
    await expect(refusing.readClipboard()).rejects.toThrow('held by another program');
    const written: string[] = [];
    const older = { writeText: (text: string) => void written.push(text), readText: () => written.at(-1) };
    // The types are the pinned Electron's; older ones answer on return.
    const answering = systemClipboard(older as unknown as Parameters<typeof systemClipboard>[0]);
    await answering.writeClipboard('https://boutique.invalid');
    expect(await answering.readClipboard()).toBe('https://boutique.invalid');
  });
});

it('a picture for other programs lies beside the archive', () => {
  expect(outsideArchive('/opt/Comptoir/resources/app.asar/assets/icon.png')).toBe(
    '/opt/Comptoir/resources/app.asar.unpacked/assets/icon.png',
  );
  expect(outsideArchive('C:\\P\\resources\\app.asar\\assets\\icon.png')).toBe(
    'C:\\P\\resources\\app.asar.unpacked\\assets\\icon.png',
  );
  expect(outsideArchive('/home/awa/app.asar.notes/icon.png')).toBe('/home/awa/app.asar.notes/icon.png');
  expect(outsideArchive('/home/awa/comptoir/assets/icon.png')).toBe('/home/awa/comptoir/assets/icon.png');
});
