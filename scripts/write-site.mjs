// Writes the download page with the guides, in French and English: plain files for any web server.
//   node scripts/write-site.mjs FOLDER [REPOSITORY]
// REPOSITORY is the address of releases and sources; left out, that in package.json. A link to a missing file stops the
// build.
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, homepage } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const [folder, repository = homepage] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say into which folder: node scripts/write-site.mjs FOLDER');

const words = {
  fr: { pages: 'Pages', other: 'In English', sources: 'Code source', version: `Comptoir ${version}` },
  en: { pages: 'Pages', other: 'En français', sources: 'Source code', version: `Comptoir ${version}` },
};

/** A file with both languages has its English half after the heading in `english`. */
const pages = [
  {
    name: 'index.html',
    fr: ['Télécharger', 'docs/site/index-fr.md'],
    en: ['Download', 'docs/site/index-en.md'],
  },
  { name: 'guide.html', fr: ['Guide', 'docs/guide-fr.md'], en: ['Guide', 'docs/guide-en.md'] },
  {
    name: 'technicians.html',
    fr: ['Pour les techniciens', 'docs/technicians.md'],
    en: ['For technicians', 'docs/technicians.md'],
    english: '## In English\n',
  },
  {
    name: 'relay.html',
    fr: ['Le relais', 'docs/relay.md'],
    en: ['The relay', 'docs/relay.md'],
    english: '# The relay\n',
  },
  {
    name: 'without-a-server.html',
    fr: ['Sans serveur', 'docs/without-a-server.md'],
    en: ['Without a server', 'docs/without-a-server.md'],
    english: "# Without a server of one's own\n",
  },
];

for (const language of ['fr', 'en']) {
  for (const page of pages) await writePage(page, language);
}
await copyInto('docs/site/style.css', 'style.css');
await copyInto('assets/icons/64x64.png', 'icon.png');

async function writePage(page, language) {
  const [title, source] = page[language];
  const name = inLanguage(page.name, language);
  const html = await bodyOf(await textOf(page, language), source, name, language);
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, frame({ page, language, title, html }));
}

/** French files are at the top, English ones in their own folder. */
function inLanguage(name, language) {
  return language === 'fr' ? name : `en/${name}`;
}

/** The part of a file in the page's language, under one title. */
async function textOf(page, language) {
  const [title, source] = page[language];
  const text = (await readFile(join(root, source), 'utf8'))
    .replaceAll('DOWNLOAD/', `${repository}/releases/download/v${version}/`)
    .replaceAll('VERSION', version);
  if (page.english === undefined) return text;
  const at = text.indexOf(page.english);
  if (at < 0) throw new Error(`${source} has no "${page.english.trim()}": its English part is not found.`);
  if (language === 'en') return `# ${title}\n\n${text.slice(at + page.english.length)}`;
  const french = text.slice(0, at).replace(/^# .*\n/, '');
  return `# ${title}\n\n${french.replace(/^(_English below\._|## En français)\n/gm, '')}`;
}

async function bodyOf(text, source, name, language) {
  const targets = new Map();
  const marked = new Marked({
    async: true,
    async walkTokens(token) {
      if (token.type !== 'link' && token.type !== 'image') return;
      if (!targets.has(token.href)) targets.set(token.href, await targetOf(token.href, source, language));
      const target = targets.get(token.href);
      if (token.type === 'image') token.size = await sizeOf(join(root, sourceOf(token.href, source)));
      token.href = /^[a-z]+:/.test(target) ? target : posix.relative(posix.dirname(name), target);
    },
    renderer: {
      // An image far below is loaded when a reader comes near.
      image: ({ href, text: said, size }) =>
        `<img src="${href}" alt="${quoted(said)}"${size} loading="lazy">`,
      // Wide lines scroll, with the keyboard too.
      code: ({ text: code }) => `<pre tabindex="0"><code>${quoted(code)}</code></pre>\n`,
    },
  });
  return marked.parse(text);
}

/** The target of a source's link on the site; needed files are copied there. */
async function targetOf(href, source, language) {
  if (/^[a-z]+:/.test(href)) return href;
  const path = sourceOf(href, source);
  await stat(join(root, path)).catch(() => {
    throw new Error(`${source} leads to ${href}, which is not there.`);
  });
  const page = pages.find((each) => each[language][1] === path);
  if (page !== undefined) return inLanguage(page.name, language);
  if (path.endsWith('.md') || !path.startsWith('docs/')) return `${repository}/blob/v${version}/${path}`;
  const target = path.replace(/^docs\/(site\/)?/, '');
  await copyInto(path, target);
  return target;
}

function sourceOf(href, source) {
  return posix.join(posix.dirname(source), href);
}

async function copyInto(path, target) {
  await mkdir(dirname(join(folder, target)), { recursive: true });
  await copyFile(join(root, path), join(folder, target));
}

/**
 * A picture's size reserves its place while it loads: a PNG has it at a fixed position, our drawings in their first line.
 */
async function sizeOf(path) {
  const bytes = await readFile(path);
  const [, drawing] = /^<svg[^>]*( width="\d+" height="\d+")/.exec(bytes.toString('latin1')) ?? [];
  return drawing ?? ` width="${bytes.readUInt32BE(16)}" height="${bytes.readUInt32BE(20)}"`;
}

function quoted(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function frame({ page, language, title, html }) {
  const up = language === 'fr' ? '' : '../';
  const other = language === 'fr' ? `en/${page.name}` : `../${page.name}`;
  const [otherLanguage, said] = [language === 'fr' ? 'en' : 'fr', words[language]];
  const links = pages.map(
    (each) =>
      `<li><a href="${each.name}"${each === page ? ' aria-current="page"' : ''}>${each[language][0]}</a></li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'">
<title>${title} – Comptoir</title>
<link rel="stylesheet" href="${up}style.css">
<link rel="icon" href="${up}icon.png">
<link rel="alternate" hreflang="${otherLanguage}" href="${other}">
</head>
<body>
<header>
<a class="home" href="index.html">Comptoir</a>
<nav aria-label="${said.pages}"><ul>${links.join('')}</ul></nav>
<a lang="${otherLanguage}" hreflang="${otherLanguage}" href="${other}">${said.other}</a>
</header>
<main>
${html}</main>
<footer>${said.version} · <a href="${repository}">${said.sources}</a></footer>
</body>
</html>
`;
}
