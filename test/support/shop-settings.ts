import type { SettingsSummary } from '../../src/shared/settings/settings';

/** A shop in Benin that is set up, with every setting as it comes. */
export const shopSettings: SettingsSummary = {
  language: 'fr',
  shopName: '',
  country: 'BJ',
  sound: true,
  voice: 'recorded',
  volume: 100,
  ringUntilClaimedXof: null,
  soundsPausedUntil: null,
  notifications: true,
  discreetNotifications: false,
  startAtLogin: false,
  printer: null,
  paperMm: 80,
  retentionMonths: null,
  lockAfterMinutes: 5,
  helperNames: [],
  tunnel: 'ngrok',
  domain: null,
  publicAddress: null,
  openingHours: null,
  setUp: true,
  authtoken: 'stored',
  cloudflareToken: 'absent',
  hashSecret: { live: 'stored', sandbox: 'stored' },
};
