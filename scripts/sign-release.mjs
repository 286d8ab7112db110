import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * Signs the files that name the newest version (latest*.yml), so that an update is trusted for its signature and not for
 * its origin: `node scripts/sign-release.mjs FOLDER [KEY_FILE]`, with the private key in RELEASE_PRIVATE_KEY. KEY_FILE
 * holds the public key in the packages: no shop would accept a signature with another key. `node scripts/sign-release.mjs
 * --new-key KEY_FILE` makes a pair, writes the public key there and prints the private one. It uses only Node, so that no
 * other package runs where the private key is.
 */
const [target, keyFile] = process.argv.slice(2);
if (target === undefined) throw new Error('which folder? or --new-key');
if (target === '--new-key') await makeNewKey();
else await signFolder(target);

async function makeNewKey() {
  if (keyFile === undefined) throw new Error('which file for the public key?');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const text = (key, type) => key.export({ type, format: 'der' }).toString('base64');
  await writeFile(keyFile, `${text(publicKey, 'spki')}\n`, { flag: 'wx' });
  console.log(`RELEASE_PRIVATE_KEY=${text(privateKey, 'pkcs8')}`);
}

async function signFolder(folder) {
  const given = process.env.RELEASE_PRIVATE_KEY ?? '';
  if (given === '') throw new Error('RELEASE_PRIVATE_KEY is not set: no shop would update to this release');
  const key = createPrivateKey({ key: Buffer.from(given, 'base64'), format: 'der', type: 'pkcs8' });
  if (keyFile !== undefined) {
    const own = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
    if ((await readFile(keyFile, 'utf8')).trim() !== own)
      throw new Error(`${keyFile} is not the public half of RELEASE_PRIVATE_KEY`);
  }
  for (const name of (await readdir(folder)).filter((file) => /^latest.*\.yml$/.test(file))) {
    const file = join(folder, name);
    const text = (await readFile(file, 'utf8')).replace(/^signature: .*\n/m, '');
    const signature = sign(null, Buffer.from(signedText(text)), key).toString('base64');
    await writeFile(file, `${text.trimEnd()}\nsignature: ${signature}\n`);
  }
}

/** The version and each file with its checksum, as electron-builder writes them. The app reads the same. */
function signedText(yml) {
  const [, version] = /^version: (\S+)$/m.exec(yml) ?? [];
  const files = [...yml.matchAll(/^ {2}- url: (.+)\n {4}sha512: (\S+)$/gm)].map(
    ([, url, sha512]) => `${url} ${sha512}`,
  );
  if (version === undefined || files.length === 0)
    throw new Error('this is not a latest.yml of electron-builder');
  return [version, ...files.sort()].join('\n');
}
