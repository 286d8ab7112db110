import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useShop } from '../../state/window-context';
import { Icon } from '../../parts/icon';
import { PinForm } from './pin-form';

interface AskOwnerPinProps {
  /** The view's heading, also shown above the question for the PIN. */
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Shows its content to the owner; while locked, asks for the PIN instead. */
export function AskOwnerPin({ title, children }: AskOwnerPinProps) {
  const { state, texts } = useShop();
  const id = useId();
  const words = texts.owner.askPin;
  if (state.access.kind !== 'locked') return <>{children}</>;
  return (
    <div class="page">
      <h1>{title}</h1>
      <section class="card ask-pin" aria-labelledby={id}>
        <h2 id={id} class="ask-pin-title">
          <Icon name="lock" />
          {words.title}
        </h2>
        <p>{words.hint}</p>
        <PinForm />
      </section>
    </div>
  );
}
