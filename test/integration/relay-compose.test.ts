import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comptoir, start } from '../support/headless-process';
import { FactProcess } from '../support/fact-process';
import { hasPostgres, postgresCluster, postgresRemedy } from '../support/postgres-cluster';
import { relayKey } from '../support/relay-process';

/** The reader of YAML that electron-builder brings along. */
const yaml = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))(
  'js-yaml',
) as { readonly load: (text: string) => unknown }; // by its manual
const folder = join(import.meta.dirname, '../../assets/relay');
const read = (name: string) => readFile(join(folder, name), 'utf8');

const service = v.looseObject({ init: v.literal(true), restart: v.string() });
const composition = v.object({
  name: v.string(),
  services: v.object({
    database: v.looseObject({
      ...service.entries,
      healthcheck: v.looseObject({}),
      volumes: v.array(v.string()),
    }),
    relay: v.looseObject({
      ...service.entries,
      build: v.object({ context: v.string(), dockerfile: v.string() }),
      command: v.array(v.string()),
      depends_on: v.object({ database: v.object({ condition: v.literal('service_healthy') }) }),
      ports: v.array(v.string()),
      volumes: v.array(v.string()),
    }),
    // It shares the relay's network: the relay answers nobody but its own computer.
    proxy: v.looseObject({
      ...service.entries,
      network_mode: v.literal('service:relay'),
      volumes: v.array(v.string()),
    }),
  }),
  volumes: v.record(v.string(), v.null()),
});
const given = { RELAY_HOST: 'relay.example.com', RELAY_DATABASE_PASSWORD: 'letters123' };

/** As compose puts the variables of `.env` in place. */
function withVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)(?::\?([^}]*))?\}/g, (_all, name: string, refusal?: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(refusal ?? `${name} is asked for and nothing says so`);
    return value;
  });
}

describe('the relay in containers', () => {
  it('is set up by one file, in which every part is there that another one names', async () => {
    const text = await read('compose.yaml');
    const { services, volumes } = v.parse(composition, yaml.load(withVariables(text, given)));
    const mounted = Object.values(services).flatMap(({ volumes: list }) =>
      list.map((each) => each.split(':')[0] ?? ''),
    );
    for (const source of mounted)
      if (source.startsWith('./')) await expect(stat(join(folder, source))).resolves.toBeDefined();
      else expect(Object.keys(volumes)).toContain(source);
    const { build, command, ports } = services.relay;
    const containerfile = await readFile(join(folder, build.context, build.dockerfile), 'utf8');
    expect(containerfile).toContain('/home/node/.config/comptoir');
    expect(services.relay.volumes).toEqual(['key:/home/node/.config/comptoir']);
    const port = command.find((word) => word.startsWith('--port='))?.slice('--port='.length);
    expect(await read('Caddyfile')).toContain(`reverse_proxy 127.0.0.1:${port}\n`);
    expect(ports.map((each) => each.split(':')[1])).not.toContain(port);
  });

  it.each(Object.keys(given))(
    'is not started without %s, and a sentence says what to write',
    async (missing) => {
      const text = await read('compose.yaml');
      const others = Object.fromEntries(Object.entries(given).filter(([name]) => name !== missing));
      // Compose reads from the top: the first place must be the one with the sentence.
      expect(() => withVariables(text, others)).toThrow(new RegExp(`^Write ${missing} into \\.env`));
    },
  );

  it.skipIf(!hasPostgres)(`starts the relay by a command that works${postgresRemedy}`, async () => {
    const parsed = v.parse(composition, yaml.load(withVariables(await read('compose.yaml'), given)));
    await using cluster = await postgresCluster();
    const database = await cluster.database();
    // What differs without containers: where the database is, and a free port.
    const words = parsed.services.relay.command.map((word) =>
      word.replace(/^(--database=).*/, `$1${database}`).replace(/^(--port=).*/, '$10'),
    );
    const relay = new FactProcess(start(words, { COMPTOIR_RELAY_KEY: relayKey() }));
    onTestFinished(async () => {
      await relay.end();
    });
    const ready = await relay.line(({ event }) => event === 'ready');
    expect(ready).toMatchObject({ publicUrl: `https://${given.RELAY_HOST}` });
    expect((await fetch(`http://127.0.0.1:${Number(ready.port)}/healthz`)).status).toBe(200);
    const invite = ['relay', 'invite', `--database=${database}`, `--public-url=https://${given.RELAY_HOST}`];
    const { code, lines } = await comptoir(invite);
    expect([code, lines[0]?.invitation]).toEqual([
      0,
      expect.stringMatching(/^https:\/\/relay\.example\.com\/i\//),
    ]);
    expect(await relay.end()).toBe(0);
  });
});
