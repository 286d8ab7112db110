import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ListedScreen } from '../../../src/shared/screens/screens-state';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { SettingsGroup, type Change } from '../settings/settings-group';
import { SwitchSetting } from '../settings/switch-setting';
import { AddScreen } from './add-screen';
import { ScreenLine } from './screen-line';
import { ScreensHelp } from './screens-help';
import { inBackground } from '../../state/in-background';
import './screens.css';

/** The shop's other screens: on or off, the list, adding one. */
export function ScreensSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const words = texts.screensSettings;
  const { screens } = state;
  const listed = useListedScreens();
  const replaced = useSignal<ListedScreen | null>(null);
  return (
    <SettingsGroup title={words.title}>
      <SwitchSetting
        title={words.on}
        hint={words.onHint}
        on={screens.kind !== 'off'}
        onChange={(lanScreens) => change({ lanScreens })}
      />
      {screens.kind === 'unreachable' && <p class="problem">{words.unreachable[screens.reason]}</p>}
      {screens.kind === 'open' && (
        <>
          <div class="setting">
            <p class="setting-words">
              <strong>{words.word(screens.word)}</strong> <span class="soft">{words.wordHint}</span>
            </p>
          </div>
          <ul class="screens-list">
            {listed.length === 0 && <li class="soft">{words.none}</li>}
            {listed.map((screen) => (
              <ScreenLine
                key={screen.id}
                screen={screen}
                onReplace={() => {
                  replaced.value = screen;
                }}
              />
            ))}
          </ul>
          <AddScreen key={replaced.value?.id ?? ''} open={screens} replaced={replaced} />
          <ScreensHelp />
        </>
      )}
    </SettingsGroup>
  );
}

/** Loaded again whenever a screen's state has changed. */
function useListedScreens(): readonly ListedScreen[] {
  const { store } = useWindow();
  const { screens } = useShop().state;
  const listed = useSignal<readonly ListedScreen[]>([]);
  const { run } = useCommand('listScreens');
  const seen = screens.kind === 'open' ? JSON.stringify(screens.screens) : '';
  useEffect(() => {
    if (seen !== '') inBackground(run(null).then((reply) => reply.ok && (listed.value = reply.value)));
  }, [store, seen]);
  return listed.value;
}
