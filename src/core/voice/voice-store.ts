import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Language } from '../../shared/settings/preferences';
import type { Spoken } from '../../shared/voice/announcement';
import type { DayWord } from '../../shared/voice/day-word';
import { grammars } from '../../shared/voice/number-clips';
import { isClip } from '../../shared/voice/samples';
import { phrasesIn as sentencesIn } from '../../shared/voice/spoken-clips';
import {
  packFile,
  packHead,
  phrasesOfPack,
  type OwnVoice,
  type PackFile,
  type PackHead,
  type VoicePackView,
} from '../../shared/voice/voice-pack';
import type { Log } from '../ports';
import { makeFolderDurably, replaceFile } from '../storage/atomic-write';
import { realDisk } from '../storage/disk';
import { serialQueue } from '../storage/serial-queue';

/** Why a pack's file is refused. */
export type PackRefusal = 'unreadable' | 'too-many-phrases';

/** The shop's own voice, in DIR/voice: its phrases in pack.json, the recordings in files beside it. */
export interface VoiceStore {
  readonly view: () => VoicePackView | null;
  /** What it says of a sentence; null: nothing. */
  readonly says: (spoken: Spoken, dayWord?: DayWord) => OwnVoice | null;
  readonly clip: (id: string, name: string) => Promise<Buffer | null>;
  readonly start: (language: Language, name: string) => Promise<void>;
  /** False where there is no such phrase or recording. */
  readonly save: (name: string, wav: Uint8Array) => Promise<boolean>;
  readonly take: (file: Uint8Array) => Promise<PackRefusal | null>;
  readonly file: () => Promise<PackFile | null>;
  readonly remove: () => Promise<void>;
}

const kept = v.strictObject({ ...packHead.entries, folder: v.pipe(v.string(), v.uuid()) });
type Kept = v.InferOutput<typeof kept>;

interface Pack extends Kept {
  readonly phrases: readonly string[];
  readonly recorded: ReadonlySet<string>;
  readonly revision: number;
}

export async function openVoiceStore(dataDir: string, log: Log): Promise<VoiceStore> {
  const folder = join(dataDir, 'voice');
  const headFile = join(folder, 'pack.json');
  const clipFile = (of: string, name: string): string => join(folder, of, `${name}.wav`);
  const queued = serialQueue();
  let revision = 0;
  let pack: Pack | null = await read();

  async function read(): Promise<Pack | null> {
    const text = await readFile(headFile, 'utf8').catch(() => null); // there is none
    if (text === null) return null;
    const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), kept), text);
    const phrases = success ? phrasesOfPack(output.grammar) : null;
    if (!success || phrases === null) {
      log('the own voice cannot be read: the usual one speaks');
      return null;
    }
    const files = await readdir(join(folder, output.folder)).catch((): string[] => []); // none recorded yet
    const recorded = new Set(phrases.filter((name) => files.includes(`${name}.wav`)));
    return { ...output, phrases, recorded, revision };
  }
  /** The new recordings are written before the head names them; the former ones are removed after it. */
  const replace = async (head: PackHead, clips: ReadonlyMap<string, Uint8Array>): Promise<void> => {
    const before = pack;
    const next = randomUUID();
    await makeFolderDurably(realDisk, folder);
    await makeFolderDurably(realDisk, join(folder, next));
    for (const [name, wav] of clips) await replaceFile(realDisk, clipFile(next, name), wav);
    await replaceFile(realDisk, headFile, `${JSON.stringify({ ...head, folder: next })}\n`);
    revision += 1;
    pack = await read();
    if (before !== null) await rm(join(folder, before.folder), { recursive: true, force: true });
  };
  const idOf = ({ folder: of, revision: at }: Pack): string => `${of.slice(0, 8)}-${at}`;

  return {
    view: () =>
      pack && {
        ...{ id: idOf(pack), name: pack.name, language: pack.language },
        phrases: pack.phrases.map((name) => ({
          name,
          text: pack?.script[name] ?? null,
          isRecorded: pack?.recorded.has(name) === true,
        })),
      },
    says(spoken, dayWord) {
      const { recorded, grammar } = pack ?? {};
      if (pack === null || recorded === undefined || grammar === undefined) return null;
      // The word of the day is not among the phrases: the usual voice says it.
      const phrases = [
        ...(dayWord === undefined ? [] : [null]),
        ...sentencesIn(spoken, grammar).map((phrase) =>
          phrase !== null && phrase.length > 0 && phrase.every((name) => recorded.has(name)) ? phrase : null,
        ),
      ];
      return phrases.every((phrase) => phrase === null) ? null : { id: idOf(pack), phrases };
    },
    async clip(id, name) {
      if (pack === null || id !== idOf(pack) || !pack.recorded.has(name)) return null;
      const wav = await readFile(clipFile(pack.folder, name)).catch(() => null); // taken away by hand
      return wav !== null && isClip(wav) ? wav : null;
    },
    start: (language, name) =>
      queued(() => replace({ name, language, grammar: copyOf(grammars[language]), script: {} }, new Map())),
    save: (name, wav) =>
      queued(async () => {
        if (pack === null || !pack.phrases.includes(name) || !isClip(wav)) return false;
        await replaceFile(realDisk, clipFile(pack.folder, name), wav);
        revision += 1;
        pack = { ...pack, recorded: new Set([...pack.recorded, name]), revision };
        return true;
      }),
    take: (file) =>
      queued(async () => {
        const { success, output } = v.safeParse(
          v.pipe(v.string(), v.parseJson(), packFile),
          Buffer.from(file).toString('utf8'),
        );
        if (!success) return 'unreadable';
        const { clips: encoded, comptoirVoice: _version, ...head } = output;
        const phrases = phrasesOfPack(head.grammar);
        if (phrases === null) return 'too-many-phrases';
        const clips = new Map(
          Object.entries(encoded).map(([name, wav]) => [name, Buffer.from(wav, 'base64')] as const),
        );
        if ([...clips].some(([name, wav]) => !phrases.includes(name) || !isClip(wav))) return 'unreadable';
        await replace(head, clips);
        return null;
      }),
    async file() {
      if (pack === null) return null;
      const { name, language, grammar, script, recorded, folder: of } = pack;
      const clips: Record<string, string> = {};
      for (const phrase of recorded) {
        const wav = await readFile(clipFile(of, phrase)).catch(() => null); // taken away by hand
        if (wav !== null && isClip(wav)) clips[phrase] = wav.toString('base64');
      }
      return { comptoirVoice: 1, name, language, grammar, script, clips };
    },
    remove: () =>
      queued(async () => {
        pack = null;
        await rm(folder, { recursive: true, force: true });
      }),
  };
}

/** A copy, because the shipped grammars must not change. */
function copyOf(shipped: (typeof grammars)[Language]): PackHead['grammar'] {
  return v.parse(packHead.entries.grammar, shipped);
}
