import { join, relative } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

/**
 * The layers and what each may know, said a second time: the configuration of the linter and of the compilers says it
 * first, and these tests see it bite. The offending files exist in memory only.
 */
const root = join(import.meta.dirname, '../..');

interface Layer {
  readonly folder: string;
  /** Some module of it that others could be tempted to import. */
  readonly module: string;
  readonly mayKnow: readonly LayerName[];
}
const layers = {
  shared: { folder: 'src/shared', module: 'src/shared/payment/payment', mayKnow: [] },
  core: { folder: 'src/core', module: 'src/core/ports', mayKnow: ['shared'] },
  main: { folder: 'src/main', module: 'src/main/app-origin', mayKnow: ['shared', 'core'] },
  relay: { folder: 'src/relay', module: 'src/relay/relay', mayKnow: ['shared', 'core'] },
  headless: { folder: 'src/headless', module: 'src/headless/options', mayKnow: ['shared', 'core', 'relay'] },
  preload: { folder: 'src/preload', module: 'src/preload/index', mayKnow: ['shared'] },
  renderer: { folder: 'renderer', module: 'renderer/state/view', mayKnow: ['shared'] },
} as const satisfies Readonly<Record<string, { [Key in keyof Layer]: unknown }>>;
type LayerName = keyof typeof layers;
const names = Object.keys(layers) as LayerName[]; // the literal above has no other keys

const homes: Readonly<Record<string, readonly string[]>> = {
  electron: ['src/main/tray.ts', 'src/preload/index.ts'],
  express: ['src/core/receiver/receiver.ts', 'src/headless/web-server.ts'],
  lowdb: ['src/core/ledger/ledger.ts', 'src/core/settings/settings-file.ts'],
  '@ngrok/ngrok': ['src/core/tunnel/ngrok-child.ts'],
  'node-notifier': ['src/core/announce/desktop-notifier.ts'],
  postgres: ['src/relay/store/database.ts'],
  'web-push': ['src/relay/push/push-sender.ts'],
};

const linter = new ESLint({
  cwd: root,
  // Types are the compilers' part, and a file that is not on the disk has none.
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
  ruleFilter: ({ ruleId }) => fenceRules.includes(ruleId),
});
const fenceRules = [
  '@typescript-eslint/no-restricted-imports',
  'no-restricted-imports',
  'no-restricted-syntax',
];

/** Rules that the code breaks, were it in that file. */
async function brokenRules(file: string, code: string): Promise<(string | null)[]> {
  const results = await linter.lintText(code, { filePath: join(root, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

/** How a file of one layer would import a module elsewhere in the repository. */
function importOf(module: string, fromFolder: string): string {
  const path = relative(fromFolder, module);
  return `import '${path.startsWith('.') ? path : `./${path}`}';\n`;
}

const pairs = names.flatMap((from) =>
  names.filter((to) => to !== from).map((to) => ({ from, to, allowed: mayKnow(from, to) })),
);

function mayKnow(from: LayerName, to: LayerName): boolean {
  const known: readonly LayerName[] = layers[from].mayKnow;
  return known.includes(to);
}

describe('the linter', () => {
  it.each(pairs)(
    'on a file of $from that imports $to: allowed is $allowed',
    async ({ from, to, allowed }) => {
      const { folder } = layers[from];
      const rules = await brokenRules(`${folder}/probe.ts`, importOf(layers[to].module, folder));
      expect(rules).toEqual(allowed ? [] : ['@typescript-eslint/no-restricted-imports']);
    },
  );

  it('lets the relay know of the core what receives, and no more', async () => {
    const rulesFor = (module: string): Promise<(string | null)[]> =>
      brokenRules('src/relay/collect/probe.ts', importOf(module, 'src/relay/collect'));
    for (const known of [
      'receiver/server',
      'kkiapay/kkiapay',
      'ports',
      'ledger/ledger',
      'sealing/sealed-box',
    ])
      expect(await rulesFor(`src/core/${known}`), known).toEqual([]);
    for (const other of ['intake/open-intake', 'ledger/open-ledger', 'comptoir', 'settings/secrets'])
      expect(await rulesFor(`src/core/${other}`), other).toEqual([
        '@typescript-eslint/no-restricted-imports',
      ]);
  });

  it('wants names of what tests find in a page told whole, or as a pattern', async () => {
    const rulesFor = (code: string) => brokenRules('test/e2e/screens/probe.ts', `page.${code};\n`);
    for (const sound of [
      'getByText(words.sent, { exact: true })',
      'getByText(/^Sent/)',
      "getByRole('button')",
      "getByRole('heading', { level: 1 })",
      "getByRole('row', { name, exact: false })",
      "getByRole('button', { name: /Send/ })",
    ])
      expect(await rulesFor(sound), sound).toEqual([]);
    for (const open of [
      'getByText(words.sent)',
      "getByRole('button', { name })",
      "getByRole('heading', { level: 1, name: words.title })",
    ])
      expect(await rulesFor(open), open).toEqual(['no-restricted-syntax']);
  });

  it.each(Object.entries(homes))('keeps %s at home', async (name, itsHomes) => {
    for (const home of itsHomes) {
      expect(await brokenRules(home, `import '${name}';\n`), home).toEqual([]);
    }
    for (const from of names) {
      const file = `${layers[from].folder}/probe.ts`;
      if (name === 'electron' && (from === 'main' || from === 'preload')) continue;
      expect(await brokenRules(file, `import '${name}';\n`), file).toEqual(['no-restricted-imports']);
      expect(await brokenRules(file, `export * from '${name}';\n`), file).toEqual(['no-restricted-imports']);
      expect(await brokenRules(file, `await import('${name}');\n`), file).toEqual(['no-restricted-syntax']);
    }
  });
});

/** Files as the compilers parsed them: two programs with the same rules of reading need not read a library twice. */
const parsedFiles = new Map<string, ts.SourceFile | undefined>();

function readOnce(options: ts.CompilerOptions, file: string, read: () => ts.SourceFile | undefined) {
  const { target, jsx, moduleDetection } = options;
  // Declarations hold no JSX.
  const key = JSON.stringify([target, moduleDetection, file, file.endsWith('.d.ts') ? null : jsx]);
  if (!parsedFiles.has(key)) parsedFiles.set(key, read());
  return parsedFiles.get(key);
}

/** Errors of a layer's own compiler in code that is added to the layer, by the name of its file. */
function compileErrors(
  { folder, module }: Layer,
  probes: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const own = new RegExp(`/${module}\\.tsx?$`);
  const configFile = join(root, folder, 'tsconfig.json');
  const parsed = ts.getParsedCommandLineOfConfigFile(
    configFile,
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (parsed === undefined) return expect.fail(`${configFile} cannot be read`);
  const codes = new Map([...probes].map(([name, code]) => [join(root, folder, name), code]));
  const disk = ts.createCompilerHost(parsed.options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => codes.has(file) || disk.fileExists(file),
    readFile: (file) => codes.get(file) ?? disk.readFile(file),
    getSourceFile(file, version) {
      const code = codes.get(file);
      return code === undefined
        ? readOnce(parsed.options, file, () => disk.getSourceFile(file, version))
        : ts.createSourceFile(file, code, version);
    },
  };
  // Other layers are read from their sources: their last build may be old or missing.
  Object.assign(host, { useSourceOfProjectReferenceRedirect: () => true });
  const program = ts.createProgram({
    // Of the layer's own files what declares globals, and one module: what that brings along is known in the whole layer.
    rootNames: [
      ...parsed.fileNames.filter((file) => file.endsWith('.d.ts') || own.test(file)),
      ...codes.keys(),
    ],
    options: parsed.options,
    projectReferences: parsed.projectReferences ?? [],
    host,
  });
  return new Map(
    [...codes.keys()].map((file) => {
      const source = program.getSourceFile(file);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [relative(join(root, folder), file), found.map(({ code }) => `TS${code}`)];
    }),
  );
}

describe('the compiler of', () => {
  it.each<[LayerName, { page: boolean; node: boolean }]>([
    ['shared', { page: false, node: false }],
    ['core', { page: false, node: true }],
    ['main', { page: false, node: true }],
    ['relay', { page: false, node: true }],
    ['headless', { page: false, node: true }],
    // Electron's types bring Node's along; that a sandboxed preload has no Node is for Electron itself to see to.
    ['preload', { page: false, node: true }],
    ['renderer', { page: true, node: false }],
  ])(
    '%s refuses the layers it must not know, and knows what its room has: %o',
    { timeout: 60_000 },
    (layer, has) => {
      const { folder } = layers[layer];
      const others = pairs.filter(({ from }) => from === layer);
      const imports = compileErrors(
        layers[layer],
        new Map(others.map(({ to }) => [`probe-${to}.ts`, importOf(layers[to].module, folder)])),
      );
      // In a program of its own: a forbidden import brings Node's types along.
      const names = compileErrors(
        layers[layer],
        new Map([
          ['probe-page.ts', 'export const title = document.title;\n'],
          ['probe-node.ts', 'export const folder = process.cwd();\n'],
          ['probe-module.ts', "export { readFileSync } from 'node:fs';\n"],
          ['probe-fair.ts', 'export const fair: readonly number[] = [1];\n'],
        ]),
      );
      // TS6307: not a file of this project, nor of one it refers to. TS2584 and TS2591: such a name is not known, would
      // you like to add its types?
      expect(Object.fromEntries([...imports, ...names])).toEqual({
        ...Object.fromEntries(others.map(({ to, allowed }) => [`probe-${to}.ts`, allowed ? [] : ['TS6307']])),
        'probe-page.ts': has.page ? [] : ['TS2584'],
        'probe-node.ts': has.node ? [] : ['TS2591'],
        'probe-module.ts': has.node ? [] : ['TS2591'],
        'probe-fair.ts': [],
      });
    },
  );
});
