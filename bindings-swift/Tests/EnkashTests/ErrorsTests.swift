import Enkash
import Foundation
import XCTest

private let accessKey = "plainly-access"
private let secretKey = "plainly-secret"

final class ErrorsTests: XCTestCase {
    /// No server listens there.
    private let config = ClientConfig(accessKey: accessKey, secretKey: secretKey, baseUrl: "http://127.0.0.1:1")

    private func failure(_ work: () async throws -> some Any) async -> EnKashError? {
        do {
            let value = try await work()
            XCTFail("an error was expected, not \(value)")
            return nil
        } catch {
            return error as? EnKashError
        }
    }

    func testARefusedValueIsNamedByItsPath() async throws {
        let orders = try Client(config).orders()
        let tooFine = CreateOrder(merchantOrderId: "INV1001", amount: try XCTUnwrap(Decimal(string: "0.001")))
        let amount = await failure { try await orders.create(tooFine) }
        guard case .Validation(let info) = amount else { return XCTFail("\(String(describing: amount))") }
        XCTAssertEqual(info.field, "amount")
        XCTAssertEqual(info.operation, "orders.create")
    }

    func testAClientThatCannotBeMadeSaysWhy() {
        for bad in [
            ClientConfig(accessKey: accessKey, secretKey: ""),
            ClientConfig(accessKey: accessKey, secretKey: secretKey, baseUrl: "http://example.com"),
        ] {
            XCTAssertThrowsError(try Client(bad)) { error in
                guard case .Configuration = error as? EnKashError else { return XCTFail("\(error)") }
            }
        }
    }

    func testEveryErrorTellsKindSentenceAndFacts() async throws {
        let orders = try Client(config).orders()
        let thrown = await failure { try await orders.get("ORD1") }
        let error = try XCTUnwrap(thrown)
        XCTAssertEqual(error.info.kind, .connection)
        XCTAssertEqual(error.info.reference, "ORD1")
        XCTAssertTrue(error.localizedDescription.contains("orders.get"), error.localizedDescription)
        XCTAssertEqual(error.localizedDescription, error.info.sentence())
    }

    func testAClosedClientRefusesInItsOwnWords() async throws {
        let client = try Client(config)
        let orders = client.orders()
        client.close()
        client.close()
        for call in [orders, client.orders()] {
            let error = await failure { try await call.get("ORD1") }
            guard case .Configuration(let info) = error else { return XCTFail("\(String(describing: error))") }
            XCTAssertTrue(info.text.contains("closed"), info.text)
        }
    }

    func testNothingThatIsPrintedHoldsASecret() async throws {
        let client = try Client(config)
        let card = PaymentDetail(paymentMode: .creditCard, cardNumber: "4111111111111111", cvv: "987")
        let thrown = await failure {
            try await client.payments().submit(SubmitPayment(orderId: "ORD1", paymentDetail: card))
        }
        let error = try XCTUnwrap(thrown)
        for value: Any in [config, card, client, error, error.info] {
            var shown = "\(value) \(String(reflecting: value))"
            dump(value, to: &shown)
            assertHidden(shown)
        }
        assertHidden(try config.toJson() + card.toJson() + error.info.toJson() + error.localizedDescription)
        XCTAssertEqual(card.cvv?.reveal(), "987")
        XCTAssertEqual(card.cvv, "987")
    }

    private func assertHidden(_ shown: String) {
        for secret in [accessKey, secretKey, "4111111111111111", "987"] {
            XCTAssertFalse(shown.contains(secret), shown)
        }
    }

    func testACallOutsideTheTableIsCheckedAndSentWithTheSameCare() async throws {
        let client = try Client(config)
        let refused = await failure { try await client.request("GET", "x") }
        XCTAssertEqual(refused?.info.field, "path")
        let error = await failure { try await client.request("POST", "/api/v0/orders/search", "{}") }
        XCTAssertEqual(error?.info.kind, .connection)
        XCTAssertEqual(error?.info.reference, "/api/v0/orders/search")
    }

    func testCancellingATaskClosesItsRequest() async throws {
        let server = try SilentServer()
        let config = ClientConfig(accessKey: accessKey, secretKey: secretKey, baseUrl: server.url)
        let payments = try Client(config).payments()
        // A call of its own: the token's is shared by all calls and outlives each of them.
        let call = Task { try await payments.upiStatus("EK1") }
        let connection = await server.firstRequest()
        call.cancel()
        // Ends with the connection; the server never answers.
        await connection.end()
        do {
            _ = try await call.value
            XCTFail("the call was cancelled")
        } catch {
            XCTAssertTrue(error is CancellationError, "\(error)")
        }
    }
}
