//! The plan at work: counts the calls each fault is for, lets one act, and lets tests wait for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use tokio::sync::{oneshot, watch};

use super::notices::{NoticeRule, Racing};
use super::{At, FaultPlan, Rule, Turn, When};
use crate::json::Json;

/// The faults of a running sandbox.
pub(crate) struct Faults {
    /// Whether there is any.
    armed: AtomicBool,
    state: Mutex<State>,
    /// Counts whatever a test could wait for.
    news: watch::Sender<u64>,
    /// What was set before the start.
    first: FaultPlan,
}

#[derive(Default)]
struct State {
    /// Tells a hit of this plan from one of the plan before.
    version: u64,
    seed: u64,
    rules: Vec<Tally<Rule>>,
    notices: Vec<Tally<NoticeRule>>,
    /// Notices that an answer waits for.
    racing: Vec<Racing>,
}

struct Tally<R> {
    rule: Arc<R>,
    /// Calls, or notices, that fit.
    seen: u64,
    /// Those it was chosen for.
    chosen: u64,
    /// Those it has acted on.
    hits: u64,
    /// Those who wait to be released.
    stalled: Vec<oneshot::Sender<()>>,
}

/// A fault that was chosen for a call or a notice.
pub(crate) struct Hit<R = Rule> {
    /// The fault.
    pub rule: Arc<R>,
    version: u64,
    index: usize,
}

impl Faults {
    /// The plan of the start.
    pub(crate) fn new(first: FaultPlan) -> Faults {
        let faults = Faults {
            armed: AtomicBool::new(false),
            state: Mutex::new(State::default()),
            news: watch::Sender::new(0),
            first: first.clone(),
        };
        faults.set(first);
        faults
    }

    /// Whether any call could meet a fault.
    pub(crate) fn armed(&self) -> bool {
        self.armed.load(Ordering::Acquire)
    }

    /// Replaces the plan; counts begin anew, and who was stalled goes on.
    pub(crate) fn set(&self, plan: FaultPlan) {
        let mut state = self.state();
        state.version += 1;
        state.seed = plan.seed;
        // The senders that this drops release those who wait.
        state.rules = plan.rules.into_iter().map(Tally::new).collect();
        state.notices = plan.notices.into_iter().map(Tally::new).collect();
        self.armed.store(!(state.rules.is_empty() && state.notices.is_empty()), Ordering::Release);
        drop(state);
        self.tell();
    }

    /// Back to the plan of the start.
    pub(crate) fn restart(&self) {
        self.set(self.first.clone());
    }

    /// The fault for a call, of those that act at one of these times. Each fault counts the calls that fit it, whether or
    /// not another one acts; the first in the plan whose turn it is does.
    pub(crate) fn choose(&self, at: &[At], fits: impl Fn(&When) -> bool) -> Option<Hit> {
        let rules: Vec<(usize, Arc<Rule>, u64)> = {
            let state = self.state();
            let rules = state.rules.iter().enumerate().filter(|(_, tally)| at.contains(&tally.rule.at));
            rules.map(|(index, tally)| (index, Arc::clone(&tally.rule), state.version)).collect()
        };
        // Outside the lock: an amount may have to be looked up in the store.
        let fitting: Vec<_> = rules.into_iter().filter(|(_, rule, _)| fits(&rule.when)).collect();
        let mut state = self.state();
        let seed = state.seed;
        let mut chosen = None;
        for (index, rule, version) in fitting {
            let current = state.version == version;
            let Some(tally) = state.rules.get_mut(index).filter(|_| current) else { continue };
            if tally.turn(&rule.when.turn, rule.times, (seed, index), chosen.is_none()) {
                chosen = Some(Hit { rule, version, index });
            }
        }
        chosen
    }

    /// The same for a notice.
    pub(super) fn notice_turn(&self, fits: impl Fn(&NoticeRule) -> bool) -> Option<Hit<NoticeRule>> {
        let mut state = self.state();
        let (seed, version) = (state.seed, state.version);
        let mut chosen = None;
        for (index, tally) in state.notices.iter_mut().enumerate().filter(|(_, tally)| fits(&tally.rule)) {
            let rule = Arc::clone(&tally.rule);
            if tally.turn(&rule.turn, rule.times, (seed, index), chosen.is_none()) {
                chosen = Some(Hit { rule, version, index });
            }
        }
        chosen
    }

    /// Writes down that a fault of notices acts now.
    pub(crate) fn notice_acts(&self, hit: &Hit<NoticeRule>) {
        let mut state = self.state();
        if state.version == hit.version
            && let Some(tally) = state.notices.get_mut(hit.index)
        {
            tally.hits += 1;
        }
        drop(state);
        self.tell();
    }

    /// The answer to the call under way waits for a notice.
    pub(super) fn race(&self, one: Racing) {
        self.state().racing.push(one);
    }

    /// What the answer has to wait for.
    pub(super) fn racing(&self) -> Vec<Racing> {
        std::mem::take(&mut self.state().racing)
    }

    /// Changes whenever there is something to look at again.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Writes down that a fault acts now.
    pub(crate) fn acts(&self, hit: &Hit) {
        if let Some(tally) = self.state().of(hit) {
            tally.hits += 1;
        }
        self.tell();
    }

    /// A fault that stalls a call acts now; the call goes on when the answer of this is ready.
    pub(crate) fn stalls(&self, hit: &Hit) -> oneshot::Receiver<()> {
        let (release, released) = oneshot::channel();
        if let Some(tally) = self.state().of(hit) {
            tally.hits += 1;
            tally.stalled.push(release);
        }
        self.tell();
        released
    }

    /// Lets the stalled calls of one fault go on, or of all; how many there were.
    pub(crate) fn release(&self, name: Option<&str>) -> usize {
        let mut state = self.state();
        let named = state.rules.iter_mut().filter(|tally| name.is_none_or(|name| tally.rule.name == name));
        let waiting: Vec<_> = named.flat_map(|tally| tally.stalled.drain(..)).collect();
        drop(state);
        waiting.into_iter().filter_map(|one| one.send(()).ok()).count()
    }

    /// How often a fault has acted; `None` if the plan has none of this name.
    pub(crate) fn hits(&self, name: &str) -> Option<u64> {
        let state = self.state();
        let call = state.rules.iter().find(|tally| tally.rule.name == name).map(|tally| tally.hits);
        call.or_else(|| state.notices.iter().find(|tally| tally.rule.name == name).map(|tally| tally.hits))
    }

    /// Comes back when a fault has acted so often; how often it has, or `None` if the plan has none of this name.
    pub(crate) async fn wait(&self, name: &str, hits: u64) -> Option<u64> {
        let mut news = self.news.subscribe();
        loop {
            news.borrow_and_update();
            match self.hits(name) {
                Some(count) if count < hits => {}
                done => return done,
            }
            if news.changed().await.is_err() {
                return self.hits(name);
            }
        }
    }

    /// Each fault with its counts.
    pub(crate) fn shown(&self) -> Json {
        let mut state = self.state();
        let notices = state.notices.iter().map(|tally| {
            Json::object([
                ("name", tally.rule.name.as_str().into()),
                ("do", tally.rule.word.into()),
                ("fitting", number(tally.seen)),
                ("hits", number(tally.hits)),
            ])
        });
        let notices = Json::List(notices.collect());
        let rows = state.rules.iter_mut().map(|tally| {
            // Whose caller has gone is stalled no longer.
            tally.stalled.retain(|one| !one.is_closed());
            Json::object([
                ("name", tally.rule.name.as_str().into()),
                ("do", tally.rule.word.into()),
                ("at", tally.rule.at.word().into()),
                ("fitting", number(tally.seen)),
                ("hits", number(tally.hits)),
                ("stalled", number(tally.stalled.len() as u64)),
            ])
        });
        Json::object([("faults", Json::List(rows.collect())), ("notifications", notices)])
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets whoever waits look again.
    pub(crate) fn tell(&self) {
        self.news.send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl State {
    fn of(&mut self, hit: &Hit) -> Option<&mut Tally<Rule>> {
        let current = self.version == hit.version;
        self.rules.get_mut(hit.index).filter(|_| current)
    }
}

impl<R> Tally<R> {
    fn new(rule: R) -> Tally<R> {
        Tally { rule: Arc::new(rule), seen: 0, chosen: 0, hits: 0, stalled: Vec::new() }
    }

    /// Counts one that fits; whether the fault is chosen for it.
    fn turn(&mut self, turn: &Turn, times: Option<u64>, (seed, index): (u64, usize), free: bool) -> bool {
        self.seen += 1;
        let chosen = free && times.is_none_or(|times| self.chosen < times) && turn.is_on(seed, index, self.seen);
        self.chosen += u64::from(chosen);
        chosen
    }
}

impl Turn {
    /// Whether it is the turn of the n-th that fits.
    fn is_on(&self, seed: u64, index: usize, seen: u64) -> bool {
        match (self.every, self.per_million) {
            (Some(every), _) => seen.is_multiple_of(every),
            (None, Some(share)) => drawn(seed, index, seen) < share,
            (None, None) => self.calls.is_empty() || self.calls.contains(&seen),
        }
    }
}

/// A number below a million that follows from the seed.
fn drawn(seed: u64, index: usize, seen: u64) -> u64 {
    let digest = Sha256::digest(format!("{seed}/{index}/{seen}"));
    digest.iter().take(6).fold(0, |number, byte| number << 8 | u64::from(*byte)) % 1_000_000
}

fn number(count: u64) -> Json {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
