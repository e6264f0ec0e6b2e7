package enkash

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.net.InetAddress
import java.net.ServerSocket
import java.net.SocketTimeoutException

private const val ACCESS_KEY = "plainly-access"
private const val SECRET_KEY = "plainly-secret"

class ErrorsTest {
    /** No server listens there. */
    private val config = ClientConfig(accessKey = ACCESS_KEY, secretKey = SECRET_KEY, baseUrl = "http://127.0.0.1:1")

    @Test
    fun `a refused value is named by its path`() {
        Client(config).use { client ->
            val order = CreateOrder("INV1001", BigDecimal("0.001"))
            val amount =
                assertThrows(EnKashException.Validation::class.java) { runBlocking { client.orders().create(order) } }
            assertEquals("amount", amount.info.field)
            assertEquals("orders.create", amount.info.operation)
            val wrong = CreateOrder("INV1001", BigDecimal.ONE, customerInfo = CustomerInfo(phoneNumber = "12"))
            val phone =
                assertThrows(EnKashException.Validation::class.java) { runBlocking { client.orders().create(wrong) } }
            assertEquals("customerInfo.phoneNumber", phone.info.field)
        }
    }

    @Test
    fun `a float in JSON is refused with what to pass instead`() {
        val error =
            assertThrows(EnKashException.Validation::class.java) {
                createOrderFromJson("""{"merchantOrderId":"INV1001","amount":499.00}""")
            }
        assertTrue("\"499.00\"" in error.message) { error.message }
    }

    @Test
    fun `a client that cannot be made says why`() {
        for (bad in listOf(config.copy(secretKey = Secret("")), config.copy(baseUrl = "http://example.com"))) {
            val error = assertThrows(EnKashException.Configuration::class.java) { Client(bad) }
            assertTrue(error.info.text.isNotEmpty())
        }
    }

    @Test
    fun `every exception tells kind, sentence and facts`() {
        Client(config).use { client ->
            val error: EnKashException =
                assertThrows(EnKashException::class.java) { runBlocking { client.orders().get("ORD1") } }
            assertTrue(error is EnKashException.Connection) { "$error" }
            assertEquals(ErrorKind.CONNECTION, error.info.kind)
            assertEquals("ORD1", error.info.reference)
            assertTrue("orders.get" in error.message) { error.message }
            assertEquals(error.message, error.info.sentence())
        }
    }

    @Test
    fun `a closed client refuses in its own words`() {
        val client = Client(config)
        val orders = client.orders()
        client.close()
        client.close()
        for (call in listOf(orders, client.orders())) {
            val error =
                assertThrows(EnKashException.Configuration::class.java) { runBlocking { call.get("ORD1") } }
            assertTrue("closed" in error.message) { error.message }
        }
    }

    @Test
    fun `nothing that is printed holds a secret`() {
        val card = PaymentDetail(PaymentMode.CreditCard, cardNumber = Secret("4111111111111111"), cvv = Secret("987"))
        val shown = mutableListOf(config.toString(), config.toJson(), card.toString(), card.toJson())
        Client(config).use { client ->
            shown += client.toString()
            val submit = SubmitPayment("ORD1", card)
            val error = assertThrows(EnKashException::class.java) { runBlocking { client.payments().submit(submit) } }
            shown += listOf(error.toString(), error.message, error.info.toString(), error.stackTraceToString())
        }
        for (text in shown) {
            for (secret in listOf(ACCESS_KEY, SECRET_KEY, "4111111111111111", "987")) {
                assertFalse(secret in text) { text }
            }
        }
        assertEquals("987", card.cvv?.reveal())
        assertEquals(Secret("987"), card.cvv)
    }

    @Test
    fun `a call outside the table is checked and sent with the same care`() {
        Client(config).use { client ->
            for ((method, path, field) in listOf(Triple("FETCH", "/x", "method"), Triple("GET", "x", "path"))) {
                val refused =
                    assertThrows(EnKashException.Validation::class.java) {
                        runBlocking { client.request(method, path) }
                    }
                assertEquals(field, refused.info.field)
            }
            val error =
                assertThrows(EnKashException.Connection::class.java) {
                    runBlocking { client.request("POST", "/api/v0/orders/search", "{}") }
                }
            assertEquals("/api/v0/orders/search", error.info.reference)
        }
    }

    @Test
    fun `a coroutine that is already cancelled sends nothing`() {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { server ->
            Client(config.copy(baseUrl = "http://127.0.0.1:${server.localPort}")).use { client ->
                runBlocking {
                    val call =
                        launch(Dispatchers.Default) {
                            coroutineContext.cancel()
                            client.orders().get("ORD1")
                        }
                    call.join()
                    assertTrue(call.isCancelled)
                    server.soTimeout = 300
                    assertThrows(SocketTimeoutException::class.java) { server.accept() }
                }
            }
        }
    }

    @Test
    fun `cancelling a coroutine closes its request`() {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { server ->
            Client(config.copy(baseUrl = "http://127.0.0.1:${server.localPort}")).use { client ->
                runBlocking {
                    // A call of its own: the token's is shared by all calls and outlives each of them.
                    val call = launch(Dispatchers.Default) { client.payments().upiStatus("EK1") }
                    val connection = server.accept()
                    assertTrue(connection.getInputStream().read() >= 0)
                    call.cancel()
                    // Ends with the connection; the server never answers.
                    connection.getInputStream().readAllBytes()
                    call.join()
                    assertTrue(call.isCancelled)
                }
            }
        }
    }
}
