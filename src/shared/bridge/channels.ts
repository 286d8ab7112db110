/** The two channels of Electron's IPC that carry the bridge. */
export const invokeChannel = 'comptoir:invoke';
export const broadcastChannel = 'comptoir:broadcast';
