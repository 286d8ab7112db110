import { Choice } from '../../parts/choice';
import { retentionChoices } from '../../../src/shared/texts/settings-texts';
import { hrefOf } from '../../state/view';
import { useShop } from '../../state/window-context';
import { SettingsGroup, type Change } from './settings-group';
import { SwitchSetting } from './switch-setting';

export function MessageSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const { notifications, discreetNotifications } = state.settings;
  const words = texts.settings;
  return (
    <SettingsGroup title={words.messages}>
      <SwitchSetting
        title={words.notifications}
        hint={words.notificationsHint}
        on={notifications}
        onChange={(on) => change({ notifications: on })}
      />
      {notifications && (
        <SwitchSetting
          title={words.discreet}
          hint={words.discreetHint}
          on={discreetNotifications}
          onChange={(on) => change({ discreetNotifications: on })}
        />
      )}
    </SettingsGroup>
  );
}

export function ComputerSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const words = texts.settings;
  return (
    <SettingsGroup title={words.computer}>
      <SwitchSetting
        title={words.startAtLogin}
        hint={words.startAtLoginHint}
        on={state.settings.startAtLogin}
        onChange={(startAtLogin) => change({ startAtLogin })}
      />
      <SwitchSetting
        title={words.startAgain}
        hint={words.startAgainHint}
        on={state.settings.startAgain}
        onChange={(startAgain) => change({ startAgain })}
      />
    </SettingsGroup>
  );
}

export function TechnicianSettings() {
  const words = useShop().texts.technician;
  return (
    <SettingsGroup title={words.title}>
      <div class="setting">
        <p class="soft">{words.openHint}</p>
        <a class="button" href={hrefOf({ name: 'technician' })}>
          {words.open}
        </a>
      </div>
    </SettingsGroup>
  );
}

export function DataSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const words = texts.settings;
  const months = state.settings.retentionMonths;
  return (
    <SettingsGroup title={words.data}>
      <Choice
        title={words.retention}
        hint={words.retentionHint}
        options={retentionChoices.map((value) => ({ value, label: words.retentions[value] }))}
        value={retentionChoices.find((choice) => choice === String(months)) ?? 'null'}
        onChange={(choice) => change({ retentionMonths: choice === 'null' ? null : Number(choice) })}
      />
      <div class="setting">
        <p class="soft">{texts.privacy.openHint}</p>
        <a class="button" href={hrefOf({ name: 'privacy' })}>
          {texts.privacy.open}
        </a>
      </div>
    </SettingsGroup>
  );
}
