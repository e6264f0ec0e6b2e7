// Against a real sandbox: an order is paid, and the README's first program runs.

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AuthenticationError, Client, GatewayError } from 'enkash';
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

test("the first program of the package's README prints an order", async (t) => {
  const readme = await readFile(join(packageFolder, 'README.md'), 'utf8');
  const [, program] = /```js\n([\s\S]*?)```/.exec(readme);
  const file = join(packageFolder, 'quick-start.tmp.mjs');
  await writeFile(file, program);
  t.after(() => rm(file));
  const ended = await runNode([file], sandbox.variables);
  assert.equal(ended.code, 0, ended.stderr);
  assert.match(ended.stdout, /ORD\w+/);
});
