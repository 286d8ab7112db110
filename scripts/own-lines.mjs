/**
 * A function's own lines: without those of the functions in it, blank lines and comments. A maker whose parts are short
 * functions reads part by part; a function with many lines of its own hides a second thing.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const ownLines = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer' }],
    messages: { long: '{{lines}} lines of its own, at most {{most}}: give the second thing in it a name.' },
  },
  create(context) {
    const [most] = context.options;
    const isCode = new Set();
    for (const { loc } of context.sourceCode.ast.tokens)
      for (let line = loc.start.line; line <= loc.end.line; line += 1) isCode.add(line);
    /** For each function that is being read, the lines of those in it. */
    const inner = [];
    const enter = () => inner.push(new Set());
    const leave = (node) => {
      const ofOthers = inner.pop();
      const around = inner.at(-1);
      let lines = 0;
      for (let line = node.loc.start.line; line <= node.loc.end.line; line += 1) {
        if (isCode.has(line) && !ofOthers.has(line)) lines += 1;
        if (line > node.loc.start.line) around?.add(line);
      }
      if (lines > most) context.report({ node, messageId: 'long', data: { lines, most } });
    };
    return Object.fromEntries(
      ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].flatMap((kind) => [
        [kind, enter],
        [`${kind}:exit`, leave],
      ]),
    );
  },
};
