import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBridgeServer } from '../../src/core/bridge-server';
import { openVoiceStore } from '../../src/core/voice/voice-store';
import type { Ring } from '../../src/shared/voice/ring';
import { grammars } from '../../src/shared/voice/number-clips';
import { fakeClock } from '../support/fake-clock';
import { openComptoir } from '../support/open-comptoir';
import { phraseWav } from '../support/spoken-samples';
import { temporaryFolder } from '../support/temporary-folder';

const quiet = (): void => undefined;
const wav = phraseWav();
const ofNoLanguage: unknown = JSON.parse(
  await readFile(join(import.meta.dirname, '../fixtures/grammar-of-no-language.json'), 'utf8'),
);
const packOf = (over: object): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...{
        comptoirVoice: 1,
        name: 'Voix de test',
        language: null,
        grammar: ofNoLanguage,
        script: {},
        clips: {},
      },
      ...over,
    }),
  );
const said = (amountXof: number) =>
  ({ kind: 'payment', status: 'success', mode: 'live', amountXof }) as const;

describe('the shop’s own voice', () => {
  it('says what was recorded phrase by phrase, and leaves the rest to the usual one', async () => {
    await using folder = await temporaryFolder();
    const store = await openVoiceStore(folder.path, quiet);
    expect(store.view()).toBeNull();
    expect(store.says(said(5))).toBeNull();
    await store.start('fr', 'Voix de la boutique');
    expect(store.view()?.phrases).toHaveLength(126);
    expect(store.says(said(5))).toBeNull();
    for (const name of ['5', 'francs', 'thousand']) expect(await store.save(name, wav)).toBe(true);
    expect(store.says(said(5_005))?.phrases).toEqual([null, ['5', 'thousand', '5', 'francs']]);
    expect(store.says(said(6))).toBeNull();
    await store.save('received', wav);
    expect(store.says(said(5_005))?.phrases[0]).toEqual(['received']);
    // The word of the day comes first, and is not among the phrases.
    expect(store.says(said(5), { noun: 'lion', colour: 'blue' })?.phrases).toEqual([
      null,
      ['received'],
      ['5', 'francs'],
    ]);
    expect(await store.save('../5', wav)).toBe(false);
    expect(await store.save('5', Buffer.from('no sound'))).toBe(false);
    const id = store.view()?.id ?? '';
    expect(await store.clip(id, '5')).toEqual(wav);
    expect(await store.clip(id, '6')).toBeNull();
    expect(await store.clip('another', '5')).toBeNull();

    const again = await openVoiceStore(folder.path, quiet);
    expect(again.view()?.phrases.filter(({ isRecorded }) => isRecorded)).toHaveLength(4);
  });

  it('is carried as one file, in a language of its own', async () => {
    await using here = await temporaryFolder();
    await using there = await temporaryFolder();
    const store = await openVoiceStore(here.path, quiet);
    expect(await store.take(packOf({ script: { '5': 'nam' } }))).toBeNull();
    for (const name of ['5', '20', 'upon', 'money', 'received']) await store.save(name, wav);
    const other = await openVoiceStore(there.path, quiet);
    await other.start('en', 'Before');
    await other.save('5', wav);
    expect(await other.take(Buffer.from(JSON.stringify(await store.file())))).toBeNull();
    expect(other.view()).toMatchObject({ name: 'Voix de test', language: null });
    expect(other.view()?.phrases.find(({ name }) => name === '5')).toEqual({
      ...{ name: '5', text: 'nam', isRecorded: true },
    });
    expect(other.says(said(25))?.phrases).toEqual([['received'], ['money', '5', 'upon', '20']]);
    // Beyond its grammar it says nothing of the amount.
    expect(other.says(said(2_000_000))?.phrases).toEqual([['received'], null]);
    // Nothing of the former voice is left.
    expect(await readdir(join(there.path, 'voice'))).toHaveLength(2);
    await other.remove();
    expect(other.view()).toBeNull();
  });

  it.each([
    ['no pack', Buffer.from('PK\u0003\u0004')],
    ['another version', packOf({ comptoirVoice: 2 })],
    ['a path for a name', packOf({ clips: { '../../settings': wav.toString('base64') } })],
    ['a phrase that no grammar asks for', packOf({ clips: { 'goods-free': wav.toString('base64') } })],
    ['a recording that is none', packOf({ clips: { '5': Buffer.from('<svg/>').toString('base64') } })],
    ['a grammar without end', packOf({ grammar: { numbers: [], amounts: [] } })],
    ['more than it may have', packOf({ more: true })],
    ['a name without end', packOf({ name: 'x'.repeat(100) })],
  ])('is not taken from a file with %s, and the one before stays', async (_what, file) => {
    await using folder = await temporaryFolder();
    const store = await openVoiceStore(folder.path, quiet);
    await store.start('fr', 'Before');
    await store.save('5', wav);
    const before = store.view();
    expect(await store.take(file)).toBe('unreadable');
    expect(store.view()).toEqual(before);
  });

  it('is not taken where nobody could record it in one sitting', async () => {
    await using folder = await temporaryFolder();
    const store = await openVoiceStore(folder.path, quiet);
    const endless = { ...grammars.fr, numbers: [{ from: 0, to: 999_999, say: ['#own'] }] };
    expect(await store.take(packOf({ grammar: endless }))).toBe('too-many-phrases');
  });

  it('that is damaged leaves the usual voice', async () => {
    await using folder = await temporaryFolder();
    const store = await openVoiceStore(folder.path, quiet);
    await store.start('fr', 'Before');
    await writeFile(join(folder.path, 'voice', 'pack.json'), '{"name":');
    expect((await openVoiceStore(folder.path, quiet)).view()).toBeNull();
  });

  it('is the owner’s to record, and rings where it is chosen', async () => {
    await using folder = await temporaryFolder();
    const clock = fakeClock();
    await using shop = await openComptoir(folder.path, { clock });
    const { handlers } = shop;
    await handlers.startVoicePack({ language: 'fr' });
    for (const name of ['received', '500', 'francs'])
      await handlers.saveVoiceClip({ name, wav: wav.toString('base64') });
    await expect(handlers.saveVoiceClip({ name: '7', wav: 'AAAA' })).rejects.toMatchObject({
      code: 'voice-clip-refused',
    });
    const rings: Ring[] = [];
    shop.onRing((ring) => rings.push(ring));
    expect(await shop.pay('p1')).toBe(200);
    await handlers.changeSettings({ voice: 'own' });
    expect(await shop.pay('p2')).toBe(200);
    expect(rings.map(({ ownVoice }) => ownVoice?.phrases)).toEqual([
      undefined,
      [['received'], ['500', 'francs']],
    ]);
    const name = 'received';
    const id = rings[1]?.ownVoice?.id ?? '';
    expect(await handlers.getVoiceClip({ id, name })).toBe(wav.toString('base64'));

    expect(shop.isMicrophoneHeld()).toBe(false);
    await handlers.holdMicrophone({ held: true });
    expect(shop.isMicrophoneHeld()).toBe(true);
    clock.advance(15_000);
    expect(shop.isMicrophoneHeld()).toBe(false);

    await handlers.setPin({ current: null, pin: '2468' });
    const bridge = createBridgeServer(shop, () => undefined, clock);
    const locked = shop.callers.openSession();
    for (const [command, argument] of [
      ['getVoicePack', null],
      ['startVoicePack', { language: 'fr' }],
      ['saveVoiceClip', { name, wav: wav.toString('base64') }],
      ['exportVoicePack', null],
      ['importVoicePack', { bytes: '' }],
      ['removeVoicePack', null],
      ['holdMicrophone', { held: true }],
    ] as const)
      expect(await bridge.invoke(locked, command, argument), command).toMatchObject({ ok: false });
    expect(shop.isMicrophoneHeld()).toBe(false);
    // A page that rings for helpers plays it all the same.
    expect(await bridge.invoke(locked, 'getVoiceClip', { id, name })).toMatchObject({ ok: true });
  });
});
