/** What our pages may load: only files of their own origin. They may connect to `connect`. */
export function pagePolicy(more: readonly string[] = [], connect = "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    ...more,
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The headers of every page and file of the window, for Electron's protocol and the headless server alike.
 */
export const windowHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': pagePolicy(["font-src 'self'"]),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
