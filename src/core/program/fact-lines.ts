import { webhookUrlsOf, type AppState } from '../../shared/state/app-state';
import type { Fact } from '../../shared/state/fact';
import { publicUrlOf } from '../../shared/state/tunnel';

/** The first line on stdout: everything a script needs to talk to this run. */
export function readyLine(state: AppState, dataDir: string, uiUrl: string | null): string {
  const { screens } = state;
  return JSON.stringify({
    event: 'ready',
    webhookUrl: webhookUrlsOf(state, 'live').local,
    sandboxWebhookUrl: webhookUrlsOf(state, 'sandbox').local,
    uiUrl,
    ...(screens.kind !== 'off' && {
      lanUrl: screens.kind === 'open' ? (screens.addresses[0] ?? null) : null,
    }),
    publicUrl: publicUrlOf(state.tunnel),
    dataDir,
    pid: process.pid,
  });
}

/** A fact as one line of JSON for scripts; null for internal facts. */
function factLine(fact: Fact): string | null {
  switch (fact.kind) {
    case 'payment-recorded':
      return JSON.stringify({ event: 'payment', payment: fact.payment, duplicate: fact.duplicate });
    case 'call-refused':
      return JSON.stringify({ event: 'refusal', ...fact.refusal });
    case 'tunnel-changed':
      return JSON.stringify({ event: 'tunnel', state: fact.tunnel });
    case 'relay-changed':
      return JSON.stringify({ event: 'relay', state: fact.relay });
    case 'deaf-period':
      return JSON.stringify({ event: 'deaf', ...fact.period });
    default:
      return null;
  }
}

/** Prints facts as lines. It is called from the first fact on, but prints none before `ready`. */
export interface FactLines {
  readonly tell: (fact: Fact) => void;
  readonly begin: (ready: string) => void;
}

export function createFactLines(print: (line: string) => void): FactLines {
  let held: string[] | null = [];
  return {
    tell(fact) {
      const line = factLine(fact);
      if (line === null) return;
      if (held === null) print(line);
      else held.push(line);
    },
    begin(ready) {
      for (const line of [ready, ...(held ?? [])]) print(line);
      held = null;
    },
  };
}
