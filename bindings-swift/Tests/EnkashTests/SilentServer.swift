//  A server that takes a request and never answers.

import Foundation

#if canImport(Glibc)
    import Glibc
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    import Darwin
    private let streamSocket = SOCK_STREAM
#endif

struct NoPort: Error {}

struct SilentServer: Sendable {
    let url: String
    private let listening: Int32

    init() throws {
        let descriptor = socket(AF_INET, streamSocket, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && listen(descriptor, 1) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard bound else {
            throw NoPort()
        }
        listening = descriptor
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    }

    /// Waits until the first bytes of a request are here.
    func firstRequest() async -> SilentConnection {
        let listening = listening
        return await blocking {
            let connection = SilentConnection(descriptor: accept(listening, nil, nil))
            _ = connection.receive()
            return connection
        }
    }
}

struct SilentConnection: Sendable {
    let descriptor: Int32

    /// Waits until the other side closes.
    func end() async {
        await blocking {
            while receive() > 0 {}
            close(descriptor)
        }
    }

    fileprivate func receive() -> Int {
        var buffer = [UInt8](repeating: 0, count: 4096)
        return recv(descriptor, &buffer, buffer.count, 0)
    }
}

/// Waits on a thread of its own, so that no thread of the tasks is held up.
private func blocking<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}
