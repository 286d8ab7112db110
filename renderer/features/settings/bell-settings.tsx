import { useId } from 'preact/hooks';
import { typedXof } from '../../../src/shared/payment/money';
import { voices } from '../../../src/shared/settings/bounds';
import { Choice } from '../../parts/choice';
import { Icon } from '../../parts/icon';
import { hrefOf } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { SettingsGroup, type Change } from './settings-group';
import { SwitchSetting } from './switch-setting';
import { TextSetting } from './text-setting';
import { inBackground } from '../../state/in-background';

export function BellSettings({ change }: { readonly change: Change }) {
  const { state, texts } = useShop();
  const { settings } = state;
  const { settings: words, dayWord } = texts;
  const { run } = useCommand('tryBell');
  return (
    <SettingsGroup title={words.bell}>
      <SwitchSetting
        title={words.sound}
        hint={words.soundHint}
        on={settings.sound}
        onChange={(sound) => change({ sound })}
      />
      {settings.sound && (
        <>
          <Volume value={settings.volume} onChange={(volume) => change({ volume })} />
          <Choice
            title={words.voice}
            hint={words.voiceHints[settings.voice]}
            options={voices.map((value) => ({ value, label: words.voices[value] }))}
            value={settings.voice}
            onChange={(voice) => change({ voice })}
          />
          {settings.voice !== 'none' && (
            <SwitchSetting
              title={dayWord.say.title}
              hint={
                settings.voice === 'own' ? `${dayWord.say.hint} ${dayWord.notInOwnVoice}` : dayWord.say.hint
              }
              on={settings.sayDayWord}
              onChange={(sayDayWord) => change({ sayDayWord })}
            />
          )}
          <p class="setting">
            <a href={hrefOf({ name: 'voice' })}>{texts.recorder.open}</a>{' '}
            <span class="soft">{texts.recorder.openHint}</span>
          </p>
          <button type="button" class="button setting-button" onClick={() => inBackground(run(null))}>
            <Icon name="sound" />
            {words.tryBell}
          </button>
          <TextSetting
            title={words.ringUntil}
            hint={words.ringUntilHint}
            wrong={words.ringUntilWrong}
            value={settings.ringUntilClaimedXof === null ? '' : String(settings.ringUntilClaimedXof)}
            maxLength={11}
            numeric
            unit="F"
            onChange={(typed) => {
              const amountXof = typedXof(typed);
              if (amountXof === undefined || amountXof === 0) return false;
              change({ ringUntilClaimedXof: amountXof });
              return true;
            }}
          />
        </>
      )}
    </SettingsGroup>
  );
}

function Volume({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (volume: number) => void;
}) {
  const words = useShop().texts.settings;
  const id = useId();
  return (
    <div class="setting">
      <label for={id} class="setting-title">
        {words.volume}
      </label>
      <p id={`${id}-hint`} class="soft">
        {words.volumeHint}
      </p>
      <div class="setting-field">
        <input
          id={id}
          class="setting-range"
          type="range"
          min={10}
          max={100}
          step={10}
          value={value}
          aria-describedby={`${id}-hint`}
          aria-valuetext={words.volumeOf(value)}
          onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
        <output for={id}>{words.volumeOf(value)}</output>
      </div>
    </div>
  );
}
