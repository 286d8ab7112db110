import type { EndpointName } from '../../shared/payment/endpoint';
import type { TunnelChoice } from '../../shared/settings/preferences';
import type { SettingsSummary } from '../../shared/settings/settings';
import type { HelperClock } from '../access/helper-clock';
import type { HelperCodes } from '../access/helper-codes';
import type { OwnerLock } from '../access/owner-lock';
import type { OwnerLog } from '../access/owner-log';
import type { Reaching } from '../access/reach';
import type { RunInBackground } from '../background';
import type { CarriedPlace } from '../backup/carried-identity';
import type { OpenedClockTrust } from '../hearing/open-clock-trust';
import type { Ledger } from '../ledger/ledger';
import type { Notices } from '../notices/notices';
import type { Clock, Log, SecretStore } from '../ports';
import type { Receiver } from '../receiver/receiver';
import type { Secrets } from '../settings/secrets';
import type { SettingsFile } from '../settings/settings-file';
import type { StateStore } from '../state-store';
import type { LogTail } from '../technician/log-tail';
import type { CallListeners } from './call-listeners';
import type { Keyring } from './keyring';
import type { UsualPort } from './usual-port';

/** The parts that must always run: data folder, identity, ledger, receiver. They know none of the derived parts. */
export interface Intake extends StateStore {
  readonly dataDir: string;
  /** Its timers may throw. */
  readonly clock: Clock;
  readonly log: Log;
  readonly logTail: LogTail;
  readonly runInBackground: RunInBackground;
  /** What a PIN or a code costs to compare, as a power of two. */
  readonly pinLog2N: number;
  readonly clocks: OpenedClockTrust;
  readonly ledger: Ledger;
  readonly settings: SettingsFile;
  readonly store: SecretStore;
  readonly keyring: Keyring;
  readonly carried: CarriedPlace;
  readonly secrets: Secrets;
  readonly lock: OwnerLock;
  readonly ownerLog: OwnerLog;
  readonly helperCodes: HelperCodes;
  readonly helperClock: HelperClock;
  /** How far back each role may look, by the helper's clock. */
  readonly reach: Reaching;
  readonly notices: Notices;
  readonly receiver: Receiver;
  readonly usualPort: UsualPort;
  readonly callListeners: CallListeners;
  readonly summary: () => SettingsSummary;
  readonly tunnelChoice: () => TunnelChoice;
  readonly offset: () => number;
  /** By the best known clock. */
  readonly today: () => string;
  readonly pathOf: (endpoint: EndpointName) => string;
  /** Closes everything except the receiver, which stops first. */
  readonly close: () => Promise<void>;
}
