import type { HeardCall, HeardCallInFull, TechnicianReport } from '../../../src/shared/diagnosis/technician';

export interface TechnicianScene {
  readonly report: TechnicianReport;
  /** What every call is in full. */
  readonly inFull: Pick<HeardCallInFull, 'headers' | 'body'>;
}

/** A payment, a mistyped secret, and a robot. */
export function technicianScene(now: number): TechnicianScene {
  const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  const body = JSON.stringify({
    transactionId: '3iH6wjHJ3',
    isPaymentSucces: true,
    event: 'transaction.success',
    amount: 43_500,
    account: '2290197000042',
  });
  const payment: HeardCall = {
    ...{ id: 3, at: ago(0.4), tookMs: 4, method: 'POST', path: '/kkiapay/q7Xv2LrT9bKd', status: 200 },
    ...{ provider: 'kkiapay', mode: 'live', refusal: null, bodySize: body.length },
  };
  return {
    report: {
      calls: [
        payment,
        {
          ...{ ...payment, id: 2, at: ago(4), tookMs: 1, status: 401, bodySize: null },
          refusal: { reason: 'secret-wrong', diagnosis: 'spaces-at-the-edges' },
        },
        {
          ...{ ...payment, id: 1, at: ago(90), tookMs: 1, method: 'GET', path: '/wp-login.php', status: 404 },
          ...{ provider: null, mode: null, bodySize: null },
          refusal: { reason: 'unknown-path', diagnosis: null },
        },
      ],
      log: [`${ago(180)} the tunnel is open`, `${ago(4)} a call was refused`],
      check: {
        kind: 'done',
        at: ago(2),
        report: { events: 1_204, payments: 1_190, duplicates: 14, damaged: 0, repaired: 0, deafPeriods: 3 },
      },
    },
    inFull: {
      headers: [
        { name: 'content-type', value: 'application/json' },
        { name: 'x-kkiapay-secret', value: '****' },
      ],
      body: Buffer.from(body).toString('base64'),
    },
  };
}
