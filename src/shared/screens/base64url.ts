const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const valueOf = new Map(Array.from(signs, (sign, value) => [sign, value]));

/** Own code, because neither `Buffer` nor `atob` exists at both ends. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 6) {
      heldBits -= 6;
      text += signs.charAt((held >> heldBits) & 63);
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits === 0 ? text : text + signs.charAt((held << (6 - heldBits)) & 63);
}

/** Null for anything that `toBase64url` never returns: each value has exactly one spelling. */
export function fromBase64url(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let heldBits = 0;
  let at = 0;
  for (const sign of text) {
    const value = valueOf.get(sign);
    if (value === undefined) return null;
    held = (held << 6) | value;
    heldBits += 6;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes[at] = held >> heldBits;
    at += 1;
    held &= (1 << heldBits) - 1;
  }
  return heldBits >= 6 || held !== 0 ? null : bytes;
}
