"""A shop's day with the Python SDK: an order is created, paid, confirmed, refunded and settled.

``ENKASH_BASE_URL``, ``ENKASH_ACCESS_KEY`` and ``ENKASH_SECRET_KEY`` point to a fresh sandbox; ``cargo xtask demo``
starts one. Each step prints a line of JSON, the last line is a summary. Nothing but the SDK and the standard library
is used.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import urllib.request
from decimal import ROUND_HALF_UP, Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from enkash import (
    AuthenticationError,
    Client,
    CreateRefund,
    CustomerInfo,
    GatewayError,
    OrderStatus,
    Transaction,
    TransactionStatus,
    WebhookKind,
    webhooks,
)

PRICE = Decimal("499.00")
BACK = Decimal("100.00")


class Listener:
    """The shop's web server: keeps the bodies of the notifications it gets."""

    def __init__(self) -> None:
        self.bodies: queue.Queue[bytes] = queue.Queue()
        bodies = self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bodies.put(self.rfile.read(int(self.headers.get("content-length", 0))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hooks/enkash"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def next(self) -> bytes:
        try:
            return self.bodies.get(timeout=30)
        except queue.Empty:
            raise AssertionError("no notification arrived within 30 seconds") from None


class Shop:
    """The steps of the day; what one finds out, the next ones use."""

    def __init__(self) -> None:
        self.base_url = os.environ["ENKASH_BASE_URL"]
        self.access_key = os.environ["ENKASH_ACCESS_KEY"]
        self.secret_key = os.environ["ENKASH_SECRET_KEY"]
        self.listener = Listener()
        self.more: dict[str, Any] = {}
        self.summary: dict[str, Any] = {}

    def connect(self) -> str:
        self.client = Client(access_key=self.access_key, secret_key=self.secret_key, base_url=self.base_url)
        # Both ways must reach the same merchant: an order of one is seen by the other in the next step.
        self.from_env = Client.from_env()
        return f"gateway at {self.base_url}, from the keys and from the environment"

    def order(self) -> str:
        created = self.client.orders.create(
            merchant_order_id="INV1001",
            amount="499.00",
            customer_info={"first_name": "Asha", "email": "asha@example.com", "phone_number": "9876543210"},
            return_url="https://example.com/return",
            notify_url=self.listener.url,
        )
        self.order_id = created.order_id
        with self.from_env as client:
            seen = client.orders.get_by_merchant_order_id("INV1001")
        ensure(seen.order_id == self.order_id, "the client of the environment sees another order")
        ensure(seen.amount == PRICE, f"the order is worth {seen.amount}")
        customer = CustomerInfo(first_name="Asha", email="asha@example.com", phone_number="9876543210")
        ensure(seen.customer_info == customer, f"the order names another customer: {seen.customer_info}")
        return f"{self.order_id} for 499.00 rupees, checkout at {created.redirection_url}"

    def qr(self) -> str:
        qr = self.client.orders.upi_qr(self.order_id)
        ensure(qr.qr_code is not None and qr.qr_url is not None, f"image or UPI text is missing: {qr}")
        self.upi, self.transaction_id = qr.qr_url or "", qr.transaction_id
        for part in ("pa=", "am=499.00", "cu=INR", "tr="):
            ensure(part in self.upi, f"the UPI text lacks {part}: {self.upi}")
        self.more = {"png": qr.qr_code, "upi": self.upi}
        return f"{self.transaction_id} to pay by {self.upi}"

    def pay(self) -> str:
        told = self.control("/_sandbox/upi/pay", {"upi": self.upi, "vpa": "success@sandbox"})
        ensure(told["transaction_id"] == self.transaction_id, f"another transaction was paid: {told}")
        return "the customer's UPI app paid as success@sandbox"

    def notify(self) -> str:
        # One payment may be announced in several notifications; the one that says PAID is the one to act on.
        while True:
            event = webhooks.parse(self.listener.next())
            ensure(event.kind == WebhookKind.PAYMENT, f"a notification of kind {event.kind}")
            notice = event.payment
            if notice is not None and notice.order_status == OrderStatus.PAID:
                break
        ensure(notice.order_id == self.order_id, "the notification is about another order")
        upi = self.client.payments.upi_status(self.transaction_id)
        order = self.client.orders.get(self.order_id)
        transaction = self.client.payments.get(self.transaction_id)
        ensure(upi.status == TransactionStatus.SUCCESS, f"the UPI status is {upi.status}")
        ensure(order.order_status == OrderStatus.PAID, f"the order is {order.order_status}")
        ensure(transaction.status == TransactionStatus.SUCCESS, f"the transaction is {transaction.status}")
        amounts = (notice.amount, order.amount, transaction.amount)
        ensure(all(amount == PRICE for amount in amounts), f"amounts differ: {amounts}")
        paid: list[Transaction] = [one for one in order.transactions if one.status == "SUCCESS"]
        ensure(len(paid) == 1, f"the order holds {len(paid)} successful transactions")
        return "notification received, confirmed by status calls: order PAID, transaction SUCCESS, 499.00"

    def second_payment(self) -> str:
        try:
            detail = {"payment_mode": "UPI", "vpa": "success@sandbox"}
            answer = self.client.payments.submit(order_id=self.order_id, payment_detail=detail)
        except GatewayError as refusal:
            return f"refused: {refusal}"
        raise AssertionError(f"a paid order was charged again: {answer}")

    def refund(self) -> str:
        request = CreateRefund(amount=BACK, request_id="RF1001A", remarks="one item returned")
        first = self.client.refunds.create(self.transaction_id, request)
        # The same id again is the same refund, whether the gateway repeats its answer or refuses the duplicate.
        try:
            again = self.client.refunds.create(self.transaction_id, request)
            ensure(again.transaction_id == first.transaction_id, f"a second refund was made: {again}")
        except GatewayError:
            pass
        found = self.client.refunds.get("RF1001A")
        ensure(found.amount == BACK, f"the refund is of {found.amount}")
        try:
            too_much = self.client.refunds.create(self.transaction_id, amount="400.00", request_id="RF1001B")
        except GatewayError as refusal:
            ensure(self.control("/_sandbox/audit")["refunds"] == 1, "the gateway knows more than one refund")
            return f"100.00 given back once; 400.00 more: {refusal}"
        raise AssertionError(f"more than the payment was given back: {too_much}")

    def settlement(self) -> str:
        self.control("/_sandbox/clock", {"advance_seconds": 86_400})
        page = self.client.settlements.search(limit=10)
        ensure(len(page.data) == 1, f"{len(page.data)} payouts were found instead of one")
        row = page.data[0]
        payout = self.client.settlements.get(row.settlement_payout_id)
        sale, charges = told(payout.total_sale_amount, "sales"), told(payout.total_charges, "charges")
        gst, refund = told(payout.total_gst, "GST"), told(payout.total_refund_amount, "refunds")
        settled = told(payout.total_settlement_amount, "settled amount")
        rest = paisa(sale - charges - gst - refund)
        ensure(rest == paisa(settled), f"{sale} - {charges} - {gst} - {refund} is not {settled}")
        ensure(row.total_settlement_amount == settled, "search and get tell different amounts")
        self.summary = {"paid": str(paisa(sale)), "refunded": str(paisa(refund)), "settled": str(paisa(settled))}
        return f"{payout.settlement_payout_id}: {sale} - {charges} - {gst} - {refund} = {settled}"

    def audit(self) -> str:
        audit = self.control("/_sandbox/audit")
        counts = {
            "double_charges": audit["double_charges"],
            "lost_results": audit["lost_results"],
            "undelivered": audit["undelivered_notifications"],
        }
        ensure(not any(counts.values()), f"the auditor found something: {audit}")
        self.summary["audit"] = counts
        wrong = "wrong-secret-of-this-story"
        with Client(access_key=self.access_key, secret_key=wrong, base_url=self.base_url) as stranger:
            try:
                stranger.orders.get(self.order_id)
            except AuthenticationError as error:
                shown = f"{error} {error!r} {vars(error)} {stranger!r}"
                ensure(not any(key in shown for key in (wrong, self.secret_key, self.access_key)), "a key is shown")
                return f"nothing lost, nothing charged twice; a wrong key: {error}"
        raise AssertionError("a wrong secret key was accepted")

    def control(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Calls the sandbox behind the gateway's back: the customer's phone, the clock, the auditor."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base_url + path, data, {"content-type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=30) as answer:
            answered: dict[str, Any] = json.load(answer)
            return answered


def ensure(holds: bool, text: str) -> None:
    """A condition of the story; the text says what is wrong."""
    if not holds:
        raise AssertionError(text)


def told(amount: Decimal | None, name: str) -> Decimal:
    if amount is None:
        raise AssertionError(f"the payout does not tell its {name}")
    return amount


def paisa(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def main() -> int:
    shop = Shop()
    steps = {
        "connect": shop.connect,
        "order": shop.order,
        "qr": shop.qr,
        "pay": shop.pay,
        "notify": shop.notify,
        "second payment": shop.second_payment,
        "refund": shop.refund,
        "settlement": shop.settlement,
        "audit": shop.audit,
    }
    for number, (name, step) in enumerate(steps.items(), 1):
        try:
            line = {"step": number, "name": name, "ok": True, "detail": step(), **shop.more}
        except Exception as error:
            detail = str(error) or type(error).__name__
            print(json.dumps({"step": number, "name": name, "ok": False, "detail": detail}), flush=True)
            return 1
        print(json.dumps(line), flush=True)
        shop.more = {}
    print(json.dumps({"summary": shop.summary}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
