package enkash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    void aTokenStoreIsAnObjectAndWaitingAFuture() throws Exception {
        Map<String, String> values = new ConcurrentHashMap<>();
        TokenStore store = new TokenStore() {
            @Override
            public String get(String key) {
                return values.get(key);
            }

            @Override
            public void set(String key, String value, long seconds) {
                values.put(key, value);
            }

            @Override
            public Boolean add(String key, String value, long seconds) {
                return values.putIfAbsent(key, value) == null;
            }
        };
        try (Sandbox sandbox = new Sandbox();
                Client client = Client.withTokenStore(sandbox.getConfig(), store)) {
            CreateOrder request = new CreateOrder("INV1001", new BigDecimal("499.00"));
            String orderId = client.orders().createAsync(request).get().getOrderId();
            WaitOrder once = new WaitOrder(OrderStatus.Created.INSTANCE);
            Order order = client.orders().waitAsync(orderId, once).get();
            assertEquals(OrderStatus.Created.INSTANCE, order.getOrderStatus());
            assertEquals(1, sandbox.calls("auth.token"));
        }
        assertFalse(values.isEmpty());
    }

    @Test
    void notificationsAndEnumsReadNaturally() throws EnKashException {
        WebhookEvent event = Webhooks.parse("{\"orderId\":\"ORD1\",\"orderStatus\":\"PAID\"}");
        assertEquals(OrderStatus.Paid.INSTANCE, event.getPayment().getOrderStatus());
        assertEquals("PAID", event.getPayment().getOrderStatus().toString());
    }

    @Test
    void whatTheGatewayAddsIsAMap() throws EnKashException {
        WebhookEvent event = Webhooks.parse("{\"orderId\":\"ORD1\",\"orderStatus\":\"PAID\",\"points\":1.50}");
        Map<String, String> extra = event.getPayment().getExtra();
        assertEquals(Map.of("points", "1.50"), extra);
        assertEquals("none", extra.getOrDefault("tip", "none"));
        assertEquals(new Extra(Map.of("points", "1.50")), extra);
        assertTrue(new AuthToken("token").getExtra().isEmpty());
    }
}
