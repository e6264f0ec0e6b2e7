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

    func testWhatTheGatewayAddsIsADictionaryThatPrintsItsKeysOnly() throws {
        let card = "4111111111111111"
        let event = try Webhooks.parse(
            #"{"orderId":"ORD1","orderStatus":"PAID","payer":{"no":"\#(card)"},"note":"\#(card)"}"#
        )
        let notice = try XCTUnwrap(event.payment)
        for value in [event, notice, notice.extra] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            for printed in ["\(value)", String(describing: value), String(reflecting: value), dumped] {
                XCTAssertFalse(printed.contains(card), printed)
                XCTAssertTrue(printed.contains(#"Extra["note", "payer"]"#), printed)
            }
        }
        let expected = ["note": #""\#(card)""#, "payer": #"{"no":"\#(card)"}"#]
        XCTAssertEqual(notice.extra.dictionary, expected)
        XCTAssertEqual(Dictionary(uniqueKeysWithValues: notice.extra.map { ($0.key, $0.value) }), expected)
        XCTAssertEqual(notice.extra["note"], expected["note"])
        XCTAssertEqual(Set(notice.extra.keys), ["note", "payer"])
        XCTAssertTrue(try notice.toJson().contains(card))
        XCTAssertEqual(Order(orderId: "ORD1").extra, [:])
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
