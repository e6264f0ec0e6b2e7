package enkash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** The SDK as a caller in Java sees it. */
class JavaCallerTest {
    private static final ClientConfig CONFIG = new ClientConfig("access", "secret", "http://127.0.0.1:1");

    @Test
    void callsAreFuturesAndErrorsAreTheirCauses() {
        try (Client client = new Client(CONFIG)) {
            CreateOrder request = new CreateOrder("INV1001", new BigDecimal("499.00"));
            CompletableFuture<CreatedOrder> call = client.orders().createAsync(request);
            ExecutionException failed = assertThrows(ExecutionException.class, call::get);
            EnKashException error = assertInstanceOf(EnKashException.class, failed.getCause());
            assertEquals("orders.create", error.getInfo().getOperation());
            assertEquals("INV1001", error.getInfo().getReference());
        }
    }

    @Test
    void aCancelledFutureEnds() {
        try (Client client = new Client(CONFIG)) {
            CompletableFuture<Order> call = client.orders().getAsync("ORD1");
            call.cancel(true);
            assertTrue(call.isDone());
        }
    }

    @Test
    void notificationsAndEnumsReadNaturally() throws EnKashException {
        WebhookEvent event = Webhooks.parse("{\"orderId\":\"ORD1\",\"orderStatus\":\"PAID\"}");
        assertEquals(OrderStatus.Paid.INSTANCE, event.getPayment().getOrderStatus());
        assertEquals("PAID", event.getPayment().getOrderStatus().toString());
    }
}
