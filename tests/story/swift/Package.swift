// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "shop",
    platforms: [.macOS(.v13)],
    dependencies: [
        .package(name: "Enkash", path: "../../../bindings-swift")
    ],
    targets: [
        .executableTarget(name: "shop", dependencies: [.product(name: "Enkash", package: "Enkash")])
    ]
)
