/** How often the core sends a sign of life, whatever else it sends. */
export const beatMs = 5_000;
/** A page that hears nothing for so long is cut off: what it shows may have changed meanwhile. */
export const silenceMs = 12_000;
