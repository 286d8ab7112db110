/**
 * What both programs do first. New files are for this user alone. A variable that disables the checking of certificates
 * is removed: nobody needs it here, and a person who set it could answer in a provider's place.
 */
export function ownProcess(process: Pick<NodeJS.Process, 'env' | 'umask'>): void {
  process.umask(0o077);
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
}
