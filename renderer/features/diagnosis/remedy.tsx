import type { Finding } from '../../../src/shared/diagnosis/diagnosis';
import { mainProvider } from '../../../src/shared/providers/providers';
import type { TunnelState } from '../../../src/shared/state/tunnel';
import { CopyButton } from '../../parts/copy-button';
import { TestPayment } from '../../parts/test-payment';
import { hrefOf, type View } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** The one button that helps with what was found; none where only a person can help. */
export function Remedy({ finding }: { readonly finding: Finding }) {
  const { texts } = useShop();
  const { soundGate } = useWindow();
  const words = texts.diagnosis.do;
  switch (finding.kind) {
    case 'tunnel':
      return <TunnelRemedy tunnel={finding.tunnel} />;
    case 'address-changed':
      return (
        <CopyButton
          what="webhook-url"
          provider={mainProvider}
          mode="live"
          label={texts.address.copy}
          strong
        />
      );
    case 'secret-absent':
    case 'secret-refused':
      return <Way to={{ name: 'setup', step: 2 }} label={words.secret} />;
    case 'never-called':
      return <TestPayment strong />;
    case 'sound-paused':
      return <Resume />;
    case 'sound-held-back':
      return soundGate === null ? null : (
        <button type="button" class="button button-strong" onClick={() => soundGate.open()}>
          {texts.window.sound.enable}
        </button>
      );
    case 'sound-off':
    case 'volume-low':
      return <Way to={{ name: 'settings', section: 'bell' }} label={words.settings} />;
    default:
      return null;
  }
}

function TunnelRemedy({ tunnel }: { readonly tunnel: TunnelState }) {
  const { texts } = useShop();
  const { run, busy, problem } = useCommand('retryTunnel');
  const words = texts.diagnosis.do;
  const needsToken =
    tunnel.kind === 'token-missing' ||
    (tunnel.kind === 'refused' && ['paste-new-token', 'create-account'].includes(tunnel.advice));
  if (needsToken) return <Way to={{ name: 'setup', step: 1 }} label={words.token} />;
  const isOfSettings =
    tunnel.kind === 'off' ||
    (tunnel.kind === 'refused' && ['paste-cloudflare-token', 'type-public-address'].includes(tunnel.advice));
  if (isOfSettings) return <Way to={{ name: 'settings', section: 'internet' }} label={words.settings} />;
  if (tunnel.kind !== 'retrying' && tunnel.kind !== 'refused') return null;
  return (
    <>
      <button
        type="button"
        class="button button-strong"
        aria-disabled={busy.value}
        onClick={() => inBackground(busy.value ? undefined : run(null))}
      >
        {texts.window.hearing.retry}
      </button>
      <p class="problem" role="status">
        {problem.value ?? ''}
      </p>
    </>
  );
}

function Resume() {
  const words = useShop().texts.bell;
  const { run, problem } = useCommand('pauseSounds');
  return (
    <>
      <button type="button" class="button button-strong" onClick={() => inBackground(run({ pause: null }))}>
        {words.resume}
      </button>
      <p class="problem" role="status">
        {problem.value ?? ''}
      </p>
    </>
  );
}

function Way({ to, label }: { readonly to: View; readonly label: string }) {
  return (
    <a class="button button-strong" href={hrefOf(to)}>
      {label}
    </a>
  );
}
