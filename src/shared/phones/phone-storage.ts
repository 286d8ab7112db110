/** Where a phone keeps what it knows: its page writes there, and its service worker finds the name of a shop there. */
export const phoneDatabase = {
  name: 'comptoir-phone',
  version: 1,
  shops: 'shops',
  payments: 'payments',
} as const;
