//! What is late, what is due, what comes next: read from planned dates, progress and today.

use super::task::{Progress, Task, TaskKind};
use crate::domain::date::Date;

/// Days ahead that count as soon.
pub const SOON_DAYS: i64 = 14;

/// Where a task stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Finished; `late_by` is days after its planned finish, negative where it was early, `None` without a plan.
    Done {
        /// Days after the planned finish.
        late_by: Option<i64>,
    },
    /// Its planned finish has passed.
    Overdue {
        /// Days since the planned finish.
        days: i64,
    },
    /// Its planned start has passed and nobody has begun.
    StartOverdue {
        /// Days since the planned start.
        days: i64,
    },
    /// It finishes within [`SOON_DAYS`].
    DueSoon {
        /// Days until the planned finish.
        days: i64,
    },
    /// Under way, and its finish is further off.
    UnderWay,
    /// Still to come.
    Upcoming,
    /// It has no planned finish.
    Undated,
}

impl Standing {
    /// Whether something should have happened and has not.
    pub fn is_late(self) -> bool {
        matches!(self, Standing::Overdue { .. } | Standing::StartOverdue { .. })
    }
}

/// Where `task` stands on `today`. A task is late from the day after its planned finish, or its planned start.
pub fn standing(task: &Task, today: Date) -> Standing {
    standing_on(task, task.planned_start, task.planned_finish, today)
}

/// The same of a task with these days in the place of its planned ones.
pub fn standing_on(task: &Task, start: Option<Date>, finish: Option<Date>, today: Date) -> Standing {
    if let Some(done) = task.done_on() {
        return Standing::Done { late_by: finish.map(|planned| done.days_since(planned)) };
    }
    let Some(finish) = finish else {
        return Standing::Undated;
    };
    let days = finish.days_since(today);
    let started = matches!(task.progress, Progress::Started { .. });
    match start {
        _ if days < 0 => Standing::Overdue { days: -days },
        Some(start) if start < today && !started && task.kind == TaskKind::Task => Standing::StartOverdue { days: today.days_since(start) },
        _ if days <= SOON_DAYS => Standing::DueSoon { days },
        _ if started => Standing::UnderWay,
        _ => Standing::Upcoming,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;

    fn check(start: &str, finish: &str, progress: Progress, expected: Standing) {
        let today = "2027-05-14".parse().expect("a date");
        let mut task = Task::new(Id::joined(&["t"]), "Submit", TaskKind::Task);
        task.planned_start = start.parse().ok();
        task.planned_finish = finish.parse().ok();
        task.progress = progress;
        assert_eq!(standing(&task, today), expected, "{start} to {finish}, {progress:?}");
    }

    #[test]
    fn a_task_is_late_from_the_day_after_its_planned_finish() {
        check("2027-05-01", "2027-05-14", started(), Standing::DueSoon { days: 0 });
        check("2027-05-01", "2027-05-13", started(), Standing::Overdue { days: 1 });
    }

    #[test]
    fn a_task_nobody_has_begun_is_late_before_its_finish() {
        check("2027-05-04", "2027-07-30", Progress::NotStarted, Standing::StartOverdue { days: 10 });
        check("2027-05-04", "2027-07-30", started(), Standing::UnderWay);
        check("2027-06-04", "2027-07-30", Progress::NotStarted, Standing::Upcoming);
    }

    #[test]
    fn a_finished_task_says_how_late_it_was() {
        check("", "2027-05-01", Progress::Done { on: "2027-05-04".parse().expect("a date"), since: None }, Standing::Done { late_by: Some(3) });
        check("", "", Progress::NotStarted, Standing::Undated);
    }

    fn started() -> Progress {
        Progress::Started { on: "2027-05-01".parse().expect("a date"), remaining: None }
    }
}
