import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { ownLines } from './scripts/own-lines.mjs';

const relayProgram = 'relay/(relay|relay-key|serve-relay|check-relay|invite-shop|collect|push|receive|store)';
/** The relay puts another store behind the same receiver, and knows of the core nothing else. */
const coreBeyondTheReceiver =
  'core/(?!(receiver|kkiapay|fedapay|sealing)/|(ports|background|provider|providers|ledger/ledger)$)[^/]+';
/** Which folders a layer must not reach into, however its relative path leads there. */
const zones = {
  'src/shared': ['core', 'main', 'preload', 'headless', 'renderer', 'relay'],
  // Its own room of that name is another: the program's rooms and files are named.
  'src/core': ['main', 'preload', 'headless', 'renderer', relayProgram],
  'src/main': ['preload', 'headless', 'renderer', relayProgram],
  'src/relay': ['main', 'preload', 'headless', 'renderer', coreBeyondTheReceiver],
  'src/headless': ['main', 'preload', 'renderer'],
  'src/preload': ['core', 'main', 'headless', 'renderer', 'relay'],
  renderer: ['core', 'main', 'preload', 'headless', relayProgram],
};
const outOfBounds = (layer, folders) => {
  const regex = `^\\.{1,2}/(.*/)?(${folders.join('|')})(/|$)`;
  const message = `${layer} must not know ${folders.join(', ')}.`;
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }] }] };
};

/** Packages that have one home each, and the rooms that may import which of them. */
const housed = ['electron', 'express', 'lowdb', '@ngrok/ngrok', 'node-notifier', 'postgres', 'web-push'];
const rooms = [
  { files: ['src/main/**', 'src/preload/**'], keys: ['electron'] },
  { files: ['src/core/receiver/**', 'src/core/screens/**', 'src/headless/web-server.ts'], keys: ['express'] },
  { files: ['src/core/ledger/**', 'src/core/settings/**'], keys: ['lowdb'] },
  { files: ['src/core/tunnel/ngrok-child.ts'], keys: ['@ngrok/ngrok'] },
  { files: ['src/core/announce/desktop-notifier.ts'], keys: ['node-notifier'] },
  { files: ['src/relay/store/**', 'test/faults/**'], keys: ['postgres'] },
  { files: ['src/relay/push/push-sender.ts'], keys: ['web-push'] },
  {
    files: ['test/bench/**', 'test/integration/**'],
    keys: ['express', 'lowdb', '@ngrok/ngrok', 'node-notifier', 'postgres'],
  },
];
/** Time is an argument, and days are the calendar's. */
const timeless = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message:
      'Take a Clock; a test takes a fixed instant, or realNow() where a real process runs on the real clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message:
      'Take a Clock; a test takes a fixed instant, or realNow() where a real process runs on the real clock.',
  },
  { selector: 'Literal[value=86400000]', message: 'src/shared/calendar.ts knows how long a day is.' },
];
/** A name that another one contains finds two things as soon as both are there. */
const wholeNames = [
  "CallExpression[callee.property.name='getByText'][arguments.length=1]:not([arguments.0.regex])",
  "CallExpression[callee.property.name='getByRole'] > ObjectExpression:has(> Property[key.name='name'][value.regex=undefined]):not(:has(> Property[key.name='exact']))",
].map((selector) => ({ selector, message: 'Say whether that is the whole name: exact.' }));
const lockedOut = (keys, syntax = []) => {
  const away = housed
    .filter((name) => !keys.includes(name))
    .map((name) => ({ name, message: `${name} has a home of its own: see eslint.config.js.` }));
  return {
    'no-restricted-imports': [
      'error',
      { patterns: away.map(({ name, message }) => ({ group: [name, `${name}/*`], message })) },
    ],
    // The rule above does not look at `import()`.
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportDefaultDeclaration > :not(CallExpression)', message: 'Named exports only.' },
      ...timeless,
      ...syntax,
      ...away.map(({ name, message }) => ({ selector: `ImportExpression[source.value='${name}']`, message })),
    ],
  };
};

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'test-results/', 'playwright-report/', 'test/**/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...lockedOut([]),
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // The bridge's contract carries reply types in type parameters that appear once.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  ...rooms.map(({ files, keys }) => ({ files, rules: lockedOut(keys) })),
  { files: ['test/e2e/**'], rules: lockedOut(['electron'], wholeNames) },
  ...Object.entries(zones).map(([layer, folders]) => ({
    files: [`${layer}/**`],
    rules: outOfBounds(layer, folders),
  })),
  {
    files: ['src/**', 'renderer/**'],
    // A table, one line a theme of commands; and the relay's opening, a step a line.
    ignores: ['src/core/commands.ts', 'src/relay/serve-relay.ts'],
    plugins: { house: { rules: { 'own-lines': ownLines } } },
    rules: { 'house/own-lines': ['error', 70] },
  },
  // A promise left alone ends a process, or fails where nobody hears it.
  {
    files: ['src/**', 'renderer/**'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }] },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], languageOptions: { globals: globals.node } },
);
