import type { Bridge } from '../../src/shared/bridge/contract';
import type { Player } from './player';
import { inBackground } from '../state/in-background';

/** Plays what the core decided. The page's root element names the last sound, because tests cannot hear. */
export function ringAlong(
  bridge: Bridge,
  player: Player,
  root: HTMLElement,
  onHeldBack: () => void = () => undefined,
): void {
  bridge.on('ring', (ring) => {
    inBackground(
      player.play(ring).then((heard) => {
        if (heard === null) {
          onHeldBack();
          return;
        }
        root.dataset.lastPlayed = ring.sound;
        root.dataset.lastSaid = heard.said;
      }),
    );
  });
}
