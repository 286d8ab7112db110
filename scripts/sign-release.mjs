import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * Signs the files that say what the newest version is (latest*.yml), so that an update is believed for its signature and
 * not for where it came from: `node scripts/sign-release.mjs dist`, the private key in RELEASE_PRIVATE_KEY.
 * `node scripts/sign-release.mjs --new-key` makes a pair; the public half goes into every package.
 */
const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('which folder? or --new-key');
if (target === '--new-key') printNewKey();
else await signFolder(target);

function printNewKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const text = (key, type) => key.export({ type, format: 'der' }).toString('base64');
  console.log(`RELEASE_KEY=${text(publicKey, 'spki')}\nRELEASE_PRIVATE_KEY=${text(privateKey, 'pkcs8')}`);
}

async function signFolder(folder) {
  const given = process.env.RELEASE_PRIVATE_KEY ?? '';
  if (given === '') {
    console.log('RELEASE_PRIVATE_KEY is not set: nobody will update to this release by itself');
    return;
  }
  const key = createPrivateKey({ key: Buffer.from(given, 'base64'), format: 'der', type: 'pkcs8' });
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
