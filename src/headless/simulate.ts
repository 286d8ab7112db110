import { systemClock } from '../core/ports';
import { deliverAsKkiapay, kkiapayBody, randomTransactionId } from '../core/kkiapay/play';
import { oneOf, readOptions, required, UsageError, wholeNumber } from './options';

/**
 * Imitates KKiaPay: same header, same bodies, five tries 500 ms apart and growing. Exit 1 where a delivery was refused.
 */
export async function simulate(args: string[]): Promise<number> {
  const options = readOptions(args, {
    url: { type: 'string' },
    secret: { type: 'string' },
    count: { type: 'string' },
    rate: { type: 'string' },
    event: { type: 'string' },
    amount: { type: 'string' },
  });
  const url = required('url', options.url);
  if (!URL.canParse(url)) throw new UsageError('--url wants a whole address, http://… or https://…');
  const secret = required('secret', options.secret);
  const count = wholeNumber('count', options.count, { min: 1, max: 10_000_000 }) ?? 1;
  const rate = wholeNumber('rate', options.rate, { min: 1, max: 100_000 });
  const kind = oneOf('event', options.event, ['success', 'failed', 'mixed']) ?? 'success';
  const amountXof = wholeNumber('amount', options.amount, { min: 0, max: 999_999_999 }) ?? 1000;

  const startedAt = systemClock.now();
  const underWay = new Set<Promise<void>>();
  let refused = 0;
  const deliver = async (index: number): Promise<void> => {
    const event = kind === 'mixed' ? (index % 2 === 0 ? 'success' : 'failed') : kind;
    const transactionId = randomTransactionId();
    const body = kkiapayBody({
      event,
      amountXof,
      transactionId,
      at: new Date(systemClock.now()).toISOString(),
    });
    const { status, tries, ms } = await deliverAsKkiapay({ url, secret, body, fetch, clock: systemClock });
    if (status === null || status < 200 || status >= 300) refused += 1;
    process.stdout.write(
      `${JSON.stringify({ transactionId, event: `transaction.${event}`, status, tries, ms })}\n`,
    );
  };
  for (let index = 0; index < count; index += 1) {
    if (rate === undefined)
      await deliver(index); // one after another
    else {
      const dueInMs = startedAt + (index * 1000) / rate - systemClock.now();
      if (dueInMs > 1) await new Promise((resolve) => setTimeout(resolve, dueInMs));
      const delivery = deliver(index).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    }
  }
  await Promise.all(underWay);
  return refused === 0 ? 0 : 1;
}
