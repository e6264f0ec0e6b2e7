import Enkash
import Foundation
import XCTest

final class FunctionsTests: XCTestCase {
    func testALinkIsMadeAndReadBackWithoutAClient() throws {
        let amount = try XCTUnwrap(Decimal(string: "499.00"))
        let link = PayLink(payeeVpa: "store@example", payeeName: "Example Store", note: "two & a half", amount: amount)
        let built = try Upi.buildPayLink(link)
        XCTAssertTrue(built.link.contains("am=499.00"), built.link)
        XCTAssertEqual(try Upi.parsePayLink(LinkText(link: built.link)).pay, link)
    }

    func testAnImageComesAsData() throws {
        let image = try Upi.qrPng(DrawQr(text: "upi://pay?pa=store@example&pn=Example%20Store"))
        XCTAssertEqual(image.png.prefix(4), Data([0x89, 0x50, 0x4e, 0x47]))
    }

    func testAValueThatDoesNotFitIsNamed() {
        XCTAssertThrowsError(try Upi.buildPayLink(PayLink(payeeVpa: "nobody", payeeName: "Example Store"))) { error in
            XCTAssertEqual((error as? EnKashError)?.info.field, "payeeVpa")
        }
    }
}
