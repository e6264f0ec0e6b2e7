import Enkash
import XCTest

final class SearchesTests: XCTestCase {
    private func codes(_ count: Int, of client: Client) async throws -> [String] {
        var made: [String] = []
        for number in 0..<count {
            let code = CreateQrCode(multipleUse: true, fixedAmount: false, referenceNumber: "\(number)")
            made.append(try await client.qrCodes().create(code).qrCodeId)
        }
        return made.sorted()
    }

    func testALoopWalksAllPagesAsOftenAsItIsRun() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let client = try Client(sandbox.config)
        let made = try await codes(25, of: client)
        let all = client.qrCodes().searchAll(SearchQrCodes(limit: 4))
        for _ in 0..<2 {
            var found: [String] = []
            for try await code in all {
                found.append(code.qrCodeId)
            }
            XCTAssertEqual(found.sorted(), made)
        }
    }

    func testNoPageIsAskedForThatNobodyReads() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.stop() }
        let client = try Client(sandbox.config)
        _ = try await codes(9, of: client)
        let all = client.qrCodes().searchAll(SearchQrCodes(limit: 4))
        var rows = all.makeAsyncIterator()
        let first = try await rows.next()
        XCTAssertNotNil(first)
        client.close()
        var read = 1
        do {
            while try await rows.next() != nil { read += 1 }
            XCTFail("the client was closed after the first page")
        } catch let error as EnKashError {
            XCTAssertEqual(error.info.kind, .configuration)
        }
        XCTAssertLessThanOrEqual(read, 4)
    }
}
