import { firstKnock, type Knock } from '../../src/shared/diagnosis/knock';
import { descriptionOf } from '../../src/shared/providers/providers';
import { knockWords } from '../../src/shared/texts/knock-texts';
import { hrefOf } from '../state/view';
import { useShop } from '../state/window-context';
import { CopyButton } from './copy-button';

interface KnockAlarmProps {
  readonly provider?: string | null;
  /** One line on a narrow screen: its link leads to the rest. */
  readonly brief?: boolean;
}

/** The provider calls and is refused. Shown on every view until a call is accepted. */
export function KnockAlarm({ provider = null, brief = false }: KnockAlarmProps) {
  const { state, texts } = useShop();
  const ofProvider = state.knocks.filter(
    ({ endpoint }) => provider === null || endpoint.provider === provider,
  );
  const knock = firstKnock(ofProvider);
  if (knock === null) return null;
  const words = knockWords(knock, state.settings.language);
  return (
    <div class={`hearing hearing-deaf ${brief ? 'hearing-brief' : ''}`} role="alert">
      <span class="hearing-sign" aria-hidden="true" />
      <p>
        <strong>{words.title}.</strong> <span>{words.body}</span>{' '}
        <a href={hrefOf({ name: 'refusals' })}>{texts.knock.see}</a>
      </p>
      {state.access.kind !== 'locked' && <Remedy knock={knock} />}
    </div>
  );
}

function Remedy({ knock: { endpoint, cause } }: { readonly knock: Knock }) {
  const { texts } = useShop();
  if (cause !== 'wrong-secret')
    return <CopyButton key="url" {...endpoint} what="webhook-url" label={texts.knock.copyUrl} strong />;
  // Otherwise the provider made the secret, and there is none here to copy.
  const isOurs = descriptionOf(endpoint.provider)?.secretMadeBy === 'comptoir';
  return isOurs ? (
    <CopyButton key="secret" {...endpoint} what="hash-secret" label={texts.knock.copySecret} strong />
  ) : null;
}
