import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { HeardCall } from '../../../src/shared/diagnosis/technician';
import type { Texts } from '../../../src/shared/texts/texts';
import { TestBadge } from '../../parts/payment-words';
import { inBackground } from '../../state/in-background';
import { useShop } from '../../state/window-context';
import { CallDetail } from './call-detail';

/** One line a call; an open one shows everything that was stored of it. */
export function Calls({ calls }: { readonly calls: readonly HeardCall[] }) {
  const words = useShop().texts.technician;
  const opened = useSignal<number | null>(null);
  const { texts } = useShop();
  const searched = useSignal('');
  const compared = useSignal<string | null>(null);
  const id = useId();
  const wanted = searched.value.trim().toLowerCase();
  const inFull = useFoundInFull(wanted, calls.at(0)?.id ?? 0);
  if (calls.length === 0) return <p>{words.noCalls}</p>;
  const found = calls.filter((call) => wordsOf(call, texts).includes(wanted) || inFull.has(call.id));
  return (
    <>
      <label for={id}>{words.search}</label>
      <input
        id={id}
        type="search"
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
        value={searched.value}
        onInput={(event) => (searched.value = event.currentTarget.value)}
      />
      {found.length === 0 && <p role="status">{words.noneFound}</p>}
      <ol class="calls">
        {found.map((call) => {
          const isOpen = opened.value === call.id;
          return (
            <li key={call.id} class={`call ${call.refusal === null ? 'call-taken' : 'call-refused'}`}>
              <button
                type="button"
                class="call-line"
                aria-expanded={isOpen}
                onClick={() => (opened.value = isOpen ? null : call.id)}
              >
                <CallLine call={call} />
              </button>
              {isOpen && (
                <CallDetail
                  call={call}
                  other={compared.value}
                  onCompare={(body) => (compared.value = body)}
                />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** The stored calls whose headers or body contain the wanted text; searched again with each new call. */
function useFoundInFull(wanted: string, newest: number): ReadonlySet<number> {
  const { bridge } = useShop();
  const found = useSignal<ReadonlySet<number>>(new Set());
  useEffect(() => {
    let isOver = false;
    const ask = async (): Promise<void> => {
      const reply = wanted === '' ? null : await bridge.invoke('searchCalls', { text: wanted });
      if (!isOver) found.value = new Set(reply?.ok === true ? reply.value : []);
    };
    inBackground(ask());
    return () => {
      isOver = true;
    };
  }, [bridge, wanted, newest, found]);
  return found.value;
}

/** The text of a call's line, which can be searched at once. */
function wordsOf(call: HeardCall, texts: Texts): string {
  const { method, path, status, provider, mode, at } = call;
  return [outcomeOf(call, texts), method, path, status, provider, mode, at].join(' ').toLowerCase();
}

function CallLine({ call }: { readonly call: HeardCall }) {
  const { texts, ago } = useShop();
  const words = texts.technician;
  return (
    <>
      <strong class="call-what">
        {outcomeOf(call, texts)}
        {call.mode === 'sandbox' && <TestBadge texts={texts} />}
      </strong>
      <code class="call-path">
        {call.method} {call.path}
      </code>
      <span class="soft call-facts">
        <time dateTime={call.at}>{ago(call.at)}</time>
        <span>{words.answered(call.status)}</span>
        <span>{words.took(call.tookMs)}</span>
        {call.bodySize !== null && <span>{words.bytes(call.bodySize)}</span>}
      </span>
    </>
  );
}

function outcomeOf({ status, provider, refusal }: HeardCall, texts: Texts): string {
  if (refusal !== null) return texts.refusal.reasons[refusal.reason].what;
  if (status === null) return texts.technician.gone;
  return provider === null ? texts.technician.selfTest : texts.technician.taken;
}
