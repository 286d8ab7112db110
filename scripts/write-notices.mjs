// The last step of a build: notices of others' work. From the lists in out/bundled, and from the packages installed
// beside the bundles, it writes three files. These are the notices beside the program (out/notices/third-party.txt),
// those for the window (out/renderer/notices.json), and a list for programs (out/notices/bom.cdx.json, CycloneDX 1.6). A
// package without a licence stops the build.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundled = join(root, 'out/bundled');

/** @typedef {{ name: string, version: string, licence: string, text: string, where: string[], hash: string | null }} Notice */

/** @param {string} path @returns {Promise<any>} */
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

const own = await readJson(join(root, 'package.json'));
const lock = await readJson(join(root, 'package-lock.json'));
const ownLicence = await readFile(join(root, 'LICENSE'), 'utf8');
const notices = await readNotices(await foldersByUse());
await mkdir(join(root, 'out/notices'), { recursive: true });
await writeFile(join(root, 'out/notices/third-party.txt'), thirdPartyText(notices));
await writeFile(join(root, 'out/notices/bom.cdx.json'), `${JSON.stringify(cycloneDx(notices), null, 2)}\n`);
const packages = notices.map(({ name, version, licence, text }) => ({ name, version, licence, text }));
await writeFile(join(root, 'out/renderer/notices.json'), JSON.stringify({ version: own.version, packages }));

/** Package folders, each with the product's parts that contain it. */
async function foldersByUse() {
  /** @type {Map<string, Set<string>>} */
  const uses = new Map();
  const add = (folder, use) => uses.set(folder, (uses.get(folder) ?? new Set()).add(use));
  for (const file of await readdir(bundled))
    for (const folder of await readJson(join(bundled, file))) add(folder, file.replace('.json', ''));
  for (const name of Object.keys(own.dependencies)) await addInstalled(name, '', add);
  add('node_modules/electron', 'program');
  return uses;
}

/** Adds an installed package with its dependencies; parts for other systems are not installed. */
async function addInstalled(name, from, add, seen = new Set()) {
  const folder = folderOf(name, from);
  if (folder === null || seen.has(folder)) return;
  seen.add(folder);
  const { dependencies, optionalDependencies, os } = lock.packages[folder];
  // A part for one system: every part has the main package's licence.
  if (os !== undefined) return;
  add(folder, 'installed');
  for (const next of Object.keys({ ...dependencies, ...optionalDependencies }))
    await addInstalled(next, folder, add, seen);
}

/** As Node resolves it: in the package's own folder first, then in each parent. */
function folderOf(name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[folder] !== undefined) return folder;
    if (at === '') return null;
  }
}

/** One notice for each name and version, sorted by name. @returns {Promise<Notice[]>} */
async function readNotices(uses) {
  /** @type {Map<string, Notice>} */
  const found = new Map();
  for (const [folder, where] of uses) {
    const { name, version, license, author } = await readJson(join(root, folder, 'package.json'));
    if (typeof license !== 'string')
      throw new Error(`${folder} does not say under which licence it is: it cannot be packed`);
    const key = `${name}@${version}`;
    const earlier = found.get(key)?.where ?? [];
    found.set(key, {
      ...{ name, version, licence: license, where: [...new Set([...earlier, ...where])].sort() },
      text: await licenceText(join(root, folder), license, author),
      hash: lock.packages[folder]?.integrity ?? null,
    });
  }
  return [...found.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1,
  );
}

/**
 * The licence files of a package, including those of programs inside it. Some packages have none, and name a licence with
 * standard words: MIT, under its author's name, and those in scripts/licences.
 */
async function licenceText(folder, licence, author) {
  const isText = (path) =>
    /(^|[/\\-])((un)?licen[cs]e|copying|notice)[^/\\]*$/i.test(path) &&
    !/node_modules|\.(js|ts|json|html)$/.test(path);
  const paths = (await readdir(folder, { recursive: true })).filter(isText).sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  if (texts.length > 0) return texts.map((text) => text.replaceAll('\r', '').trim()).join('\n\n');
  const by = typeof author === 'string' ? author : author?.name;
  if (licence === 'MIT')
    return ownLicence.replace(/^Copyright .*$/m, `Copyright (c) ${by ?? 'its authors'}`).trim();
  return readFile(join(root, 'scripts/licences', `${licence}.txt`), 'utf8').catch(() => {
    throw new Error(
      `${folder} brings no text of its licence: put the words of ${licence} into scripts/licences/${licence}.txt, then build again.`,
    );
  });
}

/** @param {Notice[]} all */
function thirdPartyText(all) {
  const line = '-'.repeat(72);
  const part = ({ name, version, licence, text }) =>
    `${line}\n${name} ${version} (${licence})\n${line}\n\n${text}\n`;
  const head = [
    `Comptoir ${own.version} (${own.license}) holds the work of others: ${all.length} packages, named below with their licences.`,
    'The desktop app runs on Electron, whose notices and Chromium’s lie beside the program (LICENSE.electron.txt, LICENSES.chromium.html).',
  ];
  return `${head.join('\n')}\n\n${all.map(part).join('\n')}`;
}

/** @param {Notice[]} all */
function cycloneDx(all) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'comptoir',
        name: own.name,
        version: own.version,
        licenses: licences(own.license),
      },
    },
    components: all.map(({ name, version, licence, where, hash }) => ({
      type: 'library',
      'bom-ref': purl(name, version),
      ...(name.startsWith('@') ? { group: name.split('/')[0] } : {}),
      name: name.split('/').at(-1),
      version,
      purl: purl(name, version),
      licenses: licences(licence),
      ...(hash === null ? {} : { hashes: [hexOf(hash)] }),
      properties: where.map((value) => ({ name: 'comptoir:part', value })),
    })),
  };
}

function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function licences(licence) {
  return /[ ()]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}

/** npm's "sha512-BASE64", as CycloneDX wants it. */
function hexOf(integrity) {
  const [algorithm, base64] = integrity.split('-', 2);
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(base64, 'base64').toString('hex') };
}
