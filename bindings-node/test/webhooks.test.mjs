// Notifications from any body a framework may hand over.

import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('JSON of another kind is kept', () => {
  const event = webhooks.parse('{"mandateId":"M1"}');
  assert.equal(event.kind, 'UNKNOWN');
  assert.equal(event.payment, undefined);
  assert.equal(event.body.reveal(), '{"mandateId":"M1"}');
});
