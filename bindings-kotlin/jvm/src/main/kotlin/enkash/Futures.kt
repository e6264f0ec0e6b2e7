@file:JvmName("Futures")

package enkash

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.future.future
import java.util.concurrent.CompletableFuture

/** Calls for Java wait here; one that fails must not end the others. */
private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)

/** Starts a call whose cancellation follows the future's. */
internal fun <T> asFuture(call: suspend () -> T): CompletableFuture<T> = scope.future { call() }
