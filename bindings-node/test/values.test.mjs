// Values as they cross: what is accepted, what is refused and in which words, what comes back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, Secret, ValidationError } from 'enkash';
import { startGateway, success } from './helpers/gateway.mjs';

let gateway;
let client;
let payload;

before(async () => {
  gateway = await startGateway(() => success(payload));
  client = new Client(gateway.settings);
});
after(async () => {
  await client.close();
  gateway.stop();
});

/** What is sent for a request. */
async function sent(request) {
  payload = { orderId: 'ORD1' };
  await client.orders.create(request);
  return gateway.seen.at(-1).body;
}

const order = (more) => ({ merchantOrderId: 'INV1001', amount: '499.00', ...more });

test('amounts are exact text, whole numbers or bigints', async () => {
  for (const amount of ['499.00', '499', 499, 499n, '499.0']) {
    const body = await sent(order({ amount }));
    assert.match(body, /"amount":\{"value":499\.00,"currency":"INR"\}/, String(amount));
  }
  assert.match(await sent(order({ amount: '0.01' })), /"value":0\.01/);
});

test('amounts that could be off by a paisa are refused with what to pass instead', async () => {
  const refusals = [
    [4.99, /pass text like "499\.00"/],
    [2 ** 53, /pass text like "499\.00"/],
    [Number.NaN, /is not an amount/],
    [Number.POSITIVE_INFINITY, /is not an amount/],
    [true, /is not an amount/],
    [{}, /is not an amount/],
    [new Number(5), /is not an amount/],
    [2n ** 80n, /more digits/],
    ['1,000.00', /decimal amount/],
    ['', /decimal amount/],
    ['100.005', /more than two decimals/],
    [0, /above zero/],
    [-5, /above zero/],
  ];
  for (const [amount, words] of refusals) {
    await assert.rejects(client.orders.create(order({ amount })), (error) => {
      assert.ok(error instanceof ValidationError, String(error));
      assert.equal(error.field, 'amount');
      assert.equal(error.operation, 'orders.create');
      assert.match(error.message, words, String(amount));
      return true;
    });
  }
});

test('nothing, null and undefined are the same for what may be left out', async () => {
  const plain = await sent(order());
  assert.equal(await sent(order({ description: null, customerInfo: undefined, customParameters: null })), plain);
  payload = { recordsCount: 0, data: [] };
  assert.deepEqual(await client.settlements.search(), await client.settlements.search({ limit: null }));
});

test('unknown names are refused with the known ones', async () => {
  await assert.rejects(client.orders.create(order({ customerInfo: { name: 'Asha' } })), (error) => {
    assert.equal(error.field, 'customerInfo.name');
    assert.match(error.message, /firstName, lastName, email, phoneNumber, address/);
    return true;
  });
  await assert.rejects(
    client.orders.create(order({ merchant_order_id: 'A' })),
    /is not written "merchant_order_id" here; write merchantOrderId/,
  );
  await assert.rejects(client.orders.create({ amount: 1 }), (error) => error.field === 'merchantOrderId');
});

test('only objects with properties of their own are records', async () => {
  class Customer {
    firstName = 'Asha';
  }
  assert.match(await sent(order({ customerInfo: new Customer() })), /"firstName":"Asha"/);
  assert.match(await sent(order({ customerInfo: Object.assign(Object.create(null), { firstName: 'A' }) })), /"A"/);
  const pairs = [['firstName', 'Asha']];
  for (const odd of [new Map(pairs), new Set(), pairs, [], 'Asha', 5, Promise.resolve({}), new Date(), () => {}]) {
    await assert.rejects(client.orders.create(order({ customerInfo: odd })), (error) => error.field === 'customerInfo');
  }
  const trap = {
    get firstName() {
      throw new Error('a trap');
    },
  };
  await assert.rejects(client.orders.create(order({ customerInfo: trap })), /getters threw/);
  await assert.rejects(client.orders.create('INV1001'), /the request is not an object/);
});

test('text is text', async () => {
  const long = 'x'.repeat(5000);
  assert.match(await sent(order({ description: `${long}₹ 🎁 é\u0000` })), new RegExp(`"${long}₹ 🎁 é\\\\u0000"`));
  await assert.rejects(client.orders.create(order({ description: 5 })), (error) => error.field === 'description');
  await assert.rejects(client.orders.get(5), (error) => error.field === 'orderId');
  await assert.rejects(client.orders.get(), (error) => error.field === 'orderId');
});

test('answers are frozen plain objects', async () => {
  payload = `{"orderId":"ORD1","orderStatus":"SHIPPED","amount":"499.1","created":"2026-04-22 13:50:03",
    "transactions":[{"transactionId":"EK1","mdrGst":1.7964,"transactionAmount":499}],
    "customParameters":{"a":"b"},"loyalty":{"points":12345678901234567890.25,"list":[1,2.5,null,true,"x"],
    "__proto__":{"polluted":true}}}`;
  const answer = await client.orders.get('ORD1');
  assert.equal(answer.orderStatus, 'SHIPPED');
  assert.equal(answer.amount, '499.10');
  assert.deepEqual(answer.created, new Date('2026-04-22T13:50:03+05:30'));
  assert.equal(answer.extra.created, '2026-04-22 13:50:03');
  const [transaction] = answer.transactions;
  assert.deepEqual([transaction.transactionId, transaction.transactionAmount], ['EK1', '499.00']);
  assert.deepEqual(answer.extra.loyalty.list, [1, 2.5, null, true, 'x']);
  assert.equal(answer.extra.loyalty.points, '12345678901234567890.25');
  assert.equal({}.polluted, undefined);
  assert.equal(answer.extra.loyalty.polluted, undefined);
  assert.deepEqual(answer.customParameters, { a: 'b' });
  for (const frozen of [answer, answer.transactions, transaction, answer.customParameters, answer.extra.loyalty]) {
    assert.ok(Object.isFrozen(frozen));
  }
  assert.deepEqual(JSON.parse(JSON.stringify(answer)).created, '2026-04-22T08:20:03.000Z');
  assert.deepEqual(await client.orders.get('ORD1'), answer);
});

test('a list that the gateway leaves out is empty', async () => {
  payload = { orderId: 'ORD1' };
  const answer = await client.orders.get('ORD1');
  assert.deepEqual(answer, { orderId: 'ORD1', transactions: [], customParameters: {} });
});

test('a record of an answer can be sent back', async () => {
  payload = { orderId: 'ORD1', customerInfo: { firstName: 'Asha', loyalty: 5 } };
  const { customerInfo } = await client.orders.get('ORD1');
  assert.deepEqual(customerInfo.extra, { loyalty: 5 });
  assert.match(await sent(order({ customerInfo })), /"customerInfo":\{"firstName":"Asha"\}/);
});

test('secrets go in as text or as Secret', async () => {
  const account = (accountNumber) => order({ paymentDetail: { accountNumber, ifsc: 'KKBK0000432' } });
  assert.equal(await sent(account(new Secret('1234567890'))), await sent(account('1234567890')));
  for (const odd of [5, {}, { reveal: () => '1234567890' }]) {
    await assert.rejects(client.orders.create(account(odd)), (error) => {
      assert.equal(error.field, 'paymentDetail.accountNumber');
      return !error.message.includes('1234567890');
    });
  }
});
