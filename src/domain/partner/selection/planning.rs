//! Planned dates of the steps, counted in calendar days from what each usually takes.
//!
//! Steps that are done keep their dates, and what comes after is counted from them. Nobody signs on a Sunday: a date that
//! falls on a weekend moves on to Monday when dates are counted forward, and back to Friday when they are counted backward.
//!
//! Limits: public holidays are not known here.

use super::SelectionStep;
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::id::Id;

/// The dates of the open steps, if the first of them is begun on `start`.
pub fn forward(steps: &Collection<SelectionStep>, start: Date) -> Vec<(Id<SelectionStep>, Date)> {
    let mut day = start;
    let mut dates = Vec::new();
    for step in steps.iter() {
        day = match step.done {
            Some(done) => done.max(day),
            None => {
                let due = weekday_after(day.plus_days(step.days.into()));
                dates.push((step.id.clone(), due));
                due
            }
        };
    }
    dates
}

/// The dates of the open steps, if the decision is made on `due`: the steps before it are counted back, those after it
/// forward. Where no step is the decision, the last one is.
pub fn backward(steps: &Collection<SelectionStep>, due: Date) -> Vec<(Id<SelectionStep>, Date)> {
    let all: Vec<&SelectionStep> = steps.iter().map(AsRef::as_ref).collect();
    let Some(decision) = decision_place(&all) else { return Vec::new() };
    let mut before = Vec::new();
    let mut day = due;
    for (place, step) in all.iter().enumerate().take(decision + 1).rev() {
        if place < decision {
            day = weekday_before(day);
        }
        before.push((step.id.clone(), day, step.done));
        day = day.plus_days(-i64::from(step.days));
    }
    before.reverse();
    let mut day = due;
    let mut after = Vec::new();
    for step in all.iter().skip(decision + 1) {
        day = weekday_after(day.plus_days(step.days.into()));
        after.push((step.id.clone(), day, step.done));
    }
    before.into_iter().chain(after).filter(|(_, _, done)| done.is_none()).map(|(id, day, _)| (id, day)).collect()
}

/// The day on which the open steps up to the decision must be begun so that it is made on `due`; `None` where none is open.
pub fn must_begin(steps: &Collection<SelectionStep>, due: Date) -> Option<Date> {
    let (first, day) = backward(steps, due).into_iter().next()?;
    let step = steps.get(&first)?;
    let all: Vec<&SelectionStep> = steps.iter().map(AsRef::as_ref).collect();
    (steps.place(&first)? <= decision_place(&all)?).then(|| day.plus_days(-i64::from(step.days)))
}

/// Which step is the decision: the first that says so, or else the last.
pub(super) fn decision_place(steps: &[&SelectionStep]) -> Option<usize> {
    steps.iter().position(|step| step.decides).or(steps.len().checked_sub(1))
}

fn weekday_after(date: Date) -> Date {
    date.plus_days(match days_into_week(date) {
        5 => 2,
        6 => 1,
        _ => 0,
    })
}

fn weekday_before(date: Date) -> Date {
    date.plus_days((4 - days_into_week(date)).min(0))
}

/// 0 for a Monday, 6 for a Sunday.
fn days_into_week(date: Date) -> i64 {
    date.days_since(Date::EARLIEST).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps `s0`, `s1`, … of these days; `!` after the number marks the decision, a date what was done then.
    fn steps(written: &str) -> Collection<SelectionStep> {
        let step = |(place, text): (usize, &str)| {
            let (days, done) = text.split_once('@').map_or((text, None), |(days, done)| (days, Some(done.parse().expect("a date"))));
            let mut step = SelectionStep::new(Id::joined(&[&format!("s{place}")]), format!("Step {place}"));
            (step.decides, step.done) = (days.ends_with('!'), done);
            step.days = days.trim_end_matches('!').parse().expect("days");
            step
        };
        Collection::from_records(written.split(' ').enumerate().map(step).collect()).expect("ids differ")
    }

    fn written(dates: &[(Id<SelectionStep>, Date)]) -> String {
        dates.iter().map(|(id, date)| format!("{id} {}", date.iso())).collect::<Vec<_>>().join(", ")
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn forward_counts_from_the_start_and_skips_weekends() {
        // 2 November 2026 is a Monday; 14 November a Saturday.
        assert_eq!(written(&forward(&steps("7 5 3"), day("2026-11-02"))), "s0 2026-11-09, s1 2026-11-16, s2 2026-11-19");
        assert_eq!(written(&forward(&steps("7@2026-11-06 5 3"), day("2026-11-02"))), "s1 2026-11-11, s2 2026-11-16");
        assert_eq!(written(&forward(&Collection::new(), day("2026-11-02"))), "");
    }

    #[test]
    fn backward_ends_with_the_decision_and_goes_on_after_it() {
        // 11 December 2026 is a Friday.
        assert_eq!(written(&backward(&steps("7 6 5! 10"), day("2026-12-11"))), "s0 2026-11-27, s1 2026-12-04, s2 2026-12-11, s3 2026-12-21");
        assert_eq!(written(&backward(&steps("7 6 5"), day("2026-12-11"))), "s0 2026-11-27, s1 2026-12-04, s2 2026-12-11");
        // The decision stays on its day, even on a Sunday.
        assert_eq!(written(&backward(&steps("7@2026-12-01 5!"), day("2026-12-13"))), "s1 2026-12-13");
    }

    #[test]
    fn the_first_open_step_says_when_to_begin() {
        assert_eq!(must_begin(&steps("7 6 5! 10"), day("2026-12-11")), Some(day("2026-11-20")));
        assert_eq!(must_begin(&steps("7@2026-11-06 5!@2026-11-10 10"), day("2026-12-11")), None, "the decision is made");
        assert_eq!(must_begin(&Collection::new(), day("2026-12-11")), None);
    }
}
