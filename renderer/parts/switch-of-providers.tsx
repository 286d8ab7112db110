import type { Signal } from '@preact/signals';
import { descriptionOf, providerDescriptions } from '../../src/shared/providers/providers';
import { useShop } from '../state/window-context';
import { Choice } from './choice';

/** Which provider this is about; hidden where there is only one. */
export function SwitchOfProviders({ provider }: { readonly provider: Signal<string> }) {
  const words = useShop().texts.setup;
  if (providerDescriptions.length < 2) return null;
  return (
    <Choice
      title={words.provider}
      titleHidden
      options={providerDescriptions.map(({ name, label }) => ({ value: name, label }))}
      value={provider.value}
      onChange={(name) => {
        provider.value = name;
      }}
    />
  );
}

export function labelOf(provider: string): string {
  return descriptionOf(provider)?.label ?? provider;
}
