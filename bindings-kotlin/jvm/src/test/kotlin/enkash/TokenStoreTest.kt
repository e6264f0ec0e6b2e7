package enkash

import com.sun.jna.Native
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger

/** One token for many clients, and stores that are of no use. */
class TokenStoreTest {
    private class InMemory(
        private val addsInOneStep: Boolean,
    ) : TokenStore {
        val values = ConcurrentHashMap<String, String>()
        val lifetimes = ConcurrentHashMap<String, Long>()

        override fun get(key: String): String? = values[key]

        override fun set(
            key: String,
            value: String,
            seconds: Long,
        ) {
            values[key] = value
            lifetimes[key] = seconds
        }

        override fun add(
            key: String,
            value: String,
            seconds: Long,
        ): Boolean? {
            if (!addsInOneStep) return null
            lifetimes.putIfAbsent(key, seconds)
            return values.putIfAbsent(key, value) == null
        }
    }

    /** Throws whatever it is asked. */
    private class Broken(
        private val failure: Throwable,
    ) : TokenStore {
        val asked = AtomicInteger()

        private fun fail(): Nothing {
            asked.incrementAndGet()
            throw failure
        }

        override fun get(key: String): String? = fail()

        override fun set(
            key: String,
            value: String,
            seconds: Long,
        ): Unit = fail()

        override fun add(
            key: String,
            value: String,
            seconds: Long,
        ): Boolean? = fail()
    }

    private fun order(
        client: Client,
        reference: String,
    ) = runBlocking { client.orders().create(CreateOrder(reference, BigDecimal("499.00"))) }

    @Test
    fun `two clients with one store make one token call`() {
        for (addsInOneStep in listOf(true, false)) {
            Sandbox().use { sandbox ->
                val store = InMemory(addsInOneStep)
                for (reference in listOf("INV1001", "INV1002")) {
                    Client.withTokenStore(sandbox.config, store).use { order(it, reference) }
                }
                assertEquals(2, sandbox.calls("orders.create"))
                assertEquals(1, sandbox.calls("auth.token"))
                assertTrue(store.lifetimes.isNotEmpty() && store.lifetimes.values.all { it > 0 })
            }
        }
    }

    @Test
    fun `what lies in the store shows neither token nor keys`() {
        Sandbox("--seed", "7").use { sandbox ->
            val store = InMemory(addsInOneStep = true)
            Client.withTokenStore(sandbox.config, store).use { client ->
                order(client, "INV1001")
                // With a seed the first token of a new day is the one of the day before, which the client still has.
                sandbox.control("reset", "{}")
                val token = runBlocking { client.auth().token() }.token.reveal()
                order(client, "INV1002")
                assertEquals(1, sandbox.calls("auth.token"))
                val kept = store.values.toString()
                assertTrue("enkash1." in kept && token.isNotEmpty()) { kept }
                for (secret in listOf(token, sandbox.config.accessKey.reveal(), sandbox.config.secretKey.reveal())) {
                    assertFalse(secret in kept) { kept }
                }
            }
        }
    }

    @Test
    fun `a store that throws costs a token call and never a payment`() {
        val failures =
            listOf(IllegalStateException("the cache is away"), TokenStoreException.Failed(), NotImplementedError())
        // JNA prints what it is handed here, and the words of a store may hold what was stored.
        val escaped = ConcurrentLinkedQueue<Throwable>()
        val printer = Native.getCallbackExceptionHandler()
        Native.setCallbackExceptionHandler { _, throwable -> escaped += throwable }
        try {
            Sandbox().use { sandbox ->
                for ((index, failure) in failures.withIndex()) {
                    val store = Broken(failure)
                    Client.withTokenStore(sandbox.config, store).use { order(it, "INV$index") }
                    assertTrue(store.asked.get() > 0)
                    assertEquals(index + 1, sandbox.calls("orders.create"))
                    assertEquals(index + 1, sandbox.calls("auth.token"))
                }
            }
        } finally {
            Native.setCallbackExceptionHandler(printer)
        }
        assertEquals(emptyList<Throwable>(), escaped.toList())
    }
}
