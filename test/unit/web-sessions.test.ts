import { expect, it } from 'vitest';
import { createCallers } from '../../src/core/access/callers';
import { createWebSessions } from '../../src/headless/web-sessions';
import { newSession } from '../../src/shared/bridge/session';
import { fakeClock } from '../support/fake-clock';

const open = () => {
  const clock = fakeClock();
  const callers = createCallers({ clock, hasPin: () => true, pinEra: () => 0, idleMs: () => 60_000 });
  return { callers, sessions: createWebSessions(callers) };
};
const sessionOf = (fill: number): string => newSession((bytes) => bytes.fill(fill));

it('each load of a page has a caller of its own, and what could be guessed has none', () => {
  const { callers, sessions } = open();
  const mine = sessions.callerOf(sessionOf(1));
  mine.letIn();
  expect(sessions.callerOf(sessionOf(1)).role()).toBe('owner');
  expect(sessions.callerOf(sessionOf(2)).role()).toBe('helper');
  for (const odd of [undefined, '', '1', sessionOf(1).slice(1), `${sessionOf(1)}0`, ['x'], 7, 'A'.repeat(48)])
    expect(sessions.callerOf(odd)).toBe(callers.withoutSession);
});

it('of too many pages the one that was silent for longest is forgotten, and locked', () => {
  const { sessions } = open();
  const [first, second] = [sessions.callerOf(sessionOf(1)), sessions.callerOf(sessionOf(2))];
  for (const caller of [first, second]) caller.letIn();
  sessions.callerOf(sessionOf(1));
  for (let page = 3; page <= 65; page += 1) sessions.callerOf(sessionOf(page));
  expect([first.role(), second.role()]).toEqual(['owner', 'helper']);
  expect(sessions.callerOf(sessionOf(1))).toBe(first);
});
