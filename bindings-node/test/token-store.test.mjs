// One token for many clients: stores of plain values and of promises, and stores that are of no use.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createClient } from '@redis/client';
import { Client, ConfigurationError } from 'enkash';
import { packageFolder, runNode, startRedis, startSandbox } from './helpers/programs.mjs';

let sandbox;
let orders = 0;

before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox?.stop());

/** How often the gateway was asked for a token, by its own journal. */
async function tokenCalls() {
  const { requests } = await (await fetch(`${sandbox.settings.baseUrl}/_sandbox/log`)).json();
  return requests.filter(({ path }) => path === '/api/v0/merchant/token').length;
}

/** The token calls that an order of this client costs. */
async function cost(settings) {
  const earlier = await tokenCalls();
  const client = new Client({ ...sandbox.settings, ...settings });
  orders += 1;
  await client.orders.create({ merchantOrderId: `STORE${orders}`, amount: 1 });
  await client.close();
  return (await tokenCalls()) - earlier;
}

function memory(answer) {
  const values = new Map();
  return {
    values,
    get: (key) => answer(values.get(key)),
    set: (key, value, seconds) => {
      assert.ok(Number.isSafeInteger(seconds) && seconds > 0);
      values.set(key, value);
      return answer('OK');
    },
  };
}

for (const [kind, answer] of [
  ['plain values', (value) => value],
  ['promises', (value) => Promise.resolve(value ?? null)],
]) {
  test(`a store of ${kind} is shared by clients`, async () => {
    const tokenStore = memory(answer);
    assert.equal(await cost({ tokenStore }), 1);
    assert.equal(await cost({ tokenStore }), 0);
    const kept = [...tokenStore.values].flat().join(' ');
    for (const secret of [sandbox.settings.accessKey, sandbox.settings.secretKey]) {
      assert.ok(!kept.includes(secret));
    }
    // A store that can add in one step is asked to.
    const added = [];
    const add = (key, value) => {
      added.push(key);
      tokenStore.values.set(key, value);
      return answer('OK');
    };
    tokenStore.values.clear();
    assert.equal(await cost({ tokenStore: { ...tokenStore, add } }), 1);
    assert.equal(added.length, 1);
  });
}

test("the guide's store for Redis is one", async () => {
  const guide = await readFile(`${packageFolder}/../docs/guides/tokens.md`, 'utf8');
  const shown = guide.split('\n```text\nconst tokenStore = ')[1].split('\n```\n')[0];
  const server = await startRedis();
  // The server may not listen yet; then the client tries again, and says so.
  const reconnectStrategy = (tries) => tries < 200 && 50;
  const redis = createClient({ socket: { path: server.path, reconnectStrategy } });
  redis.on('error', () => {});
  await redis.connect();
  try {
    const tokenStore = new Function('redis', `return ${shown}`)(redis);
    assert.equal(await cost({ tokenStore }), 1);
    assert.equal(await cost({ tokenStore }), 0);
    const keys = await redis.keys('*');
    assert.ok(keys.length > 0);
    for (const key of keys) {
      assert.ok((await redis.ttl(key)) > 0, `${key} never ends`);
      const kept = `${key} ${await redis.get(key)}`;
      for (const secret of [sandbox.settings.accessKey, sandbox.settings.secretKey]) assert.ok(!kept.includes(secret));
    }
    // Clients that start together agree on the one that asks for a token, by `add`.
    await redis.flushAll();
    const earlier = await tokenCalls();
    await Promise.all([1, 2, 3].map(() => cost({ tokenStore })));
    assert.equal((await tokenCalls()) - earlier, 1);
  } finally {
    redis.destroy();
    await server.stop();
  }
});

test('clients share a token only if asked', async () => {
  const keeper = new Client({ ...sandbox.settings, shareToken: true });
  await keeper.orders.create({ merchantOrderId: 'SHARED', amount: 1 });
  assert.equal(await cost({ shareToken: true }), 0);
  assert.equal(await cost({}), 1);
  await keeper.close();
});

test('a store of no use costs a token call and never a payment', async () => {
  const of = (act) => ({ get: act, set: act });
  const stores = [
    of(() => {
      throw new Error('the cache is away');
    }),
    of(() => Promise.reject(new Error('the cache is away'))),
    of(() => new Promise(() => {})),
    of(() => 7),
    of(() => 'enkash1.rubbish'),
  ];
  for (const tokenStore of stores) {
    assert.equal(await cost({ tokenStore }), 1);
  }
});

test('what is no store is refused when the client is made', () => {
  for (const tokenStore of [{}, 7, 'redis://', { get() {} }]) {
    assert.throws(
      () => new Client({ ...sandbox.settings, tokenStore }),
      (error) => error instanceof ConfigurationError && error.field === 'tokenStore',
    );
  }
  const client = new Client({ ...sandbox.settings, tokenStore: null });
  assert.throws(() => new Client({ ...sandbox.settings, timeoutMs: 0, tokenStore: new Map() }), ConfigurationError);
  return client.close();
});

test('a store stays with the methods of a client that is itself forgotten, and goes with them', async () => {
  const program = `
    import { setImmediate as turn } from 'node:timers/promises';
    import { Client } from 'enkash';
    const collected = new Set();
    const registry = new FinalizationRegistry((name) => collected.add(name));
    const gone = async (name) => {
      for (let turns = 0; turns < 1000 && !collected.has(name); turns += 1) {
        globalThis.gc();
        await turn();
      }
      // What else was registered for the same object may be told a little later.
      await turn();
      await turn();
      console.log(collected.has(name) ? name + ' gone' : name + ' still there');
    };
    let asked = 0;
    const methods = () => {
      const get = () => {
        asked += 1;
      };
      const tokenStore = { get, set() {} };
      const client = Client.fromEnv(process.env, { tokenStore });
      registry.register(client, 'client');
      registry.register(tokenStore, 'store');
      const { orders } = client;
      return orders;
    };
    const create = async () => {
      const orders = methods();
      await gone('client');
      await orders.create({ merchantOrderId: 'KEPT', amount: 1 });
      console.log(asked > 0 ? 'asked' : 'not asked');
    };
    await create();
    await gone('store');`;
  const args = ['--expose-gc', '--input-type=module', '--eval', program];
  const ended = await runNode(args, sandbox.variables);
  assert.deepEqual([ended.code, ended.stdout], [0, 'client gone\nasked\nstore gone\n'], ended.stderr);
});

test('a worker may end while its store is asked', async () => {
  const program = `
    const { Client } = require(${JSON.stringify(packageFolder)});
    const { parentPort, workerData } = require('node:worker_threads');
    const get = () => {
      parentPort.postMessage('asked');
      return new Promise(() => {});
    };
    const client = new Client({ ...workerData, tokenStore: { get, set: get } });
    client.orders.get('ORD1').catch(() => {});
  `;
  const worker = new Worker(program, { eval: true, workerData: sandbox.settings });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  // The rest of the process works on; what the worker had begun may still ask for its token.
  assert.ok((await cost({})) >= 1);
});
