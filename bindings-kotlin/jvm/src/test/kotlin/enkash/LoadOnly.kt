package enkash

import kotlinx.coroutines.runBlocking
import java.io.File

/** How many threads of the SDK this process has; systems without /proc say none. */
private fun threads(): Int =
    File("/proc/self/task").listFiles().orEmpty().count { File(it, "comm").readText().startsWith("enkash") }

/** Loads the library, makes clients, and tells how many threads that started; then one call shows that they are seen. */
internal fun main() {
    val loaded = parseWebhook("""{"orderId":"ORD1"}""".toByteArray(), null).let { threads() }
    Client(ClientConfig("access", "secret", "http://127.0.0.1:1")).use { client ->
        Checkout(CheckoutConfig()).use { println("$loaded ${threads()}") }
        runBlocking { runCatching { client.orders().get("ORD1") } }
        check(threads() > 0 || !File("/proc/self/task").exists()) { "the count sees no threads of the SDK" }
    }
}
