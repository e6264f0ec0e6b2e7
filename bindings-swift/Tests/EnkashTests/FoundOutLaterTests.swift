import Enkash
import Foundation
import XCTest

/// What is not known when a call ends: a charge whose answer was lost, a payer who has yet to decide.
final class FoundOutLaterTests: XCTestCase {
    private let upi = PaymentDetail(paymentMode: .upi, vpa: "success@sandbox")
    private let order = CreateOrder(merchantOrderId: "INV1001", amount: 499)

    func testAnotherClientResolvesAChargeWhoseAnswerWasLost() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let client = try Client(sandbox.config)
        let orderId = try await client.orders().create(order).orderId
        let lost = #"{"when":{"operation":"payments.submit"},"times":1,"at":"after","do":"reset"}"#
        try await sandbox.control("faults", #"{"faults":[\#(lost)]}"#)
        do {
            _ = try await client.payments().submit(SubmitPayment(orderId: orderId, paymentDetail: upi))
            XCTFail("the answer was lost")
        } catch EnKashError.OutcomeUnknown(let info) {
            let text = try XCTUnwrap(info.unresolved)
            let found = try await Client(sandbox.config).resolve(text)
            XCTAssertEqual(found.state, .applied)
            XCTAssertEqual(found.operation, "payments.submit")
            XCTAssertEqual(found.order?.orderStatus, .paid)
        }
        let charges = try await sandbox.calls("payments.submit")
        XCTAssertEqual(charges, 1)
    }

    func testATextThatIsNotOfTheSDKIsRefused() async throws {
        let client = try Client(ClientConfig(accessKey: "access", secretKey: "secret", baseUrl: "http://127.0.0.1:1"))
        do {
            _ = try await client.resolve("INV1001")
            XCTFail("no such text was given out")
        } catch let error as EnKashError {
            XCTAssertEqual(error.info.kind, .validation)
        }
    }

    func testWaitingEndsWithThePayersDecisionOrWithTheOrderAsItIs() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let client = try Client(sandbox.config)
        let orderId = try await client.orders().create(order).orderId
        let pending = try await client.orders().wait(orderId, WaitOrder(timeoutSeconds: 1, everyMs: 100))
        XCTAssertEqual(pending.orderStatus, .created)
        let payment = try await client.payments().submit(SubmitPayment(orderId: orderId, paymentDetail: upi))
        let paid = try await client.orders().wait(orderId, WaitOrder())
        XCTAssertEqual(paid.orderStatus, .paid)
        let transactionId = try XCTUnwrap(payment.transactionId)
        let settled = try await client.payments().wait(transactionId, Wait())
        XCTAssertEqual(settled.status, .success)
    }
}
