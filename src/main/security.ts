import type { App, Session, Shell, WebContents, WebPreferences } from 'electron';
import { isAppUrl } from './app-origin';

/** Other sites that our texts link to. Whole origins, so that a similar path or host gets nothing. */
const externalOrigins: ReadonlySet<string> = new Set([
  'https://dashboard.ngrok.com',
  'https://ngrok.com',
  'https://app.kkiapay.me',
  'https://docs.kkiapay.me',
  'https://app.fedapay.com',
  'https://one.dash.cloudflare.com',
  'https://developers.cloudflare.com',
  'https://login.tailscale.com',
  'https://tailscale.com',
]);

/** The options of all our windows: complete, because Electron's defaults have changed before. */
export const windowPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** Whether this address may open in the system's browser. */
export function isExternalUrl(address: string): boolean {
  try {
    const { origin, username, password } = new URL(address);
    return externalOrigins.has(origin) && username === '' && password === '';
  } catch {
    return false;
  }
}

/** Keeps every page of the app in place and without permissions. Call it before the first window. */
export function confinePages(
  app: App,
  session: Session,
  shell: Pick<Shell, 'openExternal'>,
  mayListen: () => boolean,
): () => void {
  denyPermissions(session, mayListen);
  const confine = (_event: unknown, contents: WebContents): void => confinePage(contents, shell);
  app.on('web-contents-created', confine);
  return () => void app.off('web-contents-created', confine);
}

/** Only the microphone, for our own page, while the owner's screen records: the core is asked each time. */
function denyPermissions(session: Session, mayListen: () => boolean): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = mayListen() && 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isMicrophone = permission === 'media' && kinds.length === 1 && kinds[0] === 'audio';
    answer(isMicrophone && details.isMainFrame && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    const isMicrophone = permission === 'media' && details.mediaType === 'audio';
    return mayListen() && isMicrophone && details.isMainFrame && isAppUrl(contents?.getURL() ?? '');
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

function confinePage(contents: WebContents, shell: Pick<Shell, 'openExternal'>): void {
  // Otherwise a hijacked page could reach computers of the shop's network by WebRTC, and reveal its address.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  const openOutside = (address: string): void => {
    // If no program on this computer opens it, nothing can be done here.
    if (isExternalUrl(address)) shell.openExternal(address).catch(() => undefined);
  };
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  // It comes before `will-navigate`, and for frames too.
  contents.on('will-frame-navigate', (event) => {
    // A reload of our own page is a navigation too.
    if (event.isMainFrame && isAppUrl(event.url)) return;
    event.preventDefault();
    if (event.isMainFrame) openOutside(event.url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
