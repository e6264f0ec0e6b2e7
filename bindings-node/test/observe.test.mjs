// What is told about calls: to observers, to OpenTelemetry. Nothing of it is an id or a secret.

import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, before, test } from 'node:test';
import { Client, GatewayError, observe, openTelemetry } from 'enkash';
import { ACCESS_KEY, refusal, SECRET_KEY, startGateway, success, TOKEN } from './helpers/gateway.mjs';

let gateway;

before(async () => {
  gateway = await startGateway(({ method }) =>
    method === 'GET' ? refusal(404, 'planted-words') : success({ orderId: 'ORDPLANTED1' }),
  );
});
after(() => gateway.stop());

async function day(heard = () => {}) {
  const client = new Client(gateway.settings);
  await client.orders.create({ merchantOrderId: 'PLANTEDINV1', amount: '499.00' });
  heard();
  await assert.rejects(client.orders.get('ORDPLANTED1'), GatewayError);
  await client.close();
}

function freeOfSecrets(value) {
  const text = JSON.stringify(value);
  for (const planted of ['PLANTED', 'planted', ACCESS_KEY, SECRET_KEY, TOKEN]) {
    assert.ok(!text.includes(planted), `${planted} in ${text}`);
  }
}

test('an observer is told how each call went', async () => {
  const calls = [];
  const end = observe((call) => calls.push(call));
  await day(() =>
    assert.deepEqual(
      calls.map((call) => call.operation),
      ['auth.token', 'orders.create'],
    ),
  );
  end();
  end();
  await day();
  assert.deepEqual(
    calls.map(({ operation, method, template, effect, outcome }) => [operation, method, template, effect, outcome]),
    [
      ['auth.token', 'POST', '/api/v0/merchant/token', 'read', 'ok'],
      ['orders.create', 'POST', '/api/v0/orders', 'create', 'ok'],
      ['orders.get', 'GET', '/api/v0/orders/{order_id}', 'read', 'Gateway'],
    ],
  );
  const [attempt] = calls[2].attempts;
  assert.equal(attempt.failure, 'refused');
  assert.equal(attempt.httpStatus, 200);
  assert.ok(calls[2].text.startsWith('orders.get GET /api/v0/orders/{order_id}: Gateway (gateway_refused) after '));
  assert.ok(calls[1].startedAt instanceof Date);
  freeOfSecrets(calls);
});

test('an observer hears in the context of the call', async () => {
  const context = new AsyncLocalStorage();
  const heard = [];
  const end = observe((call) => heard.push([context.getStore(), call.operation]));
  const client = new Client(gateway.settings);
  const order = (name) =>
    context.run(name, () => client.orders.create({ merchantOrderId: `INV${name}`, amount: '1.00' }));
  await order('first');
  await Promise.all([order('A'), order('B')]);
  end();
  await client.close();
  assert.deepEqual(heard.slice(0, 2), [
    ['first', 'auth.token'],
    ['first', 'orders.create'],
  ]);
  assert.deepEqual(heard.slice(2).sort(), [
    ['A', 'orders.create'],
    ['B', 'orders.create'],
  ]);
});

test('an observer is a function', () => {
  assert.throws(() => observe('a log'), TypeError);
});

test('calls become spans', async () => {
  const spans = [];
  const api = {
    SpanKind: { CLIENT: 2 },
    SpanStatusCode: { ERROR: 2 },
    trace: {
      getTracer: () => ({
        startSpan(name, options) {
          const span = { name, ...options, events: [] };
          spans.push(span);
          return {
            addEvent: (event, attributes) => span.events.push([event, attributes]),
            setStatus: (status) => {
              span.status = status;
            },
            end: (time) => {
              span.endTime = time;
            },
          };
        },
      }),
    },
  };
  const end = openTelemetry(api);
  await day();
  end();
  assert.deepEqual(
    spans.map((span) => span.name),
    ['auth.token', 'orders.create', 'orders.get'],
  );
  assert.ok(spans.every((span) => span.kind === 2 && span.endTime >= span.startTime));
  assert.equal(spans[1].attributes['url.template'], '/api/v0/orders');
  assert.deepEqual(spans[2].status, { code: 2, message: 'gateway_refused' });
  assert.equal(spans[2].events[0][1].failure, 'refused');
  freeOfSecrets(spans);
});
