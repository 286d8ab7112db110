import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { webhookUrlsOf, type AppState } from '../../../src/shared/state/app-state';
import { endpointKey, type EndpointName } from '../../../src/shared/payment/endpoint';
import type { Mode } from '../../../src/shared/payment/payment';
import { kkiapayDescription } from '../../../src/shared/providers/kkiapay-description';
import { descriptionOf, mainProvider } from '../../../src/shared/providers/providers';
import { SwitchOfModes } from '../../parts/switch-of-modes';
import { SwitchOfProviders } from '../../parts/switch-of-providers';
import { Icon } from '../../parts/icon';
import { hrefOf, type SetupStep } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { AddressStep } from './address-step';
import { ProofStep } from './proof-step';
import { SecretStep } from './secret-step';
import { inBackground } from '../../state/in-background';
import './setup.css';

const steps: readonly SetupStep[] = [1, 2, 3];

/** Three steps, one a view. The state tells which are done, so that the set-up can be left and resumed. */
export function Setup({ step: asked }: { readonly step: SetupStep | null }) {
  const { state, texts } = useShop();
  const mode = useSignal<Mode>('live');
  const provider = useSignal(mainProvider);
  // Ticked by default, because most shops want the bell to start with the computer.
  const startsAtLogin = useSignal(state.settings.startAtLogin || !state.settings.setUp);
  const endpoint = { provider: provider.value, mode: mode.value };
  const description = descriptionOf(provider.value) ?? kkiapayDescription;
  const words = texts.setup;
  // Choose the step once: the view must not jump ahead before the person has seen that a step is done.
  const [resumed] = useState(() => firstOpen(state, endpoint));
  const step = asked ?? resumed;
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    // Move the focus to the next step's heading, but not when the window has only just opened.
    if (shown.current !== step) title.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <div class="page setup">
      <nav aria-label={words.title}>
        <ol class="steps">
          {steps.map((each) => (
            <li key={each}>
              <a
                href={hrefOf({ name: 'setup', step: each })}
                aria-current={each === step ? 'step' : undefined}
              >
                <span class="steps-sign" aria-hidden="true">
                  {isDone(each, state, endpoint) ? <Icon name="done" /> : each}
                </span>
                {words.steps(description.label)[each]}
                {isDone(each, state, endpoint) && <span class="visually-hidden"> ({words.stepDone})</span>}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {step === 1 && <WhatThisIs />}
      <p class="setup-step">{words.step(step)}</p>
      <h1 ref={title} tabIndex={-1}>
        {step === 1
          ? words.address.title
          : step === 2
            ? words.secret.title(description.label)
            : words.proof.title(description.label)}
      </h1>
      <details class="setup-more">
        <summary>{texts.setupAddress.more}</summary>
        <div class="setup-mode">
          <SwitchOfProviders provider={provider} />
          <SwitchOfModes mode={mode} />
          <p class="soft">{words.mode.hint}</p>
        </div>
      </details>
      {step === 1 ? (
        <AddressStep endpoint={endpoint} />
      ) : step === 2 ? (
        <SecretStep endpoint={endpoint} description={description} />
      ) : (
        <ProofStep endpoint={endpoint} startsAtLogin={startsAtLogin} />
      )}
      <StepFooter step={step} startsAtLogin={startsAtLogin.value} />
    </div>
  );
}

/** For somebody who has just installed it, with the other language one touch away. */
function WhatThisIs() {
  const { bridge, state, texts } = useShop();
  const { run } = useCommand('changeSettings');
  const other = state.settings.language === 'fr' ? 'en' : 'fr';
  return (
    <p class="setup-what">
      <strong>{texts.setupAddress.what}</strong>{' '}
      <button
        type="button"
        class="button"
        lang={other}
        onClick={() => inBackground(run({ language: other }))}
      >
        {texts.setupAddress.otherLanguage}
      </button>
      {bridge.transport === 'electron' && (
        <a class="button" href={hrefOf({ name: 'move-here' })}>
          {texts.moving.here.open}
        </a>
      )}
    </p>
  );
}

interface StepFooterProps {
  readonly step: SetupStep;
  readonly startsAtLogin: boolean;
}

function StepFooter({ step, startsAtLogin }: StepFooterProps) {
  const { navigation } = useWindow();
  const { bridge, state, texts } = useShop();
  const words = texts.setup;
  const { run, problem } = useCommand('changeSettings');
  const goTo = (next: SetupStep): void => navigation.go({ name: 'setup', step: next });
  const leave = async (): Promise<void> => {
    const isReady = step === 3 && bridge.transport === 'electron';
    // A real call has already ended the set-up.
    const change = {
      ...(state.settings.setUp ? {} : { setUp: true }),
      ...(isReady && state.settings.startAtLogin !== startsAtLogin ? { startAtLogin: startsAtLogin } : {}),
    };
    const isDoneWith = Object.keys(change).length === 0 || (await run(change)).ok;
    // The person may have opened another view meanwhile.
    if (isDoneWith && navigation.view.peek().name === 'setup') navigation.go({ name: 'counter' });
  };
  return (
    <footer class="setup-footer">
      {step !== 1 && (
        <button type="button" class="button" onClick={() => goTo(step === 3 ? 2 : 1)}>
          <Icon name="back" />
          {words.back}
        </button>
      )}
      {step !== 3 && (
        <button type="button" class="button button-quiet" onClick={() => inBackground(leave())}>
          {words.later}
        </button>
      )}
      {step === 3 ? (
        <button type="button" class="button button-strong setup-next" onClick={() => inBackground(leave())}>
          {words.finish}
          <Icon name="arrow" />
        </button>
      ) : (
        <button
          type="button"
          class="button button-strong setup-next"
          onClick={() => goTo(step === 1 ? 2 : 3)}
        >
          {words.next}
          <Icon name="arrow" />
        </button>
      )}
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </footer>
  );
}

/** Only a call with the secret proves that the provider has it. */
function isDone(step: SetupStep, state: AppState, endpoint: EndpointName): boolean {
  if (step === 1) return webhookUrlsOf(state, endpoint.mode, endpoint.provider).public !== null;
  return (state.lastAuthenticatedAt[endpointKey(endpoint)] ?? null) !== null;
}

function firstOpen(state: AppState, endpoint: EndpointName): SetupStep {
  return isDone(1, state, endpoint) ? (isDone(2, state, endpoint) ? 3 : 2) : 1;
}
