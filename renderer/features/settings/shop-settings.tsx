import { useId } from 'preact/hooks';
import type { Country, Language } from '../../../src/shared/settings/preferences';
import type { OpeningHours } from '../../../src/shared/silence/opening-hours';
import { Choice } from '../../parts/choice';
import { useShop } from '../../state/window-context';
import { SettingsGroup, type Change } from './settings-group';
import { SwitchSetting } from './switch-setting';
import { TextSetting } from './text-setting';

const countries: readonly Country[] = ['BJ', 'TG', 'CI', 'SN'];
const languages: readonly Language[] = ['fr', 'en'];
const usualHours: OpeningHours = { opensAt: '08:00', closesAt: '20:00' };

export function ShopSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const { settings } = state;
  const words = texts.settings;
  return (
    <SettingsGroup title={words.shop}>
      <TextSetting
        title={words.shopName}
        hint={words.shopNameHint}
        value={settings.shopName}
        maxLength={80}
        onChange={(shopName) => {
          change({ shopName });
          return true;
        }}
      />
      <Choice
        title={words.language}
        hint={words.languageHint}
        options={languages.map((value) => ({ value, label: words.languages[value] }))}
        value={settings.language}
        onChange={(language) => change({ language })}
      />
      <Choice
        title={words.country}
        hint={words.countryHint}
        options={countries.map((value) => ({ value, label: words.countries[value] }))}
        value={settings.country}
        onChange={(country) => change({ country })}
      />
      <SwitchSetting
        title={words.hours}
        hint={words.hoursHint}
        on={settings.openingHours !== null}
        onChange={(on) => change({ openingHours: on ? usualHours : null })}
      />
      {settings.openingHours !== null && (
        <Hours hours={settings.openingHours} onChange={(openingHours) => change({ openingHours })} />
      )}
    </SettingsGroup>
  );
}

interface HoursProps {
  readonly hours: OpeningHours;
  readonly onChange: (hours: OpeningHours) => void;
}

function Hours({ hours, onChange }: HoursProps) {
  const words = useShop().texts.settings;
  const id = useId();
  return (
    <div class="setting-field setting-hours">
      {(['opensAt', 'closesAt'] as const).map((name) => (
        <label key={name} for={`${id}-${name}`}>
          {words[name]}
          <input
            id={`${id}-${name}`}
            type="time"
            required
            value={hours[name]}
            onChange={(event) => {
              // A half-empty field has no value; the hours do not change.
              const { value } = event.currentTarget;
              if (value === '') event.currentTarget.value = hours[name];
              else onChange({ ...hours, [name]: value });
            }}
          />
        </label>
      ))}
    </div>
  );
}
