import { SecretForm } from '../../parts/secret-form';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';
import { CountersSettings } from './counters-settings';
import { SettingsGroup } from './settings-group';
import { inBackground } from '../../state/in-background';

/** A relay takes payments while this computer is off: one line to paste, and an address for the provider. */
export function RelaySettings() {
  const { state, texts, when } = useShop();
  const words = texts.settings.relay;
  const { relay } = state;
  const { run: join, ...joining } = useCommand('joinRelay');
  const { run: leave, problem, busy } = useCommand('leaveRelay');
  return (
    <>
      <SettingsGroup title={words.title}>
        {relay.kind === 'leaving' && <p role="status">{words.leaving}</p>}
        {relay.kind === 'off' || relay.kind === 'leaving' ? (
          <SecretForm
            {...joining}
            isSetting
            label={words.invitation}
            hint={words.hint}
            button={words.join}
            onSave={async (invitation) => (await join({ invitation })).ok}
          />
        ) : (
          <div class="setting">
            <p role="status">
              {relay.kind === 'late'
                ? words.late(when.time(relay.since))
                : relay.kind === 'collecting' && !relay.isCalled
                  ? words.notCalled(relay.origin)
                  : words.state[relay.kind]}
            </p>
            <button
              type="button"
              class="button"
              disabled={busy.value}
              onClick={() => inBackground(leave(null))}
            >
              {words.leave}
            </button>
            {problem.value !== null && <p class="problem">{problem.value}</p>}
          </div>
        )}
      </SettingsGroup>
      {relay.kind === 'collecting' && <CountersSettings counters={relay.counters ?? []} />}
    </>
  );
}
