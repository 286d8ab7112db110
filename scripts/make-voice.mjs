// Speaks the clips of assets/voice again, with espeak-ng, sox and opusenc (opus-tools) from the PATH. Its output is
// committed: run `node scripts/make-voice.mjs` after a change here or in a script.json, with the names of clips if only
// some must be spoken.
//
// A script.json is the list of one language: the name of each clip and its words. A human voice replaces the synthesised
// one by recording that list, one Ogg Opus file a clip, without silence at either end.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const voices = join(dirname(dirname(fileURLToPath(import.meta.url))), 'assets', 'voice');
const only = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'comptoir-voice-'));

/** @param {string} program @param {readonly string[]} args */
function run(program, ...args) {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/**
 * In French a number is said as before a consonant, which is what always follows it here: "six francs" has no second s.
 * Only five keeps its k: without it, "cinq francs" is too near to "cent francs" in a noisy shop.
 * @param {string} words
 */
function frenchNumber(words) {
  const phonemes = run('espeak-ng', '-q', '-x', '-v', 'fr-fr', `${words} francs`).trim();
  const number = phonemes.replace(/ fr\S+$/, '').replace(/s'?E~(?= |$)/g, "s'E~k");
  return `[[${number}]]`;
}

/** The pitch falls at the end of a sentence, but not within one, where every number is. @param {string} name */
const falls = (name) =>
  /^(franc|francs|de-francs|hand-nothing-over|look-at-screen|amount-unknown|cut-off|heard-again)$/.test(name);

const languages = [
  { language: 'fr', voice: 'fr-fr', speed: '140', say: frenchNumber },
  { language: 'en', voice: 'en-gb', speed: '145', say: (/** @type {string} */ words) => words },
];

for (const { language, voice, speed, say } of languages) {
  /** @type {Record<string, string>} */
  const script = JSON.parse(readFileSync(join(voices, language, 'script.json'), 'utf8'));
  for (const [name, words] of Object.entries(script)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const [raw, trimmed] = [join(scratch, 'raw.wav'), join(scratch, 'trimmed.wav')];
    const text = `${/^\d+$/.test(name) ? say(words) : words}${falls(name) ? '.' : ','}`;
    run('espeak-ng', '-v', voice, '-s', speed, '-a', '120', '-w', raw, text);
    // Remove silence at both ends, fade to avoid clicks, and cut frequencies that a small loudspeaker cannot play.
    const edge = (/** @type {string} */ seconds) => [
      'silence',
      '1',
      '0.005',
      '0.8%',
      'fade',
      seconds,
      'reverse',
    ];
    const loud = ['compand', '0.005,0.1', '6:-60,-60,-30,-18,-12,-9,0,-5', '-2', '-60', '0.05', 'norm', '-1'];
    run('sox', raw, trimmed, 'highpass', '140', ...edge('0.004'), ...edge('0.012'), ...loud);
    const file = join(voices, language, `${name}.opus`);
    // Everything that could differ between runs is fixed.
    run(
      'opusenc',
      '--quiet',
      '--bitrate',
      '24',
      '--serial',
      '1',
      '--padding',
      '0',
      '--discard-comments',
      trimmed,
      file,
    );
  }
}
rmSync(scratch, { recursive: true });
