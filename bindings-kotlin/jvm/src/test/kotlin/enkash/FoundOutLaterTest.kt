package enkash

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.math.BigDecimal

/** What is not known when a call ends: a charge whose answer was lost, a payer who has yet to decide. */
class FoundOutLaterTest {
    private val upi = PaymentDetail(PaymentMode.Upi, vpa = "success@sandbox")

    private fun withOrder(test: suspend (Sandbox, Client, String) -> Unit) =
        Sandbox().use { sandbox ->
            Client(sandbox.config).use { client ->
                runBlocking {
                    val order = client.orders().create(CreateOrder("INV1001", BigDecimal("499.00")))
                    test(sandbox, client, order.orderId)
                }
            }
        }

    @Test
    fun `another client resolves a charge whose answer was lost`() =
        withOrder { sandbox, client, orderId ->
            val lost = """{"when":{"operation":"payments.submit"},"times":1,"at":"after","do":"reset"}"""
            sandbox.control("faults", """{"faults":[$lost]}""")
            val error =
                assertThrows<EnKashException.OutcomeUnknown> {
                    runBlocking { client.payments().submit(SubmitPayment(orderId, upi)) }
                }
            val text = checkNotNull(error.info.unresolved)
            val found = Client(sandbox.config).use { it.resolve(text) }
            assertEquals(ResolutionState.APPLIED, found.state)
            assertEquals("payments.submit", found.operation)
            assertEquals(OrderStatus.Paid, found.order?.orderStatus)
            assertEquals(1, sandbox.calls("payments.submit"))
        }

    @Test
    fun `a text that is not of the SDK is refused`() {
        Client(ClientConfig("access", "secret", "http://127.0.0.1:1")).use { client ->
            assertThrows<EnKashException.Validation> { runBlocking { client.resolve("INV1001") } }
        }
    }

    @Test
    fun `waiting ends with the payer's decision, or with the order as it is`() =
        withOrder { _, client, orderId ->
            val pending = client.orders().wait(orderId, WaitOrder(timeoutSeconds = 1, everyMs = 100))
            assertEquals(OrderStatus.Created, pending.orderStatus)
            val payment = client.payments().submit(SubmitPayment(orderId, upi))
            assertEquals(OrderStatus.Paid, client.orders().wait(orderId, WaitOrder()).orderStatus)
            val transactionId = checkNotNull(payment.transactionId)
            assertEquals(TransactionStatus.Success, client.payments().wait(transactionId, Wait()).status)
        }
}
