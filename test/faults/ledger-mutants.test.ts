import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildEntry, type Mutation } from '../support/ledger-build';
import { trial, type LedgerModule } from '../support/ledger-trial';

/** Each takes one step away that a cut makes needed: the trials must find every one of them. */
const faults: Readonly<Record<string, Mutation>> = {
  'the journal is not flushed': {
    file: 'journal.ts',
    from: 'await segment.file.writeThrough(',
    to: 'await segment.file.write(',
  },
  'the folder is not flushed after a new segment': {
    file: 'journal.ts',
    from: 'await this.#disk.syncFolder(this.#folder);',
    to: '',
  },
  'calls are acknowledged before the flush': {
    file: 'journal.ts',
    from: 'await this.#write(segment, bytes);\n    } catch',
    to: 'void this.#write(segment, bytes).catch(() => undefined);\n    } catch',
  },
  'a file is not flushed before it is renamed': {
    file: 'atomic-write.ts',
    from: 'await handle.writeThrough(bytes);',
    to: 'await handle.write(bytes);',
  },
  'the folder is not flushed after a renaming': {
    file: 'atomic-write.ts',
    from: 'await replaceUnsettled(disk, file, bytes);\n  await disk.syncFolder(dirname(file));',
    to: 'await replaceUnsettled(disk, file, bytes);',
  },
  'the folder of the documents is not flushed before the index is written': {
    file: 'compact-documents.ts',
    from: 'await documents.settle();',
    to: '',
  },
  'segments are removed before the documents are written': {
    file: 'compaction.ts',
    from: 'for (const batch of ended.batches)',
    to: 'await journal.remove(ended.segments); for (const batch of ended.batches)',
  },
  'segments are removed before all that they hold is compacted': {
    file: 'compaction.ts',
    from: 'for (const batch of ended.batches) await this.#compactBatch(batch);',
    to: 'for (const batch of ended.batches) { await this.#compactBatch(batch); await journal.remove(ended.segments); }',
  },
  'the index is written before the documents': {
    file: 'compaction.ts',
    from: 'const work = {',
    to: 'await writeManifest(disk, dataDir, { ...this.#index, foldedThrough: through }); const work = {',
  },
  'keys.bin is not flushed': {
    file: 'key-file.ts',
    from: 'await file.writeThrough(block);',
    to: 'await file.write(block);',
  },
  'the replay trusts sequence numbers alone': {
    file: 'compact-documents.ts',
    from: 'if (entries[at - 1]?.seq !== entry.seq) entries.splice(at, 0, entry);',
    to: 'entries.splice(at, 0, entry);',
  },
  'an update does not say what it changes in the totals': {
    file: 'update-writer.ts',
    from: '...deltaOf(view.memtable.current(stored), numbered)',
    to: '',
  },
};

/** Those that show themselves once in hundreds of trials, which takes seconds each: searched at full length alone. */
const seldomSeen: Readonly<Record<string, Mutation>> = {
  'checksums are not looked at': {
    file: 'line.ts',
    from: "if (buffer.toString('latin1', 0, 8) !== hex32(crc32(json))) return null;",
    to: '',
  },
  'what stands behind a hole in what was written last is believed': {
    file: 'segment.ts',
    from: 'records.length = torn.before;',
    to: '',
  },
  'two compactions overlap': {
    file: 'compaction.ts',
    from: 'if (this.#stopped || this.#running !== null) return;',
    to: 'if (this.#stopped) return;',
  },
  'a file whose flush failed is flushed again': {
    file: 'journal.ts',
    from: 'await this.#leave(segment);\n      }',
    to: 'segment.length += bytes.length;\n      }',
  },
  'a start leaves the segments it read as they are': {
    file: 'open-ledger.ts',
    from: 'if (segments.length === 0) return { segments, lastSeq };',
    to: 'return { segments, lastSeq };',
  },
  'a document read slowly takes the place of a newer one': {
    file: 'documents.ts',
    from: 'this.#remember(file, reading);',
    to: 'void reading.then(() => this.#remember(file, reading));',
  },
};

const allTrials = Number(process.env.COMPTOIR_TRIALS ?? 0);
const searched = allTrials > 0 ? { ...faults, ...seldomSeen } : faults;
const mostTrials = Math.max(allTrials, 200);

describe('faults planted in the ledger', () => {
  it.each(Object.entries(searched))('found: %s', { timeout: 600_000 }, async (_what, fault) => {
    const entry = await buildEntry('ledger-entry.ts', [fault]);
    // The build exports what ledger-entry.ts exports.
    const module = (await import(pathToFileURL(entry).href)) as LedgerModule;
    const findings: unknown[] = [];
    for (let seed = 0; seed < mostTrials && findings.length === 0; seed += 1) {
      await trial(seed, module).catch((error: unknown) => findings.push(error));
    }
    expect(findings).toHaveLength(1);
  });

  it('can all be planted in the present code', async () => {
    await expect(buildEntry('ledger-entry.ts', Object.values(seldomSeen))).resolves.toContain('entry.mjs');
  });
});
