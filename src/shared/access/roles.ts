/**
 * Who asks. It decides which commands are allowed and what is shown. `helper`: the counter's window without
 * the owner's PIN. The roles after it are screens of their own, and a screen keeps its role.
 */
export const roles = ['owner', 'helper', 'second-counter', 'bell', 'display', 'owner-view'] as const;
export type Role = (typeof roles)[number];
export type ScreenRole = Exclude<Role, 'owner' | 'helper'>;

/** Which payments and deaf periods a role may know of. `month`: the days that a report holds. */
export type Reach = 'all' | 'today' | 'month';

export const reachOf: Readonly<Record<Role, Reach>> = {
  owner: 'all',
  helper: 'today',
  'second-counter': 'today',
  bell: 'today',
  display: 'today',
  'owner-view': 'month',
};
