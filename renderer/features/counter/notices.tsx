import { useSignal } from '@preact/signals';
import type { Language } from '../../../src/shared/settings/preferences';
import { lastingNotices, type Notice } from '../../../src/shared/state/notice';
import type { Texts } from '../../../src/shared/texts/texts';
import { formatXof } from '../../../src/shared/payment/money';
import { isQuotaNear } from '../../../src/shared/diagnosis/traffic';
import { providersOf } from '../../../src/shared/settings/settings';
import { refusalWords } from '../../../src/shared/texts/refusal-texts';
import { hrefOf } from '../../state/view';
import { useCommand } from '../../state/use-command';
import { useShop, useWindow } from '../../state/window-context';
import { inBackground } from '../../state/in-background';

/** Notices for the merchant: the app's own, refused calls, blocked sound. */
export function Notices() {
  const { state } = useShop();
  return (
    <>
      <SoundHeldBack />
      <QuotaNear />
      {state.notices.map((notice) => (
        <NoticeCard key={notice.kind} notice={notice} />
      ))}
      <LastRefusal />
    </>
  );
}

function QuotaNear() {
  const { state, texts } = useShop();
  const { traffic } = state;
  if (traffic === null || !isQuotaNear(traffic)) return null;
  return (
    <div class="notice notice-warn" role="status">
      <p>{texts.window.quotaNear(Math.floor((traffic.requests / traffic.quota) * 100))}</p>
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { texts, state } = useShop();
  const words = texts.window.notices;
  const { run, busy } = useCommand('dismissNotice');
  const sentence = sentenceOf(notice, texts, state.settings.language);
  const isLasting = lastingNotices.some((kind) => kind === notice.kind);
  // Where a PIN is set, only the owner can dismiss these.
  const mayDismiss = !isLasting || state.access.kind !== 'locked';
  return (
    <div class={isLasting ? 'notice notice-warn' : 'notice'} role="status">
      <p>{sentence}</p>
      {mayDismiss && (
        <button
          type="button"
          class="button"
          aria-disabled={busy.value}
          onClick={() => inBackground(run({ kind: notice.kind }))}
        >
          {words.dismiss}
        </button>
      )}
    </div>
  );
}

function sentenceOf(notice: Notice, texts: Texts, language: Language): string {
  const words = texts.window.notices;
  switch (notice.kind) {
    case 'payments-missing':
    case 'claimed-twice':
      return words[notice.kind](
        notice.count,
        notice.amountXof === null ? null : formatXof(notice.amountXof, language),
      );
    case 'bell-silent':
      return words[notice.kind](
        notice.screens
          .map(({ name, trouble }) => `${name} – ${texts.screensSettings.trouble[trouble]}`)
          .join(', '),
      );
    case 'owner-log':
      return words[notice.kind](notice.counts);
    default:
      return words[notice.kind];
  }
}

function LastRefusal() {
  const { state, texts, ago } = useShop();
  const understoodUpTo = useSignal('');
  const refusal = state.refusals.last;
  if (refusal === null || refusal.lastAt <= understoodUpTo.value) return null;
  const { what, next } = refusalWords(refusal, state.settings.language, providersOf(state.settings));
  return (
    <div class="notice notice-warn" role="status">
      <p>
        <strong>{what}</strong> <span class="soft">{ago(refusal.lastAt)}</span>
        <br />
        {next}
      </p>
      <div class="notice-actions">
        <a class="button" href={hrefOf({ name: 'refusals' })}>
          {texts.refusal.see}
        </a>
        <button
          type="button"
          class="button"
          onClick={() => {
            understoodUpTo.value = refusal.lastAt;
          }}
        >
          {texts.refusal.understood}
        </button>
      </div>
    </div>
  );
}

function SoundHeldBack() {
  const { soundGate } = useWindow();
  const words = useShop().texts.window.sound;
  if (soundGate?.heldBack.value !== true) return null;
  return (
    <div class="notice notice-warn" role="status">
      <p>{words.blocked}</p>
      <button type="button" class="button button-strong" onClick={() => soundGate.open()}>
        {words.enable}
      </button>
    </div>
  );
}
