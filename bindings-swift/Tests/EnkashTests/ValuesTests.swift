import Enkash
import Foundation
import XCTest

final class ValuesTests: XCTestCase {
    private func order(_ amount: String) throws -> CreateOrder {
        CreateOrder(
            merchantOrderId: "INV1001",
            amount: try XCTUnwrap(Decimal(string: amount)),
            customerInfo: CustomerInfo(firstName: "Asha", address: Address(city: "Pune")),
            customParameters: ["table": "4"],
            restrictedPaymentOptions: RestrictedPaymentOptions(netBanking: ["EXBK"], upi: true)
        )
    }

    func testRecordsAreValues() throws {
        XCTAssertEqual(try order("499.00"), try order("499"))
        XCTAssertEqual(try order("499.00").hashValue, try order("499").hashValue)
        XCTAssertNotEqual(try order("499.00"), try order("499.01"))
        XCTAssertNil(try order("1").returnUrl)
        XCTAssertTrue("\(try order("1"))".contains("INV1001"))
    }

    func testRecordsSurviveTheWayThroughJson() throws {
        let json = try order("499").toJson()
        XCTAssertTrue(json.contains(#""amount":"499.00""#), json)
        XCTAssertEqual(try createOrderFromJson(json), try order("499"))
    }

    func testAmountsKeepEveryDigit() throws {
        for text in ["0.01", "499.00", "0.1176", "-0.5", "79228162514264337593543950.33"] {
            let amount = try XCTUnwrap(Decimal(string: text))
            let json = try CreateRefund(amount: amount, requestId: "RF1").toJson()
            XCTAssertEqual(try createRefundFromJson(json).amount, amount)
        }
    }

    func testWhatIsNoAmountIsRefused() throws {
        for odd in [Decimal.nan, Decimal(sign: .plus, exponent: 60, significand: 1)] {
            XCTAssertThrowsError(try CreateRefund(amount: odd, requestId: "RF1").toJson()) { error in
                guard case .Validation = error as? EnKashError else { return XCTFail("\(error)") }
            }
        }
    }

    func testTimesAreDatesAndTheGatewaysTextStaysReachable() throws {
        let body = #"{"orderId":"ORD1","transactionStatus":"SUCCESS","txnDate":"2026-08-24 20:46:02","points":1.50}"#
        let notice = try XCTUnwrap(try Webhooks.parse(body).payment)
        XCTAssertEqual(notice.txnDate, ISO8601DateFormatter().date(from: "2026-08-24T15:16:02Z"))
        XCTAssertEqual(notice.extra["txnDate"], #""2026-08-24 20:46:02""#)
        XCTAssertEqual(notice.extra["points"], "1.50")
    }

    func testWordsOfTheGatewayAreValuesKnownOrNot() throws {
        XCTAssertEqual("\(TransactionStatus.pendingWithBank)", "PENDING_WITH_BANK")
        XCTAssertEqual("\(TransactionStatus.unknown("LATER"))", "LATER")
        let body = #"{"orderId":"ORD1","orderStatus":"PAID","transactionStatus":"LATER"}"#
        let notice = try XCTUnwrap(try Webhooks.parse(body).payment)
        XCTAssertEqual(notice.orderStatus, .paid)
        XCTAssertEqual(notice.transactionStatus, .unknown("LATER"))
    }
}
