import { useSignal } from '@preact/signals';
import { useCommand } from '../state/use-command';
import { useShift } from '../state/use-shift';
import { useShop, useWindow } from '../state/window-context';
import { inBackground } from '../state/in-background';
import { Choice } from './choice';
import { CodeForm, asksForCode } from './code-form';

/** Who has the counter now, changed with one touch; only where the shop has entered names. */
export function Who() {
  const { helper } = useWindow();
  const { touched } = helper;
  const { state, texts, ago } = useShop();
  const words = texts.claim;
  const { run, busy } = useCommand('takeShift');
  const shift = useShift();
  /** Whether the touched name needs a code. */
  const needsCode = useSignal(false);
  const problem = useSignal('');
  const names = state.settings.helperNames;
  if (names.length === 0) return null;
  const take = async (by: string, code = helper.code(by)): Promise<void> => {
    const isPresent = by === (shift?.by ?? '') && !busy.value;
    problem.value = '';
    touched.value = isPresent ? null : by;
    needsCode.value &&= code !== null;
    if (isPresent) return;
    const reply = await run({ by, ...(code !== null && { code }) });
    const isRefused = !reply.ok && asksForCode(reply.code);
    if (isRefused || code !== null) helper.remember(by, isRefused ? null : code);
    // Another name may have been chosen meanwhile.
    if (touched.value !== by) return;
    needsCode.value = isRefused;
    if (!reply.ok) problem.value = reply.message;
    if (!isRefused) touched.value = null;
  };
  return (
    <section class="card who">
      <Choice
        title={words.who}
        options={[...names, ''].map((name) => ({ value: name, label: name === '' ? words.nobody : name }))}
        value={touched.value ?? shift?.by ?? ''}
        onChange={(name) => inBackground(take(name))}
      />
      {needsCode.value && touched.value !== null && (
        <CodeForm
          key={touched.value}
          by={touched.value}
          busy={busy.value}
          onCode={(code) => take(touched.value ?? '', code)}
        />
      )}
      <p class="problem" role="alert">
        {problem.value}
      </p>
      <p class="soft" role="status">
        {shift !== null && touched.value === null ? words.tookCounter(shift.by, ago(shift.since)) : ''}
      </p>
    </section>
  );
}
