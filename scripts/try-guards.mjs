// Removes each guard named in docs/threats.md, one at a time, and runs its test, which must then fail. `npm run
// test:guards -- NAME…` tries some of them, `-- --sample N` every Nth of the list.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { mutants } from '../test/guards/mutants.mjs';

const run = promisify(execFile);
const say = (line) => process.stdout.write(`${line}\n`);

/** The rows of the table: the guard's name first, its test last. */
function rowsIn(text) {
  return [...text.matchAll(/^\| `([a-z-]+)`\s+\|.*\| `(test\/[^`]+)`\s+\|$/gm)].map(([, name, test]) => ({
    name,
    test,
  }));
}

/** The file's failed tests without that guard; null where the tests could not run. */
async function failuresOf(test, mutant) {
  const environment = { ...process.env, COMPTOIR_MUTANT: JSON.stringify(mutant), NO_COLOR: '1' };
  const args = ['vitest', 'run', '--config', 'vitest.guards.config.ts', '--reporter=json', test];
  const { stdout } = await run('npx', args, { env: environment, maxBuffer: 2 ** 26 }).catch((error) => error);
  const report = /^\{"num.*$/m.exec(stdout ?? '')?.[0];
  if (report === undefined) return null;
  const { numTotalTests, numFailedTests } = JSON.parse(report);
  return numTotalTests === 0 ? null : numFailedTests;
}

const rows = rowsIn(await readFile('docs/threats.md', 'utf8'));
const unsaid = Object.keys(mutants).filter((name) => rows.every((row) => row.name !== name));
const unheld = rows.filter(({ name }) => !Object.hasOwn(mutants, name)).map(({ name }) => name);
if (rows.length === 0 || unsaid.length > 0 || unheld.length > 0) {
  say(`docs/threats.md and test/guards/mutants.mjs differ: ${[...unsaid, ...unheld].join(', ')}`);
  process.exit(1);
}

const [first, count, ...others] = process.argv.slice(2);
const names = first === '--sample' ? others : process.argv.slice(2);
const step = first === '--sample' ? Math.max(1, Math.floor(rows.length / Number(count))) : 1;
const chosen = rows.filter(({ name }, at) => (names.length === 0 ? at % step === 0 : names.includes(name)));
const survivors = [];
for (const { name, test } of chosen) {
  const mutant = mutants[name];
  const source = await readFile(mutant.file, 'utf8');
  const isThere = source.split(mutant.find).length === 2;
  const failures = isThere ? await failuresOf(test, mutant) : null;
  const verdict = !isThere ? 'is not in its file once' : failures === null ? 'could not be tried' : null;
  if (verdict !== null || failures === 0) survivors.push(name);
  say(`${name}: ${verdict ?? (failures === 0 ? `SURVIVES ${test}` : `${failures} failed, as they should`)}`);
}
say(`${chosen.length - survivors.length} of ${chosen.length} guards are held`);
process.exitCode = survivors.length === 0 ? 0 : 1;
