/** The same JSON, one value a line; null where the text is no JSON. Digits do not change, because nothing is parsed. */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const strings = /"(?:[^"\\]|\\.)*"/y;
  let depth = 0;
  let pretty = '';
  const line = (): string => `\n${'  '.repeat(depth)}`;
  for (let at = 0; at < text.length;) {
    strings.lastIndex = at;
    const [string] = strings.exec(text) ?? [];
    if (string !== undefined) {
      pretty += string;
      at += string.length;
      continue;
    }
    const character = text.charAt(at);
    at += 1;
    if (/\s/.test(character)) continue;
    if (character === '{' || character === '[') {
      depth += 1;
      pretty += character + line();
    } else if (character === '}' || character === ']') {
      depth -= 1;
      pretty = pretty.trimEnd();
      pretty += /[[{]$/.test(pretty) ? character : line() + character;
    } else if (character === ',') pretty += character + line();
    else pretty += character === ':' ? ': ' : character;
  }
  return pretty;
}

export interface ComparedLine {
  readonly sign: '=' | '-' | '+';
  readonly text: string;
}

/** The most lines that are compared one by one. */
const mostLines = 400;

/** Two texts line by line: lines only in the first, lines only in the second, lines in both. */
export function comparedLines(first: string, second: string): readonly ComparedLine[] {
  const [one, other] = [first, second].map((text) => text.split('\n').slice(0, mostLines));
  if (one === undefined || other === undefined) return [];
  /** From each pair of lines on, how many lines the texts have in common. */
  const common = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row !== undefined)
        row[j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const lines: ComparedLine[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    const [left, right] = [one[i], other[j]];
    if (left !== undefined && left === right) {
      lines.push({ sign: '=', text: left });
      i += 1;
      j += 1;
    } else if (right !== undefined && (left === undefined || at(i, j + 1) > at(i + 1, j))) {
      lines.push({ sign: '+', text: right });
      j += 1;
    } else {
      lines.push({ sign: '-', text: left ?? '' });
      i += 1;
    }
  }
  return lines;
}
