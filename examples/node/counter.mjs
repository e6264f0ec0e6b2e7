// A shop's counter: one QR code on a stand, a hundred payers, and a total in the evening that is right.

import { Client, webhooks } from 'enkash';
import { audit, control, listen, now } from './sandbox.mjs';

const client = Client.fromEnv();
const opened = await now();

// Each payment once, by the transaction that the gateway answers: a notification that comes twice, or late, or lies,
// changes nothing. A shop that ships has a table with a unique key in this place.
const paid = new Map();
const hook = await listen(async (body) => {
  const event = webhooks.parse(body);
  const { agrees, paid: isPaid, transaction } = await client.webhooks.confirm(event);
  // The order is paid; whether by this transaction is for its own state to say.
  if (agrees && isPaid && transaction?.status === 'SUCCESS') {
    paid.set(transaction.transactionId, transaction.amount);
  }
});

const code = await client.qrCodes.create({ qrName: 'Counter 1', multipleUse: true, fixedAmount: false });
console.log(
  `${code.qrCodeId}: print these ${Buffer.from(code.qrCodeBase64, 'base64').length} bytes of PNG and put them on the counter`,
);

// A hundred customers; every tenth has too little money on the account.
const customers = Array.from({ length: 100 }, (_, n) => ({
  qr_code_id: code.qrCodeId,
  amount: 10 + n,
  vpa: n % 10 === 9 ? 'failure@sandbox' : 'success@sandbox',
}));
let taken = 0;
while (customers.length > 0) {
  const queue = customers.splice(0, 10);
  const outcomes = await Promise.all(queue.map((customer) => control('upi/pay', customer)));
  taken += outcomes.filter(({ status }) => status === 'SUCCESS').length;
}
await hook.flush();

// One notification comes again, as gateways do.
const [{ id }] = (await control('webhooks')).webhooks;
await control(`webhooks/${id}/redeliver`, {});
await hook.flush();

// In the evening the list is read page by page and held against what the notifications said.
const evening = new Map();
for await (const payment of client.payments.searchAll({ fromDate: opened, status: 'SUCCESS', limit: 25 })) {
  evening.set(payment.transactionId, payment.amount);
}
console.log(
  `${taken} payments at the counter, ${paid.size} notified and confirmed, ${evening.size} on the evening's list`,
);
console.log(`the day's total: ${total(evening)} rupees`);
if (taken !== 90 || total(paid) !== total(evening) || paid.size !== taken) {
  throw new Error('the notifications and the list differ');
}

await client.qrCodes.cancel(code.qrCodeId);
const late = await control('upi/pay', { qr_code_id: code.qrCodeId, amount: 5, vpa: 'success@sandbox' }).catch(
  (error) => error,
);
console.log(`after closing time: ${late.message}`);
await audit();
hook.close();
await client.close();

/** Exact rupees: amounts are text with two decimals, so paise are whole numbers. */
function total(payments) {
  const paise = [...payments.values()].reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n);
  return `${paise / 100n}.${String(paise % 100n).padStart(2, '0')}`;
}
