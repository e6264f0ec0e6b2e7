package enkash

import com.google.gson.JsonParser
import java.util.concurrent.TimeUnit

/** A local gateway of its own, for tests that need one with state. */
internal class Sandbox : AutoCloseable {
    private val process: Process
    val config: ClientConfig

    init {
        val binary = checkNotNull(System.getenv("ENKASH_SANDBOX_BIN")) { "run the tests by `cargo xtask test`" }
        process =
            ProcessBuilder(binary, "serve", "--json", "--clock", "stopped")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
        val told = JsonParser.parseString(process.inputReader().readLine()).asJsonObject
        val text = { key: String -> told[key].asString }
        config = ClientConfig(text("access_key"), text("secret_key"), text("url"))
    }

    override fun close() {
        process.destroy()
        process.waitFor(10, TimeUnit.SECONDS)
    }
}
