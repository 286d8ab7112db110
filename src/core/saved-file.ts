import type { DiagnosticsSaved } from '../shared/bridge/diagnostics-commands';
import type { CommandError } from '../shared/bridge/contract';
import type { FilePlace, Log } from './ports';

/** Writes a file where the person chose, and answers with its place. `what` names it in the log after a failure. */
export async function saveFile(
  place: FilePlace,
  chunks: AsyncIterable<string | Uint8Array>,
  what: string,
  { log, fail }: { readonly log: Log; readonly fail: (code: CommandError) => never },
): Promise<DiagnosticsSaved> {
  const written = place.write(chunks, new AbortController().signal).catch((error: unknown) => {
    log(`${what} could not be written: ${String(error)}`);
    throw error;
  });
  if (place.path !== null) {
    // It is written while the window fetches it; a failure is in the log.
    written.catch(() => undefined);
    return { kind: 'download', path: place.path };
  }
  await written.catch(() => fail('file-not-written'));
  return { kind: 'saved', file: place.file ?? '' };
}
