import type { BroadcastName, Broadcasts } from '../../shared/bridge/contract';
import type { ScreenEvent, ShopView } from '../../shared/screens/protocol';
import type { ScreenRole } from '../../shared/access/roles';
import { encodeMessage } from '../../shared/screens/screen-crypto';
import { screenRoles } from '../../shared/screens/screens-state';
import { providersOf } from '../../shared/settings/settings';
import type { AppState } from '../../shared/state/app-state';
import { screenCaller } from '../access/caller';
import type { Clock } from '../ports';
import type { ScreensBridge } from './screens-bridge';
import type { Session } from './sessions';

export interface TellScreensParts {
  readonly bridge: ScreensBridge;
  readonly clock: Pick<Clock, 'now'>;
  readonly sessionsOf: (role: ScreenRole) => readonly Session[];
  /** A ring was sent: screens answer when they have played it. */
  readonly onRing: (ringId: number) => void;
}

/** Sends each role's broadcasts to its screens: encoded once for a role, encrypted once for a screen. */
export function tellScreens({ bridge, clock, sessionsOf, onRing }: TellScreensParts): () => void {
  let ringId = 0;
  let ringOfBroadcast: Broadcasts['ring'] | null = null;
  const numberOf = (ring: Broadcasts['ring']): number => {
    if (ring !== ringOfBroadcast) {
      ringOfBroadcast = ring;
      ringId += 1;
      onRing(ringId);
    }
    return ringId;
  };
  const leave = screenRoles.map((role) => {
    let lastView = '';
    return bridge.onBroadcast(screenCaller(role), (name, payload) => {
      const event = eventOf(name, payload, (ring) => ({
        kind: 'ring',
        ringId: numberOf(ring),
        ring,
        at: new Date(clock.now()).toISOString(),
      }));
      if (event === null) return;
      if (event.kind === 'view') {
        const view = JSON.stringify(event);
        if (view === lastView) return;
        lastView = view;
      }
      const sessions = sessionsOf(role);
      if (sessions.length === 0) return;
      const encoded = encodeMessage(event);
      for (const session of sessions) session.tell(encoded);
    });
  });
  return () => {
    for (const end of leave) end();
  };
}

function eventOf(
  name: BroadcastName,
  payload: Broadcasts[BroadcastName],
  ringEvent: (ring: Broadcasts['ring']) => ScreenEvent,
): ScreenEvent | null {
  // Each payload has the type that belongs to its name.
  switch (name) {
    case 'state':
      return { kind: 'view', view: viewOf(payload as AppState) };
    case 'payment':
      return { kind: 'payment', ...(payload as Broadcasts['payment']) };
    case 'ring':
      return ringEvent(payload as Broadcasts['ring']);
    default:
      return null;
  }
}

/** The part of a state, already cut for its role, that a screen shows. */
export function viewOf({ settings, hearing, deafToday, today }: AppState): ShopView {
  const { language, shopName, country, helperNames, shift } = settings;
  const providers = providersOf(settings);
  return { language, shopName, country, hearing, helperNames, shift, providers, deafToday, today };
}
