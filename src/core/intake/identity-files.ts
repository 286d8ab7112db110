/** Both copies of the identity, relative to the data folder, in separate folders: damage to one spares the other. */
export const identityFiles = ['identity/identity.json', 'safe/identity.json'] as const;
