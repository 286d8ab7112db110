import type { Rule } from 'eslint';

export const ownLines: Rule.RuleModule;
