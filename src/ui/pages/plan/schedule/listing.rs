//! Which milestones and tasks the address asks for, and in which order.

use std::collections::BTreeSet;

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::Rank;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::lateness::{Standing, standing};
use crate::domain::schedule::task::{Task, TaskKind};
use crate::session::search;
use crate::ui::workspace::Workspace;

/// What is shown, by the filters of the address.
pub struct Listing {
    find: String,
    show: String,
    package: String,
    sort: String,
    downwards: bool,
    today: Date,
    /// The tasks that have parts: they are not late, their parts are.
    summaries: BTreeSet<Id<Task>>,
}

impl Listing {
    /// The listing that the address asks for; follows the address and the day.
    pub fn of(ws: Workspace, plan: &TrialPlan) -> Listing {
        let (sort, downwards) = ws.sorting();
        Listing {
            find: ws.filtered("find"),
            show: ws.filtered("show"),
            package: ws.filtered("package"),
            sort,
            downwards,
            today: ws.today.get(),
            summaries: plan.tasks.iter().filter_map(|task| task.parent.clone()).collect(),
        }
    }

    /// Whether the rows have an order of their own.
    pub fn is_sorted(&self) -> bool {
        !self.sort.is_empty()
    }

    /// Whether that order is turned round.
    pub fn is_downwards(&self) -> bool {
        self.downwards
    }

    /// Whether a task is asked for.
    pub fn keeps(&self, task: &Task) -> bool {
        let standing = || standing(task, self.today);
        let wanted = match self.show.as_str() {
            "late" => standing().is_late() && !self.summaries.contains(&task.id),
            "soon" => matches!(standing(), Standing::DueSoon { .. }) && !self.summaries.contains(&task.id),
            "open" => !task.is_done(),
            "done" => task.is_done(),
            "milestones" => task.kind == TaskKind::Milestone,
            _ => true,
        };
        wanted
            && (self.package.is_empty() || task.work_package == self.package)
            && (self.find.is_empty() || search::score(&self.find, &format!("{} {}", task.name, task.owner)).is_some())
    }

    /// What a task is sorted by.
    pub fn rank(&self, task: &Task) -> Rank {
        match self.sort.as_str() {
            "name" => task.name.to_lowercase().into(),
            "owner" => task.owner.to_lowercase().into(),
            "start" => (task.planned_start.is_none(), task.planned_start).into(),
            "finish" => (task.planned_finish.is_none(), task.planned_finish).into(),
            "status" => by_urgency(standing(task, self.today)).into(),
            _ => Rank::First,
        }
    }
}

/// Late first, longest first; done last.
fn by_urgency(standing: Standing) -> (u8, i64) {
    match standing {
        Standing::Overdue { days } => (0, -days),
        Standing::StartOverdue { days } => (1, -days),
        Standing::DueSoon { days } => (2, days),
        Standing::UnderWay => (3, 0),
        Standing::Upcoming => (4, 0),
        Standing::Undated => (5, 0),
        Standing::Done { .. } => (6, 0),
    }
}
