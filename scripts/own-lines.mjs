/**
 * A function's own lines: without inner functions, blank lines and comments. A factory made of short functions is read
 * part by part. A function with many own lines does more than one thing.
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
    /** For each function being read, the lines of its inner functions. */
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
