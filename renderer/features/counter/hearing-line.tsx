import type { Hearing } from '../../../src/shared/silence/hearing';
import { tunnelTextOf } from '../../../src/shared/texts/tunnel-texts';
import { hrefOf } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow, type Shop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';
import './hearing-line.css';

/**
 * Says in words whether KKiaPay is heard. Not hearing is shown loudly, hearing quietly, and neither by colour alone.
 */
export function HearingLine() {
  const { state, texts, ago } = useShop();
  const { hearing } = state;
  const words = texts.window.hearing;
  switch (hearing.kind) {
    case 'starting':
      return (
        <p class="hearing hearing-starting" role="status">
          {words.starting}
        </p>
      );
    case 'listening':
      if (!state.isAddressCalled)
        return (
          <div class="hearing hearing-local" role="status">
            <span class="hearing-sign" aria-hidden="true" />
            <p>
              <strong>{words.neverCalled}</strong> <span>{words.neverCalledNext}</span>
            </p>
            <a class="button" href={hrefOf({ name: 'setup', step: 1 })}>
              {words.finishSetUp}
            </a>
          </div>
        );
      return (
        <p class="hearing hearing-listening" role="status" title={words.listeningSince(ago(hearing.since))}>
          <span class="hearing-sign" aria-hidden="true" />
          <strong>{words.listening}</strong>
        </p>
      );
    case 'local-only':
      return (
        <div class="hearing hearing-local" role="status">
          <span class="hearing-sign" aria-hidden="true" />
          <p>
            <strong>{words.localOnly}</strong> <span>{words.localOnlyNext}</span>
          </p>
          <a class="button" href={hrefOf({ name: 'setup', step: 1 })}>
            {words.finishSetUp}
          </a>
        </div>
      );
    case 'late':
      return <Late since={hearing.since} />;
    case 'deaf':
      return <Deaf hearing={hearing} />;
  }
}

/** No payment is lost, but none rings: shown as loudly as deafness, with less to do. */
function Late({ since }: { readonly since: string }) {
  const { texts, when } = useShop();
  const words = texts.window.hearing;
  return (
    <div class="hearing hearing-late" role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{words.deaf(when.time(since), words.causes['relay-silent'])}</strong>{' '}
        <span>{words.next['relay-silent']}</span>
      </p>
    </div>
  );
}

type DeafHearing = Extract<Hearing, { kind: 'deaf' }>;

function Deaf({ hearing }: { readonly hearing: DeafHearing }) {
  const shop = useShop();
  const { navigation } = useWindow();
  const { run, busy, problem } = useCommand('retryTunnel');
  const { title, next } = deafWords(hearing, shop);
  const { name } = navigation.view.value;
  const isBrief = name !== 'counter' && name !== 'diagnosis';
  const ofTunnel = hearing.cause === 'tunnel-down' || hearing.cause === 'self-test-failed';
  return (
    <div class={`hearing hearing-deaf ${isBrief ? 'hearing-brief' : ''}`} role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{title}</strong> <span>{problem.value ?? next}</span>
      </p>
      {ofTunnel && (
        <button
          type="button"
          class="button"
          aria-disabled={busy.value}
          onClick={() => inBackground(run(null))}
        >
          {shop.texts.window.hearing.retry}
        </button>
      )}
      {name !== 'diagnosis' && (
        <a class="button" href={hrefOf({ name: 'diagnosis' })}>
          {shop.texts.diagnosis.why}
        </a>
      )}
    </div>
  );
}

/** A short, familiar cause goes into the title; a cause that needs a sentence goes below it. */
function deafWords(
  { since, cause }: DeafHearing,
  { state, texts, when }: Shop,
): { title: string; next: string } {
  const words = texts.window.hearing;
  const time = when.time(since);
  if (cause !== 'tunnel-down' && cause !== 'self-test-failed') {
    return { title: words.deaf(time, words.causes[cause]), next: words.next[cause] };
  }
  const { sentence, step, code } = tunnelTextOf(texts.tunnel, state.tunnel);
  const cut = state.tunnel.kind === 'retrying' && state.tunnel.reason === 'network';
  return cut
    ? { title: words.deaf(time, words.internetCut), next: step }
    : { title: words.deafSince(time), next: [sentence, step, code].filter(Boolean).join(' ') };
}
