// A call whose outcome nobody knew: its text, and what another client makes of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, OutcomeUnknownError, ValidationError } from 'enkash';
import { startGateway, success } from './helpers/gateway.mjs';

let gateway;
let answer;

before(async () => {
  gateway = await startGateway(() => answer);
});
after(() => gateway.stop());

test('another client resolves what is left of a call', async () => {
  answer = { status: 502, body: '' };
  const first = new Client({ ...gateway.settings, maxAttempts: 1 });
  const call = first.orders.create({ merchantOrderId: 'INV1', amount: '499.00' });
  const error = await call.catch((thrown) => thrown);
  await first.close();
  assert.ok(error instanceof OutcomeUnknownError);
  assert.ok(!error.message.includes(error.unresolved));
  assert.equal(JSON.parse(JSON.stringify(error)).unresolved, error.unresolved);

  answer = success({ orderId: 'ORD1', merchantOrderId: 'INV1', amount: 499, orderStatus: 'CREATED' });
  const second = new Client(gateway.settings);
  const found = await second.resolve(error.unresolved);
  assert.equal(found.state, 'APPLIED');
  assert.equal(found.reference, 'INV1');
  assert.equal(found.createdOrder.orderId, 'ORD1');
  await assert.rejects(second.resolve('INV1'), ValidationError);
  await second.close();
});
