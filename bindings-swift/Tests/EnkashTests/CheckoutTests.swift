import Enkash
import Foundation
import XCTest

final class CheckoutTests: XCTestCase {
    private let card = ChargeInstrument(
        paymentMode: .creditCard, cardHolderName: "Asha Rao",
        cardNumber: "4111111111111111", cvv: "987", expiry: "12/30"
    )

    func testAPayerChargesACardWithNothingButTheOrdersId() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let client = try Client(sandbox.config)
        let order = try await client.orders().create(CreateOrder(merchantOrderId: "INV1001", amount: 499))
        let checkout = try Checkout(CheckoutConfig(baseUrl: sandbox.config.baseUrl))
        let details = try await checkout.orders().details(order.orderId)
        let charge = ChargePayment(
            transactionId: try XCTUnwrap(details.transactionId),
            uniqueTransactionId: try XCTUnwrap(details.uniqueTransactionId),
            publicIdentifierKey: try XCTUnwrap(details.publicIdentifierKey),
            instrument: card
        )
        let result = try await checkout.payments().charge(charge)
        XCTAssertEqual(result.next, .paid)
    }

    func testAClosedClientRefusesInItsOwnWords() async throws {
        let checkout = try Checkout(CheckoutConfig(baseUrl: "http://127.0.0.1:1"))
        checkout.close()
        do {
            _ = try await checkout.orders().details("ORD1")
            XCTFail("the client was closed")
        } catch let error as EnKashError {
            XCTAssertTrue(error.info.text.contains("closed"), error.info.text)
        }
    }

    func testNothingThatIsPrintedHoldsASecret() throws {
        let event = try Webhooks.parse(#"{"orderId":"ORD1","status":"SUCCESS","paymentToken":"tok-4111"}"#)
        let otp = ValidateOtp(transactionId: "EK1", otp: "654321")
        let bin = BinQuery(bin: Secret("411111"), transactionId: "EK1")
        let payer = MandatePayer(
            name: "Asha", vpa: "asha@example", account: Secret("50100012345678"), accountValidation: true
        )
        var shown = try [card.toJson(), event.toJson(), otp.toJson(), bin.toJson(), payer.toJson()].joined()
        for value: Any in [card, event, otp, bin, payer] {
            shown += "\(value) \(String(reflecting: value))"
            dump(value, to: &shown)
        }
        for secret in ["411111", "987", "654321", "50100012345678", "tok-4111"] {
            XCTAssertFalse(shown.contains(secret), shown)
        }
    }
}
