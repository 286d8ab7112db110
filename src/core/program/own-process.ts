/**
 * What both programs do before anything else. Files are for this user alone from the first one on. A variable that switches
 * off the checking of certificates is dropped: nobody needs it here, and somebody who set it could answer in a provider's place.
 */
export function ownProcess(process: Pick<NodeJS.Process, 'env' | 'umask'>): void {
  process.umask(0o077);
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
}
