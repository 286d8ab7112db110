import { missingSentence, type MissingPayments } from '../../src/shared/payment/missing';
import { useShop } from '../state/window-context';

/** Beside a sum: payments that were received and are lost, so that the sum is too low. */
export function MissingNote({ missing }: { readonly missing: MissingPayments | undefined }) {
  const { state, texts } = useShop();
  if (missing === undefined) return null;
  return (
    <section class="card missing-note">
      <p>
        <strong>{missingSentence(missing, state.settings.language)}</strong>
      </p>
      <p>{texts.missing.remedy}</p>
    </section>
  );
}
