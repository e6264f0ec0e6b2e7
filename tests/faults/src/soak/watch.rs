//! Memory, sockets and threads of a process during a soak, from /proc.
//!
//! **Flat** is: the median of the last fifth of the time is at most that of the second fifth (the first is warm-up) and a
//! tenth of it more, and 24 MB for memory, 16 for sockets and threads. A tenth and some megabytes are what allocators and
//! garbage collectors take. The medians lie 60 % of the calls apart: of 300,000 calls, 140 bytes for each pass. A run of less
//! than a minute has no second fifth worth the name, and is not judged.

use std::path::PathBuf;

use serde_json::{Value, json};

/// What one look has seen.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    rss_kb: u64,
    sockets: u64,
    threads: u64,
}

/// A process that is looked at.
pub(super) struct Watch {
    name: String,
    pid: u32,
    seen: Vec<Seen>,
}

/// Looks needed before anything is judged: a minute of them.
const ENOUGH: usize = 100;

impl Watch {
    pub(super) fn new(name: &str, pid: u32) -> Self {
        Self { name: name.to_owned(), pid, seen: Vec::new() }
    }

    /// Looks once. Of a process that only starts another one, such as a shell, the other one is meant.
    pub(super) fn look(&mut self) {
        let own = family(self.pid).into_iter().filter_map(look).max_by_key(|seen| seen.rss_kb);
        self.seen.extend(own);
    }

    /// The medians of the second and of the last fifth.
    fn both(&self, of: impl Fn(&Seen) -> u64) -> (u64, u64) {
        let fifth = self.seen.len() / 5;
        let median = |part: &[Seen]| {
            let mut values: Vec<u64> = part.iter().map(&of).collect();
            values.sort_unstable();
            values.get(values.len() / 2).copied().unwrap_or(0)
        };
        (median(&self.seen[fifth..fifth * 2]), median(&self.seen[self.seen.len() - fifth..]))
    }

    /// A line for the report.
    pub(super) fn told(&self) -> Value {
        let (warm, end) = self.both(|seen| seen.rss_kb);
        let (sockets, sockets_end) = self.both(|seen| seen.sockets);
        let (threads, threads_end) = self.both(|seen| seen.threads);
        let start = self.seen.first().copied().unwrap_or_default();
        json!({ "process": self.name, "rss_kb": { "start": start.rss_kb, "warm": warm, "end": end },
            "sockets": { "start": start.sockets, "warm": sockets, "end": sockets_end },
            "threads": { "start": start.threads, "warm": threads, "end": threads_end } })
    }

    /// What is not flat.
    pub(super) fn problems(&self) -> Vec<String> {
        if self.seen.is_empty() {
            return vec![format!("{}: nothing in /proc", self.name)];
        }
        if self.seen.len() < ENOUGH {
            return Vec::new();
        }
        let grown = |what: &str, of: fn(&Seen) -> u64, more: u64| {
            let (warm, end) = self.both(of);
            (end > warm + warm / 10 + more).then(|| format!("{}: {what} went from {warm} to {end}", self.name))
        };
        let all = [
            grown("memory in kB", |seen| seen.rss_kb, 24 * 1024),
            grown("the number of sockets", |seen| seen.sockets, 16),
            grown("the number of threads", |seen| seen.threads, 16),
        ];
        all.into_iter().flatten().collect()
    }
}

/// A process and all that descend from it.
fn family(pid: u32) -> Vec<u32> {
    let children = |pid: u32| {
        let text = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
        text.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<u32>>()
    };
    let mut all = vec![pid];
    let mut next = 0;
    while let Some(pid) = all.get(next).copied() {
        all.extend(children(pid));
        next += 1;
    }
    all
}

fn look(pid: u32) -> Option<Seen> {
    let folder = PathBuf::from(format!("/proc/{pid}"));
    let status = std::fs::read_to_string(folder.join("status")).ok()?;
    let number = |key: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(key))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    let open =
        std::fs::read_dir(folder.join("fd")).ok()?.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
    let sockets = open.filter(|target| target.to_string_lossy().starts_with("socket:")).count() as u64;
    Some(Seen { rss_kb: number("VmRSS:")?, sockets, threads: number("Threads:")? })
}

#[cfg(test)]
mod tests {
    use super::{Seen, Watch};

    fn watched(growth: u64) -> Watch {
        let seen = (0..200).map(|look| Seen { rss_kb: 50_000 + look * growth, sockets: 9, threads: 7 }).collect();
        Watch { name: "it".into(), pid: 0, seen }
    }

    #[test]
    fn growth_is_noticed() {
        assert!(watched(10).problems().is_empty());
        assert_eq!(watched(500).problems().len(), 1);
    }

    #[test]
    fn a_process_can_be_looked_at() {
        let mut own = Watch::new("own", std::process::id());
        own.look();
        assert!(own.seen[0].rss_kb > 0 && own.seen[0].threads > 0);
    }
}
