import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createDownloads } from '../../../src/headless/downloads';
import { serveWindow } from '../../../src/headless/web-server';
import type { Scene } from './scenes';
import { openShop, type Shop } from './shop';

export interface Preview extends Pick<
  Shop,
  'received' | 'change' | 'pay' | 'broadcast' | 'idOf' | 'comptoir'
> {
  readonly url: string;
  /** Cuts every connection, as a restart of the core does. */
  cut(): void;
  close(): Promise<void>;
}

/** The built window, served as the command line serves it to a browser: for pictures, axe and the window's own tests. */
export async function startPreview(folder: string, scene: Scene): Promise<Preview> {
  const shop = await openShop(scene);
  const web = await serveWindow(shop.server, createDownloads(shop.clock), folder, 0);
  const line = await cuttableLine(Number(new URL(web.url).port));
  const close = async (): Promise<void> => {
    await line.close();
    await web.close();
    await shop[Symbol.asyncDispose]();
  };
  let closing: Promise<void> | undefined;
  return {
    ...shop,
    url: web.url.replace(/:\d+/, `:${line.port}`),
    cut: line.cut,
    close: () => (closing ??= close()),
  };
}

/** A port that leads to another one until it is cut. */
async function cuttableLine(target: number) {
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        ends.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    port,
    cut,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
