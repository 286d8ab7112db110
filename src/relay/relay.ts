/** What the command line uses of the relay: its only entry. */
export { checkRelay } from './check-relay';
export { inviteShop } from './invite-shop';
export { serveRelay } from './serve-relay';
export { RelayFailure } from './store/database';
