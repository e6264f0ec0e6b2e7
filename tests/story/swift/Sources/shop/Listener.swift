//  Receives notifications on a port of the program's own.

import Foundation

#if canImport(Glibc)
    import Glibc
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    import Darwin
    private let streamSocket = SOCK_STREAM
#endif

/// A small HTTP server on sockets: it answers every POST with 200 and keeps the bodies.
final class Listener: @unchecked Sendable {
    /// Where notifications go.
    let url: String
    private let socketDescriptor: Int32
    private let lock = NSLock()
    private var bodies: [Data] = []

    init() throws {
        socketDescriptor = socket(AF_INET, streamSocket, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socketDescriptor
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard bound else {
            throw StoryError("the listener cannot use a port: error \(errno)")
        }
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/hooks/enkash"
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                if let body = readBody(connection) {
                    // The reply comes first: what the shop does with the body is no business of the gateway.
                    reply(connection)
                    lock.withLock { bodies.append(body) }
                }
                close(connection)
            }
        }
    }

    /// The next notification's body.
    func next() async throws -> Data {
        for _ in 0..<600 {
            if let body = lock.withLock({ bodies.isEmpty ? nil : bodies.removeFirst() }) {
                return body
            }
            try await Task.sleep(nanoseconds: 50_000_000)
        }
        throw StoryError("no notification came")
    }
}

private func reply(_ connection: Int32) {
    let text = Array("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".utf8)
    _ = send(connection, text, text.count, 0)
}

/// Reads one request whose length stands in its head.
private func readBody(_ connection: Int32) -> Data? {
    var received = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        if let end = received.range(of: Data("\r\n\r\n".utf8)) {
            let head = String(decoding: received[..<end.lowerBound], as: UTF8.self).lowercased()
            let length = head.components(separatedBy: "\r\n").compactMap { line -> Int? in
                guard line.hasPrefix("content-length:") else { return nil }
                return Int(line.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces))
            }
            let wanted = length.first ?? 0
            if received.count - end.upperBound >= wanted {
                return received.subdata(in: end.upperBound..<(end.upperBound + wanted))
            }
        }
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        received.append(contentsOf: buffer[..<count])
    }
}
