import { useSignal } from '@preact/signals';
import { endpointKey, type EndpointName } from '../../../src/shared/payment/endpoint';
import type { ProviderDescription } from '../../../src/shared/providers/provider-description';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { CopyButton } from '../../parts/copy-button';
import { Icon } from '../../parts/icon';
import { OutsideLink } from '../../parts/outside-link';
import { SecretForm } from '../../parts/secret-form';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { PreviousSecret } from './previous-secret';
import { WebhookUrl } from './webhook-url';
import { inBackground } from '../../state/in-background';

interface SecretProps {
  readonly endpoint: EndpointName;
  readonly description: ProviderDescription;
}

/** Step 2: the provider's form, field by field in its own order and words, with the value for each. */
export function SecretStep({ endpoint, description }: SecretProps) {
  const { state, texts } = useShop();
  const words = texts.setup.secret;
  const theirs = description.words[state.settings.language];
  return (
    <>
      <p class="lead">
        {endpoint.mode === 'sandbox' && theirs.whereSandbox}
        {theirs.where} <OutsideLink address={description.dashboard} />
      </p>
      <section class="card" aria-labelledby="form-title">
        <h2 id="form-title" class="card-title">
          {words.form(description.label)}
        </h2>
        <dl class="form-copy">
          <dt>{words.url}</dt>
          <dd>
            <WebhookUrl endpoint={endpoint} strong />
          </dd>
          <dt>{theirs.secretField}</dt>
          <dd>
            {description.secretMadeBy === 'comptoir' ? (
              <OwnSecret endpoint={endpoint} />
            ) : (
              <PastedSecret endpoint={endpoint} description={description} />
            )}
            <PreviousSecret endpoint={endpoint} />
            <p class="hint">{words.what(description.label)}</p>
            <p class="hint hint-warn">{theirs.notThis}</p>
          </dd>
          <dt>{words.events}</dt>
          <dd>
            <ul class="ticks">
              {theirs.events.map((name) => (
                <li key={name}>
                  <Icon name="done" />
                  {name}
                </li>
              ))}
            </ul>
            <p class="soft">{theirs.eventsHint}</p>
          </dd>
        </dl>
        <p>{theirs.create}</p>
      </section>
    </>
  );
}

/** Made here, pasted at the provider. */
function OwnSecret({ endpoint }: { readonly endpoint: EndpointName }) {
  const { state, texts } = useShop();
  const { run, busy, problem } = useCommand('regenerateHashSecret');
  const words = texts.setup.secret;
  const asking = useSignal(false);
  const changed = useSignal(false);
  const source = state.settings.hashSecret[endpointKey(endpoint)] ?? 'absent';
  const regenerate = async (): Promise<void> => {
    asking.value = false;
    changed.value = (await run(endpoint)).ok;
  };
  return (
    <>
      {source === 'absent' ? (
        <div class="value">
          <p>{words.absent}</p>
          <button
            type="button"
            class="button button-strong"
            aria-disabled={busy.value}
            onClick={() => inBackground(regenerate())}
          >
            {words.make}
          </button>
        </div>
      ) : (
        <div class="value">
          <span class="value-text dots" role="img" aria-label={words.hidden}>
            {'•'.repeat(32)}
          </span>
          <CopyButton what="hash-secret" {...endpoint} label={texts.window.copy.secret} strong />
          {source === 'stored' && (
            <button
              type="button"
              class="button"
              aria-disabled={busy.value}
              onClick={() => (asking.value = true)}
            >
              {words.regenerate}
            </button>
          )}
        </div>
      )}
      <p role="status" class={problem.value === null ? 'outcome' : 'outcome problem'}>
        {problem.value ??
          (changed.value ? words.regenerated : source === 'environment' ? words.fromEnvironment : '')}
      </p>
      <ConfirmDialog
        open={asking.value}
        title={words.regenerateTitle}
        body={words.regenerateBody}
        yes={words.regenerateYes}
        no={words.regenerateNo}
        onYes={() => inBackground(regenerate())}
        onNo={() => (asking.value = false)}
      />
    </>
  );
}

/** Made at the provider, pasted here. */
function PastedSecret({ endpoint, description }: SecretProps) {
  const { state, texts } = useShop();
  const { run, ...command } = useCommand('saveHashSecret');
  const words = texts.setup.secret;
  const source = state.settings.hashSecret[endpointKey(endpoint)] ?? 'absent';
  return (
    <SecretForm
      {...command}
      label={words.pasteHere(description.label)}
      button={words.save}
      outcome={
        { absent: '', stored: words.saved(description.label), environment: words.fromEnvironment }[source]
      }
      onSave={async (secret) => (await run({ ...endpoint, secret })).ok}
    />
  );
}
