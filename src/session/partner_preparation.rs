//! Changes that prepare a choice: what was found of a knock-out, an answer on the kind of partner, planned steps.
//!
//! Each gives one [`Change`], so each is one undo step and one audit entry.

use super::command::{Change, Edit};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::knockout::board::BoardCell;
use crate::domain::partner::knockout::{KnockoutOutcome, KnockoutResult};
use crate::domain::partner::selection::SelectionStep;

/// Changes what stands in a cell of the knock-outs, whether or not there is a result yet; `None` where there was nothing and
/// stays nothing.
pub fn write_result(evaluation: &PartnerEvaluation, cell: &BoardCell, write: impl FnOnce(&mut KnockoutResult)) -> Option<Change> {
    let id = cell.key();
    let before = evaluation.knockout_results.get(&id);
    let mut result = before.map_or_else(|| KnockoutResult::open(cell.knockout.clone(), cell.candidate.clone()), |result| KnockoutResult::clone(result));
    write(&mut result);
    match (before, result.says_nothing()) {
        (None, true) => None,
        (Some(_), true) => Some(Change::KnockoutResults(Edit::Remove { id })),
        (Some(before), false) if **before == result => None,
        (_, false) => Some(Change::KnockoutResults(Edit::put(result))),
    }
}

/// Notes what came of a knock-out, on the day on which it is noted; `None` opens it again and leaves the evidence.
pub fn set_outcome(evaluation: &PartnerEvaluation, cell: &BoardCell, outcome: Option<KnockoutOutcome>, today: Date) -> Option<Change> {
    write_result(evaluation, cell, |result| {
        if result.outcome != outcome {
            result.on = outcome.map(|_| today);
        }
        result.outcome = outcome;
    })
}

/// Gives steps to the contract their planned dates; `None` where they have them.
pub fn planned(evaluation: &PartnerEvaluation, dates: &[(Id<SelectionStep>, Date)]) -> Option<Change> {
    let moved = dates.iter().filter_map(|(id, date)| {
        let step = evaluation.selection_steps.get(id).filter(|step| step.planned != Some(*date))?;
        Some(Change::SelectionSteps(Edit::put(SelectionStep { planned: Some(*date), ..SelectionStep::clone(step) })))
    });
    let changes: Vec<Change> = moved.collect();
    if changes.is_empty() { None } else { Some(Change::Several(changes)) }
}

/// Makes one step the decision, or none; `None` where it is so.
pub fn decides(evaluation: &PartnerEvaluation, id: Option<&Id<SelectionStep>>) -> Option<Change> {
    let wanted = |step: &SelectionStep| Some(&step.id) == id;
    let changed = evaluation.selection_steps.iter().filter(|step| step.decides != wanted(step));
    let put = |step: &SelectionStep| Change::SelectionSteps(Edit::put(SelectionStep { decides: wanted(step), ..step.clone() }));
    let changes: Vec<Change> = changed.map(|step| put(step)).collect();
    if changes.is_empty() { None } else { Some(Change::Several(changes)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::partner::knockout::Knockout;
    use crate::domain::partner::trial_run::evaluation;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn done(evaluation: &PartnerEvaluation, change: Option<Change>) -> PartnerEvaluation {
        let command = Command { at: Timestamp::from_millis(1), who: String::new(), why: None, origin: Origin::Edit, change: change.expect("a change") };
        apply(&Document::Evaluation(Box::new(evaluation.clone())), &command).expect("applies").document.evaluation().expect("one").clone()
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn an_outcome_is_dated_and_what_says_nothing_any_more_is_removed() {
        let mut before = evaluation(&["a"], &[1.0], 2);
        before.knockouts = before.knockouts.with(Knockout::new(Id::joined(&["o"]), "Right to audit"), None);
        let cell = BoardCell { knockout: Id::joined(&["o"]), candidate: Id::joined(&["c0"]) };
        let today = day("2026-11-22");
        assert_eq!(set_outcome(&before, &cell, None, today), None);
        let failed = done(&before, set_outcome(&before, &cell, Some(KnockoutOutcome::Fail), today));
        let result = failed.knockout_results.get(&cell.key()).expect("there");
        assert_eq!((result.on, failed.running().count()), (Some(today), 1));
        assert_eq!(set_outcome(&failed, &cell, Some(KnockoutOutcome::Fail), day("2027-01-01")), None, "the day of an outcome stays while it does");
        let noted = done(&failed, write_result(&failed, &cell, |result| result.evidence = "Draft contract, clause 9".into()));
        let opened = done(&noted, set_outcome(&noted, &cell, None, today));
        assert_eq!(opened.knockout_results.get(&cell.key()).map(|result| (result.on, result.evidence.as_str())), Some((None, "Draft contract, clause 9")));
        let gone = done(&opened, write_result(&opened, &cell, |result| result.evidence.clear()));
        assert_eq!((gone.knockout_results.len(), gone.running().count()), (0, 2));
    }

    #[test]
    fn steps_take_their_dates_as_one_edit_and_one_of_them_decides() {
        let mut before = evaluation(&["a"], &[1.0], 0);
        for name in ["s0", "s1"] {
            before.selection_steps = before.selection_steps.with(SelectionStep::new(Id::joined(&[name]), name), None);
        }
        let dates = [(Id::joined(&["s0"]), day("2026-12-01")), (Id::joined(&["s1"]), day("2026-12-04")), (Id::joined(&["s9"]), day("2026-12-04"))];
        let after = done(&before, planned(&before, &dates));
        assert_eq!(after.selection_steps.iter().map(|step| step.planned).collect::<Vec<_>>(), [Some(day("2026-12-01")), Some(day("2026-12-04"))]);
        assert_eq!((planned(&after, &dates), after.audit.entries().len()), (None, 1));
        let first = done(&after, decides(&after, Some(&Id::joined(&["s0"]))));
        let second = done(&first, decides(&first, Some(&Id::joined(&["s1"]))));
        assert_eq!(second.selection_steps.iter().map(|step| step.decides).collect::<Vec<_>>(), [false, true]);
        assert_eq!(decides(&second, Some(&Id::joined(&["s1"]))), None);
        assert!(done(&second, decides(&second, None)).selection_steps.iter().all(|step| !step.decides));
    }
}
