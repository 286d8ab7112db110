import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesIn, importGraph } from '../support/import-circles';

const root = join(import.meta.dirname, '../..');

describe('the modules', () => {
  const graph = importGraph([join(root, 'src'), join(root, 'renderer')]);

  it('never import each other in a circle, types included', () => {
    const circles = circlesIn(graph).map((circle) => circle.map((file) => relative(root, file)));
    expect(circles).toEqual([]);
  });

  it('finds a circle as soon as an import leads back', () => {
    const of = (name: string): string => join(root, 'src/shared', name);
    const back = new Map(graph).set(of('payment/payment.ts'), [of('calendar.ts')]);
    const members = circlesIn(back).map((circle) => [...new Set(circle)].sort());
    expect(members).toContainEqual([of('calendar.ts'), of('payment/payment.ts')]);
  });

  it('are really read: most of them import another', () => {
    const importing = [...graph.values()].filter((imports) => imports.length > 0);
    expect(importing.length).toBeGreaterThan(graph.size / 2);
  });
});
