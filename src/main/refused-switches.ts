/**
 * Chromium's and Node's switches by which another program drives ours, reads what it says, or stands between it and those it
 * asks. A `*` is any ending: siblings of a switch do what it does.
 */
const refused = [
  'remote-debugging-*',
  'remote-allow-origins',
  'inspect*',
  'debug*',
  'auto-open-devtools-for-tabs',
  'enable-automation',
  'js-flags',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors*',
  'ssl-key-log-file',
  'log-net-log',
  'proxy-*',
  'load-extension',
  'load-component-extension',
  'disable-extensions-except',
  'disable-web-security',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
];
const pattern = new RegExp(
  // One dash does as well, and a slash on Windows, where big letters are small ones.
  `^(?:--?|/)(${refused.map((name) => name.replace('*', '[\\w-]*')).join('|')})(?:=|$)`,
  'i',
);

/** The first of the words that the app was started with which a shop's app does not start with; null: none. */
export function refusedSwitch(args: readonly string[]): string | null {
  const found = args.slice(1).find((arg) => pattern.test(arg));
  return found === undefined ? null : (found.split('=', 1)[0] ?? found);
}
