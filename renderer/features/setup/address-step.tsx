import { useSignal } from '@preact/signals';
import type { EndpointName } from '../../../src/shared/payment/endpoint';
import { tunnelTextOf } from '../../../src/shared/texts/tunnel-texts';
import { publicUrlOf } from '../../../src/shared/state/tunnel';
import { Choice } from '../../parts/choice';
import { OutsideLink } from '../../parts/outside-link';
import { SecretForm } from '../../parts/secret-form';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { OtherAddressSteps, type OtherAddress } from './other-address';
import { WebhookUrl } from './webhook-url';
import { inBackground } from '../../state/in-background';

type AddressKind = 'ngrok' | OtherAddress;
const kinds: readonly AddressKind[] = ['ngrok', 'tailscale', 'cloudflare', 'own'];

/** Step 1: asks what each kind of address needs, and shows the public address. */
export function AddressStep({ endpoint }: { readonly endpoint: EndpointName }) {
  const { state, texts } = useShop();
  const words = texts.setup.address;
  const { settings } = state;
  const { run } = useCommand('changeSettings');
  // Tailscale's Funnel is an address of the shop's own, with different steps.
  const isTailscale = useSignal(settings.publicAddress?.endsWith('.ts.net') === true);
  const kind: AddressKind =
    settings.tunnel !== 'none' ? settings.tunnel : isTailscale.value ? 'tailscale' : 'own';
  const choose = (next: AddressKind): void => {
    isTailscale.value = next === 'tailscale';
    const tunnel = next === 'ngrok' || next === 'cloudflare' ? next : 'none';
    if (tunnel !== settings.tunnel) inBackground(run({ tunnel }));
  };
  return (
    <>
      <Choice
        title={texts.setupAddress.kind}
        titleHidden
        options={kinds.map((value) => ({ value, label: texts.setupAddress.kinds[value] }))}
        value={kind}
        disabled={settings.tunnelGiven === true}
        onChange={choose}
      />
      {settings.tunnelGiven && <p>{texts.settings.tunnelGiven}</p>}
      {kind === 'ngrok' ? <NgrokSteps /> : <OtherAddressSteps kind={kind} />}
      <section
        class={publicUrlOf(state.tunnel) === null ? 'card' : 'card card-good'}
        aria-labelledby="address-title"
      >
        <h2 id="address-title" class="card-title">
          {words.yours}
        </h2>
        <TunnelWords />
        {publicUrlOf(state.tunnel) !== null && <WebhookUrl endpoint={endpoint} strong />}
      </section>
    </>
  );
}

function NgrokSteps() {
  const { state, texts } = useShop();
  const words = texts.setup.address;
  const replacing = useSignal(false);
  const source = state.settings.authtoken;
  return (
    <>
      <p class="lead">{words.intro}</p>
      {source === 'absent' || replacing.value ? (
        <ol class="todo">
          <li>
            {words.open} <OutsideLink address="dashboard.ngrok.com/get-started/your-authtoken" />
          </li>
          <li>{words.copyToken}</li>
          <li>
            <TokenForm
              onSaved={() => {
                replacing.value = false;
              }}
            />
          </li>
        </ol>
      ) : (
        <p>
          {source === 'environment' ? words.fromEnvironment : words.saved}{' '}
          {source === 'stored' && (
            <button type="button" class="button button-quiet" onClick={() => (replacing.value = true)}>
              {words.replace}
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** The tunnel's progress, read aloud as it changes. */
function TunnelWords() {
  const { state, texts } = useShop();
  const { tunnel } = state;
  const trouble = tunnel.kind === 'retrying' || tunnel.kind === 'refused';
  const { sentence, step, code } = tunnelTextOf(texts.tunnel, tunnel);
  return (
    <div role="status">
      <p class={trouble ? 'problem' : undefined}>
        {tunnel.kind === 'token-missing' ? texts.setup.address.waiting : sentence}
      </p>
      {trouble && <p>{[step, code].filter(Boolean).join(' ')}</p>}
      {tunnel.kind === 'online' && <p>{texts.setup.address.ready}</p>}
    </div>
  );
}

function TokenForm({ onSaved }: { readonly onSaved: () => void }) {
  const { texts } = useShop();
  const { run, ...command } = useCommand('saveAuthtoken');
  const words = texts.setup.address;
  return (
    <SecretForm
      {...command}
      label={
        <>
          {words.paste} <span class="soft">{words.field}</span>
        </>
      }
      button={command.busy.value ? words.saving : words.save}
      onSave={async (authtoken) => {
        const { ok } = await run({ authtoken });
        if (ok) onSaved();
        return ok;
      }}
    />
  );
}
