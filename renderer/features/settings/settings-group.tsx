import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { PreferencesChange } from '../../../src/shared/settings/preferences';

/** Takes effect at once. */
export type Change = (change: PreferencesChange) => void;

interface SettingsGroupProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export function SettingsGroup({ title, children }: SettingsGroupProps) {
  const id = useId();
  return (
    <section class="card settings-group" aria-labelledby={id}>
      <h2 id={id} class="settings-group-title">
        {title}
      </h2>
      {children}
    </section>
  );
}
