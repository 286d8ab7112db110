import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProviderFetch, developmentProvider } from '../../src/core/provider-fetch';
import { createTrustedFetch } from '../../src/core/trusted-fetch';
import { developmentEdge } from '../../src/core/tunnel/development-edge';
import { readCommandLine } from '../../src/main/command-line';
import { askWindow } from '../support/ask-window';
import { ServeProcess } from '../support/headless-process';
import { kkiapayServer, statusBody } from '../support/kkiapay-server';
import { buildEntry } from '../support/ngrok-edge/build-child';
import { createCertificate } from '../support/ngrok-edge/certificate';
import { temporaryFolder } from '../support/temporary-folder';

const quiet = ['--tunnel=none', '--no-notifications', '--port=0', '--ui-port=0'];

/** Somebody's server in the place of the internet: counts who comes. */
async function standIn(): Promise<{ readonly address: string; readonly calls: readonly string[] }> {
  const calls: string[] = [];
  const server = createPlainServer((request, response) => {
    calls.push(request.url ?? '');
    response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, calls }; // TCP, hence never a pipe's name
}

/** A shop that has an address of its own. */
async function shopWithAddress(folder: string): Promise<void> {
  await using shop = await ServeProcess.ready([`--data=${folder}`, ...quiet]);
  await askWindow(shop.text('uiUrl'), 'changeSettings', { publicAddress: 'https://boutique.invalid' });
  await shop.end();
}

describe('a stand-in for the world outside', () => {
  const variables = (address: string): Record<string, string> => ({
    COMPTOIR_NGROK_SERVER_ADDR: address,
    COMPTOIR_NGROK_CA_PEM: join(import.meta.dirname, '../../LICENSE'), // no tunnel reads it
    COMPTOIR_NGROK_PUBLIC_ADDR: address,
    COMPTOIR_PROVIDER_ADDR: address,
  });

  it('ignores the variables of a shop that was not started for development', async () => {
    await using folder = await temporaryFolder();
    await shopWithAddress(folder.path);
    const led = await standIn();
    await using shop = await ServeProcess.ready([`--data=${folder.path}`, ...quiet], variables(led.address));
    await shop.line(({ event, state }) => event === 'tunnel' && JSON.stringify(state).includes('proving'));
    await shop.end();
    expect(led.calls).toEqual([]);

    await using developed = await ServeProcess.ready(
      [`--data=${folder.path}`, ...quiet, '--development'],
      variables(led.address),
    );
    await expect.poll(() => led.calls.length).toBeGreaterThan(0);
    expect(led.calls[0]).toMatch(/^\/self-test\//);
    await developed.end();
  });

  it('is made of variables that mean nothing without that switch, which a packaged app has not', () => {
    const environment = variables('127.0.0.1:9');
    expect([developmentEdge(environment, false), developmentProvider(environment, false)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(developmentEdge(environment, true)?.publicAddr).toBe('127.0.0.1:9');
    expect(developmentProvider(environment, true)).toBe('127.0.0.1:9');
    const started = ['comptoir', '--development'];
    expect([false, true].map((isPackaged) => readCommandLine(started, isPackaged).development)).toEqual([
      true,
      false,
    ]);
  });
});

describe('a question to the relay or to our own address', () => {
  it('is not believed where a variable says that nothing is to be checked', async () => {
    const { key, cert } = await createCertificate();
    const server = createServer({ key, cert }, (_request, response) => void response.writeHead(200).end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { port } = server.address() as AddressInfo; // TCP, hence never a pipe's name
    await expect(createTrustedFetch(process.env)(`https://localhost:${port}/`)).rejects.toThrow(
      'certificate',
    );
  });

  it('is asked in clear on this computer alone, and read in pieces', async () => {
    const ask = createTrustedFetch({});
    await expect(ask('http://192.0.2.1:9/')).rejects.toThrow('in clear only on this computer');
    let end = (): void => undefined;
    const server = createPlainServer((request, response) => {
      if (request.url === '/empty') return void response.writeHead(204).end();
      response.writeHead(200).write('a piece');
      end = () => response.end(' and the rest');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // TCP, hence never a pipe's name
    expect((await ask(`http://localhost:${port}/empty`)).status).toBe(204);
    const { body } = await ask(`http://127.0.0.1:${port}/`);
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toEqual({ done: false, value: 'a piece' });
    end();
    expect(await reader?.read()).toEqual({ done: false, value: ' and the rest' });
    expect((await reader?.read())?.done).toBe(true);
  });
});

describe('a question to a provider', () => {
  it('reaches the stand-in with the provider’s name on it', async () => {
    await using api = await kkiapayServer();
    const ask = createProviderFetch(`127.0.0.1:${api.port}`, {});
    const answer = await ask('https://api-sandbox.kkiapay.me/api/v1/transactions/status', {
      method: 'POST',
      headers: { 'x-api-key': 'public-key-0001' },
      body: JSON.stringify({ transactionId: 'x1' }),
    });
    expect(await answer.json()).toEqual(statusBody());
    expect(api.questions).toMatchObject([
      { mode: 'sandbox', headers: { 'x-api-key': 'public-key-0001' }, body: { transactionId: 'x1' } },
    ]);
  });

  it('is never asked over plain http', async () => {
    const led = await standIn();
    await expect(createProviderFetch(undefined, {})(`http://${led.address}/`)).rejects.toThrow('https');
    expect(led.calls).toEqual([]);
  });

  it.each<[string, (caFile: string) => Record<string, string>, string | number]>([
    ['an authority of the environment', (caFile) => ({ NODE_EXTRA_CA_CERTS: caFile }), 200],
    ['a variable that checks nothing', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }), 'refused'],
  ])('believes no %s', async (_what, environment, anybody) => {
    await using folder = await temporaryFolder();
    const { key, cert } = await createCertificate();
    const server = createServer({ key, cert }, (_request, response) => void response.writeHead(200).end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const caFile = join(folder.path, 'authority.pem');
    await writeFile(caFile, cert);
    const entry = await buildEntry('test/support/provider-question.ts', folder.path);
    const { port } = server.address() as AddressInfo; // TCP, hence never a pipe's name
    const { stdout } = await promisify(execFile)(process.execPath, [entry, `https://localhost:${port}/`], {
      env: { PATH: process.env.PATH, ...environment(caFile) },
    });
    expect(JSON.parse(stdout)).toEqual({ provider: 'refused', trusted: 'refused', anybody });
  });
});
