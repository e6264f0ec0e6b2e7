@file:JvmName("Futures")

package enkash

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.future.future
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors

/**
 * Callers may block in what they chain to a future, so these threads are shared with nobody and grow with need; idle ones
 * end after a minute.
 */
private val threads =
    Executors.newCachedThreadPool { work ->
        Thread(work, "enkash-future").apply { isDaemon = true }
    }

/** Calls for Java wait here; one that fails must not end the others. */
private val scope = CoroutineScope(SupervisorJob() + threads.asCoroutineDispatcher())

/** Starts a call whose cancellation follows the future's. */
internal fun <T> asFuture(call: suspend () -> T): CompletableFuture<T> = scope.future { call() }
