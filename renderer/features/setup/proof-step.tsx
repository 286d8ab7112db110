import { endpointKey, type EndpointName } from '../../../src/shared/payment/endpoint';
import { modes, type Mode } from '../../../src/shared/payment/payment';
import { mainProvider } from '../../../src/shared/providers/providers';
import { KnockAlarm } from '../../parts/knock-alarm';
import { StatusMark } from '../../parts/icon';
import { TestPayment } from '../../parts/test-payment';
import { labelOf } from '../../parts/switch-of-providers';
import { useShop } from '../../state/window-context';

/** Step 3: turns green at the first call that proves a secret. A test proves the way, only a live call proves KKiaPay. */
export function ProofStep({ endpoint }: { readonly endpoint: EndpointName }) {
  const { state, texts, ago } = useShop();
  const words = texts.setup.proof;
  // The mode that was chosen speaks first, but any call with a right secret shows that the counter hears.
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
      {provider === mainProvider && (
        <>
          <p>{words.tryIt}</p>
          <TestPayment strong={heard === null} />
        </>
      )}
    </>
  );
}
