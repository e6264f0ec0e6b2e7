// Against a real sandbox: an order is paid, and the README's first program runs.

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AuthenticationError, CancelledError, Checkout, Client, GatewayError, webhooks } from 'enkash';
import { packageFolder, runNode, startSandbox } from './helpers/programs.mjs';

let sandbox;

before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox?.stop());

test('an order is created, paid and seen as paid', async () => {
  const client = new Client(sandbox.settings);
  const { orderId } = await client.orders.create({ merchantOrderId: 'INV1', amount: 499 });
  const { qrUrl, transactionId } = await client.orders.upiQr(orderId);
  await sandbox.control('/_sandbox/upi/pay', { upi: qrUrl, vpa: 'success@sandbox' });
  const order = await client.orders.get(orderId);
  assert.deepEqual([order.orderStatus, order.amount, order.transactions.length], ['PAID', '499.00', 1]);
  assert.equal((await client.payments.get(transactionId)).status, 'SUCCESS');
  await assert.rejects(client.orders.create({ merchantOrderId: 'INV1', amount: 499 }), GatewayError);
  await client.close();
});

test('one token serves many callers, and a wrong key is an authentication error', async () => {
  const client = new Client(sandbox.settings);
  const calls = Array.from({ length: 20 }, (_, n) => client.orders.create({ merchantOrderId: `MANY${n}`, amount: 1 }));
  assert.equal(new Set((await Promise.all(calls)).map(({ orderId }) => orderId)).size, 20);
  const stranger = new Client({ ...sandbox.settings, secretKey: 'a-wrong-key' });
  await assert.rejects(stranger.orders.get('ORD1'), AuthenticationError);
  await Promise.all([client.close(), stranger.close()]);
});

test('a customer pays without a key, and the shop hears what is true', async () => {
  const client = new Client(sandbox.settings);
  const checkout = new Checkout({ baseUrl: sandbox.settings.baseUrl });
  const { orderId } = await client.orders.create({ merchantOrderId: 'INV2', amount: '250.50' });
  const shown = await checkout.orders.details(orderId);
  assert.equal(shown.totalAmount, '250.50');

  const { qrUrl, transactionId } = await checkout.orders.upiQr(orderId);
  const early = await checkout.payments.waitUpi(transactionId, { timeoutSeconds: 1, everyMs: 600 });
  assert.equal(early.status, 'PROCESS');
  const controller = new AbortController();
  const waiting = checkout.payments.waitUpi(transactionId, {}, { signal: controller.signal });
  controller.abort();
  await assert.rejects(waiting, CancelledError);
  await sandbox.control('/_sandbox/upi/pay', { upi: qrUrl, vpa: 'success@sandbox' });
  assert.equal((await checkout.payments.waitUpi(transactionId)).status, 'SUCCESS');

  const back = webhooks.parseReturn({ query: `orderId=${orderId}&transactionId=${transactionId}&status=FAILED` });
  assert.equal((await client.webhooks.confirm(back)).paid, true);
  const forged = webhooks.parse(JSON.stringify({ orderId, transactionId, status: 'SUCCESS', amount: 999 }));
  const truth = await client.webhooks.confirm(forged);
  assert.equal(truth.agrees, false);
  assert.deepEqual(
    truth.contradictions.map(({ field }) => field),
    ['amount'],
  );
  assert.equal(truth.order.amount, '250.50');
  await Promise.all([client.close(), checkout.close()]);
});

/** What the programs of the README take from the shop around them. */
const SHOP = `
  import { Client as ShopClient } from 'enkash';
  const client = ShopClient.fromEnv();
  const baseUrl = process.env.ENKASH_BASE_URL;
  const { orderId } = await client.orders.create({ merchantOrderId: 'INV' + process.hrtime.bigint(), amount: 10 });
  const payment = await client.orders.upiQr(orderId);
  const body = JSON.stringify({ upi: payment.qrUrl, vpa: 'success@sandbox' });
  const pay = () => fetch(baseUrl + '/_sandbox/upi/pay', { method: 'POST', body });
  const rawBody = JSON.stringify({ orderId, transactionId: payment.transactionId, status: 'SUCCESS' });
  const request = { url: '/return?orderId=' + orderId };
  const deliver = async (order) => console.log('delivers', order);
`;

test("the programs of the package's README run", async (t) => {
  const readme = await readFile(join(packageFolder, 'README.md'), 'utf8');
  const programs = Array.from(readme.matchAll(/```js\n([\s\S]*?)```/g), ([, program]) => program);
  assert.equal(programs.length, 5);
  const file = join(packageFolder, 'readme.tmp.mjs');
  t.after(() => rm(file));
  const outcomes = [];
  for (const [index, program] of programs.entries()) {
    // The customer of the fourth program pays while it waits, the one of the third has paid.
    const when = index === 3 ? 'setTimeout(pay, 300);' : 'await pay();';
    await writeFile(file, index === 0 ? program : `${SHOP}${when}\n${program}`);
    outcomes.push(await runNode([file], sandbox.variables));
  }
  for (const [index, { code, stderr }] of outcomes.entries()) {
    assert.deepEqual([code, stderr], [0, ''], programs[index]);
  }
  assert.match(outcomes[0].stdout, /ORD\w+/);
  assert.match(outcomes[2].stdout, /delivers INV/);
});
