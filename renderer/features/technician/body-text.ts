const perLine = 16;

/** Bytes as text where they are UTF-8; else in hexadecimal, 16 a line. */
export function bodyText(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return hexDump(bytes);
  }
}

function hexDump(bytes: Uint8Array): string {
  return Array.from({ length: Math.ceil(bytes.length / perLine) }, (_, line) => {
    const part = bytes.subarray(line * perLine, (line + 1) * perLine);
    const hex = Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return `${(line * perLine).toString(16).padStart(4, '0')}  ${hex}`;
  }).join('\n');
}
