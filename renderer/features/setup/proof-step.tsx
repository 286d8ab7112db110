import type { Signal } from '@preact/signals';
import { endpointKey, type EndpointName } from '../../../src/shared/payment/endpoint';
import { modes, type Mode } from '../../../src/shared/payment/payment';
import { mainProvider } from '../../../src/shared/providers/providers';
import { KnockAlarm } from '../../parts/knock-alarm';
import { StatusMark } from '../../parts/icon';
import { SaveExample } from '../../parts/save-example';
import { TestPayment } from '../../parts/test-payment';
import { PaymentLine } from '../../parts/payment-line';
import { labelOf } from '../../parts/switch-of-providers';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { SwitchSetting } from '../settings/switch-setting';
import { inBackground } from '../../state/in-background';

interface ProofStepProps {
  readonly endpoint: EndpointName;
  /** Whether the app starts with the computer, on systems where it can. */
  readonly startsAtLogin?: Signal<boolean>;
}

/**
 * Step 3: turns green at the first call that proves a secret. A test proves the path, but only a live call proves
 * KKiaPay.
 */
export function ProofStep({ endpoint, startsAtLogin }: ProofStepProps) {
  const { state, texts, ago } = useShop();
  const words = texts.setup.proof;
  // The chosen mode is shown first, but any call with a right secret proves that the counter hears.
  const { provider, mode } = endpoint;
  const label = labelOf(provider);
  const heardAt = (each: Mode): string | null =>
    state.lastAuthenticatedAt[endpointKey({ provider, mode: each })] ?? null;
  const shown = [mode, ...modes].find((each) => heardAt(each) !== null);
  const at = shown === undefined ? null : heardAt(shown);
  const heard =
    at === null
      ? null
      : shown === 'live'
        ? { title: words.heardLive(label), text: words.heardLiveAt(ago(at)) }
        : { title: words.heardSandbox, text: words.heardSandboxAt(ago(at), label) };
  return (
    <>
      <KnockAlarm provider={provider} />
      <div class={heard === null ? 'proof' : 'proof proof-heard'} role="status">
        {heard === null ? <span class="proof-wait" aria-hidden="true" /> : <StatusMark status="success" />}
        <p class="proof-title">{heard?.title ?? words.waiting(label)}</p>
        <p>{heard?.text ?? words.waitingHint(label)}</p>
      </div>
      {shown === 'live' && <Ready {...(startsAtLogin === undefined ? {} : { startsAtLogin })} />}
      {provider === mainProvider && (
        <>
          <p>{words.tryIt}</p>
          <TestPayment strong={heard === null} />
        </>
      )}
    </>
  );
}

/** The last part: hear the bell, see what arrived, choose to start with the computer. */
function Ready({ startsAtLogin }: Pick<ProofStepProps, 'startsAtLogin'>) {
  const { store } = useWindow();
  const { bridge, texts } = useShop();
  const words = texts.setupAddress.ready;
  const { run } = useCommand('tryBell');
  const [last] = store.recent.value;
  return (
    <section class="card" aria-labelledby="ready-title">
      <h2 id="ready-title" class="card-title">
        {words.title}
      </h2>
      <p>{words.text}</p>
      <p>
        {words.hear}{' '}
        <button type="button" class="button" onClick={() => inBackground(run(null))}>
          {words.again}
        </button>
      </p>
      {last !== undefined && (
        <>
          <h3>{words.sent}</h3>
          <p class="row">
            <PaymentLine payment={last} />
          </p>
        </>
      )}
      <SaveExample id={null} />
      {bridge.transport === 'electron' && startsAtLogin !== undefined && (
        <SwitchSetting
          title={texts.settings.startAtLogin}
          hint={texts.settings.startAtLoginHint}
          on={startsAtLogin.value}
          onChange={(on) => (startsAtLogin.value = on)}
        />
      )}
    </section>
  );
}
