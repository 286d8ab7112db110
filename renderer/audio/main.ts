import { createComputerVoice } from './computer-voice';
import { ownClipsOf } from './own-clips';
import { createPlayer } from './player';
import { ringAlong } from './ringer';

// This page has no window of its own: Electron keeps it hidden so that the bell rings with the counter closed.
const bridge = window.comptoir;
/** Nothing blocks sound on this page, but a busy computer may be slow to wake its sound card. */
const timeoutMs = 20_000;
if (bridge !== undefined) {
  const player = createPlayer(fetch.bind(window), createComputerVoice(window), ownClipsOf(bridge), timeoutMs);
  ringAlong(bridge, player, document.documentElement);
}
