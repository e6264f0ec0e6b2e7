"""A shop's counter: one QR code on a stand, a hundred payers, and a total in the evening that is right."""

from __future__ import annotations

import asyncio
import base64
import sys
from decimal import Decimal

from enkash import AsyncClient, Client, TransactionStatus, webhooks
from sandbox import audit, control, notifications, now

PAYERS = [
    # Every tenth has too little money on the account.
    {"amount": 10 + n, "vpa": "failure@sandbox" if n % 10 == 9 else "success@sandbox"}
    for n in range(100)
]


async def day(client: AsyncClient) -> None:
    opened = now()
    # Each payment once, by the transaction that the gateway answers: a notification that comes twice, or late, or lies,
    # changes nothing. A shop that ships has a table with a unique key in this place.
    paid: dict[str, Decimal] = {}

    with Client.from_env() as hooks:

        def notified(body: bytes) -> None:
            truth = hooks.webhooks.confirm(webhooks.parse(body))
            one = truth.transaction
            if not (truth.agrees and truth.paid and one):
                return
            # The order is paid; whether by this transaction is for its own state to say.
            if one.status == TransactionStatus.SUCCESS and one.transaction_id and one.amount:
                paid[one.transaction_id] = one.amount

        with notifications(notified) as flush:
            code = await client.qr_codes.create(qr_name="Counter 1", multiple_use=True, fixed_amount=False)
            image = base64.b64decode(code.qr_code_base64 or "")
            print(f"{code.qr_code_id}: print these {len(image)} bytes of PNG and put them on the counter")

            taken = 0
            for start in range(0, len(PAYERS), 10):
                queue = [
                    asyncio.to_thread(control, "upi/pay", {"qr_code_id": code.qr_code_id, **payer})
                    for payer in PAYERS[start : start + 10]
                ]
                taken += sum(outcome["status"] == "SUCCESS" for outcome in await asyncio.gather(*queue))
            await asyncio.to_thread(flush)

            # One notification comes again, as gateways do.
            first = control("webhooks")["webhooks"][0]
            control(f"webhooks/{first['id']}/redeliver", {})
            await asyncio.to_thread(flush)

    # In the evening the list is read page by page and held against what the notifications said.
    evening = {
        payment.transaction_id: payment.amount
        async for payment in client.payments.search_all(from_date=opened, status="SUCCESS", limit=25)
    }
    print(f"{taken} payments at the counter, {len(paid)} notified and confirmed, {len(evening)} on the evening's list")
    print(f"the day's total: {sum(paid.values())} rupees")
    if taken != 90 or paid != evening:
        sys.exit("the notifications and the list differ")

    await client.qr_codes.cancel(code.qr_code_id or "")
    try:
        control("upi/pay", {"qr_code_id": code.qr_code_id, "amount": 5, "vpa": "success@sandbox"})
    except RuntimeError as refused:
        print(f"after closing time: {refused}")
    else:
        sys.exit("a cancelled code took a payment")
    audit()


async def main() -> None:
    async with AsyncClient.from_env() as client:
        await day(client)


if __name__ == "__main__":
    asyncio.run(main())
