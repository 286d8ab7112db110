import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** An IP and a TCP header with timestamps; each piece is also acknowledged by one of the same size. */
const headers = 2 * 52;

/** Passes a line's bytes on, both ways, and counts what they cost: themselves, and the headers of each piece. */
export interface CountingPass extends AsyncDisposable {
  readonly address: string;
  readonly counted: () => number;
}

export async function countingPass(target: string): Promise<CountingPass> {
  const [host = '', port = ''] = target.split(':');
  let counted = 0;
  const sockets = new Set<Socket>();
  const passTo = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (piece) => {
      counted += piece.length + headers;
      to.write(piece);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => sockets.delete(from));
  };
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    passTo(near, far);
    passTo(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = server.address() as AddressInfo; // it listens on a port
  return {
    address: `127.0.0.1:${own.port}`,
    counted: () => counted,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
