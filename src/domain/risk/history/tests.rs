use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::domain::audit::AuditEntry;
use crate::domain::date::Timestamp;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::risk::register::Risk;
use crate::domain::risk::scale::Level;

const DAY: i64 = 86_400_000;

/// The day on which the plans of these tests were made.
fn first_day() -> Date {
    Timestamp::from_millis(0).date()
}

/// A plan with a register that is edited as a user would, its trail written beside it.
struct Edited(TrialPlan);

impl Edited {
    fn new() -> Edited {
        Edited(TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0)))
    }

    /// An entry on this day, counted from the day on which the plan was made.
    fn write(&mut self, day: i64, changes: Vec<FieldChange>) {
        let revision = self.0.audit.entries().len() as u64 + 1;
        let at = Timestamp::from_millis(day * DAY + 1);
        let entry = AuditEntry { revision, at, who: String::new(), what: String::new(), why: None, changes, previous: None, extra: Extra::default() };
        self.0.audit = self.0.audit.with(entry);
    }

    fn put(&mut self, day: i64, risk: Risk) {
        let before = self.0.risks.get(&risk.id).map(|risk| to_value(risk.as_ref()));
        let (id, after) = (risk.id.to_string(), to_value(&risk));
        let changes = match before {
            None => vec![FieldChange::new("risks", Some(&id), "", None, Some(after))],
            // Whole fields: finer ones are read the same way, which a test of its own shows.
            Some(before) => ["title", "status", "current"]
                .into_iter()
                .filter(|field| before.get(field) != after.get(field))
                .map(|field| FieldChange::new("risks", Some(&id), field, before.get(field).cloned(), after.get(field).cloned()))
                .collect(),
        };
        self.0.risks = self.0.risks.with(risk, None);
        self.write(day, changes);
    }

    fn remove(&mut self, day: i64, id: &str) {
        let Some((rest, gone, _)) = self.0.risks.without(&Id::joined(&[id])) else { return };
        self.0.risks = rest;
        self.write(day, vec![FieldChange::new("risks", Some(id), "", Some(to_value(gone.as_ref())), None)]);
    }
}

fn risk(number: u32, level: u8, status: RiskStatus) -> Risk {
    let mut risk = Risk::new(Id::joined(&[&format!("r{number}")]), number, format!("Risk {number}"));
    risk.current = Level::new(level).map(|level| Score::new(level, level));
    risk.status = status;
    risk
}

fn points(history: &RiskHistory) -> Vec<(i64, Option<u8>)> {
    let level = |step: &Step| step.stood.and_then(|stood| stood.score).map(|score| score.probability.get());
    history.steps.iter().map(|step| (step.from.days_since(first_day()), level(step))).collect()
}

#[test]
fn scores_are_steps_over_the_days_on_which_they_changed() {
    let mut edited = Edited::new();
    edited.put(3, risk(1, 2, RiskStatus::Open));
    edited.put(10, risk(1, 4, RiskStatus::Open));
    edited.put(10, risk(1, 5, RiskStatus::Open));
    edited.put(20, risk(1, 5, RiskStatus::Closed));
    let found = histories(&edited.0);
    assert_eq!(found.iter().map(points).collect::<Vec<_>>(), [[(3, Some(2)), (10, Some(5)), (20, Some(5))]]);
    assert_eq!(found[0].on(first_day().plus_days(9)).and_then(|stood| stood.score).map(|score| score.impact.get()), Some(2));
}

#[test]
fn what_the_trail_never_mentions_began_when_it_was_found() {
    let mut edited = Edited::new();
    let mut old = risk(1, 3, RiskStatus::Open);
    old.found = Some(first_day().plus_days(-30));
    edited.0.risks = edited.0.risks.with(old, None).with(risk(2, 3, RiskStatus::Open), None);
    edited.write(5, vec![FieldChange::new("risks", Some("r2"), "current.probability", Some(json!(1)), Some(json!(3)))]);
    assert_eq!(histories(&edited.0).iter().map(points).collect::<Vec<_>>(), [vec![(-30, Some(3))], vec![(0, Some(1)), (5, Some(3))]]);
}

#[test]
fn a_risk_that_was_taken_out_is_still_in_the_history() {
    let mut edited = Edited::new();
    edited.put(1, risk(1, 3, RiskStatus::Open));
    edited.remove(4, "r1");
    let found = histories(&edited.0);
    assert_eq!((found[0].title.as_str(), found[0].on(first_day().plus_days(4)), found[0].on(first_day().plus_days(3)).is_some()), ("Risk 1", None, true));
}

#[test]
fn entries_that_mean_nothing_here_are_left_alone() {
    let mut edited = Edited::new();
    edited.put(1, risk(1, 3, RiskStatus::Open));
    let strange = |record: Option<&str>, field: &str, before: Value| FieldChange::new("risks", record, field, Some(before), None);
    edited.write(2, vec![FieldChange::new("somethingNew", Some("r1"), "current", None, None), strange(None, "current", json!(7))]);
    edited.write(3, vec![strange(Some("r1"), "a.b.c", json!({})), strange(Some("r1"), "place", json!(4)), strange(Some("gone"), "title", json!("x"))]);
    edited.write(4, vec![strange(Some("r1"), "later", json!([1]))]);
    let found = histories(&edited.0);
    assert_eq!(found.iter().map(points).collect::<Vec<_>>(), [[(1, Some(3))]]);
}

#[derive(Debug, Clone)]
enum Gesture {
    Put(u32, u8, bool),
    Remove(u32),
    Strange(String, Option<String>, String, bool),
}

fn gestures() -> impl Strategy<Value = Vec<(i64, Gesture)>> {
    let gesture = prop_oneof![
        4 => (1..4u32, 0..6u8, any::<bool>()).prop_map(|(number, level, open)| Gesture::Put(number, level, open)),
        1 => (1..4u32).prop_map(Gesture::Remove),
        1 => ("(tasks|risks)", proptest::option::of("r[4-6]"), "[a-c.]{0,4}", any::<bool>()).prop_map(|(section, record, field, before)| Gesture::Strange(section, record, field, before)),
    ];
    proptest::collection::vec((0..5i64, gesture), 0..30)
}

proptest! {
    /// However it was edited: the last step is the register as it stands, and each day's end is how it stood then.
    #[test]
    fn replaying_to_now_gives_the_present(gestures in gestures()) {
        let mut edited = Edited::new();
        let (mut day, mut ends) = (1, BTreeMap::new());
        for (later, gesture) in gestures {
            day += later;
            match gesture {
                Gesture::Put(number, level, open) => edited.put(day, risk(number, level, if open { RiskStatus::Open } else { RiskStatus::Closed })),
                Gesture::Remove(number) => edited.remove(day, &format!("r{number}")),
                Gesture::Strange(section, record, field, before) => {
                    edited.write(day, vec![FieldChange::new(&section, record.as_deref(), &field, before.then(|| json!(1)), None)]);
                }
            }
            let now: BTreeMap<String, Stood> = edited.0.risks.iter().map(|risk| (risk.id.to_string(), Stood { score: risk.current, status: risk.status })).collect();
            ends.insert(day, now);
        }
        let found = histories(&edited.0);
        for (day, expected) in ends {
            let on = first_day().plus_days(day);
            let stood = found.iter().filter(|history| history.number > 0).filter_map(|history| Some((history.id.clone(), history.on(on)?))).collect::<BTreeMap<_, _>>();
            prop_assert_eq!(stood, expected);
        }
    }
}
