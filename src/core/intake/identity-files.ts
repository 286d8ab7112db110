/** Both copies of the identity, relative to the data folder, in folders of their own: whatever befalls one spares the other. */
export const identityFiles = ['identity/identity.json', 'safe/identity.json'] as const;
