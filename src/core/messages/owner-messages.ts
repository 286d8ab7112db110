import { dayOf, timeOfDay } from '../../shared/calendar';
import type { MessageWay, PastedWay } from '../../shared/settings/owner-messages';
import { utcOffsetMinutes } from '../../shared/settings/settings';
import type { Preferences } from '../../shared/settings/preferences';
import type { DeafPeriod } from '../../shared/silence/hearing';
import { openWithin } from '../../shared/silence/opening-hours';
import { plainSpaces } from '../../shared/payment/money';
import { messageTexts } from '../../shared/texts/message-texts';
import type { Clock, Log } from '../ports';
import { serialQueue } from '../storage/serial-queue';
import { readDue, writeDue, type Due } from './due-file';
import { chatOf, sendMessage, type Sent } from './send';

/** Tells the owner's phone that the shop was offline, once it is back: nothing can be sent before. */
export interface OwnerMessages {
  readonly follow: (period: DeafPeriod) => void;
  /** Sends a test at once. */
  readonly try: (way: MessageWay) => Promise<Sent>;
  /** Completes the pasted way with what only the service knows, or returns why it failed. */
  readonly complete: (pasted: PastedWay) => Promise<MessageWay | 'no-chat' | Exclude<Sent, 'sent'>>;
  /** Messages were switched on or off, or use another way now. */
  readonly onWay: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface OwnerMessagesParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Pick<Preferences, 'language' | 'country' | 'openingHours'>;
  /** Null: none are sent, or the vault is shut. */
  readonly way: () => MessageWay | null;
  readonly fetch: typeof fetch;
  readonly onRefused: () => void;
  readonly onSent: () => void;
}

/** How long an open shop may be offline before its owner is told. */
const toldFromMs = 10 * 60_000;
const patienceMs = 20_000;
const pausesMs = [30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000];
/** Older outages are not reported any more. */
const freshMs = 24 * 3_600_000;
const mostDue = 20;

export async function openOwnerMessages(parts: OwnerMessagesParts): Promise<OwnerMessages> {
  const { dataDir, clock, log, settings, way } = parts;
  const found = await readDue(dataDir);
  const startedAt = clock.now();
  let due: readonly Due[] = found.due;
  let isAfterCrash = found.isRunning;
  let isRunning = true;
  let tries = 0;
  let cancel = (): void => undefined;
  const told = new Set<string>();
  const underWay = new Set<AbortController>();
  const queued = serialQueue();
  /** If the disk refuses, no message is lost: the due ones are in memory. */
  const keep = (): Promise<void> =>
    queued(() => writeDue(dataDir, { isRunning: isRunning && way() !== null, due })).catch((error: unknown) =>
      log(`what the owner is to be told could not be written: ${String(error)}`),
    );
  const inTime = async <Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> => {
    const ending = new AbortController();
    const forget = clock.after(patienceMs, () => ending.abort());
    underWay.add(ending);
    try {
      return await ask(ending.signal);
    } finally {
      underWay.delete(ending);
      forget();
    }
  };
  const send = (by: MessageWay, text: string): Promise<Sent> =>
    inTime((signal) => sendMessage(parts.fetch, by, plainSpaces(text), signal));

  const tellNext = async (): Promise<void> => {
    cancel();
    due = due.filter(({ to }) => clock.now() - Date.parse(to) < freshMs);
    const [next] = due;
    const by = way();
    if (next === undefined || by === null || !isRunning) return;
    const sent = await send(by, textOf(next, settings(), clock.now()));
    log(`a message to the owner: ${sent}`);
    if (sent === 'unreachable') {
      const pauseMs = pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 0;
      tries += 1;
      cancel = clock.after(pauseMs, () => soon());
      return;
    }
    if (sent === 'refused') parts.onRefused();
    else parts.onSent();
    tries = 0;
    due = due.filter((one) => one !== next);
    await keep();
    await tellNext();
  };
  const sending = serialQueue();
  const soon = (): Promise<void> => sending(tellNext);
  if (way() !== null) {
    await keep();
    cancel = clock.after(0, () => soon());
  }

  return {
    follow(period) {
      const { id, from, to, coveredBy } = period;
      if (to === null || told.has(id)) return;
      const isCrash = isAfterCrash && Date.parse(from) <= startedAt;
      if (isCrash) isAfterCrash = false;
      const { openingHours, country } = settings();
      const enoughMs = isCrash ? 1 : toldFromMs;
      const span = { from: Date.parse(from), to: Date.parse(to) };
      const openMs = openWithin(openingHours, span, utcOffsetMinutes[country], enoughMs);
      if (way() === null || coveredBy !== undefined || openMs < enoughMs) return;
      told.add(id);
      due = [...due, { kind: isCrash ? ('crash' as const) : ('offline' as const), from, to }].slice(-mostDue);
      tries = 0;
      cancel();
      cancel = clock.after(0, async () => {
        await keep();
        await soon();
      });
    },
    try: (by) => send(by, messageTexts[settings().language].attempt),
    async complete(pasted) {
      if (pasted.kind === 'ntfy') return pasted;
      const answer = await inTime((signal) => chatOf(parts.fetch, pasted.token, signal));
      if (typeof answer === 'string') return answer;
      return answer.chat === null ? 'no-chat' : { ...pasted, chat: answer.chat };
    },
    async onWay() {
      if (way() === null) due = [];
      await keep();
    },
    async stop() {
      isRunning = false;
      cancel();
      for (const ending of underWay) ending.abort();
      await sending(() => Promise.resolve());
      if (way() !== null) await keep();
    },
  };
}

type Words = ReturnType<OwnerMessagesParts['settings']>;

function textOf({ kind, from, to }: Due, { language, country }: Words, now: number): string {
  const words = messageTexts[language];
  const offset = utcOffsetMinutes[country];
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const dayName = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const said = (instant: string): string => {
    const time = timeOfDay(instant, offset);
    const day = dayOf(instant, offset);
    return day === dayOf(now, offset) ? time : words.onDay(dayName.format(Date.parse(day)), time);
  };
  return words[kind](said(from), said(to));
}
