import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A line to a server on this computer that breaks when the test says so. */
export interface CutLine {
  readonly port: number;
  /** Every connection ends with a reset; new ones go through. */
  reset(): void;
  /** Nothing comes through on any connection, and no end is reported: as where the other computer lost its power. */
  fallSilent(): void;
}

export async function cutLine(to: number): Promise<CutLine> {
  const open = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => undefined); // it is cut off on purpose
    socket.once('close', () => open.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (isSilent) return;
    const far = connect(to, '127.0.0.1');
    keep(far);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server's
  return {
    port,
    reset() {
      for (const socket of open) socket.resetAndDestroy();
    },
    fallSilent() {
      isSilent = true;
      for (const socket of open) {
        socket.unpipe();
        socket.pause();
      }
    },
  };
}
