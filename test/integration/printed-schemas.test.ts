import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../../scripts/schemas/schema-files';
import { kkiapayBody } from '../../src/core/kkiapay/play';
import { comptoir, ServeProcess } from '../support/headless-process';
import { realNow } from '../support/real-now';
import { temporaryFolder } from '../support/temporary-folder';

const folder = join(import.meta.dirname, '../../docs/schema');
const secret = 'hash-secret-of-the-live-endpoint';
const quiet = ['--no-notifications', '--port=0', '--ui-port=0'];
const environment = { COMPTOIR_HASH_SECRET: secret };

/** As programs read it, but for fields that it does not name: they may come later, and must then be named here. */
async function validator(name: string): Promise<(value: unknown) => readonly string[]> {
  const closed: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value && 'type' in value
      ? { ...value, additionalProperties: false }
      : value,
  );
  if (typeof closed !== 'object' || closed === null) throw new Error(`${name} is no schema`);
  const isDate = (text: string): boolean => Number.isFinite(Date.parse(text));
  const validate = new Ajv2020({ strict: true, formats: { 'date-time': isDate } }).compile(closed);
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

const odd = {
  transactionId: '9007199254740993123',
  isPaymentSucces: true,
  event: 'transaction.success',
  amount: '1000.50',
  fees: null,
  stateData: { sale: [1, null, 'x'] },
};

async function play(url: string): Promise<void> {
  const at = new Date(realNow()).toISOString();
  const bodies = [
    kkiapayBody({ event: 'success', transactionId: 'schema-1', amountXof: 1500, at }),
    kkiapayBody({ event: 'success', transactionId: 'schema-1', amountXof: 1500, at }),
    kkiapayBody({ event: 'failed', transactionId: 'schema-2', amountXof: 500, at }),
    JSON.stringify(odd),
    JSON.stringify([odd]),
    'no JSON at all',
  ];
  for (const body of bodies) {
    const headers = { 'content-type': 'application/json', 'x-kkiapay-secret': secret };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
  }
  for (const headers of [{}, { 'x-kkiapay-secret': `${secret}.` }])
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(401);
}

describe('the JSON Schema of what the command line prints', () => {
  it('equals the schema made from today’s types', async () => {
    expect((await readdir(folder)).sort()).toEqual(Object.keys(schemaFiles).sort());
    for (const [name, schema] of Object.entries(schemaFiles)) {
      const written: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'));
      expect(written, 'node scripts/write-schemas.mjs').toEqual(JSON.parse(JSON.stringify(schema)));
    }
  });

  it('holds for each line of serve and list, and names each of their fields', async () => {
    await using data = await temporaryFolder();
    const started = [`--data=${data.path}`, ...quiet];
    await using first = await ServeProcess.ready([...started, '--tunnel=none'], environment);
    await play(first.text('webhookUrl'));
    await first.line(({ event, reason }) => event === 'refusal' && reason === 'secret-wrong');
    await first.end('SIGKILL');
    await using second = await ServeProcess.ready(
      [...started, '--tunnel=ngrok', '--lan', '--lan-port=0'],
      environment,
    );
    await second.line(({ event, to }) => event === 'deaf' && to !== null);

    const [errorsOfFact, errorsOfPayment] = [
      await validator('fact.schema.json'),
      await validator('payment.schema.json'),
    ];
    const facts = [...first.lines, ...second.lines];
    expect(facts.flatMap(errorsOfFact)).toEqual([]);
    expect([...new Set(facts.map(({ event }) => event))].sort()).toEqual(
      expect.arrayContaining(['deaf', 'payment', 'ready', 'refusal', 'tunnel']),
    );
    const { lines } = await comptoir(['list', '--data', data.path, '--json']);
    expect(lines).toHaveLength(5);
    expect(lines.flatMap(errorsOfPayment)).toEqual([]);
  });

  it.each([
    ['an amount as text', { amountXof: '1000' }],
    ['a day that is none', { receivedAt: 'yesterday' }],
    ['a status that there is not', { status: 'paid' }],
    ['no provider', { provider: undefined }],
  ])('refuses %s', async (_what, changed) => {
    const errorsOfPayment = await validator('payment.schema.json');
    expect(errorsOfPayment(documentedPayment)).toEqual([]);
    expect(errorsOfPayment({ ...documentedPayment, ...changed })).not.toEqual([]);
  });
});

const documentedPayment = {
  ...{ id: 'p1', provider: 'kkiapay', mode: 'live', transactionId: '3iH6wjHJ3', status: 'success' },
  ...{
    event: 'transaction.success',
    amountXof: 1000,
    feesXof: 19,
    method: 'MOBILE_MONEY',
    account: '22996000000',
  },
  ...{ label: null, partnerId: null, stateData: {}, performedAt: '2024-03-20T08:55:22.883Z' },
  ...{ receivedAt: '2026-11-23T20:00:00.000Z', deliveries: 1, failureCode: null, failureMessage: null },
  ...{ doubts: [], claim: null, verification: { kind: 'announced' } },
};
