package enkash

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.math.BigDecimal

class CheckoutTest {
    @Test
    fun `a payer charges a card with nothing but the order's id`(): Unit =
        Sandbox().use { sandbox ->
            val order =
                Client(sandbox.config).use { client ->
                    runBlocking { client.orders().create(CreateOrder("INV1001", BigDecimal("499.00"))) }
                }
            Checkout(CheckoutConfig(baseUrl = sandbox.config.baseUrl)).use { checkout ->
                runBlocking {
                    val details = checkout.orders().details(order.orderId)
                    assertEquals(BigDecimal("499.00"), details.amount)
                    val charge =
                        ChargePayment(
                            transactionId = checkNotNull(details.transactionId),
                            uniqueTransactionId = checkNotNull(details.uniqueTransactionId),
                            publicIdentifierKey = checkNotNull(details.publicIdentifierKey),
                            instrument = card,
                        )
                    assertEquals(NextStep.PAID, checkout.payments().charge(charge).next)
                }
            }
        }

    @Test
    fun `a closed client refuses in its own words`() {
        val checkout = Checkout(CheckoutConfig(baseUrl = "http://127.0.0.1:1"))
        checkout.close()
        checkout.close()
        val error =
            assertThrows(EnKashException.Configuration::class.java) {
                runBlocking { checkout.orders().details("ORD1") }
            }
        assertTrue("closed" in error.message) { error.message }
    }

    @Test
    fun `nothing that is printed holds a secret`() {
        val payer = MandatePayer("Asha", "asha@example", Secret("50100012345678"), true)
        val event = Webhooks.parse("""{"orderId":"ORD1","status":"SUCCESS","paymentToken":"tok-4111"}""")
        val records =
            listOf(
                card to card.toJson(),
                ChargePayment("ORD1", "INV1001", "PK1", card).let { it to it.toJson() },
                ValidateOtp("EK1", Secret("654321")).let { it to it.toJson() },
                BinQuery(Secret("411111"), "EK1").let { it to it.toJson() },
                payer to payer.toJson(),
                event to event.toJson(),
                ReturnQuery("orderId=tok-4111").let { it to it.toJson() },
            )
        for ((record, json) in records) {
            for (secret in listOf("411111", "4111111111111111", "987", "654321", "50100012345678", "tok-4111")) {
                assertFalse(secret in "$record$json") { "$record $json" }
            }
        }
    }

    private val card =
        ChargeInstrument(
            PaymentMode.CreditCard,
            cardNumber = Secret("4111111111111111"),
            cvv = Secret("987"),
            expiry = Secret("12/30"),
            cardHolderName = "Asha Rao",
        )
}
