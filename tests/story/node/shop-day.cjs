// A shop's day with the Node SDK: an order is created, paid, confirmed, refunded and settled.
//
// ENKASH_BASE_URL, ENKASH_ACCESS_KEY and ENKASH_SECRET_KEY point to a fresh sandbox; `cargo xtask demo` starts one. Each
// step prints a line of JSON, the last line is a summary. `shop.mjs` and `shop.cjs` load the package and play this.

const assert = require('node:assert/strict');
const { once } = require('node:events');
const http = require('node:http');
const { inspect } = require('node:util');

const PRICE = '499.00';

/** The shop's own web server: keeps the bodies that the gateway posts. */
class Listener {
  #bodies = [];
  #server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      this.#bodies.push(Buffer.concat(chunks));
      response.writeHead(200).end();
      this.#server.emit('notice');
    });
  });

  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${this.#server.address().port}/hooks/enkash`;
  }

  async next() {
    const signal = AbortSignal.timeout(30_000);
    while (this.#bodies.length === 0) {
      await once(this.#server, 'notice', { signal });
    }
    return this.#bodies.shift();
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** Decimal text as a whole number of millionths: exact, unlike a JavaScript number. */
function exact(amount) {
  const [, sign, whole, decimals = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(amount);
  return BigInt(`${sign}${whole}${decimals.padEnd(6, '0')}`);
}

/** Millionths rounded to the paisa, half away from zero. */
function toPaisa(millionths) {
  const half = millionths < 0n ? -5_000n : 5_000n;
  return (millionths + half) / 10_000n;
}

/** A call of the sandbox's own routes, which stand for the customer's phone and for time. */
async function control(path, body) {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(process.env.ENKASH_BASE_URL + path, init);
  const answer = await response.json();
  assert.ok(response.ok, `${path}: ${answer.error}`);
  return answer;
}

/** Waits for a refusal of the gateway; anything else ends the day. */
async function refused(enkash, call, otherwise) {
  const outcome = await call.then(
    (answer) => ({ answer }),
    (error) => ({ error }),
  );
  if (!outcome.error) {
    assert.fail(`${otherwise}: ${inspect(outcome.answer)}`);
  }
  if (!(outcome.error instanceof enkash.GatewayError)) {
    throw outcome.error;
  }
  return outcome.error;
}

const STEPS = {
  async connect(shop) {
    const { ENKASH_BASE_URL: baseUrl, ENKASH_ACCESS_KEY: accessKey, ENKASH_SECRET_KEY: secretKey } = process.env;
    shop.client = new shop.enkash.Client({ accessKey, secretKey, baseUrl });
    shop.sameClient = shop.enkash.Client.fromEnv();
    shop.notifyUrl = await shop.listener.start();
    return `gateway at ${baseUrl}, from the keys and from the environment`;
  },

  async order(shop) {
    const created = await shop.client.orders.create({
      merchantOrderId: 'INV1001',
      amount: PRICE,
      customerInfo: { firstName: 'Asha', email: 'asha@example.com', phoneNumber: '9876543210' },
      returnUrl: 'https://example.com/return',
      notifyUrl: shop.notifyUrl,
    });
    const seen = await shop.sameClient.orders.getByMerchantOrderId('INV1001');
    assert.equal(seen.orderId, created.orderId, 'the client of the environment sees another order');
    assert.equal(seen.amount, PRICE);
    shop.orderId = created.orderId;
    return `${shop.orderId} for ${PRICE} rupees, checkout at ${created.redirectionUrl}`;
  },

  async qr(shop) {
    const qr = await shop.client.orders.upiQr(shop.orderId);
    assert.ok(qr.qrCode, 'the answer holds no image');
    for (const part of ['pa=', 'am=499.00', 'cu=INR', 'tr=']) {
      assert.ok(qr.qrUrl.includes(part), `the UPI text lacks ${part}: ${qr.qrUrl}`);
    }
    shop.upi = qr.qrUrl;
    shop.transactionId = qr.transactionId;
    return [`${shop.transactionId} to pay by ${shop.upi}`, { png: qr.qrCode, upi: qr.qrUrl }];
  },

  async pay(shop) {
    const told = await control('/_sandbox/upi/pay', { upi: shop.upi, vpa: 'success@sandbox' });
    assert.equal(told.transaction_id, shop.transactionId, 'another transaction was paid');
    return "the customer's UPI app paid as success@sandbox";
  },

  async notify(shop) {
    // One payment may be announced in several notifications; the one that says PAID is the one to act on.
    let event;
    do {
      event = shop.enkash.webhooks.parse(await shop.listener.next());
      assert.equal(event.kind, 'PAYMENT');
    } while (event.payment.orderStatus !== 'PAID');
    assert.equal(event.payment.orderId, shop.orderId, 'the notification is about another order');
    const [upi, order, transaction] = await Promise.all([
      shop.client.payments.upiStatus(shop.transactionId),
      shop.client.orders.get(shop.orderId),
      shop.client.payments.get(shop.transactionId),
    ]);
    assert.equal(upi.status, 'SUCCESS');
    assert.equal(order.orderStatus, 'PAID');
    assert.equal(transaction.status, 'SUCCESS');
    assert.deepEqual([event.payment.amount, order.amount, transaction.amount], [PRICE, PRICE, PRICE]);
    return `notification received, confirmed by status calls: order PAID, transaction SUCCESS, ${PRICE}`;
  },

  async 'second payment'(shop) {
    const request = { orderId: shop.orderId, paymentDetail: { paymentMode: 'UPI', vpa: 'success@sandbox' } };
    const call = shop.client.payments.submit(request);
    return `refused: ${(await refused(shop.enkash, call, 'a paid order was charged again')).message}`;
  },

  async refund(shop) {
    const { refunds } = shop.client;
    const request = { amount: '100.00', requestId: 'RF1001A', remarks: 'one item returned' };
    const first = await refunds.create(shop.transactionId, request);
    try {
      // The same id again is the same refund, whether the gateway repeats its answer or refuses the duplicate.
      const again = await refunds.create(shop.transactionId, request);
      assert.equal(again.transactionId, first.transactionId, 'a second refund was made');
    } catch (error) {
      if (!(error instanceof shop.enkash.GatewayError)) {
        throw error;
      }
    }
    assert.equal((await refunds.get('RF1001A')).amount, '100.00');
    const tooMuch = refunds.create(shop.transactionId, { amount: 400, requestId: 'RF1001B' });
    const refusal = await refused(shop.enkash, tooMuch, 'more than the payment was given back');
    assert.equal((await control('/_sandbox/audit')).refunds, 1, 'the gateway knows another number of refunds');
    return `100.00 given back once; 400.00 more: ${refusal.message}`;
  },

  async settlement(shop) {
    await control('/_sandbox/clock', { advance_seconds: 86_400 });
    const page = await shop.client.settlements.search({ limit: 10 });
    assert.equal(page.data.length, 1, 'one payout was expected');
    const payout = await shop.client.settlements.get(page.data[0].settlementPayoutId);
    const parts = [payout.totalSaleAmount, payout.totalCharges, payout.totalGst, payout.totalRefundAmount];
    const settled = payout.totalSettlementAmount;
    const [sale, charges, gst, refund] = parts.map(exact);
    const sum = `${parts.join(' - ')} = ${settled}`;
    assert.equal(toPaisa(sale - charges - gst - refund), toPaisa(exact(settled)), sum);
    assert.equal(page.data[0].totalSettlementAmount, settled, 'search and get tell different amounts');
    shop.summary = { paid: payout.totalSaleAmount, refunded: payout.totalRefundAmount, settled };
    return `${payout.settlementPayoutId}: ${sum}`;
  },

  async audit(shop) {
    const audit = await control('/_sandbox/audit');
    const { double_charges, lost_results, undelivered_notifications: undelivered } = audit;
    shop.summary.audit = { double_charges, lost_results, undelivered };
    assert.deepEqual(Object.values(shop.summary.audit), [0, 0, 0], inspect(audit.findings));

    const { ENKASH_BASE_URL: baseUrl, ENKASH_ACCESS_KEY: accessKey, ENKASH_SECRET_KEY } = process.env;
    const wrong = 'wrong-secret-of-this-story';
    const stranger = new shop.enkash.Client({ accessKey, secretKey: wrong, baseUrl });
    const error = await stranger.orders.get(shop.orderId).catch((caught) => caught);
    assert.ok(error instanceof shop.enkash.AuthenticationError, `a wrong secret key gives ${inspect(error)}`);
    const shown = [String(error), error.stack, JSON.stringify(error), inspect(error, { depth: 9 }), inspect(stranger)];
    for (const key of [wrong, ENKASH_SECRET_KEY, accessKey]) {
      assert.ok(!shown.join().includes(key), 'an error shows a key');
    }
    await stranger.close();
    return `nothing lost, nothing charged twice; a wrong key: ${error.message}`;
  },
};

/** Plays the day with the package. */
module.exports = async function shopDay(enkash) {
  const shop = { enkash, listener: new Listener() };
  let step = 0;
  for (const [name, play] of Object.entries(STEPS)) {
    step += 1;
    try {
      const told = await play(shop);
      const [detail, more] = Array.isArray(told) ? told : [told, {}];
      console.log(JSON.stringify({ step, name, ok: true, detail, ...more }));
    } catch (error) {
      console.log(JSON.stringify({ step, name, ok: false, detail: String(error.message ?? error) }));
      console.error(error);
      process.exitCode = 1;
      break;
    }
  }
  shop.listener.stop();
  await Promise.all([shop.client, shop.sameClient].map((client) => client?.close()));
  if (!process.exitCode) {
    console.log(JSON.stringify({ summary: shop.summary }));
  }
};
