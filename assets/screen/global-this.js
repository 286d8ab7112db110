/* global window */
// Chromium 69 has no `globalThis`, and a module may ask for it before its first line runs.
if (typeof globalThis === 'undefined') window.globalThis = window;
