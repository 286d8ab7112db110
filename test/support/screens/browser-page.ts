export interface BrowserPage extends AsyncDisposable {
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Resolves once it is true in the page. */
  readonly waitFor: (expression: string) => Promise<void>;
  readonly text: () => Promise<string>;
}

const pageIsGone =
  /context was destroyed|Cannot find (default )?context|Inspected target navigated|unloaded|discarded/;

/** A page that goes elsewhere takes the question with it: it is asked again there. */
export function waitingFor(evaluate: BrowserPage['evaluate']): BrowserPage['waitFor'] {
  const waitFor = async (condition: string): Promise<void> => {
    const soon = `new Promise((done) => { const look = () => (${condition}) ? done(true) : setTimeout(look, 50); look(); })`;
    try {
      await evaluate(soon);
    } catch (error) {
      if (!pageIsGone.test(String(error))) throw error;
      await waitFor(condition);
    }
  };
  return waitFor;
}
