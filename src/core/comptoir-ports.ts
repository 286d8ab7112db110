import type { TunnelChoice } from '../shared/settings/preferences';
import type { Sabotage } from './derived/isolation';
import type {
  ChooseFilePlace,
  Clock,
  Desktop,
  Diagnostics,
  Log,
  PrintPage,
  ReadClipboard,
  SpawnTunnelChild,
  WriteClipboard,
} from './ports';
import type { EarlyListener } from './receiver/early-listener';
import type { OpenedSecretStore } from './settings/file-secret-store';
import type { FactListener } from './state-store';
import type { LanConfig } from './screens/door-keeper';
import type { NgrokEdge } from './tunnel/ngrok-tunnel';
import type { UpdateSource } from './updates/updates';

export interface ComptoirPorts {
  readonly clock: Clock;
  /** Called once this process holds the data folder's lock. */
  readonly openSecretStore: (dataDir: string) => Promise<OpenedSecretStore>;
  readonly spawnTunnelChild: SpawnTunnelChild;
  readonly writeClipboard: WriteClipboard;
  readonly readClipboard: ReadClipboard;
  readonly desktop: Desktop;
  readonly chooseFilePlace: ChooseFilePlace;
  /** Null where the window is a browser's, which prints by itself. */
  readonly printPage: PrintPage | null;
  /** Null where this copy of the app cannot replace itself. */
  readonly updateSource: UpdateSource | null;
  /** Only for our own public address, because a stand-in edge is not in the public DNS. */
  readonly fetchOwnAddress: typeof fetch;
  /** For asking providers about money. */
  readonly fetchProvider: typeof fetch;
  readonly diagnostics: Diagnostics;
  readonly log: Log;
  /** Tests only: throws where a derived part is to fail. */
  readonly sabotage?: Sabotage | undefined;
  /** Tests only: PINs and codes that are cheaper to compare than a shop's. */
  readonly pinLog2N?: number | undefined;
  /** Gets every fact, also those of the opening. */
  readonly onFact?: FactListener | undefined;
}

export interface ComptoirConfig {
  readonly dataDir: string;
  /** The port to listen on: 0 picks a free one. Undefined: the last one used, else a free one. */
  readonly port: number | undefined;
  /** Overrides the setting for this run. */
  readonly tunnel: TunnelChoice | undefined;
  /** Where ngrok's edge is, if not at its usual address. */
  readonly edge: NgrokEdge | undefined;
  /** A listener that was opened before the rest of the program was loaded; left out: it is opened now. */
  readonly earlyListener?: Promise<EarlyListener>;
  /** The page of the shop's other screens, and where to serve it in this run, whatever the settings say. */
  readonly screens?: { readonly pageDir: string; readonly lan: LanConfig | undefined };
  /** COMPTOIR_HASH_SECRET, COMPTOIR_SANDBOX_HASH_SECRET, NGROK_AUTHTOKEN: for this run, never written to disk. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * Anybody at the computer may have set the environment: a hash secret in it is reported, and ignored once there is a
   * PIN.
   */
  readonly doubtsEnvironment?: boolean;
}
