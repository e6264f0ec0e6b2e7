// Functions that need no gateway: at once, typed, refused like calls.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as enkash from 'enkash';
import { mandateCalendar, Secret, settlements, splitAccounts, upi, ValidationError, webhooks } from 'enkash';
import { functionsOf } from './helpers/declarations.mjs';

test('the modules are those of the table', () => {
  const modules = new Map(Object.entries(enkash));
  for (const { module, name } of functionsOf()) {
    const run = modules.get(module)[name];
    assert.equal(run.name, name);
    assert.throws(
      () => run(7),
      (error) => error instanceof ValidationError && error.stack.includes('functions.test.mjs'),
    );
    assert.ok(Object.isFrozen(modules.get(module)));
  }
});

test('a link is made and read back', () => {
  const { link } = upi.buildPayLink({
    payeeVpa: 'store@example',
    payeeName: 'Example Store',
    amount: 499n,
    note: 'A & B',
  });
  assert.match(link, /^upi:\/\/pay\?pa=store@example&pn=Example%20Store&.*am=499\.00/);
  const { pay } = upi.parsePayLink({ link });
  assert.deepEqual([pay.payeeVpa, pay.amount, pay.note], ['store@example', '499.00', 'A & B']);
  assert.throws(() => upi.buildPayLink({ payeeVpa: 'store@example', payeeName: 'Example Store', amount: 4.99 }), {
    name: 'ValidationError',
    field: 'amount',
    operation: 'upi.build_pay_link',
  });
});

test('an image is a Buffer with the bytes of a PNG', () => {
  const { png } = upi.qrPng({ text: 'upi://pay?pa=store@example' });
  assert.ok(Buffer.isBuffer(png));
  assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const again = upi.qrPng({ text: 'upi://pay?pa=store@example' });
  assert.notEqual(again.png.buffer, png.buffer);
  assert.deepEqual(again, { ...again, png });
});

test('the mandate calendar speaks of days as text and of instants as Dates', () => {
  const recurrence = { period: 'MONTHLY', rule: 'ON', value: 31 };
  const [startsAt, endsAt] = [new Date('2027-01-01T00:00:00+05:30'), new Date('2027-12-31T00:00:00+05:30')];
  const schedule = mandateCalendar.schedule({ recurrence, startsAt, endsAt });
  const { cycles } = mandateCalendar.debitDates({ schedule, count: 3 });
  assert.deepEqual(
    cycles.map(({ debitDate }) => debitDate),
    ['2027-01-31', '2027-02-28', '2027-03-31'],
  );
  assert.ok(cycles.every(({ noticeBy }) => noticeBy instanceof Date));
});

test('shares add up to the paisa', () => {
  const shares = [1, 2, 3].map((n) => ({ splitAccountId: `SA${n}`, value: '33.33' }));
  const split = splitAccounts.shares({ amount: '100.01', splitSettlement: { amountSplitType: 'PERCENTAGE', shares } });
  assert.deepEqual(
    split.shares.map(({ amount }) => amount),
    ['33.33', '33.33', '33.33'],
  );
  assert.equal(split.remainder, '0.02');
});

test('nothing reconciles with nothing, and what is expected is missed', () => {
  assert.equal(settlements.reconcile({}).totals.balanced, true);
  const { findings } = settlements.reconcile({ expected: [{ amount: 5, transactionId: 'EK1' }] });
  assert.deepEqual([findings[0].kind, findings[0].expectedAmount], ['MISSING', '5.00']);
});

test('a secret goes in closed', () => {
  const { returned } = webhooks.parseReturn({ query: new Secret('orderId=ORD1') });
  assert.equal(returned.orderId, 'ORD1');
});
