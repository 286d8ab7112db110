import type { Ring } from '../../src/shared/voice/ring';

export interface HeardRings {
  /** All that rang so far, while the server lived. */
  readonly rings: readonly Ring[];
  /** Resolves once the server has gone. */
  readonly over: Promise<void>;
}

/** What a window's loudspeaker would play, from the moment at which this resolves. */
export async function heardRings(uiUrl: string): Promise<HeardRings> {
  const { origin, hash } = new URL(uiUrl);
  const answer = await fetch(`${origin}/bridge/events`, {
    headers: { authorization: `Bearer ${hash.slice(1)}` },
  });
  if (answer.body === null) throw new Error('the window’s server tells nothing');
  const rings: Ring[] = [];
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const read = async (): Promise<void> => {
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = `${text}${part.value}`.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const [name = '', data = ''] = event.split('\n');
        if (name === 'event: ring') rings.push(JSON.parse(data.replace('data: ', '')) as Ring); // the server's own broadcast
      }
    }
  };
  // A server that is killed breaks the line off.
  return { rings, over: read().catch(() => undefined) };
}
