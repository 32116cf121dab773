//! Changes to who keeps which duty that touch more than one record, and the library of a sponsor's duties to begin from.
//!
//! The library is a file of the page, `public/start/duties.json`, read when it is asked for; its words are our own, and each duty says
//! where ICH E6(R3) lays it down. It names no holder: who takes what is a matter of one contract.

use serde::Serialize;
use trialwright_macros::Read;

use super::command::{Change, Edit};
use crate::domain::id::{Id, IdMaker};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::{Duty, DutyHolder};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::wire::{WireFault, from_text};

/// The name of its file, without the ending.
pub const FILE: &str = "duties";

/// The library.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
pub struct DutyLibrary {
    /// The duties, in the order in which they are offered.
    pub duties: Vec<LibraryDuty>,
}

/// A duty of sponsors.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
pub struct LibraryDuty {
    /// The duty.
    pub name: String,
    /// What it belongs to.
    pub area: String,
    /// Where it is laid down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Whether it stays with the sponsor in any case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retained: bool,
    /// How sponsors usually see that it is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub oversight: String,
}

impl DutyLibrary {
    /// The library of a file's text.
    pub fn read(text: &str) -> Result<DutyLibrary, WireFault> {
        from_text(text)
    }

    /// The duties that an evaluation does not list yet, by their names.
    pub fn missing<'a>(&'a self, evaluation: &PartnerEvaluation) -> Vec<&'a LibraryDuty> {
        let is_in = |name: &str| evaluation.duties.iter().any(|duty| duty.name.trim().eq_ignore_ascii_case(name.trim()));
        self.duties.iter().filter(|duty| !is_in(&duty.name)).collect()
    }
}

/// To whom duties are given.
#[derive(Debug, Clone, PartialEq)]
pub enum Taker {
    /// The sponsor keeps them: nobody else in question holds anything of them.
    Sponsor,
    /// A candidate takes all of them.
    Candidate(Id<Candidate>),
    /// Somebody else does, by name.
    Party(String),
}

/// Adds these duties of the library, as one change; `None` where there are none.
pub fn added(duties: &[&LibraryDuty], ids: &mut IdMaker) -> Option<Change> {
    let made = duties.iter().map(|entry| Duty {
        area: entry.area.clone(),
        reference: entry.reference.clone(),
        retained: entry.retained,
        // How it is overseen is proposed where somebody takes it; until then there is nothing to oversee.
        oversight: entry.oversight.clone(),
        ..Duty::new(ids.make(), &entry.name)
    });
    let puts: Vec<Change> = made.map(|duty| Change::Duties(Edit::put(duty))).collect();
    (!puts.is_empty()).then_some(Change::Several(puts))
}

/// Gives these duties to one taker, as one change with the number of duties that it changes; `None` where nothing changes. Holders
/// that are other candidates than the one in question (`partner`) are alternatives and stay. Whoever holds a duty already keeps its
/// part and its agreement, which is written anew only where one is given, and those who hold the other parts stay. Duties that cannot
/// be transferred are left alone, unless the sponsor takes them.
pub fn assigned(
    evaluation: &PartnerEvaluation,
    duties: &[Id<Duty>],
    taker: &Taker,
    agreement: &str,
    partner: Option<&Id<Candidate>>,
) -> Option<(Change, usize)> {
    let agreement = agreement.trim();
    let new = match taker {
        Taker::Sponsor => None,
        Taker::Candidate(candidate) => Some(DutyHolder::candidate(candidate.clone())),
        Taker::Party(name) => Some(DutyHolder::party(name.trim())),
    };
    let is_taker = |holder: &DutyHolder| match taker {
        Taker::Sponsor => false,
        Taker::Candidate(taker) => holder.candidate.as_ref() == Some(taker),
        Taker::Party(name) => holder.candidate.is_none() && holder.party.trim().eq_ignore_ascii_case(name.trim()),
    };
    let is_alternative = |holder: &DutyHolder| match (&holder.candidate, taker) {
        (Some(candidate), Taker::Candidate(taker)) => candidate != taker,
        (Some(candidate), _) => partner != Some(candidate),
        (None, _) => false,
    };
    let puts = duties.iter().filter_map(|id| evaluation.duties.get(id)).filter(|duty| !duty.retained || *taker == Taker::Sponsor).filter_map(|duty| {
        let mut next = Duty::clone(duty);
        let held: Vec<&DutyHolder> = duty.holders.iter().filter(|holder| is_taker(holder)).collect();
        // Of a duty that the taker holds in part, others hold the rest.
        if held.is_empty() || held.iter().any(|holder| holder.takes_all()) {
            next.holders.retain(|holder| is_taker(holder) || is_alternative(holder));
        }
        if held.is_empty() {
            next.holders.extend(new.clone().map(|holder| DutyHolder { agreement: agreement.to_owned(), ..holder }));
            // The sponsor's part was said of the split before; where nobody comes or goes, that stands.
            next.shared &= next.holders == duty.holders;
        } else if !agreement.is_empty() {
            next.holders.iter_mut().filter(|holder| is_taker(holder)).for_each(|holder| agreement.clone_into(&mut holder.agreement));
        }
        (next != **duty).then(|| Change::Duties(Edit::put(next)))
    });
    let puts: Vec<Change> = puts.collect();
    let number = puts.len();
    (number > 0).then_some((Change::Several(puts), number))
}

/// Takes these duties out, as one change; `None` where there are none.
pub fn removed(evaluation: &PartnerEvaluation, duties: &[Id<Duty>]) -> Option<Change> {
    let gone: Vec<Change> = duties.iter().filter(|id| evaluation.duties.get(id).is_some()).map(|id| Change::Duties(Edit::Remove { id: id.clone() })).collect();
    (!gone.is_empty()).then_some(Change::Several(gone))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::partner::trial_run::evaluation;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn library() -> DutyLibrary {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/start").join(FILE).with_extension("json");
        DutyLibrary::read(&std::fs::read_to_string(path).expect("the file")).expect("the library")
    }

    fn done(evaluation: &PartnerEvaluation, change: Change) -> PartnerEvaluation {
        let command = Command { at: Timestamp::from_millis(0), who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&Document::Evaluation(Box::new(evaluation.clone())), &command).expect("it applies");
        applied.document.evaluation().expect("still one").clone()
    }

    fn duty(name: &str, holders: Vec<DutyHolder>) -> Duty {
        Duty { holders, ..Duty::new(Id::joined(&[name]), name) }
    }

    fn told(evaluation: &PartnerEvaluation) -> Vec<String> {
        let holder = |holder: &DutyHolder| format!("{}{}", holder.candidate.as_ref().map_or(holder.party.clone(), ToString::to_string), holder.part);
        evaluation.duties.iter().map(|duty| format!("{}: {}", duty.name, duty.holders.iter().map(holder).collect::<Vec<_>>().join(","))).collect()
    }

    #[test]
    fn the_library_is_complete_and_every_duty_stands_once() {
        let library = library();
        assert!((40..=60).contains(&library.duties.len()), "{}", library.duties.len());
        let names: BTreeSet<String> = library.duties.iter().map(|duty| duty.name.to_lowercase()).collect();
        assert_eq!(names.len(), library.duties.len());
        for duty in &library.duties {
            assert!([&duty.name, &duty.area, &duty.oversight].iter().all(|text| !text.trim().is_empty()) || duty.retained, "{}", duty.name);
            assert!(duty.reference.is_empty() || duty.reference.starts_with("ICH E6(R3) "), "{}", duty.reference);
        }
        let mut areas: Vec<&str> = library.duties.iter().map(|duty| duty.area.as_str()).collect();
        areas.dedup();
        assert_eq!(areas.iter().collect::<BTreeSet<_>>().len(), areas.len(), "duties of an area stand together: {areas:?}");
        assert!(areas.len() >= 10 && library.duties.iter().any(|duty| duty.retained));
    }

    #[test]
    fn what_is_added_is_one_step_and_is_known_again() {
        let (library, before) = (library(), evaluation(&[], &[], 1));
        assert_eq!(library.missing(&before).len(), library.duties.len());
        let after = done(&before, added(&library.missing(&before), &mut IdMaker::new([7; 16])).expect("a change"));
        assert_eq!((after.duties.len(), after.audit.entries().len(), library.missing(&after).len()), (library.duties.len(), 1, 0));
        assert_eq!(added(&[], &mut IdMaker::new([7; 16])), None);
    }

    #[test]
    fn an_area_is_assigned_as_one_step_and_alternatives_stay() {
        let candidate = |name: &str| Id::<Candidate>::joined(&[name]);
        let mut before = evaluation(&[], &[], 2);
        for made in
            [duty("a", vec![DutyHolder::candidate(candidate("c1")), DutyHolder::party("lab")]), duty("b", vec![]), Duty { retained: true, ..duty("c", vec![]) }]
        {
            before.duties = before.duties.with(made, None);
        }
        let all: Vec<Id<Duty>> = before.duties.iter().map(|duty| duty.id.clone()).collect();
        let given = |evaluation: &PartnerEvaluation, taker: &Taker| {
            assigned(evaluation, &all, taker, " Work order 1 ", Some(&candidate("c0"))).map(|(change, number)| {
                assert_eq!(number, 2, "the third cannot be transferred");
                change
            })
        };
        let to_candidate = done(&before, given(&before, &Taker::Candidate(candidate("c0"))).expect("a change"));
        assert_eq!(told(&to_candidate), ["a: c1,c0", "b: c0", "c: "]);
        assert_eq!(to_candidate.audit.entries().len(), 1);
        assert!(
            to_candidate
                .duties
                .iter()
                .flat_map(|duty| &duty.holders)
                .filter(|holder| holder.candidate == Some(candidate("c0")))
                .all(|holder| holder.agreement == "Work order 1")
        );
        assert_eq!(given(&to_candidate, &Taker::Candidate(candidate("c0"))), None);
        let to_party = done(&to_candidate, given(&to_candidate, &Taker::Party("lab".into())).expect("a change"));
        assert_eq!(told(&to_party), ["a: c1,lab", "b: lab", "c: "]);
        let kept = done(&to_party, given(&to_party, &Taker::Sponsor).expect("a change"));
        assert_eq!(told(&kept), ["a: c1", "b: ", "c: "]);
        assert_eq!(done(&kept, removed(&kept, &all).expect("a change")).duties.len(), 0);
        assert_eq!(removed(&kept, &[]), None);
    }

    #[test]
    fn whoever_holds_a_duty_already_keeps_its_part_and_its_agreement() {
        let partner = Id::<Candidate>::joined(&["c0"]);
        let holder = |part: &str, agreement: &str| DutyHolder { part: part.into(), agreement: agreement.into(), ..DutyHolder::candidate(partner.clone()) };
        let lab = |part: &str| DutyHolder { part: part.into(), agreement: "Laboratory agreement".into(), ..DutyHolder::party("Lab") };
        let mut before = evaluation(&[], &[], 2);
        for made in [
            duty("whole", vec![holder("", "Work order 1"), lab("")]),
            Duty { shared: true, ..duty("part", vec![lab("samples"), holder("visits", "Work order 2")]) },
            Duty { retained: true, ..duty("retained", vec![holder("", "Work order 3")]) },
            duty("new", vec![]),
        ] {
            before.duties = before.duties.with(made, None);
        }
        let all: Vec<Id<Duty>> = before.duties.iter().map(|duty| duty.id.clone()).collect();
        let given = |evaluation: &PartnerEvaluation, taker: &Taker, agreement: &str| {
            let (change, number) = assigned(evaluation, &all, taker, agreement, Some(&partner))?;
            Some((done(evaluation, change), number))
        };
        let written = |evaluation: &PartnerEvaluation| {
            let one = |holder: &DutyHolder| format!("{}{}", if holder.candidate.is_some() { "" } else { "lab, " }, holder.agreement);
            evaluation.duties.iter().map(|duty| duty.holders.iter().map(one).collect::<Vec<_>>().join("; ")).collect::<Vec<_>>()
        };
        let to_partner = Taker::Candidate(partner.clone());
        let (after, number) = given(&before, &to_partner, " ").expect("a change");
        assert_eq!((told(&after), number), (["whole: c0", "part: Labsamples,c0visits", "retained: c0", "new: c0"].map(String::from).into(), 2));
        assert_eq!(written(&after), ["Work order 1", "lab, Laboratory agreement; Work order 2", "Work order 3", ""]);
        assert_eq!(after.duties.iter().map(|duty| duty.shared).collect::<Vec<_>>(), [false, true, false, false]);
        assert_eq!(given(&after, &to_partner, ""), None);
        let (after, number) = given(&after, &to_partner, "Work order 9").expect("a change");
        assert_eq!(
            (written(&after), number),
            (["Work order 9", "lab, Laboratory agreement; Work order 9", "Work order 3", "Work order 9"].map(String::from).into(), 3)
        );
        // A party is known by its name, however it is written.
        let (after, number) = given(&after, &Taker::Party("lab".into()), "").expect("a change");
        assert_eq!((told(&after), number), (["whole: lab", "part: Labsamples,c0visits", "retained: c0", "new: lab"].map(String::from).into(), 2));
        let (after, number) = given(&after, &Taker::Sponsor, "").expect("a change");
        assert_eq!((told(&after), number), (["whole: ", "part: ", "retained: ", "new: "].map(String::from).into(), 4));
        assert!(after.duties.iter().all(|duty| !duty.shared));
        assert_eq!(given(&after, &Taker::Sponsor, ""), None);
    }
}
