/** What the command line asks of the relay: its one way in. */
export { checkRelay } from './check-relay';
export { inviteShop } from './invite-shop';
export { serveRelay } from './serve-relay';
export { RelayFailure } from './store/database';
