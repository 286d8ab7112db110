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
  /** Called once this process holds the data folder. */
  readonly openSecretStore: (dataDir: string) => Promise<OpenedSecretStore>;
  readonly spawnTunnelChild: SpawnTunnelChild;
  readonly writeClipboard: WriteClipboard;
  readonly readClipboard: ReadClipboard;
  readonly desktop: Desktop;
  readonly chooseFilePlace: ChooseFilePlace;
  /** Null where the window is a browser's: it prints by itself. */
  readonly printPage: PrintPage | null;
  /** Null where this copy of the app cannot replace itself. */
  readonly updateSource: UpdateSource | null;
  /** Asks only our own public address; a stand-in edge is not in the public DNS. */
  readonly fetchOwnAddress: typeof fetch;
  /** Asks providers about money. */
  readonly fetchProvider: typeof fetch;
  readonly diagnostics: Diagnostics;
  readonly log: Log;
  /** Tests only: throws where a part behind the intake is to fail. */
  readonly sabotage?: Sabotage | undefined;
  /** Tests only: PINs and codes that cost less to compare than shops' do. */
  readonly pinLog2N?: number | undefined;
  /** Told of every fact, those of the opening too. */
  readonly onFact?: FactListener | undefined;
}

export interface ComptoirConfig {
  readonly dataDir: string;
  /** Where to listen: 0 picks a free port. Undefined: the one used last time, else a free one. */
  readonly port: number | undefined;
  /** Overrides the setting for this run. */
  readonly tunnel: TunnelChoice | undefined;
  /** Where ngrok's edge is, if not in its usual place. */
  readonly edge: NgrokEdge | undefined;
  /** Opened before the rest of the program was read; else it is opened now. */
  readonly earlyListener?: Promise<EarlyListener>;
  /** The page of the shop's other screens, and where it is served for this run whatever the settings say. */
  readonly screens?: { readonly pageDir: string; readonly lan: LanConfig | undefined };
  /** COMPTOIR_HASH_SECRET, COMPTOIR_SANDBOX_HASH_SECRET, NGROK_AUTHTOKEN: for this run, never written to disk. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where anybody at the computer may have set it: a hash secret in it is told, and not believed once there is a PIN. */
  readonly doubtsEnvironment?: boolean;
}
