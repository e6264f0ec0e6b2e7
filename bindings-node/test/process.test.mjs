// Threads and the ends of processes: nothing crashes, nothing hangs.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { refusal, silence, startGateway, success } from './helpers/gateway.mjs';
import { runNode } from './helpers/programs.mjs';

let gateway;
let mute;

before(async () => {
  gateway = await startGateway(({ path }) =>
    path.endsWith('NONE') ? refusal(404, 'Order not found.') : success({ orderId: 'ORD1' }),
  );
  mute = await startGateway(() => silence);
});
after(() => {
  gateway.stop();
  mute.stop();
});

const variables = () => ({ ENKASH_ACCESS_KEY: 'a', ENKASH_SECRET_KEY: 'b', ENKASH_BASE_URL: gateway.baseUrl });

async function useInWorker() {
  const worker = new Worker(new URL('./helpers/worker.mjs', import.meta.url), { env: variables() });
  // Together: a worker's last message and its end may arrive in one go.
  const [[told], [code]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  assert.equal(code, 0);
  assert.deepEqual(told, { orderId: 'ORD1', isGatewayError: true });
}

test('workers use the SDK, one after the other and together', async () => {
  // This thread has not loaded the addon: when the first worker ends, Node unloads what only it had loaded.
  await useInWorker();
  await useInWorker();
  await Promise.all([useInWorker(), useInWorker(), useInWorker()]);
});

test('a process ends with calls in flight', async () => {
  const ways = { exit: 0, throw: 1, 'worker-is-ended': 0, 'worker-exits': 0, 'workers-come-and-go': 0 };
  for (const [way, code] of Object.entries(ways)) {
    const ended = await runNode(['test/helpers/in-flight.mjs', way], { ENKASH_BASE_URL: mute.baseUrl });
    assert.deepEqual([ended.signal, ended.code], [null, code], `${way}: ${ended.stderr}`);
    if (way.startsWith('worker')) {
      assert.match(ended.stdout, /workers ended/);
    }
  }
});

test('no rejection is left that the program did not make', async () => {
  const program = `
    import { Client } from 'enkash';
    process.on('unhandledRejection', (reason) => {
      console.log('unhandled', reason);
      process.exit(9);
    });
    const client = Client.fromEnv();
    const order = { merchantOrderId: 'INV1001', amount: '499.00' };
    const settled = [];
    for (let round = 0; round < 50; round += 1) {
      const controller = new AbortController();
      const options = { signal: controller.signal };
      settled.push(
        client.orders.create(order, options).catch((error) => error),
        client.orders.get('', options).catch((error) => error),
        client.settlements.searchAll({}, options).next().catch((error) => error),
      );
      setImmediate(() => controller.abort());
    }
    const walk = client.settlements.searchAll({ limit: 1 }, { signal: AbortSignal.abort() });
    settled.push(walk.next().catch((error) => error), walk.next().catch((error) => error), walk.return());
    const closed = client.close();
    settled.push(client.orders.get('ORD1').catch((error) => error));
    await Promise.all(settled);
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log('settled');`;
  const silent = { ...variables(), ENKASH_BASE_URL: mute.baseUrl };
  const ended = await runNode(['--input-type=module', '--eval', program], silent);
  assert.deepEqual([ended.code, ended.stdout], [0, 'settled\n'], ended.stderr);
});

test('a process waits for its calls and then ends by itself, closed or not', async () => {
  const program = `
    import { Client } from 'enkash';
    const client = Client.fromEnv();
    client.orders.get('ORD1').then((order) => console.log(order.orderId));`;
  const ended = await runNode(['--input-type=module', '--eval', program], variables());
  assert.deepEqual([ended.code, ended.stdout, ended.stderr], [0, 'ORD1\n', '']);
});

test('many calls at once, with rubbish collected in between', async () => {
  const program = `
    import { Client } from 'enkash';
    for (let round = 0; round < 3; round += 1) {
      const client = Client.fromEnv();
      const calls = Array.from({ length: 300 }, (_, n) =>
        client.orders.get(n % 3 ? 'ORD1' : 'NONE').then((order) => order.orderId, (error) => error.name));
      globalThis.gc();
      const answers = await Promise.all(calls);
      console.log(answers.filter((answer) => answer === 'GatewayError').length, answers.length);
      globalThis.gc();
    }`;
  const ended = await runNode(['--expose-gc', '--input-type=module', '--eval', program], variables());
  assert.deepEqual([ended.code, ended.stdout], [0, '100 300\n'.repeat(3)], ended.stderr);
});
