export interface BrowserPage extends AsyncDisposable {
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Resolves once it is true in the page. */
  readonly waitFor: (expression: string) => Promise<void>;
  readonly text: () => Promise<string>;
}

const pageIsGone =
  /context was destroyed|Cannot find (default )?(execution )?context|Inspected target navigated|unloaded|discarded/;

/** A page that goes elsewhere takes the question with it: it is asked again there. */
export function waitingFor(evaluate: BrowserPage['evaluate']): BrowserPage['waitFor'] {
  const waitFor = async (condition: string): Promise<void> => {
    // What is asked about may not be in the page yet.
    const holds = `(() => { try { return ${condition}; } catch { return false; } })()`;
    const soon = `new Promise((done) => { const look = () => ${holds} ? done(true) : setTimeout(look, 50); look(); })`;
    try {
      await evaluate(soon);
    } catch (error) {
      if (!pageIsGone.test(String(error))) throw error;
      await waitFor(condition);
    }
  };
  return waitFor;
}
