import type { Bridge } from '../../src/shared/bridge/contract';
import type { Player } from './player';
import { inBackground } from '../state/in-background';

/**
 * Plays what the core decided to be heard. What was last played stands on the page's root element, for those who cannot
 * hear this computer: the tests.
 */
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
