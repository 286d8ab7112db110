import { hostShape, httpsOriginShape } from '../../../src/shared/settings/address-shapes';
import type { PreferencesChange } from '../../../src/shared/settings/preferences';
import type { TunnelChoice } from '../../../src/shared/settings/preferences';
import { Choice } from '../../parts/choice';
import { hrefOf } from '../../state/view';
import { useShop } from '../../state/window-context';
import { CloudflareToken } from './cloudflare-token';
import { SettingsGroup, type Change } from './settings-group';
import { TextSetting } from './text-setting';

const tunnels: readonly TunnelChoice[] = ['ngrok', 'cloudflare', 'none'];

export function InternetSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const { settings } = state;
  const words = texts.settings;
  /** An empty text removes the value; what the core would refuse is not sent. */
  const taken = (
    typed: string,
    shape: RegExp,
    next: (value: string | null) => PreferencesChange,
  ): boolean => {
    const value = typed.toLowerCase().replace(/\/$/, '');
    if (value !== '' && !shape.test(value)) return false;
    change(next(value === '' ? null : value));
    return true;
  };
  return (
    <SettingsGroup title={words.internet}>
      <Choice
        title={words.tunnelTitle}
        hint={words.tunnelHints[settings.tunnel]}
        options={tunnels.map((value) => ({ value, label: words.tunnel[value] }))}
        value={settings.tunnel}
        disabled={settings.tunnelGiven === true}
        onChange={(tunnel) => change({ tunnel })}
      />
      {settings.tunnelGiven && <p class="setting">{words.tunnelGiven}</p>}
      {settings.tunnel === 'ngrok' && (
        <TextSetting
          title={words.domain}
          hint={words.domainHint}
          wrong={words.domainWrong}
          value={settings.domain ?? ''}
          maxLength={253}
          onChange={(typed) => taken(typed, hostShape, (domain) => ({ domain }))}
        />
      )}
      {settings.tunnel === 'cloudflare' && <CloudflareToken />}
      {settings.tunnel !== 'ngrok' && (
        <TextSetting
          title={words.publicAddress}
          hint={words.publicAddressHint}
          wrong={words.publicAddressWrong}
          value={settings.publicAddress ?? ''}
          maxLength={300}
          onChange={(typed) => taken(typed, httpsOriginShape, (publicAddress) => ({ publicAddress }))}
        />
      )}
      {state.traffic !== null && (
        <p class="setting soft">{words.traffic(state.traffic.requests, state.traffic.quota)}</p>
      )}
      <div class="setting">
        <p class="soft">{words.setUpAgainHint}</p>
        <a class="button" href={hrefOf({ name: 'setup', step: 1 })}>
          {words.setUpAgain}
        </a>
      </div>
    </SettingsGroup>
  );
}
