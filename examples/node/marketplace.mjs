// A marketplace: one payment for three sellers, part of it given back, and the day's payouts explained to the paisa.

import { Client, settlements, splitAccounts } from 'enkash';
import { audit, now, waitUntil } from './sandbox.mjs';

const client = Client.fromEnv();
const amount = '1000.01';
const requestId = `RF${Date.now()}`;

// Three sellers with bank accounts of their own; what is left over is the marketplace's commission.
const sellers = [];
for (const [index, [name, percent]] of [
  ['Asha Farm', '45'],
  ['Ravi Bakery', '33.33'],
  ['Meera Courier', '12.5'],
].entries()) {
  const account = await client.splitAccounts.create({
    name,
    email: `seller${index}@example.com`,
    phone: `987654321${index}`,
    accountNumber: `123456789${index}`,
    ifsc: 'KKBK0000432',
  });
  sellers.push({ splitAccountId: account.splitAccountId, label: name, value: percent });
}

// The gateway does not document how it rounds percentages, so the SDK turns them into rupees first.
const { shares, remainder } = splitAccounts.shares({
  amount,
  splitSettlement: { amountSplitType: 'PERCENTAGE', shares: sellers },
});
for (const share of shares) {
  console.log(`${share.label}: ${share.amount}`);
}
console.log(`commission: ${remainder}`);

const { orderId } = await client.orders.create({ merchantOrderId: `MKT${Date.now()}`, amount });
const payment = await client.payments.submit({
  orderId,
  paymentDetail: { paymentMode: 'UPI', vpa: 'success@sandbox' },
  splitSettlement: {
    amountSplitType: 'FLAT',
    shares: shares.map(({ splitAccountId, label, amount }) => ({ splitAccountId, label, value: amount })),
  },
});
const { transactionId } = payment;
console.log(`${orderId}: ${(await client.payments.get(transactionId)).status}`);

// The bread was stale: 100 rupees go back. The request id makes sure that they go back once.
await client.refunds.create(transactionId, { amount: '100', requestId });
await waitUntil(new Date((await now()).getTime() + 2 * 3_600_000));
console.log(`refund: ${(await client.refunds.get(requestId)).status}`);

// Two nights later everything has been paid out: to each seller its own payout, to the marketplace the rest.
await waitUntil(new Date((await now()).getTime() + 2 * 86_400_000));
const payouts = [];
for await (const payout of client.settlements.searchAll()) {
  payouts.push(await client.settlements.get(payout.settlementPayoutId));
}
const { totals, proofs } = settlements.reconcile({ payouts });
for (const { payoutId, settled, balanced } of proofs) {
  const payout = payouts.find((one) => one.settlementPayoutId === payoutId);
  const rows = payout.settlementTransactions.length;
  console.log(
    `${payoutId}: ${settled} to ${payout.splitAccount?.name ?? 'the marketplace'}, ${rows} rows, ${balanced ? 'proven' : 'WRONG'}`,
  );
}
console.log(
  `sales ${totals.sale}, refunds ${totals.refunds}, charges ${totals.charges}, GST ${totals.gst}, settled ${totals.settled}`,
);
if (!totals.balanced || totals.sale !== amount || payouts.length !== sellers.length + 1) {
  throw new Error('the payouts do not add up to the payment');
}
await audit();
await client.close();
