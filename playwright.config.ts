import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's Chromium where there is one, else the one that Playwright installed. */
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
function chromium(...args: readonly string[]) {
  return {
    launchOptions: {
      args: ['--no-sandbox', ...args],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  };
}

/** Of the app on a real display: what other apps on it do not disturb, some of it for minutes. */
const sharing = /desktop\/(closing|packaged.*|screens-page|security.*|set-up-links|updates)\.spec\.ts$/;

/**
 * `desktop` drives a real Electron on a real display, one app at a time, for the keys, the tray and the notifications are
 * one for all; `shared-desktop` drives several at once. `browser` is the headless mode's window in Chromium, `window` the
 * built window on a core of its own; `screenshots` draws docs/screens anew. What is not to be had on a machine is skipped,
 * with the reason.
 */
export default defineConfig({
  timeout: 60_000,
  // Two cores, and other programs on them: what takes a blink in a shop may take a while here.
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  // A second try would hide a fault: what fails once is looked into.
  retries: 0,
  reporter: [['list']],
  outputDir: 'test-results',
  projects: [
    { name: 'desktop', testDir: 'test/e2e/desktop', testIgnore: sharing },
    { name: 'shared-desktop', testDir: 'test/e2e/desktop', testMatch: sharing },
    { name: 'browser', testDir: 'test/e2e/browser', use: chromium() },
    {
      name: 'window',
      testDir: 'test/e2e/screens',
      testIgnore: 'screenshots.spec.ts',
      // Each test has a shop of its own: the tests of one file need not wait for each other.
      fullyParallel: true,
      use: chromium(),
    },
    {
      name: 'screenshots',
      testDir: 'test/e2e/screens',
      testMatch: 'screenshots.spec.ts',
      // A page that may ring has no button that asks for it.
      use: chromium('--autoplay-policy=no-user-gesture-required'),
    },
  ],
});
