import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { Argument, CommandName, Reply, Value } from '../../src/shared/bridge/contract';
import { useWindow } from './window-context';

export interface CommandUse<Name extends CommandName> {
  readonly busy: ReadonlySignal<boolean>;
  /** The sentence of the last try that failed; null again as soon as the next one starts. */
  readonly problem: ReadonlySignal<string | null>;
  readonly run: (argument: Argument<Name>) => Promise<Reply<Value<Name>>>;
}

/** A command with what its button shows: whether it is running, and why it failed. */
export function useCommand<Name extends CommandName>(name: Name): CommandUse<Name> {
  const { store } = useWindow();
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  return {
    busy,
    problem,
    async run(argument) {
      busy.value = true;
      problem.value = null;
      const reply = await store.bridge.invoke(name, argument);
      if (!reply.ok) problem.value = reply.message;
      busy.value = false;
      return reply;
    },
  };
}
