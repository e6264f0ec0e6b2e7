//  A local gateway, for tests that need one with state; takes options of `enkash-sandbox serve`.

import Enkash
import Foundation
import XCTest

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

struct NoSandbox: Error {}

final class Sandbox {
    let config: ClientConfig
    private let process = Process()

    init(_ options: String...) throws {
        guard let binary = ProcessInfo.processInfo.environment["ENKASH_SANDBOX_BIN"] else {
            throw NoSandbox()
        }
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = ["serve", "--json", "--clock", "stopped"] + options
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data([10]) {
            line += byte
        }
        guard let told = try JSONSerialization.jsonObject(with: line) as? [String: String],
            let url = told["url"], let accessKey = told["access_key"], let secretKey = told["secret_key"]
        else {
            throw NoSandbox()
        }
        config = ClientConfig(accessKey: accessKey, secretKey: secretKey, baseUrl: url)
    }

    /// Asks for something that no merchant could ask a gateway for; with a body it is a POST.
    @discardableResult
    func control(_ path: String, _ body: String? = nil) async throws -> [String: Any] {
        var request = URLRequest(url: try XCTUnwrap(URL(string: "\(config.baseUrl ?? "")/_sandbox/\(path)")))
        if let body {
            request.httpMethod = "POST"
            request.httpBody = Data(body.utf8)
        }
        let (data, answer) = try await URLSession.shared.data(for: request)
        XCTAssertEqual((answer as? HTTPURLResponse)?.statusCode, 200, String(decoding: data, as: UTF8.self))
        return try XCTUnwrap(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// How often the gateway was asked for an operation, by its own journal.
    func calls(_ operation: String) async throws -> Int {
        let log = try await control("log")
        let requests = try XCTUnwrap(log["requests"] as? [[String: Any]])
        return requests.filter { $0["operation"] as? String == operation }.count
    }

    /// Called in a `defer`, which also keeps the value alive until then.
    func stop() {
        process.terminate()
    }
}
