//! Filling down: what the first of several tasks says, the others say too.

use super::super::command::Change;
use super::changes;
use crate::domain::choice::choice;
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::schedule::task::{Task, TaskKind};

choice! {
    /// What can be filled down.
    Filled {
        Owner = "owner", "Owner";
        WorkPackage = "workPackage", "Work package";
        Duration = "duration", "Duration and estimate";
        Calendar = "calendar", "Calendar";
        Wish = "wish", "When";
        Deadline = "deadline", "Deadline";
    }
}

/// Gives the others what the first one says. `None` where they say it already. Milestones take no duration.
pub fn filled_down(tasks: &Collection<Task>, chosen: &[Id<Task>], what: Filled) -> Option<Change> {
    let (first, others) = chosen.split_first()?;
    let first = tasks.get(first)?;
    let one = |id: &Id<Task>| {
        let task = tasks.get(id)?;
        let mut filled = Task::clone(task);
        match what {
            Filled::Owner => filled.owner.clone_from(&first.owner),
            Filled::WorkPackage => filled.work_package.clone_from(&first.work_package),
            Filled::Duration if task.kind == TaskKind::Task => (filled.duration, filled.estimate) = (first.duration, first.estimate.clone()),
            Filled::Duration => {}
            Filled::Calendar => filled.calendar.clone_from(&first.calendar),
            Filled::Wish => filled.wish = first.wish,
            Filled::Deadline => filled.deadline = first.deadline,
        }
        (filled != **task).then_some(filled)
    };
    changes(others.iter().filter_map(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schedule::time_span::Duration;

    #[test]
    fn the_others_say_what_the_first_one_says() {
        let first = Task { owner: "Lead".into(), duration: Duration::working_days(5), ..Task::new(Id::joined(&["a"]), "A", TaskKind::Task) };
        let others = [Task::new(Id::joined(&["b"]), "B", TaskKind::Task), Task::new(Id::joined(&["c"]), "C", TaskKind::Milestone)];
        let ids = ["a", "b", "c"].map(|id| Id::joined(&[id]));
        let tasks = Collection::from_records(std::iter::once(first).chain(others).collect()).expect("ids of their own");
        assert!(matches!(filled_down(&tasks, &ids, Filled::Owner), Some(Change::Several(both)) if both.len() == 2));
        assert!(matches!(filled_down(&tasks, &ids, Filled::Duration), Some(Change::Tasks(_))), "a milestone takes no time");
        assert_eq!(filled_down(&tasks, &ids[..1], Filled::Owner), None);
        assert_eq!(filled_down(&tasks, &ids, Filled::Deadline), None);
    }
}
