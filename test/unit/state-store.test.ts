import { expect, it } from 'vitest';
import { createStateStore } from '../../src/core/state-store';
import { initialState } from '../../src/shared/state/app-state';
import { shopSettings } from '../support/shop-settings';

it('delivers facts to everybody in order, also those that a listener dispatches', () => {
  const { dispatch, onFact, state } = createStateStore(
    initialState(shopSettings, '2026-11-23'),
    () => '2026-11-23T10:00:00.000Z',
    (_what, task) => void task(),
  );
  const heard: string[] = [];
  onFact(({ kind }) => {
    if (kind !== 'payments-seen') return;
    dispatch({ kind: 'knocks-changed', knocks: [] });
    // Who asks hears the newest at once.
    expect(state().revision).toBe(1);
  });
  onFact(({ kind }, led) => heard.push(`${kind} ${led.revision}`));
  dispatch({ kind: 'payments-seen' });
  dispatch({ kind: 'knocks-changed', knocks: [] });
  expect(heard).toEqual(['payments-seen 0', 'knocks-changed 1', 'knocks-changed 2']);
});
