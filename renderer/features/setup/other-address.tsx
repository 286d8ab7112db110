import type { ComponentChildren } from 'preact';
import { httpsOriginShape } from '../../../src/shared/settings/address-shapes';
import { localOriginOf } from '../../../src/shared/state/app-state';
import { CopyText } from '../../parts/copy-text';
import { OutsideLink } from '../../parts/outside-link';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { CloudflareToken } from '../settings/cloudflare-token';
import { TextSetting } from '../settings/text-setting';
import { inBackground } from '../../state/in-background';

export type OtherAddress = 'tailscale' | 'cloudflare' | 'own';

/** The ways without ngrok: each leads to this computer's own address and port, which stay the same. */
export function OtherAddressSteps({ kind }: { readonly kind: OtherAddress }) {
  const { state, texts } = useShop();
  const words = texts.setupAddress;
  const local = localOriginOf(state);
  return (
    <>
      <p class="lead">{words.intros[kind]}</p>
      <ol class="todo">
        {kind === 'tailscale' && (
          <li>
            {words.tailscale.install} <OutsideLink address="tailscale.com/download" />
          </li>
        )}
        {kind === 'cloudflare' && (
          <li>
            {words.cloudflare.open} <OutsideLink address="one.dash.cloudflare.com" />
          </li>
        )}
        <Local local={local} kind={kind} />
        {kind === 'cloudflare' && (
          <li>
            <CloudflareToken />
          </li>
        )}
        <li>
          <PublicAddress hint={words.publicHints[kind]} />
        </li>
      </ol>
    </>
  );
}

function Local({
  local,
  kind,
}: {
  readonly local: string | null;
  readonly kind: OtherAddress;
}): ComponentChildren {
  const words = useShop().texts.setupAddress;
  if (local === null) return <li>{words.noLocal}</li>;
  return (
    <li>
      <p>{words.localHints[kind]}</p>
      <CopyText
        text={kind === 'tailscale' ? `tailscale funnel --bg ${local}` : local}
        label={kind === 'tailscale' ? words.copyCommand : words.copyLocal}
      />
    </li>
  );
}

function PublicAddress({ hint }: { readonly hint: string }) {
  const { state, texts } = useShop();
  const { run } = useCommand('changeSettings');
  const words = texts.settings;
  return (
    <TextSetting
      title={words.publicAddress}
      hint={hint}
      wrong={words.publicAddressWrong}
      value={state.settings.publicAddress ?? ''}
      maxLength={300}
      onChange={(typed) => {
        const value = typed.toLowerCase().replace(/\/$/, '');
        if (value !== '' && !httpsOriginShape.test(value)) return false;
        inBackground(run({ publicAddress: value === '' ? null : value }));
        return true;
      }}
    />
  );
}
