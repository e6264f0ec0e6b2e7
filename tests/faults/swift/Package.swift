// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "runner",
    platforms: [.macOS(.v13)],
    dependencies: [
        .package(name: "Enkash", path: "../../../bindings-swift")
    ],
    targets: [
        .executableTarget(name: "runner", dependencies: [.product(name: "Enkash", package: "Enkash")])
    ]
)
