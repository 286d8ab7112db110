import type { Argument, CommandName, Reply, Value } from '../../src/shared/bridge/contract';

/** One command of the bridge, as a browser's window gives it; rejects where it is refused. */
export async function askWindow<Name extends CommandName>(
  uiUrl: string,
  name: Name,
  argument: Argument<Name>,
): Promise<Value<Name>> {
  const { origin, hash } = new URL(uiUrl);
  const answer = await fetch(`${origin}/bridge/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${hash.slice(1)}` },
    body: JSON.stringify({ argument }),
  });
  const reply = (await answer.json()) as Reply<Value<Name>>; // what the server's end of the contract sends
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.code}`);
  return reply.value;
}
