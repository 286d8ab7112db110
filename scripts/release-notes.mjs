// Prints the changelog's text of a version, for its release: `node scripts/release-notes.mjs v0.1.0`.
import { readFile } from 'node:fs/promises';

const version = (process.argv[2] ?? '').replace(/^v/, '');
const changelog = await readFile(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
const part = changelog.split(/^## /m).find((text) => text.startsWith(`[${version}]`));
if (version === '' || part === undefined) {
  console.error(
    `CHANGELOG.md has no heading "## [${version}] - DATE": write what users notice under one first.`,
  );
  process.exitCode = 1;
} else {
  const [, ...lines] = part.split('\n');
  console.log(
    `${lines.join('\n').trim()}\n\nSHA256SUMS names each file’s checksum; comptoir.cdx.json lists whose work is inside.`,
  );
}
