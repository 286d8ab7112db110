import { createComputerVoice } from './computer-voice';
import { createPlayer } from './player';
import { ringAlong } from './ringer';

// This page has no window of its own: Electron keeps it hidden so that the bell rings with the counter closed.
const bridge = window.comptoir;
/** Nothing holds sound back here; a computer with its hands full may be slow to wake its sound card. */
const timeoutMs = 20_000;
if (bridge !== undefined) {
  const player = createPlayer(fetch.bind(window), createComputerVoice(window), timeoutMs);
  ringAlong(bridge, player, document.documentElement);
}
