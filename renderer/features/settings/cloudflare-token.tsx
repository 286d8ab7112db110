import { SecretForm } from '../../parts/secret-form';
import { useCommand } from '../../state/use-command';
import { useShop } from '../../state/window-context';

/** With this token cloudflared carries the calls instead of ngrok. */
export function CloudflareToken() {
  const { state, texts } = useShop();
  const words = texts.settings.cloudflareToken;
  const { run, ...command } = useCommand('saveCloudflareToken');
  return (
    <SecretForm
      {...command}
      isSetting
      label={words.title}
      hint={state.settings.cloudflareToken === 'absent' ? words.hint : words.stored}
      button={words.save}
      onSave={async (token) => (await run({ token })).ok}
    />
  );
}
