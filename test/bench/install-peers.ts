import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The stores and servers for comparison build native code: only the benches need them. */
export function installPeers(): void {
  if (['better-sqlite3', 'classic-level'].every((peer) => existsSync(`test/bench/node_modules/${peer}`)))
    return;
  try {
    execFileSync('npm', ['ci', '--prefix', 'test/bench'], {
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
  } catch {
    process.stderr.write(
      'The benches compare with better-sqlite3 and classic-level, which could not be installed. Look at what npm says ' +
        'above (a network, or a C++ compiler, may be missing), then run the bench again.\n',
    );
    process.exit(1);
  }
}
