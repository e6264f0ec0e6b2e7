// A shop's day with the Kotlin SDK: an order is created, paid, confirmed, refunded and settled.
//
// ENKASH_BASE_URL, ENKASH_ACCESS_KEY and ENKASH_SECRET_KEY point to a fresh sandbox; `cargo xtask demo` starts one.
// Each step prints a line of JSON, the last line is a summary.

import enkash.Client
import enkash.ClientConfig
import enkash.CreateOrder
import enkash.CreateRefund
import enkash.CustomerInfo
import enkash.EnKashException
import enkash.OrderStatus
import enkash.PaymentDetail
import enkash.PaymentMode
import enkash.SearchSettlements
import enkash.SubmitPayment
import enkash.TransactionStatus
import enkash.UpiTransactionStatus
import enkash.WebhookKind
import enkash.Webhooks
import kotlinx.coroutines.runBlocking
import java.math.BigDecimal
import java.math.RoundingMode
import kotlin.system.exitProcess

private val price = BigDecimal("499.00")

fun main() {
    val steps = Steps()
    try {
        runBlocking { Listener().use { day(steps, it) } }
    } catch (error: Exception) {
        steps.failed(error)
        exitProcess(1)
    }
}

/** Prints a line for each step. */
class Steps {
    private var number = 0
    private var name = ""

    suspend fun step(
        name: String,
        work: suspend () -> Pair<String, List<Pair<String, Any>>>,
    ) {
        number += 1
        this.name = name
        val (detail, more) = work()
        println(json("step" to number, "name" to name, "ok" to true, "detail" to detail, *more.toTypedArray()))
    }

    fun failed(error: Exception) {
        println(json("step" to number, "name" to name, "ok" to false, "detail" to error.toString()))
    }
}

private fun done(detail: String) = detail to emptyList<Pair<String, Any>>()

private fun env(name: String): String = System.getenv(name) ?: error("$name is not set")

suspend fun day(
    steps: Steps,
    listener: Listener,
) {
    val baseUrl = env("ENKASH_BASE_URL")
    val accessKey = env("ENKASH_ACCESS_KEY")
    val secretKey = env("ENKASH_SECRET_KEY")
    val control = Control(baseUrl)
    val client = Client(ClientConfig(accessKey = accessKey, secretKey = secretKey, baseUrl = baseUrl))
    client.use {
        val shop = Shop(client, control, listener)
        steps.step("connect") {
            // Both ways must reach the same merchant: an order of one is seen by the other in the next step.
            Client.fromEnv().close()
            done("gateway at $baseUrl, from the keys and from the environment")
        }
        steps.step("order") { shop.order() }
        steps.step("qr") { shop.qr() }
        steps.step("pay") { shop.pay() }
        steps.step("notify") { shop.confirm() }
        steps.step("second payment") { shop.secondPayment() }
        steps.step("refund") { shop.refund() }
        steps.step("settlement") { shop.settlement() }
        steps.step("audit") {
            val wrongKey = "wrong-secret-of-this-story"
            val stranger = ClientConfig(accessKey = accessKey, secretKey = wrongKey, baseUrl = baseUrl)
            shop.audit(stranger, listOf(wrongKey, accessKey, secretKey))
        }
        println(json("summary" to shop.summary()))
    }
}

/** What one step hands to the next. */
class Shop(
    private val client: Client,
    private val control: Control,
    private val listener: Listener,
) {
    private var orderId = ""
    private var transactionId = ""
    private var upi = ""
    private var amounts = emptyList<BigDecimal>()
    private var audit = ""

    suspend fun order(): Pair<String, List<Pair<String, Any>>> {
        val created =
            client.orders().create(
                CreateOrder(
                    merchantOrderId = "INV1001",
                    amount = price,
                    customerInfo =
                        CustomerInfo(firstName = "Asha", email = "asha@example.com", phoneNumber = "9876543210"),
                    returnUrl = "https://example.com/return",
                    notifyUrl = listener.url,
                ),
            )
        val seen = Client.fromEnv().use { it.orders().getByMerchantOrderId("INV1001") }
        check(seen.orderId == created.orderId) { "the client of the environment sees another order" }
        check(seen.amount == price) { "the order is worth ${seen.amount}" }
        orderId = created.orderId
        return done("$orderId for $price rupees, checkout at ${created.redirectionUrl}")
    }

    suspend fun qr(): Pair<String, List<Pair<String, Any>>> {
        val qr = client.orders().upiQr(orderId)
        val png = checkNotNull(qr.qrCode) { "the answer holds no image" }
        upi = checkNotNull(qr.qrUrl) { "the answer holds no UPI text" }
        transactionId = qr.transactionId
        for (part in listOf("pa=", "am=499.00", "cu=INR", "tr=")) {
            check(part in upi) { "the UPI text lacks $part: $upi" }
        }
        return "$transactionId to pay by $upi" to listOf("png" to png, "upi" to upi)
    }

    fun pay(): Pair<String, List<Pair<String, Any>>> {
        val told = control.post("/_sandbox/upi/pay", json("upi" to upi, "vpa" to "success@sandbox").toString())
        check(textOf(told, "transaction_id") == transactionId) { "another transaction was paid: $told" }
        return done("the customer's UPI app paid as success@sandbox")
    }

    suspend fun confirm(): Pair<String, List<Pair<String, Any>>> {
        // One payment may be announced in several notifications; the one that says PAID is the one to act on.
        var notice = notification()
        while (notice.orderStatus != OrderStatus.Paid) notice = notification()
        check(notice.orderId == orderId) { "the notification is about another order" }
        val upiStatus = client.payments().upiStatus(transactionId).status
        val order = client.orders().get(orderId)
        val transaction = client.payments().get(transactionId)
        check(upiStatus == UpiTransactionStatus.Success) { "the UPI status is $upiStatus" }
        check(order.orderStatus == OrderStatus.Paid) { "the order is ${order.orderStatus}" }
        check(transaction.status == TransactionStatus.Success) { "the transaction is ${transaction.status}" }
        val told = listOf(notice.amount, order.amount, transaction.amount)
        check(told.all { it == price }) { "amounts differ: $told" }
        return done("notification received, confirmed by status calls: order PAID, transaction SUCCESS, $price")
    }

    private fun notification() =
        Webhooks.parse(listener.next()).let { event ->
            check(event.kind == WebhookKind.Payment) { "a notification of kind ${event.kind}" }
            checkNotNull(event.payment) { "a payment notification without a payment" }
        }

    suspend fun secondPayment(): Pair<String, List<Pair<String, Any>>> {
        val request = SubmitPayment(orderId, PaymentDetail(PaymentMode.Upi, vpa = "success@sandbox"))
        val refusal = refused("a paid order was charged again") { client.payments().submit(request) }
        return done("refused: ${refusal.message}")
    }

    suspend fun refund(): Pair<String, List<Pair<String, Any>>> {
        val request = CreateRefund(BigDecimal("100.00"), "RF1001A", remarks = "one item returned")
        val first = client.refunds().create(transactionId, request)
        // The same id again is the same refund, whether the gateway repeats its answer or refuses the duplicate.
        try {
            val again = client.refunds().create(transactionId, request)
            check(again.transactionId == first.transactionId) { "a second refund was made: $again" }
        } catch (_: EnKashException.Gateway) {
        }
        val found = client.refunds().get("RF1001A")
        check(found.amount == BigDecimal("100.00")) { "the refund is of ${found.amount}" }
        val refusal =
            refused("more than the payment was given back") {
                client.refunds().create(transactionId, CreateRefund(BigDecimal("400.00"), "RF1001B"))
            }
        val known = numberOf(control.get("/_sandbox/audit"), "refunds")
        check(known == 1L) { "the gateway knows $known refunds" }
        return done("100.00 given back once; 400.00 more: ${refusal.message}")
    }

    suspend fun settlement(): Pair<String, List<Pair<String, Any>>> {
        control.post("/_sandbox/clock", json("advance_seconds" to 86_400).toString())
        val row =
            client
                .settlements()
                .search(SearchSettlements(limit = 10))
                .data
                .single()
        val payout = client.settlements().get(row.settlementPayoutId)
        val sale = checkNotNull(payout.totalSaleAmount)
        val charges = checkNotNull(payout.totalCharges)
        val gst = checkNotNull(payout.totalGst)
        val refund = checkNotNull(payout.totalRefundAmount)
        val settled = checkNotNull(payout.totalSettlementAmount)
        val sum = "$sale - $charges - $gst - $refund"
        check((sale - charges - gst - refund).setScale(2, RoundingMode.HALF_UP) == settled) { "$sum is not $settled" }
        check(row.totalSettlementAmount == settled) { "search and get tell different amounts" }
        amounts = listOf(sale, refund, settled)
        return done("${payout.settlementPayoutId}: $sum = $settled")
    }

    suspend fun audit(
        stranger: ClientConfig,
        keys: List<String>,
    ): Pair<String, List<Pair<String, Any>>> {
        val report = control.get("/_sandbox/audit")
        val counts = listOf("double_charges", "lost_results", "undelivered_notifications").map { numberOf(report, it) }
        check(counts.all { it == 0L }) { "the auditor is not content: $report" }
        audit = json("double_charges" to 0, "lost_results" to 0, "undelivered" to 0).toString()
        val error =
            try {
                Client(stranger).use { it.orders().get(orderId) }
                error("a wrong secret key was accepted")
            } catch (error: EnKashException.Authentication) {
                error
            }
        val shown = "$error ${error.message} ${error.info} ${error.info.toJson()} $stranger"
        check(keys.none { it in shown }) { "an error shows a key" }
        return done("nothing lost, nothing charged twice; a wrong key: ${error.message}")
    }

    fun summary(): Raw =
        json(
            "paid" to amounts[0].toPlainString(),
            "refunded" to amounts[1].toPlainString(),
            "settled" to amounts[2].toPlainString(),
            "audit" to Raw(audit),
        )

    private suspend fun refused(
        otherwise: String,
        work: suspend () -> Any,
    ): EnKashException.Gateway =
        try {
            error("$otherwise: ${work()}")
        } catch (error: EnKashException.Gateway) {
            error
        }
}
