import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { HelperSettings } from './helper-settings';
import { ScreensSettings } from '../screens/screens-settings';
import { PinSettings } from '../owner/pin-settings';
import { AboutSettings } from './about-settings';
import { ApiKeysSettings } from './api-keys-settings';
import { BackupSettings } from './backup-settings';
import { BellSettings } from './bell-settings';
import { ComputerSettings, DataSettings, MessageSettings, TechnicianSettings } from './computer-settings';
import { InternetSettings } from './internet-settings';
import { SettingsIndex } from './settings-index';
import type { Change } from './settings-group';
import { PrinterSettings } from './printer-settings';
import { RelaySettings } from './relay-settings';
import { ShopSettings } from './shop-settings';
import { UpdateSettings } from './update-settings';
import { inBackground } from '../../state/in-background';
import './settings.css';

/** Each setting says what it does, and holds as soon as it is changed. */
export function Settings() {
  const words = useShop().texts.settings;
  const { run, problem } = useCommand('changeSettings');
  const saved = useSignal(false);
  const groups = useRef<HTMLDivElement>(null);
  const change: Change = (next) => {
    saved.value = false;
    inBackground(run(next).then(({ ok }) => (saved.value = ok)));
  };
  return (
    <div class="page settings">
      <div class="settings-head">
        <h1>{words.title}</h1>
        <p class={problem.value === null ? 'settings-saved' : 'settings-saved problem'} role="status">
          {problem.value ?? (saved.value ? words.saved : '')}
        </p>
      </div>
      <SettingsIndex groups={groups} />
      <div ref={groups} class="settings-groups">
        <ShopSettings change={change} />
        <BellSettings change={change} />
        <MessageSettings change={change} />
        <InternetSettings change={change} />
        <RelaySettings />
        <ComputerSettings change={change} />
        <UpdateSettings />
        <PinSettings onChange={change} />
        <HelperSettings onChange={change} />
        <ScreensSettings change={change} />
        <PrinterSettings change={change} />
        <ApiKeysSettings />
        <DataSettings change={change} />
        <TechnicianSettings />
        <BackupSettings />
        <AboutSettings />
      </div>
    </div>
  );
}
