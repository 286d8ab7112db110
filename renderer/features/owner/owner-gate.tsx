import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useShop } from '../../state/window-context';
import { Icon } from '../../parts/icon';
import { PinForm } from './pin-form';

interface OwnerGateProps {
  /** The view's own heading: it stands there too. */
  readonly title: string;
  readonly children: ComponentChildren;
}

/** What is the owner's alone, or in its place the question for the PIN. */
export function OwnerGate({ title, children }: OwnerGateProps) {
  const { state, texts } = useShop();
  const id = useId();
  const words = texts.owner.gate;
  if (state.access.kind !== 'locked') return <>{children}</>;
  return (
    <div class="page">
      <h1>{title}</h1>
      <section class="card gate" aria-labelledby={id}>
        <h2 id={id} class="gate-title">
          <Icon name="lock" />
          {words.title}
        </h2>
        <p>{words.hint}</p>
        <PinForm />
      </section>
    </div>
  );
}
