// Signals: who gives up must know whether something may have been applied.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, before, test } from 'node:test';
import { CancelledError, Client, ConfigurationError, OutcomeUnknownError, ValidationError } from 'enkash';
import { silence, startGateway, success } from './helpers/gateway.mjs';

let gateway;
let client;
let answer = silence;

before(async () => {
  gateway = await startGateway(() => answer);
  client = new Client(gateway.settings);
});
after(async () => {
  await client.close();
  gateway.stop();
});

const order = { merchantOrderId: 'INV1001', amount: '499.00' };

test('a read that is given up is cancelled', async () => {
  answer = silence;
  const controller = new AbortController();
  const call = client.orders.get('ORD1', { signal: controller.signal });
  await gateway.asked();
  controller.abort(new Error('the customer left'));
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof CancelledError);
    assert.equal(error.cause.message, 'the customer left');
    return true;
  });
});

test('a write that may have arrived is not just cancelled', async () => {
  answer = silence;
  const controller = new AbortController();
  const call = client.orders.create(order, { signal: controller.signal });
  await gateway.asked();
  controller.abort();
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof OutcomeUnknownError);
    assert.equal(error.reference, 'INV1001');
    assert.equal(error.advice, 'look up first');
    assert.match(error.text, /orders\.getByMerchantOrderId/);
    // What resolves it later, also in another process, is told once more by the client.
    assert.equal(typeof error.unresolved, 'string');
    const told = client.takeDoubts();
    assert.deepEqual(
      told.map((doubt) => [doubt.constructor, doubt.unresolved]),
      [[OutcomeUnknownError, error.unresolved]],
    );
    assert.deepEqual(client.takeDoubts(), []);
    return true;
  });
});

test('a write that is given up as its client closes is kept', async () => {
  answer = silence;
  const closing = new Client(gateway.settings);
  const controller = new AbortController();
  const call = closing.orders.create(order, { signal: controller.signal });
  await gateway.asked();
  const closed = closing.close();
  await assert.rejects(closing.orders.get('ORD1'), ConfigurationError);
  controller.abort();
  await assert.rejects(call, OutcomeUnknownError);
  await closed;
  assert.deepEqual(
    closing.takeDoubts().map((doubt) => doubt.reference),
    ['INV1001'],
  );
});

test('what was given up before it began is never sent', async () => {
  const before = gateway.seen.length;
  const signal = AbortSignal.abort();
  await assert.rejects(client.orders.create(order, { signal }), CancelledError);
  await assert.rejects(client.orders.create({ amount: 1 }, { signal }), ValidationError);
  await assert.rejects(client.orders.create(order, { signal: 'soon' }), TypeError);
  assert.equal(gateway.seen.length, before);
});

test('one signal ends many calls with one listener, which goes with them', async () => {
  const warnings = [];
  process.on('warning', (warning) => warnings.push(warning));
  const controller = new AbortController();
  const { signal } = controller;
  const call = () => client.orders.get('ORD1', { signal });
  answer = success({ orderId: 'ORD1' });
  await Promise.all(Array.from({ length: 20 }, call));
  await assert.rejects(client.orders.get('', { signal }), ValidationError);
  assert.equal(getEventListeners(signal, 'abort').length, 0);

  answer = silence;
  const calls = Array.from({ length: 20 }, call);
  await gateway.asked();
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  controller.abort();
  const errors = await Promise.all(calls.map((open) => open.catch((error) => error)));
  assert.ok(errors.every((error) => error instanceof CancelledError));
  assert.equal(getEventListeners(signal, 'abort').length, 0);
  assert.deepEqual(warnings, []);
});

test('ten thousand calls leave nothing at the signal they share', async () => {
  answer = success({ orderId: 'ORD1' });
  const { signal } = new AbortController();
  for (let round = 0; round < 100; round += 1) {
    const calls = Array.from({ length: 100 }, () => client.orders.get('ORD1', { signal }));
    assert.ok(getEventListeners(signal, 'abort').length <= 1);
    await Promise.all(calls);
  }
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('a signal after the answer changes nothing', async () => {
  answer = success({ orderId: 'ORD1' });
  const controller = new AbortController();
  const found = await client.orders.get('ORD1', { signal: controller.signal });
  controller.abort();
  assert.equal(found.orderId, 'ORD1');
});

test('operations without a request take options too', async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(client.auth.token({ signal }), CancelledError);
  await assert.rejects(client.settlements.search(undefined, { signal }), CancelledError);
  await assert.rejects(client.refunds.create('EK1', { amount: 1, requestId: 'R1' }, { signal }), CancelledError);
});
