//  A local gateway, for tests that need one with state.

import Enkash
import Foundation

struct NoSandbox: Error {}

final class Sandbox {
    let config: ClientConfig
    private let process = Process()

    init() throws {
        guard let binary = ProcessInfo.processInfo.environment["ENKASH_SANDBOX_BIN"] else {
            throw NoSandbox()
        }
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = ["serve", "--json", "--clock", "stopped"]
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

    /// Called in a `defer`, which also keeps the value alive until then.
    func stop() {
        process.terminate()
    }
}
