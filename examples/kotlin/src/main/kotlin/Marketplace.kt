// A marketplace: one payment for three sellers, part of it given back, and every payout explained to the paisa.

import enkash.AmountSplitType
import enkash.Client
import enkash.CreateOrder
import enkash.CreateRefund
import enkash.CreateSplitAccount
import enkash.PaymentDetail
import enkash.PaymentMode
import enkash.Reconcile
import enkash.Secret
import enkash.Settlements
import enkash.SplitAccounts
import enkash.SplitAmount
import enkash.SplitSettlement
import enkash.SplitShare
import enkash.SubmitPayment
import enkash.TransactionStatus
import enkash.searchAll
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import java.math.BigDecimal
import java.time.Duration

private const val REFUND = "RF1001"
private val amount = BigDecimal("1000.01")
private val sellers = listOf("Asha Farm" to "45", "Ravi Bakery" to "33.33", "Meera Courier" to "12.5")

fun main(): Unit =
    runBlocking {
        Client.fromEnv().use { client ->
            val transactionId = pay(client, shares(client))
            refund(client, transactionId)
            settle(client)
        }
        Sandbox.audit()
    }

/** Makes the sellers known and turns their percentages into rupees: how the gateway rounds is not documented. */
private suspend fun shares(client: Client): List<SplitShare> {
    val percents =
        sellers.mapIndexed { at, (name, percent) ->
            val seller =
                CreateSplitAccount(
                    name = name,
                    email = "seller$at@example.com",
                    phone = "987654321$at",
                    accountNumber = Secret("123456789$at"),
                    ifsc = "KKBK0000432",
                )
            val account = client.splitAccounts().create(seller)
            SplitShare(checkNotNull(account.splitAccountId), BigDecimal(percent), name)
        }
    val split = SplitAccounts.shares(SplitAmount(amount, SplitSettlement(AmountSplitType.PERCENTAGE, percents)))
    split.shares.forEach { println("${it.label}: ${it.amount}") }
    println("commission: ${split.remainder}")
    return split.shares.map { SplitShare(it.splitAccountId, it.amount, it.label) }
}

private suspend fun pay(
    client: Client,
    shares: List<SplitShare>,
): String {
    val order = client.orders().create(CreateOrder("MKT1001", amount))
    val detail = PaymentDetail(PaymentMode.Upi, vpa = "success@sandbox")
    val split = SplitSettlement(AmountSplitType.FLAT, shares)
    val submitted = client.payments().submit(SubmitPayment(order.orderId, detail, split))
    val payment = client.payments().get(checkNotNull(submitted.transactionId))
    check(payment.status == TransactionStatus.Success) { "the payment is ${payment.status}" }
    println("${order.orderId}: ${payment.status}")
    return checkNotNull(payment.transactionId)
}

/** The bread was stale. Whoever repeats a refund under the same id gives the money back once. */
private suspend fun refund(
    client: Client,
    transactionId: String,
) {
    client.refunds().create(transactionId, CreateRefund(BigDecimal("100"), REFUND))
    Sandbox.waitUntil(Sandbox.now() + Duration.ofHours(2))
    println("refund: ${client.refunds().get(REFUND).status}")
}

/** Two nights later all of it has been paid out: to each seller a payout of its own, the rest to the marketplace. */
private suspend fun settle(client: Client) {
    Sandbox.waitUntil(Sandbox.now() + Duration.ofDays(2))
    val found = client.settlements().searchAll()
    val payouts = found.map { client.settlements().get(it.settlementPayoutId) }.toList()
    val result = Settlements.reconcile(Reconcile(payouts = payouts))
    for (proof in result.proofs) {
        val payout = payouts.single { it.settlementPayoutId == proof.payoutId }
        println("${proof.payoutId}: ${proof.settled} to ${payout.splitAccount?.name ?: "the marketplace"}")
        check(proof.balanced) { "the rows of ${proof.payoutId} do not add up" }
    }
    val totals = result.totals
    println("sales ${totals.sale}, refunds ${totals.refunds}, settled ${totals.settled}")
    check(totals.balanced && totals.sale == amount) { "the payouts do not add up to the payment: $totals" }
    check(payouts.size == sellers.size + 1) { "${payouts.size} payouts" }
}
