import { useSignal, type Signal } from '@preact/signals';
import type { TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import type { Argument } from '../../../src/shared/bridge/contract';
import { usualNtfyServer } from '../../../src/shared/settings/bounds';
import { Choice } from '../../parts/choice';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { inBackground } from '../../state/in-background';
import { SettingsGroup } from './settings-group';

type Kind = 'none' | 'ntfy' | 'telegram';
const kinds: readonly Kind[] = ['none', 'ntfy', 'telegram'];

/** The messages to the owner's phone, shown word for word before they are switched on. */
export function OwnerMessages() {
  const { state, texts } = useShop();
  const words = texts.message;
  const way = state.settings.ownerMessages;
  return (
    <SettingsGroup title={words.title}>
      <p class="soft">{words.intro}</p>
      <p>{words.says}</p>
      <ul class="message-samples">
        <li>{words.offline('10:42', '10:58')}</li>
        <li>{words.crash('10:42', '10:45')}</li>
        <li>{words.attempt}</li>
      </ul>
      {way === null ? <SwitchOn /> : <On to={way.kind === 'ntfy' ? way.server : words.kinds.telegram} />}
    </SettingsGroup>
  );
}

function On({ to }: { readonly to: string }) {
  const words = useShop().texts.message;
  const attempt = useCommand('tryOwnerMessages');
  const off = useCommand('setOwnerMessages');
  const isTried = useSignal(false);
  const send = async (): Promise<void> => {
    isTried.value = false;
    isTried.value = (await attempt.run(null)).ok;
  };
  const problem = attempt.problem.value ?? off.problem.value;
  return (
    <div class="setting">
      <p>{words.on(to)}</p>
      <div class="message-deeds">
        <button
          type="button"
          class="button button-strong"
          aria-disabled={attempt.busy.value}
          onClick={() => inBackground(attempt.busy.value ? undefined : send())}
        >
          {words.sendTry}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={off.busy.value}
          onClick={() => inBackground(off.busy.value ? undefined : off.run({ way: null }))}
        >
          {words.stop}
        </button>
      </div>
      <p class={problem === null ? 'outcome' : 'outcome problem'} role="status">
        {problem ?? (isTried.value ? words.tried : '')}
      </p>
    </div>
  );
}

function SwitchOn() {
  const words = useShop().texts.message;
  const { run, busy, problem } = useCommand('setOwnerMessages');
  const kind = useSignal<Kind>('none');
  const server = useSignal<string>(usualNtfyServer);
  const topic = useSignal('');
  const token = useSignal('');
  const way = (): Argument<'setOwnerMessages'>['way'] =>
    kind.value === 'ntfy'
      ? { kind: 'ntfy', server: server.value, topic: topic.value }
      : { kind: 'telegram', token: token.value };
  return (
    <form
      class="setting message-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) inBackground(run({ way: way() }));
      }}
    >
      <Choice
        title={words.kind}
        hint={words.hints[kind.value]}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={kind.value}
        onChange={(chosen) => (kind.value = chosen)}
      />
      {kind.value === 'ntfy' && (
        <>
          <Field label={words.server} value={server} />
          <Field label={words.topic} value={topic} />
        </>
      )}
      {kind.value === 'telegram' && <Field label={words.token} value={token} isSecret />}
      {kind.value !== 'none' && (
        <button type="submit" class="button button-strong" aria-disabled={busy.value}>
          {words.save}
        </button>
      )}
      <p class="outcome problem" role="status">
        {problem.value ?? ''}
      </p>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly isSecret?: boolean;
}

function Field({ label, value, isSecret = false }: FieldProps) {
  const id = useId();
  const given = {
    id,
    autocomplete: 'off',
    spellcheck: false,
    required: true,
    value: value.value,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => {
      value.value = event.currentTarget.value;
    },
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isSecret ? <input {...given} type="password" /> : <input {...given} type="text" />}
    </div>
  );
}
