import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedLines, prettyJson } from '../../renderer/features/technician/pretty-json';

describe('a body as a technician reads it', () => {
  it('is the same JSON, one value a line, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const pretty = prettyJson(text);
        expect(pretty === null ? null : JSON.parse(pretty)).toEqual(JSON.parse(text));
        expect(pretty).toBe(prettyJson(pretty ?? ''));
      }),
    );
    expect(prettyJson('{"a":[1,{}],"b":"x: {,}"}')).toBe(
      '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": "x: {,}"\n}',
    );
  });

  it('keeps digits that no double can hold, and a key that is there twice', () => {
    expect(prettyJson('{"id":14906873975902501234,"id":1.10}')).toBe(
      '{\n  "id": 14906873975902501234,\n  "id": 1.10\n}',
    );
  });

  it('is left as it came where it is no JSON', () => {
    expect(prettyJson('{"a":')).toBeNull();
    expect(prettyJson('event=x')).toBeNull();
  });

  it('is compared with another line by line', () => {
    expect(comparedLines('a\nb\nc', 'a\nx\nc').map(({ sign, text }) => sign + text)).toEqual([
      '=a',
      '-b',
      '+x',
      '=c',
    ]);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c')),
        fc.array(fc.constantFrom('a', 'b', 'c')),
        (one, other) => {
          const lines = comparedLines(one.join('\n'), other.join('\n'));
          const of = (...signs: readonly string[]): string =>
            lines
              .filter(({ sign }) => signs.includes(sign))
              .map(({ text }) => text)
              .join('\n');
          expect(of('=', '-')).toBe(one.join('\n'));
          expect(of('=', '+')).toBe(other.join('\n'));
        },
      ),
    );
  });
});
