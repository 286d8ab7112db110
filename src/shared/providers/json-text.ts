/** What only the text of a JSON document shows: its depth before parsing, and the exact digits of its numbers. */

/** Strings, brackets and scalars; everything between them is punctuation. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gs;

/** How deep arrays and objects nest. Works on any text, without recursion. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === 0x5c /* \ */) at += 1;
      else if (char === 0x22 /* " */) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b /* { */ || char === 0x5b /* [ */) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 0x7d /* } */ || char === 0x5d /* ] */) depth -= 1;
  }
  return deepest;
}

/**
 * The number of a top-level member as it was written: a double keeps only about 15 digits. `text` holds one valid JSON
 * object. The last of several equal keys counts, as in `JSON.parse`.
 */
export function numberText(text: string, key: string): string | null {
  let depth = 0;
  let found: string | null = null;
  let current: string | null = null;
  let before = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token === ':')
      current = JSON.parse(before) as string; // a string before a colon is a key
    else if (depth === 1 && before === ':' && current === key) found = token;
    before = token;
  }
  return found;
}
