package enkash

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.concurrent.TimeUnit

/** A local gateway of its own, for tests that need one with state; takes options of `enkash-sandbox serve`. */
internal class Sandbox(
    vararg options: String,
) : AutoCloseable {
    private val process: Process
    val config: ClientConfig

    init {
        val binary = checkNotNull(System.getenv("ENKASH_SANDBOX_BIN")) { "run the tests by `cargo xtask test`" }
        process =
            ProcessBuilder(binary, "serve", "--json", "--clock", "stopped", *options)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
        val told = JsonParser.parseString(process.inputReader().readLine()).asJsonObject
        val text = { key: String -> told[key].asString }
        config = ClientConfig(text("access_key"), text("secret_key"), text("url"))
    }

    /** Asks for something that no merchant could ask a gateway for; with a body it is a POST. */
    fun control(
        path: String,
        body: String? = null,
    ): JsonObject {
        val request = HttpRequest.newBuilder(URI("${config.baseUrl}/_sandbox/$path"))
        if (body != null) request.POST(HttpRequest.BodyPublishers.ofString(body))
        val answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString())
        check(answer.statusCode() == 200) { "$path: ${answer.body()}" }
        return JsonParser.parseString(answer.body()).asJsonObject
    }

    /** How often the gateway was asked for an operation, by its own journal. */
    fun calls(operation: String): Int =
        control("log")["requests"].asJsonArray.count { it.asJsonObject["operation"].asString == operation }

    override fun close() {
        process.destroy()
        process.waitFor(10, TimeUnit.SECONDS)
    }
}
