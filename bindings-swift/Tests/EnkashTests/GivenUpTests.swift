import Foundation
import XCTest

@testable import Enkash

/// Calls that end before their answer: cancelled tasks, faults of the SDK.
final class GivenUpTests: XCTestCase {
    private let otp = ValidateOtp(transactionId: "EK1", otp: "482913")

    func testACancelledWriteTellsWhatIsKnown() async throws {
        let server = try SilentServer()
        let checkout = try Checkout(CheckoutConfig(baseUrl: server.url))
        let payments = checkout.payments()
        let otp = otp
        let call = Task { try await payments.validateOtp(otp) }
        let connection = await server.firstRequest()
        call.cancel()
        // Ends with the connection; the server never answers.
        await connection.end()
        do {
            _ = try await call.value
            XCTFail("the call was cancelled")
        } catch EnKashError.OutcomeUnknown(let info) {
            XCTAssertEqual(info.operation, "payments.validate_otp")
            XCTAssertEqual(info.reference, "EK1")
            let told = checkout.takeDoubts()
            XCTAssertEqual(told.map(\.unresolved), [info.unresolved])
            XCTAssertNotNil(info.unresolved)
            XCTAssertTrue(checkout.takeDoubts().isEmpty)
        }
    }

    func testAWriteThatNobodyWaitsForLeavesItsDoubtWithTheClient() async throws {
        let server = try SilentServer()
        let checkout = try Checkout(CheckoutConfig(baseUrl: server.url))
        let otp = otp
        do {
            let payments = checkout.payments()
            let call = Task { _ = try? await payments.validateOtp(otp) }
            let connection = await server.firstRequest()
            call.cancel()
            await connection.end()
        }
        var told: [ErrorInfo] = []
        while told.isEmpty {
            await Task.yield()
            told = checkout.takeDoubts()
        }
        XCTAssertEqual(told.map(\.reference), ["EK1"])
    }

    func testAWriteThatIsCancelledBeforeItBeginsIsNotBegun() async throws {
        let server = try SilentServer()
        let checkout = try Checkout(CheckoutConfig(baseUrl: server.url))
        let otp = otp
        let call = Task {
            while !Task.isCancelled {
                await Task.yield()
            }
            return try await checkout.payments().validateOtp(otp)
        }
        call.cancel()
        do {
            _ = try await call.value
            XCTFail("the call was cancelled")
        } catch {
            XCTAssertTrue(error is CancellationError, "\(error)")
        }
        XCTAssertTrue(checkout.takeDoubts().isEmpty)
    }

    func testAFaultOfTheSDKIsAnErrorAndSaysNothingOfWhatItMet() async throws {
        var errors: [any Error] = []
        do { _ = try provokeFault() } catch { errors.append(error) }
        do { _ = try await provokeFaultInCall() } catch { errors.append(error) }
        XCTAssertEqual(errors.count, 2)
        for error in errors {
            guard case EnKashError.Internal(let info) = error else { return XCTFail("\(error)") }
            XCTAssertEqual(info.advice, .lookUpFirst)
            XCTAssertFalse("\(error) \(String(reflecting: error))".contains("4111"))
        }
    }
}
