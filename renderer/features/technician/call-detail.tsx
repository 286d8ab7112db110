import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { HeardCall, HeardCallInFull, Replayed } from '../../../src/shared/diagnosis/technician';
import { SaveExample } from '../../parts/save-example';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { bodyText } from './body-text';
import { comparedLines, prettyJson } from './pretty-json';
import { inBackground } from '../../state/in-background';

/** A call's exact headers and bytes, and actions that change nothing. */
interface CallDetailProps {
  readonly call: HeardCall;
  /** The other call's body text, if one was chosen for comparison. */
  readonly other: string | null;
  readonly onCompare: (body: string) => void;
}

export function CallDetail({ call, other, onCompare }: CallDetailProps) {
  const { bridge, texts } = useShop();
  const words = texts.technician;
  const id = useId();
  const full = useSignal<HeardCallInFull | null>(null);
  useEffect(() => {
    inBackground(
      bridge.invoke('getCall', { id: call.id }).then((reply) => {
        if (reply.ok) full.value = reply.value;
      }),
    );
  }, [bridge, call.id, full]);
  const diagnosis = call.refusal?.diagnosis ?? null;
  const body = full.value?.body ?? null;
  const text = body === null ? '' : bodyText(body);
  const pretty = prettyJson(text) ?? text;
  return (
    <div class="call-detail">
      {diagnosis !== null && <p>{texts.refusal.diagnoses[diagnosis]}</p>}
      {full.value !== null && (
        <>
          <h3 id={`${id}-headers`}>{words.headers}</h3>
          <pre class="raw" tabIndex={0} aria-labelledby={`${id}-headers`}>
            {full.value.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}
          </pre>
          <h3 id={`${id}-body`}>{words.body}</h3>
          {body === null ? (
            <p class="soft">{words.bodyNotRead}</p>
          ) : (
            <>
              <pre class="raw" tabIndex={0} aria-labelledby={`${id}-body`}>
                {pretty}
              </pre>
              {pretty !== text && (
                <details>
                  <summary>{words.asItCame}</summary>
                  <pre class="raw" tabIndex={0} aria-label={words.asItCame}>
                    {text}
                  </pre>
                </details>
              )}
              <button type="button" class="button technician-button" onClick={() => onCompare(pretty)}>
                {words.compare}
              </button>
              {other !== null && other !== pretty && <Compared one={other} other={pretty} />}
            </>
          )}
        </>
      )}
      <CallActions id={call.id} hasBody={body !== null} />
      {body !== null && <SaveExample id={call.id} />}
    </div>
  );
}

/** Signs and words mark the differences, not colours. */
function Compared({ one, other }: { readonly one: string; readonly other: string }) {
  const words = useShop().texts.technician;
  const id = useId();
  return (
    <>
      <h3 id={id}>{words.compared}</h3>
      <pre class="raw" tabIndex={0} aria-labelledby={id}>
        {comparedLines(one, other)
          .map(({ sign, text }) => `${sign === '=' ? ' ' : sign} ${text}`)
          .join('\n')}
      </pre>
    </>
  );
}

function CallActions({ id, hasBody }: { readonly id: number; readonly hasBody: boolean }) {
  const { texts } = useShop();
  const words = texts.technician;
  const copy = useCommand('copyCall');
  const replay = useCommand('replayCall');
  const said = useSignal('');
  const replayed = useSignal<Replayed | null>(null);

  const onCopy = async (): Promise<void> => {
    said.value = '';
    if ((await copy.run({ id })).ok) said.value = words.copied;
  };
  const onReplay = async (): Promise<void> => {
    said.value = '';
    const reply = await replay.run({ id });
    if (!reply.ok) return;
    replayed.value = reply.value;
    if (reply.value === null) said.value = words.cannotReplay;
  };
  return (
    <>
      <div class="notice-actions">
        <button type="button" class="button" onClick={() => inBackground(onCopy())}>
          {words.copy}
        </button>
        {hasBody && (
          <button type="button" class="button" onClick={() => inBackground(onReplay())}>
            {words.replay}
          </button>
        )}
        {hasBody && <span class="soft call-hint">{words.replayHint}</span>}
      </div>
      <p role="status">{copy.problem.value ?? replay.problem.value ?? said.value}</p>
      {replayed.value !== null && (
        <>
          <h3>{replayed.value.event === null ? words.replayedNothing : words.replayed}</h3>
          {replayed.value.event !== null && (
            <dl class="facts">
              {Object.entries(replayed.value.event).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
    </>
  );
}
