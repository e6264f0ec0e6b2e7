// The customer's client: no key goes in, no credential goes out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { Checkout, ConfigurationError, GatewayError, ValidationError } from 'enkash';
import { refusal, startGateway, success } from './helpers/gateway.mjs';

let gateway;
let checkout;
let answer;

before(async () => {
  gateway = await startGateway(() => answer);
  checkout = new Checkout({ baseUrl: gateway.baseUrl });
});
after(async () => {
  await checkout.close();
  gateway.stop();
});

test('no credential travels', async () => {
  answer = { body: '{"orderId":"ORD1","totalAmount":499}' };
  await checkout.orders.details('ORD1');
  const { path, headers } = gateway.seen.at(-1);
  assert.equal(path, '/pay/checkout/ORD1');
  for (const name of ['authorization', 'merchantaccesskey', 'api-key']) {
    assert.equal(headers[name], undefined, name);
  }
});

test('keys are refused, whatever they are called', () => {
  const settings = { baseUrl: gateway.baseUrl };
  const refused = [
    [{ accessKey: 'key-in-plain-sight' }, 'accessKey'],
    [{ secretKey: 'key-in-plain-sight' }, 'secretKey'],
    [{ authForm: 'raw' }, 'authForm'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
  ];
  for (const [more, field] of refused) {
    assert.throws(
      () => new Checkout({ ...settings, ...more }),
      (error) => {
        assert.ok(error instanceof ConfigurationError, inspect(error));
        assert.equal(error.field, field);
        assert.match(error.stack, /at new Checkout/);
        return !inspect(error).includes('key-in-plain-sight');
      },
    );
  }
  assert.equal(Checkout.fromEnv, undefined);
});

test('settings may be left out', async () => {
  const everyday = new Checkout();
  assert.ok(everyday.payments);
  await everyday.close();
});

test('its calls fail like all others', async () => {
  answer = refusal(404, 'Order not found.');
  await assert.rejects(checkout.orders.upiIntentLinks('ORD1'), GatewayError);
  await assert.rejects(
    checkout.orders.details(),
    (error) => error instanceof ValidationError && error.field === 'orderId',
  );
  const closed = new Checkout({ baseUrl: gateway.baseUrl });
  await closed.close();
  await assert.rejects(closed.orders.details('ORD1'), ConfigurationError);
});

test('the end of its block closes it', async () => {
  const brief = new Checkout({ baseUrl: gateway.baseUrl });
  await brief[Symbol.asyncDispose]();
  answer = success({});
  await assert.rejects(brief.orders.details('ORD1'), ConfigurationError);
});
