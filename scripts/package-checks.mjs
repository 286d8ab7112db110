// What a package needs, and what must not be in it: each violation stops the build with a sentence.
import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const tunnelParts = {
  linux: (arch) => `ngrok-linux-${arch}-gnu`,
  win32: (arch) => `ngrok-win32-${arch}-msvc`,
  darwin: (arch) => `ngrok-darwin-${arch}`,
};

/** The package of the tunnel's native part. @param {string} system @param {string} arch */
export function tunnelPart(system, arch) {
  const part = tunnelParts[system]?.(arch);
  if (part === undefined)
    throw new Error(`There is no tunnel for ${system} on ${arch}: this package cannot be made.`);
  return part;
}

/**
 * The tunnel's native part needs Microsoft's C runtime, which a fresh Windows lacks. Windows looks for it beside the file
 * that needs it, and Microsoft lets it be shipped there. The system's own copy serves its own processor alone.
 *
 * @param {string} resources @param {string} arch @param {NodeJS.ProcessEnv} environment
 */
export async function addRuntime(resources, arch, environment = process.env) {
  const { VCToolsRedistDir, SystemRoot, PROCESSOR_ARCHITECTURE } = environment;
  const file = 'vcruntime140.dll';
  const target = join(resources, 'app.asar.unpacked/node_modules/@ngrok', tunnelPart('win32', arch), file);
  const isOwn = (PROCESSOR_ARCHITECTURE ?? 'AMD64').toLowerCase() === (arch === 'x64' ? 'amd64' : arch);
  const sources = [
    ...(VCToolsRedistDir === undefined ? [] : [join(VCToolsRedistDir, arch, 'Microsoft.VC143.CRT', file)]),
    ...(SystemRoot === undefined || !isOwn ? [] : [join(SystemRoot, 'System32', file)]),
  ];
  for (const source of sources) {
    const copied = await copyFile(source, target).then(
      () => true,
      () => false,
    );
    if (copied) return;
  }
  throw new Error(
    `${file} for ${arch} is not on this computer: install "Microsoft Visual C++ Redistributable" (${arch}), then pack again.`,
  );
}

/** Fuses that prevent others from controlling the program, with their required values. */
const fuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
};
const debugSwitch =
  /--(development|inspect(-brk)?|remote-debugging-(port|pipe)|no-sandbox|disable-web-security|js-flags)\b/;

/**
 * Others could control a package in which a fuse is open, or which starts with a switch for development.
 *
 * @param {Record<string, any>} config electron-builder's configuration, including that of the system
 */
export function refuseDebugSwitches(config) {
  for (const [fuse, wanted] of Object.entries(fuses))
    if (config.electronFuses?.[fuse] !== wanted)
      throw new Error(
        `electronFuses.${fuse} must be ${wanted} in a package: set it so in electron-builder.yml.`,
      );
  const started = [...(config.executableArgs ?? []), config.desktop?.entry?.Exec ?? ''].join(' ');
  const [found] = debugSwitch.exec(started) ?? [];
  if (found !== undefined)
    throw new Error(
      `The package would start with ${found}, which is made for development: take it out of executableArgs or Exec.`,
    );
}

/** Their values belong to the builder; anybody could read them in a package. */
const secretName = /SECRET|TOKEN|PASSWORD|PRIVATE_KEY|API_KEY/i;
const secretForms = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{16}/,
  'an ngrok authtoken': /\b[0-9A-Za-z]{27}_[0-9A-Za-z]{21}\b/,
  'a secret key of a provider': /\bsk_(live|sandbox)_\w{16}/,
  'a file of secrets':
    /"(\.env[\w.-]*|secrets?\.json|settings\.json|identity\.json|[\w.-]+\.(pem|p12|pfx|key))":\{/,
};

/**
 * Searches what was packed: the archive with its table of contents, and the text files beside it.
 *
 * @param {string} resources @param {NodeJS.ProcessEnv} environment
 */
export async function refuseSecrets(resources, environment = process.env) {
  const values = Object.entries(environment).filter(
    ([name, value]) => secretName.test(name) && (value?.length ?? 0) >= 12,
  );
  const files = (await readdir(resources, { recursive: true })).filter((path) =>
    /\.(asar|json|ya?ml|txt|[cm]?js|sh|env)$|\.env/.test(path),
  );
  for (const path of files) {
    const text = await readFile(join(resources, path), 'latin1').catch((error) => {
      if (error.code === 'EISDIR') return '';
      throw error;
    });
    const named = values.find(([, value]) => text.includes(value))?.[0];
    const form = Object.entries(secretForms).find(([, pattern]) => pattern.test(text))?.[0];
    const what = named === undefined ? form : `the value of ${named}`;
    if (what !== undefined || /(^|[/\\])\.env/.test(path))
      throw new Error(
        `${path} holds ${what ?? 'a file of secrets'}: take it out, build anew, then pack again.`,
      );
  }
}
