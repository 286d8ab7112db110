import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { comptoir, ServeProcess } from '../support/headless-process';
import { temporaryFolder } from '../support/temporary-folder';
import { realNow } from '../support/real-now';

/** Longer than any gap that may go unrecorded. The process is really stopped, so the test takes that long. */
const stoppedS = Number(process.env.COMPTOIR_STOPPED_S ?? '16');

it(`records a standstill of ${stoppedS} s of the whole process`, { timeout: 90_000 }, async () => {
  await using folder = await temporaryFolder();
  const quiet = ['--tunnel=none', '--no-notifications', '--ui-port=0', '--port=0'];
  await using serving = await ServeProcess.ready([`--data=${folder.path}`, ...quiet]);
  const stoppedAt = realNow();
  process.kill(serving.pid, 'SIGSTOP');
  await pause(stoppedS * 1_000);
  const continuedAt = realNow();
  process.kill(serving.pid, 'SIGCONT');

  const told = await serving.line(({ event, to }) => event === 'deaf' && to !== null);
  expect(told).toMatchObject({ cause: 'asleep', checked: null });
  expect(Date.parse(String(told.from))).toBeLessThanOrEqual(stoppedAt);
  expect(Date.parse(String(told.to))).toBeGreaterThanOrEqual(continuedAt);
  await expect
    .poll(async () => (await comptoir(['check', '--data', folder.path, '--json'])).lines)
    .toMatchObject([{ deafPeriods: 1 }]);
});
