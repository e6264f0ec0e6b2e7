package enkash

import com.sun.net.httpserver.HttpServer
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.math.BigDecimal
import java.net.InetAddress
import java.net.InetSocketAddress
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue

/** Calls that end before their answer: cancelled, closed, broken. */
class GivenUpTest {
    /** A gateway that grants tokens and answers everything else when it is told to. */
    private class Gateway : AutoCloseable {
        val arrived = LinkedBlockingQueue<String>()
        val answer = CompletableFuture<String>()
        private val threads = Executors.newCachedThreadPool { Thread(it).apply { isDaemon = true } }
        private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
        val config = ClientConfig("access", "secret", "http://127.0.0.1:${server.address.port}")

        init {
            server.executor = threads
            server.createContext("/") { exchange ->
                exchange.requestBody.readAllBytes()
                val path = exchange.requestURI.path
                val token = path == "/api/v0/merchant/token"
                if (!token) {
                    arrived += path
                }
                val text = if (token) """{"token":"t","expiry":4102444800000,"resultCode":0}""" else answer.get()
                exchange.sendResponseHeaders(200, text.length.toLong())
                exchange.responseBody.use { it.write(text.toByteArray()) }
            }
            server.start()
        }

        override fun close() {
            answer.complete("{}")
            server.stop(0)
            threads.shutdown()
        }
    }

    private fun gateway(test: suspend (Gateway, Client) -> Unit) =
        Gateway().use { gateway -> Client(gateway.config).use { client -> runBlocking { test(gateway, client) } } }

    private val order = CreateOrder("INV1001", BigDecimal("499.00"))

    private fun assertDoubt(info: ErrorInfo) {
        assertEquals(ErrorKind.OUTCOME_UNKNOWN, info.kind)
        assertEquals("orders.create", info.operation)
        assertEquals("INV1001", info.reference)
        assertTrue(info.unresolved != null)
    }

    @Test
    fun `a cancelled write tells what is known`() =
        gateway { gateway, client ->
            coroutineScope {
                val told = CompletableDeferred<Throwable>()
                val job =
                    launch(Dispatchers.Default) {
                        try {
                            client.orders().create(order)
                        } catch (cancelled: CancellationException) {
                            told.complete(cancelled)
                            throw cancelled
                        }
                    }
                gateway.arrived.take()
                job.cancel()
                job.join()
                assertTrue(job.isCancelled)
                assertDoubt(
                    told
                        .await()
                        .doubts()
                        .single()
                        .info,
                )
            }
            assertDoubt(client.takeDoubts().single())
            assertEquals(emptyList<ErrorInfo>(), client.takeDoubts())
        }

    @Test
    fun `who waits for a cancelled coroutine learns it too`() =
        gateway { gateway, client ->
            coroutineScope {
                val call = async(Dispatchers.Default) { client.request("POST", "/api/v0/x", "{}") }
                gateway.arrived.take()
                call.cancel()
                val error = runCatching { call.await() }.exceptionOrNull()
                assertTrue(error is CancellationException) { "$error" }
                assertEquals(
                    "/api/v0/x",
                    error
                        ?.doubts()
                        ?.single()
                        ?.info
                        ?.reference,
                )
            }
        }

    @Test
    fun `a time limit around a write tells what is known`() =
        gateway { gateway, client ->
            val late =
                assertThrows<TimeoutCancellationException> {
                    runBlocking { withTimeout(1_000) { client.orders().create(order) } }
                }
            if (gateway.arrived.poll() != null) {
                assertDoubt(late.doubts().single().info)
            }
        }

    @Test
    fun `two writes of one cancelled scope are both told`() =
        gateway { gateway, client ->
            coroutineScope {
                val both =
                    launch(Dispatchers.Default) {
                        launch { client.orders().create(order) }
                        launch { client.orders().create(order.copy(merchantOrderId = "INV1002")) }
                    }
                repeat(2) { gateway.arrived.take() }
                both.cancel()
                both.join()
            }
            assertEquals(setOf("INV1001", "INV1002"), client.takeDoubts().map { it.reference }.toSet())
        }

    @Test
    fun `a future that Java cancels leaves its doubt with the client`() =
        gateway { gateway, client ->
            val future = client.orders().createAsync(order)
            gateway.arrived.take()
            future.cancel(true)
            var told = client.takeDoubts()
            while (told.isEmpty()) {
                delay(10)
                told = client.takeDoubts()
            }
            assertDoubt(told.single())
        }

    @Test
    fun `what was not sent or changes nothing leaves no doubt`() =
        gateway { gateway, client ->
            coroutineScope {
                val late = launch(Dispatchers.Default) { client.orders().get("ORD1") }
                gateway.arrived.take()
                late.cancel()
                late.join()
                val never =
                    launch(start = kotlinx.coroutines.CoroutineStart.UNDISPATCHED) {
                        coroutineContext[kotlinx.coroutines.Job]?.cancel()
                        val error = runCatching { client.orders().create(order) }.exceptionOrNull()
                        assertTrue(error is CancellationException) { "$error" }
                        assertEquals(emptyList<Throwable>(), error?.doubts())
                    }
                never.join()
            }
            assertEquals(emptyList<ErrorInfo>(), client.takeDoubts())
            assertTrue(gateway.arrived.isEmpty())
        }

    @Test
    fun `a call goes on when its client is closed, and no other begins`() =
        gateway { gateway, client ->
            coroutineScope {
                val call = async(Dispatchers.Default) { client.orders().create(order) }
                gateway.arrived.take()
                client.close()
                assertThrows(EnKashException.Configuration::class.java) { runBlocking { client.orders().get("ORD1") } }
                gateway.answer.complete("""{"response_code":0,"payload":{"orderId":"ORD1"}}""")
                assertEquals("ORD1", call.await().orderId)
            }
        }

    @Test
    fun `a fault of the SDK is an error, and says nothing of what it met`() {
        val faults =
            listOf(
                assertThrows<EnKashException.Internal> { provokeFault() },
                assertThrows<EnKashException.Internal> { runBlocking { provokeFaultInCall() } },
            )
        for (fault in faults) {
            assertEquals(RetryAdvice.LOOK_UP_FIRST, fault.info.advice)
            assertFalse("4111" in fault.stackTraceToString())
        }
    }

    @Test
    fun `loading the library and making clients starts no thread`() {
        val java =
            ProcessHandle
                .current()
                .info()
                .command()
                .get()
        val path = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val program = ProcessBuilder(java, "-cp", path, "enkash.LoadOnlyKt").redirectErrorStream(true).start()
        assertEquals("0 0", program.inputReader().readLine())
        assertEquals(0, program.waitFor())
    }
}
