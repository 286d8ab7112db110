/**
 * Chromium's and Node's switches that let another program control this one, read its traffic, or stand between it and its
 * servers. A `*` is any ending: similar switches do the same.
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
  // One dash works too, and on Windows a slash and capital letters.
  `^(?:--?|/)(${refused.map((name) => name.replace('*', '[\\w-]*')).join('|')})(?:=|$)`,
  'i',
);

/** The first argument that a shop's app must not be started with; null: none. */
export function refusedSwitch(args: readonly string[]): string | null {
  const found = args.slice(1).find((arg) => pattern.test(arg));
  return found === undefined ? null : (found.split('=', 1)[0] ?? found);
}
