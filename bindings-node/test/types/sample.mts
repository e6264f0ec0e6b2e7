// What a shop writes in TypeScript, and what the compiler must refuse. No other types are installed here.

import {
  type Amount,
  type CallOptions,
  Checkout,
  type CheckoutOrder,
  Client,
  type Confirmation,
  type CreateOrder,
  EnKashError,
  type ErrorKind,
  GatewayError,
  mandateCalendar,
  type Order,
  type OrderStatus,
  type PaymentNotice,
  type Rows,
  Secret,
  upi,
  webhooks,
} from 'enkash';

export async function shop(signal: NonNullable<CallOptions['signal']>): Promise<Amount | undefined> {
  await using client = new Client({ accessKey: new Secret('a'), secretKey: 'b', baseUrl: 'http://127.0.0.1:4000' });
  const request: CreateOrder = {
    merchantOrderId: 'INV1001',
    amount: 499,
    customerInfo: { firstName: 'Asha', lastName: null },
    customParameters: { shelf: '7' },
    description: undefined,
  };
  const { orderId, redirectionUrl } = await client.orders.create(request, { signal });
  const page: string | undefined = redirectionUrl;
  const order: Order = await client.orders.get(orderId);
  const created: Date | undefined = order.created;
  const status: OrderStatus | undefined = order.orderStatus;
  if (status === 'PAID' || status === 'SOMETHING_NEW') {
    await client.refunds.create(order.transactions[0]?.transactionId ?? '', { amount: 100n, requestId: 'RF1' });
  }
  await client.orders.create({ merchantOrderId: 'A', amount: '1', customerInfo: order.customerInfo });
  const found = await client.settlements.search();
  for (const row of found.data) {
    const settled: Amount | undefined = row.totalSettlementAmount;
    void [settled, page, created];
  }
  const token: Secret = (await client.auth.token()).token;
  return order.amount ?? token.reveal();
}

export function handle(body: Uint8Array | string): OrderStatus | undefined {
  return webhooks.parse(body).payment?.orderStatus;
}

export async function act(client: Client, body: Uint8Array, query: string): Promise<boolean> {
  const event = webhooks.parse(body, { kind: 'MANDATE_DEBIT', verify: (claim) => claim.payment?.checksum === 'x' });
  switch (event.kind) {
    case 'PAYMENT': {
      const claim: PaymentNotice = event.payment;
      void claim;
      // @ts-expect-error: a payment is no mandate
      void event.mandate.status;
      break;
    }
    case 'MANDATE_DEBIT':
      void event.mandateDebit.mandateId;
      break;
    case 'UNKNOWN': {
      const text: string = event.body.reveal();
      void text;
      break;
    }
  }
  // @ts-expect-error: a promise is not an answer
  webhooks.parse(body, { verify: async () => true });
  // @ts-expect-error: no such kind
  webhooks.parse(body, { kind: 'PAYOUT' });
  const truth: Confirmation = await client.webhooks.confirm(event);
  const back = await client.webhooks.confirm(webhooks.parseReturn({ query }));
  return truth.agrees && back.agrees && back.paid === true;
}

export function explain(error: unknown): string {
  if (error instanceof GatewayError) {
    const code: number | undefined = error.gatewayCode;
    return `${code} ${error.gatewayText}`;
  }
  if (error instanceof EnKashError) {
    const kind: ErrorKind = error.kind;
    return kind === 'OutcomeUnknown' ? (error.reference ?? '') : error.advice;
  }
  throw error;
}

export async function mistakes(client: Client, order: Order): Promise<void> {
  // @ts-expect-error: the amount is missing
  await client.orders.create({ merchantOrderId: 'A' });
  // @ts-expect-error: an amount is not a boolean
  await client.orders.create({ merchantOrderId: 'A', amount: true });
  // @ts-expect-error: no such field
  await client.orders.create({ merchantOrderId: 'A', amount: 1, merchant_order_id: 'A' });
  // @ts-expect-error: an id is text
  await client.orders.get(5);
  // @ts-expect-error: records do not change
  order.amount = '1';
  // @ts-expect-error: lists do not change
  order.transactions.push();
  // @ts-expect-error: no such kind
  const kind: ErrorKind = 'Broken';
  // @ts-expect-error: the keys must be given
  void [kind, new Client({ baseUrl: 'x' })];
  // @ts-expect-error: operations stay
  client.orders = { ...client.orders };
}

export async function customer(orderId: string, keys: ConstructorParameters<typeof Client>[0]): Promise<void> {
  await using checkout = new Checkout({ baseUrl: 'http://127.0.0.1:4000', timeoutMs: 5000 });
  const order: CheckoutOrder = await checkout.orders.details(orderId);
  void order;
  // @ts-expect-error: the customer's client takes no key
  void new Checkout({ accessKey: 'a' });
  // @ts-expect-error: nor does it take settings with keys from elsewhere
  void new Checkout(keys);
  // @ts-expect-error: nor has it what needs one
  void checkout.orders.create;
  // @ts-expect-error: and the merchant's client has nothing of the customer's
  void new Client(keys).orders.details;
}

export async function report(client: Client): Promise<Amount[]> {
  const settled: Amount[] = [];
  for await (const payout of client.settlements.searchAll({ limit: 100 })) {
    const id: string = payout.settlementPayoutId;
    void id;
    settled.push(payout.totalSettlementAmount ?? '0.00');
  }
  const rows: Rows<Order> = client.orders.searchAll();
  const first = await rows.next();
  if (!first.done) {
    const status: OrderStatus | undefined = first.value.orderStatus;
    void status;
  }
  // @ts-expect-error: what is not searched in pages has no iterator
  void client.orders.getAll;
  return settled;
}

export function counter(): Uint8Array {
  const { link } = upi.buildPayLink({ payeeVpa: 'shop@example', payeeName: 'Example Store', amount: '10.00' });
  const dates = mandateCalendar.pinLimit({ amount: '15000' });
  void dates;
  // @ts-expect-error: a link is text
  upi.parsePayLink({ link: 5 });
  return upi.qrPng({ text: link }).png;
}
