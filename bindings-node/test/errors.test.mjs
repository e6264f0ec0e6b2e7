// Errors: the classes, what they tell, where they point, what they never show.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import * as enkash from 'enkash';
import { ACCESS_KEY, refusal, SECRET_KEY, silence, startGateway, success, TOKEN } from './helpers/gateway.mjs';

const { Client } = enkash;
let gateway;
let answer;

before(async () => {
  gateway = await startGateway(() => answer);
});
after(() => gateway.stop());

async function failure(call, settings = {}) {
  const client = new Client({ ...gateway.settings, maxAttempts: 1, ...settings });
  const outcome = await call(client).catch((error) => error);
  await client.close();
  assert.ok(outcome instanceof enkash.EnKashError, inspect(outcome));
  return outcome;
}

const read = (client) => client.orders.get('ORD1');
const write = (client) => client.orders.create({ merchantOrderId: 'INV1', amount: 1 });

test('each failure has its class', async () => {
  const rows = [
    [refusal(404, 'Order not found.'), read, enkash.GatewayError, 'Gateway'],
    [{ status: 502, type: 'text/html', body: '<h1>Bad Gateway</h1>' }, read, enkash.UnavailableError, 'Unavailable'],
    [{ status: 429, body: '{}' }, read, enkash.RateLimitedError, 'RateLimited'],
    [{ body: '<html>' }, read, enkash.UnexpectedResponseError, 'UnexpectedResponse'],
    [{ status: 502, body: '' }, write, enkash.OutcomeUnknownError, 'OutcomeUnknown'],
    [silence, read, enkash.TimeoutError, 'Timeout'],
  ];
  for (const [told, call, type, kind] of rows) {
    answer = told;
    const error = await failure(call, { timeoutMs: told === silence ? 200 : 10_000 });
    assert.ok(error instanceof type, `${kind}: ${inspect(error)}`);
    assert.ok(error instanceof Error);
    assert.equal(error.kind, kind);
    assert.equal(error.name, `${kind}Error`);
  }
});

test('nobody listens', async () => {
  const error = await failure(read, { baseUrl: 'http://127.0.0.1:1' });
  assert.ok(error instanceof enkash.ConnectionError);
  assert.equal(error.advice, 'safe');
});

test('an error tells all that is known', async () => {
  answer = refusal(404, 'Order not found.');
  const { stack, ...fields } = { ...(await failure(read)) };
  assert.deepEqual(fields, {
    kind: 'Gateway',
    code: 'gateway_refused',
    text: 'orders.get failed: Order not found.',
    gatewayCode: 404,
    gatewayText: 'Order not found.',
    httpStatus: 200,
    operation: 'orders.get',
    reference: 'ORD1',
    attempts: 1,
    advice: 'never',
  });
});

test('the stack leads to the caller', async () => {
  answer = refusal(404, 'Order not found.');
  async function aFunctionOfTheShop(client) {
    await client.orders.get('ORD1');
  }
  const { stack } = await failure(aFunctionOfTheShop);
  assert.match(stack, /^GatewayError: orders\.get failed: Order not found\./);
  assert.match(stack, /at async aFunctionOfTheShop .*errors\.test\.mjs/);
  const { stack: sync } = await failure(async function refusedAtOnce(client) {
    await client.orders.get(5);
  });
  assert.match(sync, /refusedAtOnce .*errors\.test\.mjs/);
  assert.throws(
    () => new Client({}),
    (error) => /\n {4}at new Client/.test(error.stack) && error.stack.includes('errors.test.mjs'),
  );
});

test('mistakes reject the promise, and settings throw', async () => {
  const client = new Client(gateway.settings);
  const promise = client.orders.create({ amount: 1 });
  assert.ok(promise instanceof Promise);
  await assert.rejects(promise, enkash.ValidationError);
  await client.close();
  const rows = [
    [{}, 'accessKey'],
    [{ ...gateway.settings, baseUrl: 'http://example.com' }, 'baseUrl'],
    [{ ...gateway.settings, timeoutMs: 0 }, 'timeoutMs'],
    [{ ...gateway.settings, retries: 3 }, 'retries'],
    [undefined, undefined],
  ];
  for (const [settings, field] of rows) {
    assert.throws(
      () => new Client(settings),
      (error) => error instanceof enkash.ConfigurationError && error.field === field,
      inspect(settings),
    );
  }
});

test('a closed client refuses calls and lets those in flight end', async () => {
  let release;
  answer = new Promise((resolve) => {
    release = resolve;
  });
  const client = new Client(gateway.settings);
  const open = client.orders.get('ORD1');
  await gateway.asked();
  let closed = false;
  const closing = client.close().then(() => {
    closed = true;
  });
  await assert.rejects(client.orders.get('ORD1'), enkash.ConfigurationError);
  assert.equal(closed, false);
  release(success({ orderId: 'ORD1' }));
  assert.equal((await open).orderId, 'ORD1');
  await closing;
  await client.close();
});

test('a client from variables', async () => {
  answer = success({ orderId: 'ORD1' });
  const variables = {
    ENKASH_ACCESS_KEY: ACCESS_KEY,
    ENKASH_SECRET_KEY: SECRET_KEY,
    ENKASH_BASE_URL: gateway.baseUrl,
  };
  class ShopClient extends Client {}
  const client = ShopClient.fromEnv(variables);
  assert.ok(client instanceof ShopClient);
  assert.equal((await client.orders.get('ORD1')).orderId, 'ORD1');
  await client[Symbol.asyncDispose]();
  assert.throws(() => Client.fromEnv({}), /ENKASH_ACCESS_KEY is not set/);
  // Anything but text would count as not set, and the client would talk to production.
  const url = { ...variables, ENKASH_BASE_URL: new URL('http://127.0.0.1:9/') };
  assert.throws(() => Client.fromEnv(url), { name: 'ConfigurationError', message: /ENKASH_BASE_URL is not text/ });
});

test('nothing that prints holds a secret', async () => {
  const card = '4111111111111112';
  const secrets = [ACCESS_KEY, SECRET_KEY, TOKEN, card, '987-cvv', '1234567890123'];
  const client = new Client({ ...gateway.settings, maxAttempts: 1, timeoutMs: 300 });
  const paymentDetail = { paymentMode: 'CREDIT_CARD', cardNumber: card, cvv: '987-cvv', expiry: '99/99' };
  const calls = [
    () => client.payments.submit({ orderId: 'ORD1', paymentDetail }),
    () =>
      client.payments.submit({ orderId: 'ORD1', paymentDetail: { ...paymentDetail, cardNumber: '4111111111111111' } }),
    () =>
      client.orders.create({
        merchantOrderId: 'A',
        amount: 1,
        paymentDetail: { accountNumber: '1234567890123', x: 1 },
      }),
    () => client.orders.get('ORD1'),
    () => client.orders.create({ merchantOrderId: 'A', amount: 1 }),
  ];
  const answers = [
    refusal(422, 'No.'),
    refusal(117, 'Token expired.'),
    { status: 500, body: 'x' },
    { body: '{' },
    silence,
  ];
  const shown = [inspect(client, { depth: 9, showHidden: true }), JSON.stringify(client), String(client)];
  for (const told of answers) {
    answer = told;
    for (const call of calls) {
      const error = await call().catch((caught) => caught);
      assert.ok(error instanceof enkash.EnKashError);
      shown.push(error.stack, String(error), JSON.stringify(error), inspect(error, { depth: 9, showHidden: true }));
    }
  }
  const token = await client.auth.token();
  assert.equal(token.token.reveal(), TOKEN);
  const secret = new enkash.Secret(SECRET_KEY);
  for (const value of [token, token.token, secret]) {
    shown.push(inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), `${value}`);
  }
  for (const settings of [
    { accessKey: SECRET_KEY, baseUrl: SECRET_KEY },
    { accessKey: SECRET_KEY, secretKey: `${SECRET_KEY}\n` },
  ]) {
    try {
      shown.push(inspect(new Client({ ...gateway.settings, ...settings }), { depth: 9, showHidden: true }));
    } catch (error) {
      shown.push(error.stack, JSON.stringify(error));
    }
  }
  for (const word of secrets) {
    const leak = shown.find((text) => text.includes(word));
    assert.equal(leak, undefined, `shows ${word}`);
  }
  await client.close();
});
