// swift-tools-version:5.9
import PackageDescription

// `native/` holds the static library and nothing else: given the choice, the linker would take a shared one.
let package = Package(
    name: "Enkash",
    platforms: [.macOS(.v13), .iOS(.v16)],
    products: [
        .library(name: "Enkash", targets: ["Enkash"])
    ],
    targets: [
        .systemLibrary(name: "EnkashFFI"),
        .target(
            name: "Enkash",
            dependencies: ["EnkashFFI"],
            linkerSettings: [.unsafeFlags(["-L\(Context.packageDirectory)/native"])]
        ),
        .testTarget(name: "EnkashTests", dependencies: ["Enkash"]),
    ]
)
