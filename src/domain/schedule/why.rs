//! Why a task stands where it does, and how far it can slip, in words.

use super::network::LinkKind;
use super::of_tasks::{Reason, TaskDates};
use super::tick::TICKS_PER_DAY;
use super::time_span::TimeSpan;
use crate::domain::words::quoted;

/// One sentence on why a task is not earlier. `name` gives what the task at a place is called.
pub fn reason(reason: Reason, name: impl Fn(usize) -> String) -> String {
    match reason {
        Reason::PlanStart => "Nothing holds it but the start of the plan.".to_owned(),
        Reason::StatusDate => "It has not happened by the status date.".to_owned(),
        Reason::Wish => "Its planner wants it so.".to_owned(),
        Reason::OwnDates => "Its dates are given, not calculated.".to_owned(),
        Reason::Actual => "It has happened so.".to_owned(),
        Reason::Parts => "It is as long as its parts together.".to_owned(),
        Reason::After { task, kind } => {
            let other = quoted(&name(task));
            match kind {
                LinkKind::FinishToStart => format!("It waits for {other} to finish."),
                LinkKind::StartToStart => format!("It waits for {other} to start."),
                LinkKind::FinishToFinish => format!("It cannot finish before {other} has finished."),
                LinkKind::StartToFinish => format!("It cannot finish before {other} has started."),
            }
        }
    }
}

/// One sentence on how far a task can slip.
pub fn float(dates: &TaskDates) -> String {
    let days = |ticks: i64| TimeSpan::from_ticks(ticks, false).unwrap_or_default().to_string();
    match dates.total_float {
        late if late < 0 => format!("It comes {} too late for what limits it.", days(-late)),
        _ if dates.critical => "Critical: if it slips, the end of the plan does.".to_owned(),
        0 => String::new(),
        float if dates.free_float >= float => format!("It can slip by {} before the end of the plan does.", days(float)),
        float if dates.free_float < TICKS_PER_DAY => format!("It can slip by {} before the end of the plan does, and moves other tasks at once.", days(float)),
        float => format!("It can slip by {} before the end of the plan does, and by {} before other tasks do.", days(float), days(dates.free_float)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Date;

    fn check(total_float: i64, free_float: i64, critical: bool, expected: &str) {
        let day: Date = "2027-05-14".parse().expect("a date");
        let dates = TaskDates {
            start: day,
            finish: day,
            late_start: day,
            late_finish: day,
            total_float: total_float * TICKS_PER_DAY,
            free_float: free_float * TICKS_PER_DAY,
            critical,
            reason: Reason::PlanStart,
        };
        assert_eq!(float(&dates), expected);
    }

    #[test]
    fn float_says_what_slipping_does() {
        check(0, 0, true, "Critical: if it slips, the end of the plan does.");
        check(5, 5, false, "It can slip by 5 days before the end of the plan does.");
        check(5, 0, false, "It can slip by 5 days before the end of the plan does, and moves other tasks at once.");
        check(5, 2, false, "It can slip by 5 days before the end of the plan does, and by 2 days before other tasks do.");
        check(-3, -3, true, "It comes 3 days too late for what limits it.");
    }

    #[test]
    fn a_link_names_the_task_that_is_waited_for() {
        let said = |kind| reason(Reason::After { task: 3, kind }, |place| format!("Task {place}"));
        assert_eq!(said(LinkKind::FinishToStart), "It waits for “Task 3” to finish.");
        assert_eq!(said(LinkKind::StartToFinish), "It cannot finish before “Task 3” has started.");
    }
}
