// Searches as iterators: pulled lazily, each row once, given up by a signal, taken up again after an error.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CancelledError, Client, ConfigurationError, GatewayError, ValidationError } from 'enkash';
import { refusal, silence, startGateway, success } from './helpers/gateway.mjs';

let gateway;
let client;
/** The ids that the gateway has, and what happens before it answers a page. */
let ids;
let meanwhile;

before(async () => {
  gateway = await startGateway(({ path }) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
    const told = meanwhile?.(gateway.seen.length, offset);
    if (told) {
      return told;
    }
    const data = ids.slice(offset, offset + limit).map((settlementPayoutId) => ({ settlementPayoutId }));
    return success({ recordsCount: ids.length, data });
  });
  client = new Client(gateway.settings);
});
after(async () => {
  await client.close();
  gateway.stop();
});
beforeEach(() => {
  ids = Array.from({ length: 25 }, (_, n) => `SP${n}`);
  meanwhile = undefined;
  gateway.seen.length = 0;
});

async function read(rows) {
  const found = [];
  for await (const row of rows) {
    found.push(row.settlementPayoutId);
  }
  return found;
}

test('all rows, in order, in a few requests', async () => {
  assert.deepEqual(await read(client.settlements.searchAll({ limit: 10 })), ids);
  assert.deepEqual(await read(client.settlements.searchAll()), ids);
  assert.deepEqual(await read(client.settlements.searchAll({ limit: 10, offset: 20 })), ids.slice(20));
  ids = [];
  assert.deepEqual(await read(client.settlements.searchAll({ limit: 10 })), []);
});

test('nothing is asked for before it is read', async () => {
  const rows = client.settlements.searchAll({ limit: 10 });
  assert.equal(gateway.seen.length, 0);
  for (let n = 0; n < 10; n += 1) {
    assert.equal((await rows.next()).value.settlementPayoutId, `SP${n}`);
  }
  assert.equal(gateway.seen.length, 1);
  await rows.next();
  assert.equal(gateway.seen.length, 2);
});

test('rows that come and go under way cost no other row and double none', async () => {
  const all = [...ids];
  meanwhile = (request) => {
    if (request === 2) {
      ids = ids.slice(3);
    } else if (request === 3) {
      ids = ['NEW1', 'NEW2', ...ids];
    }
  };
  const found = await read(client.settlements.searchAll({ limit: 10 }));
  assert.equal(new Set(found).size, found.length);
  assert.deepEqual(
    all.filter((id) => !found.includes(id)),
    [],
  );
});

test('leaving a loop ends the walk', async () => {
  const rows = client.settlements.searchAll({ limit: 10 });
  for await (const row of rows) {
    assert.equal(row.settlementPayoutId, 'SP0');
    break;
  }
  assert.deepEqual(await rows.next(), { done: true, value: undefined });
  assert.equal(gateway.seen.length, 1);
});

test('after an error the next loop goes on where the last one stopped', async () => {
  meanwhile = (request) => (request === 2 ? refusal(422, 'Not now.') : undefined);
  const rows = client.settlements.searchAll({ limit: 10 });
  const found = [];
  const collect = async () => {
    for await (const row of rows) {
      found.push(row.settlementPayoutId);
    }
  };
  await assert.rejects(collect(), (error) => error instanceof GatewayError && error.operation === 'settlements.search');
  assert.equal(found.length, 10);
  await collect();
  assert.deepEqual(found, ids);
});

test('readers that do not wait for each other get different rows', async () => {
  const rows = client.settlements.searchAll({ limit: 10 });
  const read = await Promise.all(Array.from({ length: 30 }, () => rows.next()));
  assert.deepEqual(
    read.filter(({ done }) => !done).map(({ value }) => value.settlementPayoutId),
    ids,
  );
});

test('a signal ends the walk, also between two rows of a page and in the middle of a request', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const rows = client.settlements.searchAll({ limit: 10 }, { signal });
  await rows.next();
  controller.abort(new Error('the clerk left'));
  await assert.rejects(
    rows.next(),
    (error) => error instanceof CancelledError && error.cause.message === 'the clerk left',
  );
  assert.equal(gateway.seen.length, 1);

  meanwhile = () => silence;
  const other = new AbortController();
  const waiting = client.settlements.searchAll({ limit: 10 }, { signal: other.signal }).next();
  await gateway.asked();
  other.abort();
  await assert.rejects(waiting, CancelledError);
});

test('mistakes are refused where they are made', async () => {
  assert.throws(
    () => client.settlements.searchAll({ page: 1 }),
    (error) => error instanceof ValidationError && error.field === 'page' && error.stack.includes('rows.test.mjs'),
  );
  assert.throws(() => client.settlements.searchAll({ offset: 'x' }), {
    field: 'offset',
    operation: 'settlements.search',
  });
  await assert.rejects(client.settlements.searchAll({ limit: 9999 }).next(), { field: 'limit' });
  const brief = new Client(gateway.settings);
  const rows = brief.settlements.searchAll();
  await brief.close();
  await assert.rejects(rows.next(), ConfigurationError);
});

test('the stack leads to the reader', async () => {
  meanwhile = () => refusal(403, 'No.');
  async function aReport() {
    for await (const row of client.settlements.searchAll()) {
      assert.fail(row);
    }
  }
  await assert.rejects(aReport(), (error) => /aReport .*rows\.test\.mjs/.test(error.stack));
});

test('the request is the one of the beginning', async () => {
  const request = { limit: 10 };
  const rows = client.settlements.searchAll(request);
  await rows.next();
  request.limit = 5;
  assert.equal((await read(rows)).length, 24);
  assert.ok(gateway.seen.every(({ path }) => path.includes('limit=10')));
});
