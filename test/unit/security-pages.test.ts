import { describe, expect, it } from 'vitest';
import { isAppUrl } from '../../src/main/app-origin';
import { isExternalUrl, windowPreferences } from '../../src/main/security';
import { windowHeaders } from '../../src/shared/bridge/window-headers';

describe('our own pages', () => {
  it.each(['app://comptoir/index.html', 'app://comptoir/', 'app://comptoir/audio.html#x'])(
    'are %s',
    (address) => {
      expect(isAppUrl(address)).toBe(true);
    },
  );

  it.each([
    'app://comptoir.example/index.html',
    'app://index.html',
    'app://comptoir:80/index.html',
    'app://someone@comptoir/index.html',
    'app:comptoir/index.html',
    'app2://comptoir/index.html',
    'file:///app://comptoir/index.html',
    'https://comptoir/index.html',
    'data:text/html,app://comptoir/',
    'about:blank',
    'app://comptoir\\.example/',
    '',
  ])('are not %s', (address) => {
    expect(isAppUrl(address)).toBe(false);
  });
});

describe('addresses for the system’s browser', () => {
  it('are pages of KKiaPay and ngrok, whatever their path', () => {
    expect(isExternalUrl('https://dashboard.ngrok.com/get-started/your-authtoken')).toBe(true);
    expect(isExternalUrl('https://app.kkiapay.me/dashboard')).toBe(true);
    // What the set-up names for each kind of address and each provider.
    for (const page of ['tailscale.com/download', 'one.dash.cloudflare.com', 'app.fedapay.com'])
      expect(isExternalUrl(`https://${page}`)).toBe(true);
  });

  it.each([
    'http://dashboard.ngrok.com/',
    'https://dashboard.ngrok.com.example/',
    'https://dashboard.ngrok.com@example.com/',
    'https://someone@dashboard.ngrok.com/',
    'https://dashboard.ngrok.com:8443/',
    'https://example.com/https://dashboard.ngrok.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://dashboard.ngrok.com/x',
    'app://comptoir/index.html',
    'not an address',
  ])('are not %s', (address) => {
    expect(isExternalUrl(address)).toBe(false);
  });
});

describe('every window', () => {
  it('is made without a single power of Node', () => {
    expect(windowPreferences).toMatchObject({
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
    });
    expect(windowPreferences).not.toHaveProperty('enableBlinkFeatures');
  });

  it('is served with a content policy that starts from nothing and knows no inline code', () => {
    const policy = new Map(
      (windowHeaders['content-security-policy'] ?? '').split(';').map((directive) => {
        const [name = '', ...sources] = directive.trim().split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('style-src')).toBe("'self'");
    expect(policy.get('base-uri')).toBe("'none'");
    expect(policy.get('form-action')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|http|wasm/);
    expect(windowHeaders['x-content-type-options']).toBe('nosniff');
  });
});
