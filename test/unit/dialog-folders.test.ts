import { describe, expect, it } from 'vitest';
import { chooseFolder } from '../../src/main/desktop-port';
import { askWhereToSave } from '../../src/main/save-file';

const app = { getPath: () => '/home/awa/Documents' };

describe('a dialog of the system begins where the last choice was', () => {
  it('for a folder: in Documents at first, and a dialog closed without a choice changes nothing', async () => {
    const begun: unknown[] = [];
    const choices = ['/media/stick', null, '/media/other'];
    const choose = chooseFolder(app, {
      showOpenDialog: (options: unknown) => {
        begun.push(options);
        const next = choices.shift() ?? null;
        return Promise.resolve({ canceled: next === null, filePaths: next === null ? [] : [next] });
      },
    });
    expect([await choose(), await choose(), await choose()]).toEqual(['/media/stick', null, '/media/other']);
    expect(begun).toMatchObject([
      { defaultPath: '/home/awa/Documents' },
      { defaultPath: '/media/stick' },
      { defaultPath: '/media/stick' },
    ]);
  });

  it('for a file to save', async () => {
    const begun: unknown[] = [];
    const ask = askWhereToSave(app, {
      showSaveDialog: (options: unknown) => {
        begun.push(options);
        return Promise.resolve({ canceled: false, filePath: '/media/stick/mars.csv' });
      },
    });
    await ask('mars.csv');
    await ask('avril.csv');
    expect(begun).toMatchObject([
      { defaultPath: '/home/awa/Documents/mars.csv' },
      { defaultPath: '/media/stick/avril.csv' },
    ]);
  });
});
