//! The settings that both kinds of client have, written once: where the gateway is, how it is reached, how much is asked of it.

/// Puts the common settings between the two parts of a record's own, and gives the record what a caller is started from.
macro_rules! with_common_settings {
    ($(#[$about:meta])* pub struct $name:ident { $($first:tt)* } and { $($last:tt)* }) => {
        $(#[$about])*
        pub struct $name {
            $($first)*
            /// Root of the gateway, such as `http://127.0.0.1:4000` of a sandbox. Plain `http` is accepted for this machine only.
            pub base_url: Option<String>,
            /// A named gateway, used when `base_url` is not given. Default: production.
            pub environment: Option<Environment>,
            /// Deadline of a call in milliseconds, with all its attempts, look-ups and token calls. Default 30000, at most 600000.
            #[field(check = rules::timeout)]
            pub timeout_ms: Option<i64>,
            /// How often a call may be tried where repeating is safe. Default 3, at most 10.
            #[field(check = rules::attempts)]
            pub max_attempts: Option<i64>,
            /// Certificates of authorities to trust beside the bundled ones (Mozilla's roots), as PEM text, at most 1 MiB: for a
            /// proxy or a test gateway with an authority of its own. TLS is always verified; nothing switches that off.
            pub ca_certificates: Option<String>,
            /// PEM text of a certificate, its chain and its unencrypted private key, shown to a gateway or proxy that asks for one.
            pub client_certificate: Option<Secret>,
            /// Proxy on the way to the gateway: `http://user:password@proxy.example.com:3128`, or `https://`. TLS to the gateway
            /// goes through it unopened. With `http://` its own user and password travel in the clear: use `https://`, or a proxy on
            /// this machine. Not used for a gateway on this machine. `HTTPS_PROXY` and the like are not read.
            pub proxy: Option<Secret>,
            /// How many requests may be on their way at the same time, 1 to 10000; further calls wait their turn, within their
            /// deadline, and end as `Timeout` without having been sent if it does not come. Default: no limit.
            #[field(check = rules::in_flight)]
            pub max_in_flight: Option<i64>,
            /// How many requests may be sent in a second, 1 to 10000: after a rest as many at once, then evenly. Further calls wait as with
            /// `max_in_flight`. Token calls and look-ups count. Default: no limit.
            #[field(check = rules::per_second)]
            pub calls_per_second: Option<i64>,
            /// How many repeats the client has at first, 0 to 100000, over all its calls; a success earns a tenth of one, up to this
            /// number. Without any left a call is sent once, so that a gateway in trouble does not get several times the load.
            /// Look-ups after a lost answer are never saved on. Default 100.
            #[field(check = rules::repeats)]
            pub retry_budget: Option<i64>,
            $($last)*
        }

        impl $name {
            pub(crate) fn limits(&self) -> $crate::caller::Limits {
                $crate::caller::Limits {
                    timeout_ms: self.timeout_ms,
                    max_attempts: self.max_attempts,
                    max_in_flight: self.max_in_flight,
                    calls_per_second: self.calls_per_second,
                    retry_budget: self.retry_budget,
                }
            }

            pub(crate) fn connection(&mut self) -> $crate::transport::Settings {
                $crate::transport::Settings {
                    ca_certificates: self.ca_certificates.take(),
                    client_certificate: self.client_certificate.take(),
                    proxy: self.proxy.take(),
                }
            }
        }
    };
}

pub(super) use with_common_settings;
