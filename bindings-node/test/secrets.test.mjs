// Card data, keys and accounts show in no printed form, for every record of the tables that holds a secret.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import * as enkash from 'enkash';
import { functionsOf, holdsSecret, methodsOf, sampleOf } from './helpers/declarations.mjs';
import { refusal, startGateway, success } from './helpers/gateway.mjs';

const { Checkout, Client, EnKashError, Secret } = enkash;
const modules = new Map(Object.entries(enkash));

let gateway;
let answer;
let clients;

before(async () => {
  gateway = await startGateway((asked) => answer(asked));
  clients = { Client: new Client(gateway.settings), Checkout: new Checkout({ baseUrl: gateway.baseUrl }) };
});
after(async () => {
  await Promise.all(Object.values(clients).map((client) => client.close()));
  gateway.stop();
});

const HIDDEN = 'hidden-from-all';
const texts = (_, isSecret) => (isSecret ? HIDDEN : 'text');
const closed = (_, isSecret) => (isSecret ? new Secret(HIDDEN) : 'text');

/** Every way in which a value gets into a log. */
function formsOf(value) {
  const cloned = structuredClone(value);
  return [
    inspect(value, { depth: 12, showHidden: true, getters: true }),
    format('%o %O %j', value, value, value),
    String(value),
    JSON.stringify(value) ?? '',
    inspect(cloned, { depth: 12, showHidden: true }),
    serialize(value).toString('latin1'),
    value?.stack ?? '',
  ];
}

function assertHidden(value, what) {
  for (const form of formsOf(value)) {
    for (const word of [HIDDEN, Buffer.from(HIDDEN).toString('base64')]) {
      assert.ok(!form.includes(word), `${what} shows its secret: ${form}`);
    }
  }
}

/** All secrets inside a value. */
function secretsOf(value) {
  if (value instanceof Secret) {
    return [value];
  }
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(secretsOf) : [];
}

/** Requests of a record that go wrong in different places. */
function* mistakesOf(request) {
  const whole = sampleOf(request, texts);
  yield whole;
  yield { ...whole, [HIDDEN.replaceAll('-', '')]: HIDDEN, ...{ unheardOf: HIDDEN } };
  for (const [name, value] of Object.entries(whole)) {
    yield { ...whole, [name]: { inner: HIDDEN } };
    yield { ...whole, [name]: [HIDDEN] };
    if (value === HIDDEN) {
      yield { ...whole, [name]: `${HIDDEN}\n` };
    }
  }
}

/** What a call fails with; an iterator is asked for its first row. */
async function failureOf(call) {
  try {
    const made = call();
    await (made instanceof Promise ? made : made.next());
    return undefined;
  } catch (error) {
    return error;
  }
}

const rows = ['Client', 'Checkout'].flatMap((client) => methodsOf(client).map((row) => ({ client, ...row })));
const secretive = rows.filter(({ request }) => request && holdsSecret(request));

test('the tables hold the secrets that this file is about', () => {
  const names = secretive.map(({ client, resource, method }) => `${client}.${resource}.${method}`);
  for (const name of ['Client.payments.submit', 'Client.payments.validateOtp', 'Checkout.payments.charge']) {
    assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
  }
});

test('a request with secrets can be printed, copied and sent to a worker', () => {
  for (const { request } of secretive) {
    const sample = sampleOf(request, closed);
    assert.notEqual(secretsOf(sample).length, 0, request);
    assertHidden(sample, request);
  }
});

test('no error of a call shows what was sent, whoever repeats it', async () => {
  // A gateway that quotes the whole request in its refusal.
  answer = ({ body }) => refusal(422, `Cannot take ${body}`);
  let errors = 0;
  for (const { client, resource, method, id, request } of secretive) {
    for (const mistake of mistakesOf(request)) {
      const error = await failureOf(() => clients[client][resource][method](...(id ? ['ID1'] : []), mistake));
      if (error) {
        assert.ok(error instanceof EnKashError, inspect(error));
        assertHidden(error, `${resource}.${method}`);
        errors += 1;
      }
    }
  }
  assert.ok(errors > secretive.length, `${errors} errors`);
});

test('a charge that is refused shows no card, in none of the forms in which it travels', async () => {
  const card = { cardNumber: '4111111111111111', cvv: '987', expiry: '12/39' };
  const encoded = Object.values(card).map((text) => Buffer.from(text).toString('base64'));
  answer = ({ body }) => refusal(422, `Cannot take ${body}`);
  const instrument = { paymentMode: 'CREDIT_CARD', ...card };
  const detail = { orderId: 'ORD1', paymentDetail: { paymentMode: 'CREDIT_CARD', ...card } };
  const base64 = new Client({ ...gateway.settings, cardEncoding: 'base64' });
  const calls = [
    clients.Client.payments.submit(detail),
    base64.payments.submit(detail),
    clients.Checkout.payments.charge({
      transactionId: 'EK1',
      uniqueTransactionId: 'INV1',
      publicIdentifierKey: 'PK1',
      instrument,
    }),
  ];
  for (const [index, outcome] of (await Promise.allSettled(calls)).entries()) {
    const error = outcome.reason;
    assert.ok(error instanceof enkash.GatewayError, inspect(outcome));
    assert.match(error.gatewayText, /Cannot take/);
    const words = [error.message, error.gatewayText, inspect(error), JSON.stringify(error)].join();
    for (const word of [...Object.values(card), ...encoded]) {
      assert.ok(!words.includes(word), `call ${index} shows ${word}: ${error.message}`);
    }
  }
  await base64.close();
});

test('no error of a function or of settings shows what it was given', () => {
  let errors = 0;
  const attempts = [
    ['Client', 'ClientConfig', (given) => new Client(given)],
    ...functionsOf()
      .filter(({ request }) => holdsSecret(request))
      .map(({ module, name, request }) => [name, request, (given) => modules.get(module)[name](given)]),
  ];
  assert.ok(attempts.length > 1);
  for (const [name, request, run] of attempts) {
    for (const mistake of mistakesOf(request)) {
      try {
        assertHidden(run(mistake), name);
      } catch (error) {
        assert.ok(error instanceof EnKashError, inspect(error));
        assertHidden(error, name);
        errors += 1;
      }
    }
  }
  assert.notEqual(errors, 0);
});

test('what the gateway adds is data that prints its keys only', async () => {
  const card = '4111111111111111';
  const added = { note: card, payer: { no: [card] } };
  answer = () =>
    success({
      orderId: 'ORD1',
      ...added,
      customerInfo: { firstName: 'Asha', ...added },
      transactions: [{ transactionId: 'EK1', ...added }],
    });
  const order = await clients.Client.orders.get('ORD1');
  const records = [order, order.customerInfo, order.transactions[0]];
  for (const value of [order, ...records.map(({ extra }) => extra)]) {
    for (const shown of [
      inspect(value, { depth: 12, showHidden: true, getters: true }),
      format('%s %o %O', ...[value, value, value]),
    ]) {
      assert.ok(!shown.includes(card), shown);
      assert.match(shown, /Extra \[ 'note', 'payer'/);
    }
  }
  for (const { extra } of records) {
    assert.deepEqual(extra, added);
    assert.deepEqual({ ...extra }, added);
    assert.deepEqual(structuredClone(extra), added);
    assert.equal(JSON.stringify(extra), JSON.stringify(added));
    assert.ok(Object.isFrozen(extra));
  }
});

test('answers keep their secrets closed', async () => {
  // `calls.resolve` takes no id and answers records of other rows, which are asked here.
  const asked = rows.filter(
    ({ resource, request, answer: record }) => resource !== 'calls' && !request && holdsSecret(record),
  );
  assert.notEqual(asked.length, 0);
  for (const { client, resource, method, id, answer: record } of asked) {
    const sample = sampleOf(record, texts);
    answer = () => success(sample);
    const given = await clients[client][resource][method](...(id ? ['ID1'] : []));
    const secrets = secretsOf(given);
    assert.ok(secrets.length > 0, `${resource}.${method} has no secret: ${inspect(given)}`);
    if (resource !== 'auth') {
      assert.ok(secrets.some((secret) => secret.reveal() === HIDDEN));
    }
    assertHidden(given, `${resource}.${method}`);
  }
});
