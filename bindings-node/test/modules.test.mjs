// The package as it is loaded: both module systems, and what happens when the addon is missing.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as esm from 'enkash';
import { operationsOf } from './helpers/declarations.mjs';
import { startGateway, success } from './helpers/gateway.mjs';
import { packageFolder, runNode } from './helpers/programs.mjs';

const require = createRequire(import.meta.url);

test('import and require give the same classes', () => {
  const cjs = require('enkash');
  const names = Object.keys(cjs).sort();
  assert.deepEqual(Object.keys(esm).sort(), names);
  for (const [name, value] of Object.entries(esm)) {
    assert.equal(value, cjs[name], name);
  }
  assert.equal(typeof cjs.Client, 'function');
});

test('the modules may be loaded anew over the same addon, as test runners do', () => {
  const loaded = Object.entries(require.cache).filter(([file]) => file.endsWith('.js') && file.includes('dist'));
  assert.notEqual(loaded.length, 0);
  for (const [file] of loaded) {
    delete require.cache[file];
  }
  const again = require('enkash');
  assert.notEqual(again.Client, esm.Client);
  const event = again.webhooks.parse('{"orderId":"ORD1","orderStatus":"PAID"}');
  assert.equal(event.body.reveal(), '{"orderId":"ORD1","orderStatus":"PAID"}');
  for (const [file, module] of loaded) {
    require.cache[file] = module;
  }
});

test('calls of modules that were loaded anew keep their own answers', async () => {
  const gateway = await startGateway(async ({ path }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return success({ orderId: path.split('/').at(-1) });
  });
  const loaded = Object.entries(require.cache).filter(([file]) => file.endsWith('.js') && file.includes('dist'));
  for (const [file] of loaded) {
    delete require.cache[file];
  }
  const again = require('enkash');
  const clients = [esm, again].map(({ Client }) => new Client(gateway.settings));
  const asked = Array.from({ length: 40 }, (_, n) => `ORD${n}`);
  const answers = Promise.all(asked.map((id, n) => clients[n % 2].orders.get(id)));
  assert.deepEqual(
    (await answers).map(({ orderId }) => orderId),
    asked,
  );
  await Promise.all(clients.map((client) => client.close()));
  for (const [file, module] of loaded) {
    require.cache[file] = module;
  }
  gateway.stop();
});

test('loading leaves the process as it was', () => {
  assert.equal(process.report.excludeNetwork ?? false, false);
});

test('there are no run-time dependencies', () => {
  const { dependencies, peerDependencies, optionalDependencies, scripts } = require('enkash/package.json');
  assert.deepEqual([dependencies, peerDependencies, optionalDependencies], [undefined, undefined, undefined]);
  assert.deepEqual([scripts.install, scripts.postinstall, scripts.preinstall], [undefined, undefined, undefined]);
});

test('each client has the operations of the table that are its own', () => {
  const client = new esm.Client({ accessKey: 'a', secretKey: 'b', baseUrl: 'http://127.0.0.1:1' });
  const checkout = new esm.Checkout({ baseUrl: 'http://127.0.0.1:1' });
  for (const [name, made] of Object.entries({ Client: client, Checkout: checkout })) {
    const methods = Object.entries(made).flatMap(([resource, all]) =>
      Object.keys(all).map((method) => `${resource}.${method}`),
    );
    assert.deepEqual(methods.sort(), operationsOf(name).sort(), name);
  }
  assert.equal(client.orders.getByMerchantOrderId.name, 'getByMerchantOrderId');
  assert.equal(client.orders.searchAll.name, 'searchAll');
  assert.equal(client.orders.details, undefined);
  assert.equal(checkout.orders.get, undefined);
  for (const { orders } of [client, checkout]) {
    assert.throws(() => {
      orders.cancel = null;
    }, TypeError);
  }
});

test('an addon that cannot be loaded says why', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'enkash-'));
  t.after(() => rm(folder, { recursive: true }));
  await cp(join(packageFolder, 'dist'), join(folder, 'dist'), { recursive: true });
  const load = () => runNode(['--eval', `require(${JSON.stringify(join(folder, 'dist'))})`]);

  const missing = await load();
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /ConfigurationError: the EnKash addon for \w+-\w+\S* \(Node \d+\S+\) cannot be loaded/);
  assert.match(missing.stderr, /Builds in this package: none/);

  const [name] = await readdir(join(packageFolder, 'native'));
  await cp(join(packageFolder, 'native'), join(folder, 'native'), { recursive: true });
  await writeFile(join(folder, 'native', name), 'not a library');
  const broken = await load();
  // The words after the file's name are the system's own.
  assert.match(broken.stderr, new RegExp(`cannot be loaded: .*${name}`));
  assert.match(broken.stderr, new RegExp(`Builds in this package: ${name}`));
});
