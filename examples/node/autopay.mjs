// A subscription with UPI Autopay: the payer approves a mandate once, and is debited every month after a notice.

import { Client, mandateCalendar, webhooks } from 'enkash';
import { audit, control, listen, now, waitUntil } from './sandbox.mjs';

const client = Client.fromEnv();
const referenceId = `SUB${Date.now()}`;
const amount = '499.00';

// Notifications only wake us up: the gateway is asked what is true before anything is believed.
const wanted = new Map();
const hook = await listen(async (body) => {
  const event = webhooks.parse(body);
  const truth = await client.webhooks.confirm(event);
  if (truth.agrees && truth.mandate?.referenceId === referenceId) {
    wanted.set(truth.mandate.status, truth.mandate);
  }
});

// The terms: up to 499 rupees, once a month, on the 5th at the latest, for a year.
const startAt = await now();
const endAt = new Date(startAt.getTime() + 365 * 86_400_000);
const recurrence = { period: 'MONTHLY', rule: 'BEFORE', value: 5 };
await client.mandates.create({
  referenceId,
  amount: '500',
  amountRule: 'MAX',
  payer: { name: 'Asha Rao', vpa: 'pending@sandbox', account: '1234567890', accountValidation: false },
  mandateName: 'Example Store, monthly box',
  expiry: new Date(startAt.getTime() + 3_600_000),
  blockFund: false,
  recurrence,
  validity: { startAt, endAt },
});
console.log(`${referenceId} waits for the payer: ${(await client.mandates.get(referenceId)).status}`);

await control(`mandates/${referenceId}/approve`, {});
await hook.flush();
const { mandateId } = wanted.get('ACTIVE');
console.log(`${referenceId} is approved as ${mandateId}`);

// The SDK's calendar says when to give notice and when to debit.
const schedule = mandateCalendar.schedule({ recurrence, startsAt: startAt, endsAt: endAt });
const { cycles } = mandateCalendar.debitDates({
  schedule,
  count: 3,
  starting: dayOf(new Date(startAt.getTime() + 2 * 86_400_000)),
});
for (const { number, debitDate, noticeBy } of cycles) {
  await waitUntil(new Date(noticeBy.getTime() - 3_600_000));
  const notice = await client.mandates.notify({ mandateId, amount, debitDate });
  const { windows } = mandateCalendar.debitWindows({ debitDate, notifiedAt: await now() });
  await waitUntil(windows[0].opens);
  const debit = await client.mandates.execute({ mandateId, amount, remarks: `Monthly box, ${debitDate}` });
  const order = await client.orders.get(debit.orderId);
  console.log(
    `cycle ${number}: notice ${notice.predebitNotificationId}, debit on ${debitDate}: ${order.orderStatus} ${order.amount}`,
  );
  if (order.orderStatus !== 'PAID') {
    throw new Error(`the debit of ${debitDate} was not paid`);
  }
}

const ended = await client.mandates.revoke({ referenceId, description: 'The subscription ended' });
console.log(`${referenceId} after three debits: ${ended.status ?? (await client.mandates.get(referenceId)).status}`);
await hook.flush();
await audit();
hook.close();
await client.close();

/** A day in India as YYYY-MM-DD. */
function dayOf(instant) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(instant);
}
