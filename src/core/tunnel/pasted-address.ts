import type { AddressChange } from '../../shared/state/app-state';
import { publicUrlOf, type TunnelState } from '../../shared/state/tunnel';
import type { Mode } from '../../shared/payment/payment';
import type { Log } from '../ports';
import type { DistinctHeaders } from '../provider';
import type { SettingsFile } from '../settings/settings-file';

export interface PastedAddressOptions {
  readonly settings: SettingsFile;
  readonly log: Log;
  /** A proxy of the merchant's own may call us by another name than KKiaPay called it. */
  readonly mayRename: () => boolean;
  readonly onChange: (change: AddressChange | null) => void;
}

export interface PastedAddress {
  follow(tunnel: TunnelState): void;
  /** A call that proved the secret and was not our own. */
  onCall(mode: Mode, headers: DistinctHeaders): void;
}

/**
 * Knows which public address KKiaPay's dashboard holds: the first one we had, then each one on which a live call arrived.
 * Another one than the present is an alarm, for KKiaPay goes on calling the old one.
 */
export function watchPastedAddress({
  settings,
  log,
  mayRename,
  onChange,
}: PastedAddressOptions): PastedAddress {
  let present: string | null = null;
  let told: AddressChange | null = null;

  const tell = (change: AddressChange | null): void => {
    if (JSON.stringify(change) === JSON.stringify(told)) return;
    told = change;
    onChange(change);
  };
  const remember = (origin: string): void => {
    tell(null);
    settings
      .change({ pastedOrigin: origin })
      .catch((error: unknown) => log(`the address that KKiaPay calls could not be kept: ${String(error)}`));
  };

  return {
    follow(tunnel) {
      if (tunnel.kind === 'off') tell(null);
      const url = tunnel.kind === 'online' ? publicUrlOf(tunnel) : null;
      if (url === null) return;
      present = new URL(url).origin;
      const { pastedOrigin } = settings.current();
      if (pastedOrigin === null) remember(present);
      else tell(pastedOrigin === present ? null : { pasted: pastedOrigin, present });
    },
    onCall(mode, headers) {
      if (told === null || mode !== 'live') return;
      const host = headers['x-forwarded-host']?.[0] ?? headers.host?.[0] ?? '';
      if (mayRename() || host === new URL(told.present).host) remember(told.present);
    },
  };
}
