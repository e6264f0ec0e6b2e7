// Notifications from any body a framework may hand over.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { ValidationError, webhooks } from 'enkash';

const JSON_BODY = '{"orderId":"ORD1","transactionId":"EK1","amount":499.00,"transactionStatus":"SUCCESS","txnMsg":"₹"}';

test('every kind of bytes is read', () => {
  const bytes = Buffer.from(JSON_BODY);
  const whole = new Uint8Array(bytes).buffer;
  const padded = Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')]);
  const part = new Uint8Array(padded.buffer, padded.byteOffset + 2, bytes.length);
  for (const body of [JSON_BODY, bytes, new Uint8Array(bytes), whole, part, new DataView(whole)]) {
    const event = webhooks.parse(body);
    assert.equal(event.kind, 'PAYMENT');
    assert.equal(event.body.reveal(), JSON_BODY);
    const { orderId, transactionId, amount, transactionStatus, txnMsg } = event.payment;
    assert.deepEqual(
      [orderId, transactionId, amount, transactionStatus, txnMsg],
      ['ORD1', 'EK1', '499.00', 'SUCCESS', '₹'],
    );
  }
});

test('a form says the same', () => {
  const { payment } = webhooks.parse('orderId=ORD1&transactionId=EK1&amount=499.00&transactionStatus=SUCCESS');
  assert.equal(payment.amount, '499.00');
});

test('anything else is refused', () => {
  const bodies = ['', '<html>', '[1]', '{"orderId":', Buffer.from([0xff, 0xfe]), new ArrayBuffer(0)];
  for (const body of [...bodies, undefined, null, 5, { orderId: 'ORD1' }, new Uint16Array(4), ['a']]) {
    assert.throws(
      () => webhooks.parse(body),
      (error) => error instanceof ValidationError && error.field === 'body',
    );
  }
});

test('the kind says where the claim is', () => {
  const bodies = {
    PAYMENT: ['payment', '{"transactionId":"EK1"}'],
    MANDATE: ['mandate', '{"mandateId":"M1","status":"ACTIVE"}'],
    MANDATE_DEBIT: ['mandateDebit', '{"transactionId":"EK1","mandateId":"M1"}'],
    PAYMENT_LINK: ['paymentLink', '{"quickCollectRequestId":"QC1"}'],
    REFUND: ['refund', '{"requestId":"RF1","transactionId":"EK1"}'],
  };
  const claims = Object.values(bodies).map(([claim]) => claim);
  for (const [kind, [claim, body]] of Object.entries(bodies)) {
    const event = webhooks.parse(body);
    assert.equal(event.kind, kind);
    assert.equal(webhooks.parse(body).key, event.key);
    assert.deepEqual(
      claims.filter((name) => event[name] !== undefined),
      [claim],
    );
  }
  assert.equal(webhooks.parse(bodies.PAYMENT[1], { kind: 'MANDATE_DEBIT' }).mandateDebit.transactionId, 'EK1');
  for (const kind of ['PAYMNET', 'RETURN_PAGE', 'UNKNOWN', 5]) {
    assert.throws(() => webhooks.parse(bodies.PAYMENT[1], { kind }), { name: 'ValidationError', field: 'kind' });
  }
});

test('JSON of another kind is kept', () => {
  const event = webhooks.parse('{"hello":"world"}');
  assert.equal(event.kind, 'UNKNOWN');
  assert.equal(event.payment, undefined);
  assert.equal(event.body.reveal(), '{"hello":"world"}');
  assert.doesNotMatch(inspect(event, { depth: 9, showHidden: true }) + JSON.stringify(event), /world/);
});

test('a verifier of the shop decides, and nothing else does', () => {
  const signed = (event) => event.payment?.checksum === 'right';
  const body = (checksum) => JSON.stringify({ transactionId: 'EK1', checksum });
  assert.equal(webhooks.parse(body('right'), { verify: signed }).payment.transactionId, 'EK1');
  assert.equal(webhooks.parse(body('wrong'), { verify: null }).payment.transactionId, 'EK1');
  assert.throws(
    () => webhooks.parse(body('wrong'), { verify: signed }),
    (error) =>
      error instanceof ValidationError &&
      error.code === 'webhook_checksum' &&
      error.stack.includes('webhooks.test.mjs'),
  );
  const seen = [];
  webhooks.parse(body('right'), { verify: (event) => seen.push(event.body.reveal()) === 1 });
  assert.deepEqual(seen, [body('right')]);
  // A promise would be a yes to everything.
  assert.throws(() => webhooks.parse(body('wrong'), { verify: async () => false }), TypeError);
  const failing = () => {
    throw new RangeError('no key today');
  };
  assert.throws(() => webhooks.parse(body('right'), { verify: failing }), RangeError);
  assert.throws(() => webhooks.parse('<html>', { verify: () => assert.fail('nothing to verify') }), ValidationError);
});

test("the browser's return says only what to ask about", () => {
  const event = webhooks.parseReturn({ query: '?orderId=ORD1&transactionStatus=SUCCESS&amount=1.00' });
  assert.equal(event.kind, 'RETURN_PAGE');
  assert.deepEqual(event.returned, { orderId: 'ORD1' });
  assert.throws(() => webhooks.parseReturn({ query: 'utm_source=mail' }), { name: 'ValidationError', field: 'query' });
});
