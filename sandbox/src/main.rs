//! The command line of the sandbox.

use std::process::ExitCode;

use enkash_sandbox::{
    ChargeAnswer, ClockStart, Config, Database, ErrorStatus, FaultPlan, Merchant, Moment, Sandbox, TokenAnswer,
    TokenForm,
};
use lexopt::prelude::{Long, Short, Value, ValueExt};

const HELP: &str = "\
A local, stateful stand-in for the EnKash payment gateway. Independent; for tests only.

Usage: enkash-sandbox serve [options]

  --port N                      port on 127.0.0.1; 0 (default) lets the system choose
  --db PATH                     SQLite file; default :memory:
  --seed N                      the same ids in every run; stops the clock unless --clock says otherwise
  --merchant ACCESS:SECRET      keys of a merchant; may be given several times
  --json                        print URL and keys as one JSON line
  --answer-errors-with 200|4xx  HTTP status of refusals; default 200
  --clock running|stopped|TIME  start of the virtual clock, TIME such as 2026-11-24T10:00:00+05:30
  --token-form both|bearer|raw  accepted forms of the Authorization header
  --token-answer flat|flat200|wrapped   shape of the token answer
  --token-seconds N   --order-seconds N   --upi-seconds N   --redirect-seconds N   --refund-seconds N
                                lifetimes and delays on the virtual clock
  --amounts-as-text             amounts in answers as strings
  --dates local|iso             times in answers
  --charge-answer bare|wrapped  answers of the browser's charge alone or in the envelope
  --requests-per-minute N       more are answered with 429; 0 (default) for no limit
  --body-bytes N                largest request body; default 1048576
  --retry-seconds N,N,...       waits of the courier between its attempts
  --merchant-ids-in-get         GET /api/v0/orders/{id} finds the merchant's order id too
  --keys-taken-twice            an orderId or requestId makes another order or refund, not a refusal
  --qr-expired                  a QR code used up or out of time is EXPIRED, not ACTIVE
  --cards-in-base64             card data arrives in base64
  --notify-url URL              where notices go that no order names an address for
  --peak-hours enforce|ignore   whether debits of mandates are refused in peak hours; default ignore
  --notify-anywhere             deliver webhooks to other machines too
  --faults FILE                 what is to go wrong, as JSON
  --help, --version
";

enum Command {
    Serve { config: Box<Config>, json: bool },
    Print(String),
}

fn main() -> ExitCode {
    match parse(lexopt::Parser::from_env()) {
        Ok(Command::Serve { config, json }) => serve(*config, json),
        Ok(Command::Print(text)) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("enkash-sandbox: {problem}\nTry: enkash-sandbox --help");
            ExitCode::from(2)
        }
    }
}

fn parse(mut arguments: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut config, mut json, mut serve, mut clock) = (Config::default(), false, false, None);
    let mut merchants = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Print(HELP.to_string())),
            Short('V') | Long("version") => {
                return Ok(Command::Print(concat!("enkash-sandbox ", env!("CARGO_PKG_VERSION"), "\n").to_string()));
            }
            Value(word) if !serve && word == "serve" => serve = true,
            Long("port") => config.port = arguments.value()?.parse()?,
            Long("db") => {
                let path = arguments.value()?;
                config.database = if path == ":memory:" { Database::Memory } else { Database::File(path.into()) };
            }
            Long("seed") => config.seed = Some(arguments.value()?.parse()?),
            Long("merchant") => merchants.push(arguments.value()?.parse_with(merchant)?),
            Long("json") => json = true,
            Long("answer-errors-with") => {
                config.error_status = arguments.value()?.parse_with(|word| match word {
                    "200" => Ok(ErrorStatus::Always200),
                    "4xx" => Ok(ErrorStatus::Matching4xx),
                    _ => Err("expected 200 or 4xx"),
                })?;
            }
            Long("clock") => {
                clock = Some(arguments.value()?.parse_with(|word| match word {
                    "running" => Ok(ClockStart::Running),
                    "stopped" => Ok(ClockStart::Stopped),
                    time => Moment::parse(time).map(ClockStart::At).ok_or("expected running, stopped or a time"),
                })?);
            }
            Long("token-form") => {
                config.token_form = arguments.value()?.parse_with(|word| match word {
                    "both" => Ok(TokenForm::Both),
                    "bearer" => Ok(TokenForm::Bearer),
                    "raw" => Ok(TokenForm::Raw),
                    _ => Err("expected both, bearer or raw"),
                })?;
            }
            Long("token-answer") => {
                config.token_answer = arguments.value()?.parse_with(|word| match word {
                    "flat" => Ok(TokenAnswer::Flat),
                    "flat200" => Ok(TokenAnswer::Flat200),
                    "wrapped" => Ok(TokenAnswer::Wrapped),
                    _ => Err("expected flat, flat200 or wrapped"),
                })?;
            }
            Long("token-seconds") => config.token_seconds = seconds(&mut arguments)?,
            Long("order-seconds") => config.order_seconds = seconds(&mut arguments)?,
            Long("upi-seconds") => config.upi_seconds = seconds(&mut arguments)?,
            Long("redirect-seconds") => config.redirect_seconds = seconds(&mut arguments)?,
            Long("refund-seconds") => config.refund_seconds = seconds(&mut arguments)?,
            Long("amounts-as-text") => config.amounts_as_text = true,
            Long("dates") => {
                config.iso_dates = arguments.value()?.parse_with(|word| match word {
                    "local" => Ok(false),
                    "iso" => Ok(true),
                    _ => Err("expected local or iso"),
                })?;
            }
            Long("charge-answer") => {
                config.charge_answer = arguments.value()?.parse_with(|word| match word {
                    "bare" => Ok(ChargeAnswer::Bare),
                    "wrapped" => Ok(ChargeAnswer::Wrapped),
                    _ => Err("expected bare or wrapped"),
                })?;
            }
            Long("requests-per-minute") => config.requests_per_minute = arguments.value()?.parse()?,
            Long("body-bytes") => config.body_bytes = arguments.value()?.parse()?,
            Long("retry-seconds") => {
                config.retry_seconds = arguments.value()?.parse_with(|text| {
                    text.split(',').map(|wait| wait.parse::<u32>().map(i64::from)).collect::<Result<_, _>>()
                })?;
            }
            Long("merchant-ids-in-get") => config.merchant_ids_in_get = true,
            Long("keys-taken-twice") => config.keys_taken_twice = true,
            Long("qr-expired") => config.qr_expired = true,
            Long("cards-in-base64") => config.cards_in_base64 = true,
            Long("notify-url") => config.notify_url = Some(arguments.value()?.parse()?),
            Long("peak-hours") => {
                config.enforce_peak_hours = arguments.value()?.parse_with(|word| match word {
                    "enforce" => Ok(true),
                    "ignore" => Ok(false),
                    _ => Err("expected enforce or ignore"),
                })?;
            }
            Long("notify-anywhere") => config.notify_anywhere = true,
            Long("faults") => {
                let path = std::path::PathBuf::from(arguments.value()?);
                config.faults = faults(&path).map_err(lexopt::Error::from)?;
            }
            other => return Err(other.unexpected()),
        }
    }
    if !serve {
        return Ok(Command::Print(HELP.to_string()));
    }
    if !merchants.is_empty() {
        config.merchants = merchants;
    }
    // A seed asks for the same run again, so time must not creep in by itself.
    let default = if config.seed.is_some() { ClockStart::Stopped } else { ClockStart::Running };
    config.clock = clock.unwrap_or(default);
    Ok(Command::Serve { config: Box::new(config), json })
}

fn merchant(text: &str) -> Result<Merchant, &'static str> {
    match text.split_once(':') {
        Some((access, secret)) if !access.is_empty() && !secret.is_empty() => {
            Ok(Merchant { access_key: access.to_string(), secret_key: secret.to_string() })
        }
        _ => Err("expected ACCESS:SECRET"),
    }
}

/// The fault plan in a file.
fn faults(path: &std::path::Path) -> Result<FaultPlan, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.parse().map_err(|problem| format!("{}: {problem}", path.display()))
}

fn seconds(arguments: &mut lexopt::Parser) -> Result<i64, lexopt::Error> {
    let seconds: u32 = arguments.value()?.parse()?;
    Ok(i64::from(seconds))
}

fn serve(config: Config, json: bool) -> ExitCode {
    let running = match Sandbox::start(config) {
        Ok(running) => running,
        Err(problem) => {
            eprintln!("enkash-sandbox: {problem}");
            return ExitCode::FAILURE;
        }
    };
    let line = if json {
        let quote = |text: &str| serde_json::to_string(text).unwrap_or_default();
        format!(
            "{{\"url\":{},\"access_key\":{},\"secret_key\":{}}}",
            quote(&running.url),
            quote(&running.access_key),
            quote(&running.secret_key)
        )
    } else {
        format!("EnKash sandbox on {} access key {} secret key {}", running.url, running.access_key, running.secret_key)
    };
    // The reader may have gone; the gateway serves all the same.
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    drop(out);
    wait_for_signal();
    running.stop();
    ExitCode::SUCCESS
}

/// Returns on SIGINT or SIGTERM.
fn wait_for_signal() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            if let Ok(mut terminate) = signal(SignalKind::terminate()) {
                tokio::select! {
                    _ = tokio::signal::ctrl_c() => {}
                    _ = terminate.recv() => {}
                }
                return;
            }
        }
        let _ = tokio::signal::ctrl_c().await;
    });
}
