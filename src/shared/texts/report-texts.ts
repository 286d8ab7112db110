import { formatWhole } from '../payment/money';
import { defineTexts } from './define-texts';

export interface ReportTexts {
  readonly title: string;
  readonly span: Readonly<Record<'legend' | 'day' | 'month', string>>;
  readonly before: string;
  readonly after: string;
  readonly loading: string;
  readonly received: (count: number) => string;
  readonly failed: (count: number, percent: number) => string;
  readonly check: (count: number) => string;
  readonly perDay: string;
  readonly perHour: string;
  readonly perMethod: string;
  readonly asTable: string;
  readonly day: string;
  readonly hour: string;
  readonly method: string;
  readonly payments: string;
  readonly total: string;
  readonly failedOnes: string;
  readonly noneFailed: string;
  readonly nothing: string;
  /** The chart in one sentence, for people who cannot see it. */
  readonly bestHour: (hour: string, amount: string) => string;
  readonly bestDay: (day: string, amount: string) => string;
  readonly hourOf: (hour: number) => string;
  readonly deaf: (count: number, lasted: string) => string;
  /** Whole minutes. */
  readonly lasted: (minutes: number) => string;
  readonly printedFor: (shop: string, span: string) => string;
}

/** The money received on a day or in a month, for the owner. */
export const reportTexts = defineTexts<ReportTexts>({
  fr: {
    title: 'Bilan',
    span: { legend: 'Durée', day: 'Jour', month: 'Mois' },
    before: 'Avant',
    after: 'Après',
    loading: 'Calcul en cours…',
    received: (count) =>
      count <= 1 ? `${count} paiement reçu` : `${formatWhole(count, 'fr')} paiements reçus`,
    failed: (count, percent) =>
      count <= 1 ? `${count} échoué (${percent} %)` : `${count} échoués (${percent} %)`,
    check: (count) => `${count} à vérifier, non ${count <= 1 ? 'compté' : 'comptés'}`,
    perDay: 'Par jour',
    perHour: 'Par heure',
    perMethod: 'Par moyen',
    asTable: 'En tableau',
    day: 'Jour',
    hour: 'Heure',
    method: 'Moyen',
    payments: 'Paiements',
    total: 'Total',
    failedOnes: 'Échoués',
    noneFailed: 'Aucun échec',
    nothing: 'Aucun paiement reçu sur cette durée.',
    bestHour: (hour, amount) => `Meilleure heure : ${hour}, ${amount}.`,
    bestDay: (day, amount) => `Meilleur jour : ${day}, ${amount}.`,
    hourOf: (hour) => `${hour} h`,
    deaf: (count, lasted) =>
      `Hors ligne ${count === 1 ? 'une fois' : `${count} fois`}, ${lasted} en tout : des paiements peuvent manquer ici.`,
    lasted: (minutes) =>
      minutes < 1
        ? 'moins d’une minute'
        : minutes < 60
          ? `${minutes} min`
          : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
    printedFor: (shop, span) => (shop === '' ? span : `${shop}, ${span}`),
  },
  en: {
    title: 'Totals',
    span: { legend: 'Span', day: 'Day', month: 'Month' },
    before: 'Before',
    after: 'After',
    loading: 'Working it out…',
    received: (count) =>
      count === 1 ? '1 payment received' : `${formatWhole(count, 'en')} payments received`,
    failed: (count, percent) => `${count} failed (${percent}%)`,
    check: (count) => `${count} to check, not counted`,
    perDay: 'By day',
    perHour: 'By hour',
    perMethod: 'By method',
    asTable: 'As a table',
    day: 'Day',
    hour: 'Hour',
    method: 'Method',
    payments: 'Payments',
    total: 'Total',
    failedOnes: 'Failed',
    noneFailed: 'None failed',
    nothing: 'No payment was received in this time.',
    bestHour: (hour, amount) => `Best hour: ${hour}, ${amount}.`,
    bestDay: (day, amount) => `Best day: ${day}, ${amount}.`,
    hourOf: (hour) => `${String(hour).padStart(2, '0')}:00`,
    deaf: (count, lasted) =>
      `Offline ${count === 1 ? 'once' : `${count} times`}, ${lasted} in all: payments may be missing here.`,
    lasted: (minutes) =>
      minutes < 1
        ? 'less than a minute'
        : minutes < 60
          ? `${minutes} min`
          : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
    printedFor: (shop, span) => (shop === '' ? span : `${shop}, ${span}`),
  },
});
