import type { AddressChange } from '../../shared/state/app-state';
import { publicUrlOf, type TunnelState } from '../../shared/state/tunnel';
import type { Mode } from '../../shared/payment/payment';
import type { Log } from '../ports';
import type { DistinctHeaders } from '../provider';
import type { SettingsFile } from '../settings/settings-file';

export interface PastedAddressOptions {
  readonly settings: SettingsFile;
  readonly log: Log;
  /** Where providers must call instead of the tunnel; null where this shop has no relay. */
  readonly relayOrigin: () => string | null;
  /** A proxy of the merchant's own may change the host name that KKiaPay called. */
  readonly mayRename: () => boolean;
  readonly onChange: (change: AddressChange | null) => void;
}

export interface PastedAddress {
  follow(tunnel: TunnelState): void;
  /** Reads again what is stored, because it may have been lost meanwhile. */
  look(): void;
  /** A call that proved the secret and was not our own. */
  onCall(mode: Mode, headers: DistinctHeaders): void;
  /** A call that the relay received for us. */
  onRelayed(mode: Mode): void;
}

/**
 * Knows which public address KKiaPay's dashboard has: first our first one, then each one on which a live call arrived. If
 * it differs from the present one, that is an alarm, because KKiaPay continues to call the old one. A lost path is an
 * alarm too, from the start and whatever the tunnel does.
 */
export function watchPastedAddress({
  settings,
  log,
  mayRename,
  relayOrigin,
  onChange,
}: PastedAddressOptions): PastedAddress {
  let present: string | null = null;
  let isOff = true;
  let told: AddressChange | null = null;

  const look = (): void => {
    const change = changeNow();
    if (JSON.stringify(change) === JSON.stringify(told)) return;
    told = change;
    onChange(change);
  };
  const changeNow = (): AddressChange | null => {
    const { pastedOrigin, addressLostAt } = settings.current();
    const ours = relayOrigin() ?? present;
    if (addressLostAt !== null) return { pasted: null, present: ours };
    const isAway = relayOrigin() === null && isOff;
    if (isAway || ours === null || pastedOrigin === null || pastedOrigin === ours) return null;
    return { pasted: pastedOrigin, present: ours };
  };
  const keep = (change: Parameters<SettingsFile['change']>[0]): void => {
    settings
      .change(change)
      .catch((error: unknown) => log(`the address that KKiaPay calls could not be kept: ${String(error)}`))
      .finally(look);
  };
  look();

  return {
    look,
    follow(tunnel) {
      isOff = tunnel.kind === 'off';
      const url = tunnel.kind === 'online' ? publicUrlOf(tunnel) : null;
      if (url !== null) {
        present = new URL(url).origin;
        if (settings.current().pastedOrigin === null) keep({ pastedOrigin: present });
      }
      look();
    },
    onCall(mode, headers) {
      if (told === null || mode !== 'live' || relayOrigin() !== null) return;
      const host = headers['x-forwarded-host']?.[0] ?? headers.host?.[0] ?? '';
      const isPresent = mayRename() || (present !== null && host === new URL(present).host);
      if (isPresent) keep({ ...(present !== null && { pastedOrigin: present }), addressLostAt: null });
    },
    onRelayed(mode) {
      const origin = relayOrigin();
      if (mode !== 'live' || origin === null) return;
      const { pastedOrigin, addressLostAt } = settings.current();
      if (pastedOrigin !== origin || addressLostAt !== null)
        keep({ pastedOrigin: origin, addressLostAt: null });
    },
  };
}
