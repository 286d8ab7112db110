import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import { ownLines } from '../../scripts/own-lines.mjs';

const messages = (code: string): readonly string[] =>
  new Linter()
    .verify(code, {
      plugins: { house: { rules: { 'own-lines': ownLines } } },
      rules: { 'house/own-lines': ['error', 4] },
    })
    .map(({ line, message }) => `${line}: ${message}`);

const statements = (count: number): string => 'step();\n'.repeat(count);

it('counts the lines of a function, without blank ones and comments', () => {
  expect(messages(`function one() {\n${statements(2)}\n// why\n/* and\nhow */\n}`)).toEqual([]);
  expect(messages(`function one() {\n${statements(3)}}`)).toEqual([
    '1: 5 lines of its own, at most 4: give the second thing in it a name.',
  ]);
});

it('counts functions in a function for themselves, save for the line that begins them', () => {
  const two = `const a = () => {\n${statements(2)}};\nconst b = () => {\n${statements(2)}};\n`;
  expect(messages(`function maker() {\n${two}}`)).toEqual([]);
  expect(messages(`function maker() {\n${two}step();\n}`)).toHaveLength(1);
  const long = `const a = () => {\n${statements(3)}};\n`;
  expect(messages(`function maker() {\n${long}}`)).toEqual([expect.stringMatching(/^2: 5 lines/)]);
});
