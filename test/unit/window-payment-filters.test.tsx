// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PaymentFilters } from '../../renderer/features/payments/payment-filters';
import type { PaymentFilter } from '../../renderer/features/payments/payment-listing';
import { paymentsTexts } from '../../src/shared/texts/payments-texts';
import { openWindow } from '../support/window/open-window';
import { busyScene } from '../support/window/scenes';

const now = Date.parse('2026-11-24T09:00:00Z');
const words = paymentsTexts.fr;

describe('the filters of the payments', () => {
  let asked: PaymentFilter[];
  let entered: number;
  const last = (): PaymentFilter | undefined => asked.at(-1);
  beforeEach(async () => {
    asked = [];
    entered = 0;
    await openWindow(
      busyScene('fr', now),
      <PaymentFilters
        onEnter={() => {
          entered += 1;
        }}
        onChange={(filter) => asked.push(filter)}
      />,
    );
  });
  afterEach(cleanup);

  it('tell that they are entered before anything is typed', () => {
    expect(entered).toBe(0);
    fireEvent.focusIn(screen.getByLabelText(words.search));
    expect(entered).toBe(1);
  });

  it('say what each control means, and nothing once all is shown again', async () => {
    type(words.search, '  43 500 ');
    fireEvent.click(screen.getByLabelText(words.status.failed));
    fireEvent.click(screen.getByLabelText(words.mode.sandbox));
    fireEvent.click(screen.getByLabelText(words.claimed.no));
    choose(words.method.legend, 'WALLET');
    type(words.amount.from, '1 000 F');
    type(words.amount.to, '50.000');
    fireEvent.change(screen.getByLabelText(words.period.from), { target: { value: '2026-11-01' } });
    fireEvent.change(screen.getByLabelText(words.period.to), { target: { value: '2026-11-24' } });
    choose(words.order.legend, 'highest');
    await expect.poll(last).toEqual({
      ...{ text: '43 500', status: 'failed', mode: 'sandbox', claimed: false, method: 'WALLET' },
      ...{ minXof: 1_000, maxXof: 50_000, from: '2026-11-01', to: '2026-11-24', order: 'highest' },
    });
    fireEvent.click(screen.getByRole('button', { name: words.clearFilters }));
    await expect.poll(last).toEqual({});
  });

  it('ask once for several letters typed without a pause', async () => {
    for (const text of ['4', '43', '435']) type(words.search, text);
    await expect.poll(last).toEqual({ text: '435' });
    expect(asked).toHaveLength(1);
  });

  it.each(['oldest', 'highest', 'lowest'] as const)('sort: %s', async (order) => {
    choose(words.order.legend, order);
    await expect.poll(last).toEqual({ order });
  });

  it.each(['abc', '', '9999999999'])('take "%s" for no amount', async (text) => {
    type(words.amount.from, text);
    await expect.poll(last).toEqual({});
  });

  function type(label: string, value: string): void {
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  }

  function choose(label: string, value: string): void {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  }
});
