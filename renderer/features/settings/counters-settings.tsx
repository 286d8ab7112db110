import { useSignal } from '@preact/signals';
import type { RelayCounter } from '../../../src/shared/state/relay-state';
import { CopyText } from '../../parts/copy-text';
import { inBackground } from '../../state/in-background';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { QrCode } from '../screens/qr-code';
import { SettingsGroup } from './settings-group';
import './counters-settings.css';

/** The counters that share this shop's relay, if it has one. */
export function CountersSettings({ counters }: { readonly counters: readonly RelayCounter[] }) {
  const words = useShop().texts.countersSettings;
  const heard = counters.filter(({ isHeard }) => isHeard).length;
  return (
    <SettingsGroup title={words.title}>
      <div class="setting">
        <p class="soft">{words.hint}</p>
        {counters.length > 0 && (
          <>
            <p role="status">
              <strong>{words.listening(heard)}</strong>
            </p>
            <ul class="counters">
              {counters.map(({ number, isHere, isHeard }) => (
                <li key={number}>{words.counter(number, isHere, isHeard)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <AddCounter />
      <RecoverySheet />
    </SettingsGroup>
  );
}

function AddCounter() {
  const words = useShop().texts.countersSettings;
  const { line, make, busy, problem, close } = useInvitation(false);
  return (
    <div class="setting counter-line">
      {line === null ? (
        <button type="button" class="button" disabled={busy} onClick={make}>
          {words.add}
        </button>
      ) : (
        <>
          <p>{words.addNext}</p>
          <CopyText text={line} label={words.copy} />
          <QrCode text={line} />
          <p class="soft">{words.secret}</p>
          <button type="button" class="button" onClick={close}>
            {words.close}
          </button>
        </>
      )}
      {problem !== null && <p class="problem">{problem}</p>}
    </div>
  );
}

function RecoverySheet() {
  const words = useShop().texts.countersSettings;
  const { sheet } = words;
  const { line, make, busy, problem, close } = useInvitation(true);
  return (
    <div class="setting counter-line">
      <p class="setting-title">{sheet.title}</p>
      <p class="soft">{sheet.hint}</p>
      {line === null ? (
        <button type="button" class="button" disabled={busy} onClick={make}>
          {sheet.make}
        </button>
      ) : (
        <>
          <section class="recovery-sheet">
            <h2>{sheet.heading}</h2>
            <p>{sheet.next}</p>
            <QrCode text={line} />
            <p class="recovery-line">{line}</p>
            <p>{sheet.once}</p>
            <p>
              <strong>{sheet.secret}</strong>
            </p>
          </section>
          <div class="field-line">
            <button type="button" class="button button-strong" onClick={() => window.print()}>
              {sheet.print}
            </button>
            <button type="button" class="button" onClick={close}>
              {words.close}
            </button>
          </div>
        </>
      )}
      {problem !== null && <p class="problem">{problem}</p>}
    </div>
  );
}

/** The line with which a counter joins, made on request and dropped when it is closed. */
function useInvitation(lasts: boolean) {
  const { run, busy, problem } = useCommand('inviteCounter');
  const line = useSignal<string | null>(null);
  return {
    line: line.value,
    busy: busy.value,
    problem: problem.value,
    make: () =>
      inBackground(
        run({ lasts }).then((reply) => {
          if (reply.ok) line.value = reply.value.invitation;
        }),
      ),
    close: () => {
      line.value = null;
    },
  };
}
