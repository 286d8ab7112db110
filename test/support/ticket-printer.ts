import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A printer as the network has it: takes the bytes of one ticket a connection. */
export interface TicketPrinter extends AsyncDisposable {
  readonly port: number;
  /** The first ticket, once all of it came. */
  readonly printed: Promise<Buffer>;
}

export async function ticketPrinter(): Promise<TicketPrinter> {
  const server = createServer();
  const printed = new Promise<Buffer>((resolve, reject) => {
    server.once('connection', (socket) => void buffer(socket).then(resolve, reject));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server's
  return {
    ...{ port, printed },
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
