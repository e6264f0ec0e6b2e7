//! Every step of a mandate, legal or not, from every state, against the store.

use super::life::advance;
use super::rows::{MandateRow, NoticeRow};
use crate::clock::Moment;
use crate::config::Config;
use crate::fault::{CONFLICT, Fault};
use crate::ledger::Desk;
use crate::states::{DebitNotice, Machine, Mandate, MandateEvent, step};
use crate::store;

const NOW: Moment = Moment(1_795_408_200_000);

fn stored(status: Mandate) -> MandateRow {
    let (reference_id, name) = ("M1".to_string(), "Example Store".to_string());
    MandateRow {
        mandate_id: "MD1".to_string(),
        merchant: "m".to_string(),
        reference_id,
        umn: None,
        status,
        amount: 500.into(),
        amount_rule: "MAX".to_string(),
        payer_name: "Asha".to_string(),
        payer_vpa: "asha@okbank".to_string(),
        payer_account: "XXXXX6789".to_string(),
        account_validation: false,
        name,
        block_fund: false,
        period: "MONTHLY".to_string(),
        rule: "ON".to_string(),
        value: 5,
        starts: NOW,
        ends: NOW.plus_seconds(86_400 * 90),
        url: None,
        description: None,
        created: NOW,
        modified: NOW,
        decide_by: NOW.plus_seconds(60),
        approved: None,
        paused: None,
        resumes: None,
        new_amount: Some(400.into()),
        new_ends: None,
        new_description: None,
        next_debit: None,
    }
}

fn notice() -> NoticeRow {
    NoticeRow {
        notice_id: "PDN1".to_string(),
        mandate_id: "MD1".to_string(),
        amount: 450.into(),
        day: "2026-12-05".to_string(),
        over: NOW.plus_seconds(86_400 * 13),
        cycle: "2026-12-01".to_string(),
        status: DebitNotice::Sent,
        created: NOW,
    }
}

#[test]
fn every_illegal_step_is_refused_and_changes_nothing() {
    let config = Config { seed: Some(1), ..Config::default() };
    for from in Mandate::STATES {
        for on in Mandate::EVENTS {
            let db = store::open(&config).expect("a store");
            let desk = Desk {
                db: &db,
                config: &config,
                url: "",
                faults: &crate::plan::live::Faults::new(Default::default()),
                now: NOW,
            };
            let mut mandate = stored(*from);
            mandate.save(&db).expect("a mandate");
            notice().insert(&db).expect("a notice");
            let moved = advance(&desk, &mut mandate, *on);
            let after = MandateRow::by_id(&db, "MD1").expect("read").expect("there");
            let open = NoticeRow::all(&db, "status = 'SENT'", []).expect("read").len();
            let steps: i64 = db
                .query_row("SELECT count(*) FROM history WHERE kind = 'mandate'", [], |row| row.get(0))
                .expect("a count");
            match step(*from, *on) {
                None => {
                    let refused = matches!(moved, Err(Fault::Refused(ref refusal)) if refusal.code == CONFLICT);
                    assert!(refused, "{from:?} + {on:?}");
                    assert_eq!((after.status, steps, open), (*from, 0, 1), "{from:?} + {on:?}");
                }
                Some(to) => {
                    assert!(moved.is_ok(), "{from:?} + {on:?}");
                    assert_eq!((after.status, steps), (to, 1), "{from:?} + {on:?}");
                    // A notice outlives a pause, not an end, and not terms that it does not fit.
                    let lowered = *from == Mandate::UpdatePending && *on == MandateEvent::Approve;
                    let stands = (to.takes_debits() || to == Mandate::Paused) && !lowered;
                    assert_eq!(open == 1, stands, "{from:?} + {on:?}");
                    assert_eq!(after.amount == 400.into(), lowered, "{from:?} + {on:?}");
                    assert_eq!(after.umn.is_some(), *from == Mandate::Pending && to == Mandate::Active);
                }
            }
        }
    }
}
