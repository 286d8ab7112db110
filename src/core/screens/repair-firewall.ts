import { execFile } from 'node:child_process';

/** A person needs time to read and answer the question of Windows. */
const patienceMs = 3 * 60_000;

/**
 * PowerShell code that runs these lines one after another as administrator; Windows asks for permission first. The first
 * line fails where there was no rule to remove, and the second one's result counts.
 */
export function elevationScript(lines: readonly string[]): string {
  const argument = `/d /s /c "${lines.join(' & ')}"`.replaceAll("'", "''");
  return [
    "$ErrorActionPreference = 'Stop'",
    `$prompt = Start-Process -FilePath cmd.exe -Verb RunAs -WindowStyle Hidden -Wait -PassThru -ArgumentList '${argument}'`,
    'exit $prompt.ExitCode',
  ].join('\n');
}

/** Resolves to whether the lines were run; false where nobody gave permission. */
export function runElevated(lines: readonly string[]): Promise<boolean> {
  const script = Buffer.from(elevationScript(lines), 'utf16le').toString('base64');
  return new Promise((resolve) => {
    execFile(
      'powershell.exe',
      ['-NoProfile', '-NonInteractive', '-EncodedCommand', script],
      { windowsHide: true, timeout: patienceMs },
      (error) => resolve(error === null),
    );
  });
}
