//! Which milestones and tasks the address asks for, and in which order.

use crate::domain::date::Date;
use crate::domain::order::Rank;
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
}

impl Listing {
    /// The listing that the address asks for; follows the address and the day.
    pub fn of(ws: Workspace) -> Listing {
        let (sort, downwards) = ws.sorting();
        Listing { find: ws.filtered("find"), show: ws.filtered("show"), package: ws.filtered("package"), sort, downwards, today: ws.today.get() }
    }

    /// Whether dates, or how far summary tasks have come, have a say in it.
    pub fn goes_by_dates(&self) -> bool {
        !self.show.is_empty() || self.is_sorted()
    }

    /// Whether the rows have an order of their own.
    pub fn is_sorted(&self) -> bool {
        !self.sort.is_empty()
    }

    /// Whether that order is turned round.
    pub fn is_downwards(&self) -> bool {
        self.downwards
    }

    /// Whether a task is asked for. One that has parts is not late, its parts are.
    pub fn keeps(&self, task: &Task, is_summary: bool) -> bool {
        let standing = || standing(task, self.today);
        let wanted = match self.show.as_str() {
            "late" => !is_summary && standing().is_late(),
            "soon" => !is_summary && matches!(standing(), Standing::DueSoon { .. }),
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
