import { vi } from 'vitest';

/** Holds as soon as it holds; a busy machine may take its time. */
export function eventually(assertion: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(assertion, { timeout: 15_000, interval: 10 });
}
