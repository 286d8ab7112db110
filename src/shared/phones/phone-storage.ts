/** Where a phone stores what it knows. Its page writes there, and its service worker reads the name of a shop there. */
export const phoneDatabase = {
  name: 'comptoir-phone',
  version: 1,
  shops: 'shops',
  payments: 'payments',
} as const;
