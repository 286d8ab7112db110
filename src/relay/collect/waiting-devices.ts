import { setImmediate as immediate } from 'node:timers/promises';
import type { News } from './news';

/** How a wait ended: with an answer, because it failed, or with nothing. */
export type WaitEnd =
  | { readonly kind: 'answer'; readonly body: Buffer }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'over' };

export interface Wait {
  readonly end: Promise<WaitEnd>;
  /** Ends it without an answer. */
  readonly leave: () => void;
}

export interface WaitingDevices {
  /** Waits for what `look` finds once there is news of the shop: read once for all that wait under this name. */
  enter(shop: number, name: string, look: () => Promise<Buffer | null>): Wait;
  readonly count: () => number;
  endAll(): void;
}

interface Group {
  readonly shop: number;
  readonly name: string;
  readonly look: () => Promise<Buffer | null>;
  readonly members: Set<Member>;
  cancelNews: () => void;
}
interface Member {
  group: Group;
  readonly resolve: (end: WaitEnd) => void;
}

/** Some milliseconds of writing: calls that arrive meanwhile are handled in between. */
const answeredInATurn = 64;

/** Devices that wait for news of their shops, grouped by equal answers. */
export function createWaitingDevices(news: Pick<News, 'wait' | 'count'>): WaitingDevices {
  /** The groups that still accept devices. */
  const open = new Map<string, Group>();
  const all = new Set<Member>();

  const groupOf = (of: Pick<Group, 'shop' | 'name' | 'look'>): Group => {
    const known = open.get(of.name);
    if (known !== undefined) return known;
    const group: Group = { ...of, members: new Set(), cancelNews: () => undefined };
    group.cancelNews = news.wait(of.shop, () => {
      // Closed before the log is read: a later device must not get what was read before it asked.
      open.delete(group.name);
      lookFor(group).catch((error: unknown) => answerAll(group, { kind: 'failed', error }));
    });
    open.set(of.name, group);
    return group;
  };
  const lookFor = async (group: Group): Promise<void> => {
    for (;;) {
      const before = news.count(group.shop);
      const body = await group.look();
      if (body !== null) return answerAll(group, { kind: 'answer', body });
      if (news.count(group.shop) === before) break;
    }
    // There is nothing for them, so they continue to wait.
    for (const member of group.members) {
      member.group = groupOf(group);
      member.group.members.add(member);
    }
  };
  const answerAll = async (group: Group, end: WaitEnd): Promise<void> => {
    let answered = 0;
    for (const member of group.members) {
      leave(member, end);
      answered += 1;
      if (answered % answeredInATurn === 0) await immediate();
    }
  };
  const leave = (member: Member, end: WaitEnd): void => {
    const { group, resolve } = member;
    all.delete(member);
    group.members.delete(member);
    if (group.members.size === 0 && open.get(group.name) === group) {
      open.delete(group.name);
      group.cancelNews();
    }
    resolve(end);
  };

  return {
    enter(shop, name, look) {
      let resolve: Member['resolve'] = () => undefined;
      const end = new Promise<WaitEnd>((settle) => (resolve = settle));
      const member: Member = { group: groupOf({ shop, name, look }), resolve };
      member.group.members.add(member);
      all.add(member);
      return { end, leave: () => leave(member, { kind: 'over' }) };
    },
    count: () => all.size,
    endAll() {
      for (const member of all) leave(member, { kind: 'over' });
    },
  };
}
