//! What a plan calls the parts of the precedence network that the kernel calculates.

use trialwright_kernel::network::Ends;
use trialwright_kernel::network::work_table::{Exception, WorkTable};

use super::calendar::{CalendarException, Weekday, WorkWeek};
use super::tick::day_number;
use crate::domain::choice::{Choice, choice};

choice! {
    /// Which ends a link joins: the first word names the predecessor's, the last the successor's.
    LinkKind {
        FinishToStart = "finishToStart", "Finish to start";
        StartToStart = "startToStart", "Start to start";
        FinishToFinish = "finishToFinish", "Finish to finish";
        StartToFinish = "startToFinish", "Start to finish";
    }
}

// The list of choices has no place for a mark at one of them.
#[allow(clippy::derivable_impls)]
impl Default for LinkKind {
    fn default() -> LinkKind {
        LinkKind::FinishToStart
    }
}

impl LinkKind {
    /// The same in the network.
    pub fn ends(self) -> Ends {
        match self {
            LinkKind::FinishToStart => Ends::FinishToStart,
            LinkKind::StartToStart => Ends::StartToStart,
            LinkKind::FinishToFinish => Ends::FinishToFinish,
            LinkKind::StartToFinish => Ends::StartToFinish,
        }
    }

    /// What the network joins so.
    pub fn joining(ends: Ends) -> LinkKind {
        match ends {
            Ends::FinishToStart => LinkKind::FinishToStart,
            Ends::StartToStart => LinkKind::StartToStart,
            Ends::FinishToFinish => LinkKind::FinishToFinish,
            Ends::StartToFinish => LinkKind::StartToFinish,
        }
    }
}

/// The table of a week with its exceptions, of which the later hold where they overlap.
pub fn work_table(week: WorkWeek, exceptions: &[CalendarException]) -> WorkTable {
    let worked = std::array::from_fn(|place| Weekday::ALL.get(place).is_some_and(|day| week.works(*day)));
    let exception = |own: &CalendarException| Exception { first: day_number(own.first), last: day_number(own.last), worked: own.worked };
    WorkTable::new(worked, &exceptions.iter().map(exception).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::schedule::tick::{TICKS_PER_DAY, start_of};

    #[test]
    fn a_link_comes_back_from_the_network_as_it_went() {
        assert!(LinkKind::ALL.iter().all(|kind| LinkKind::joining(kind.ends()) == *kind));
    }

    #[test]
    fn a_calendar_keeps_its_week_and_its_exceptions() {
        let date = |text: &str| text.parse().expect("a date");
        let free =
            CalendarException { name: "Whit Monday".to_owned(), first: date("2027-05-17"), last: date("2027-05-17"), worked: false, extra: Extra::default() };
        let table = work_table(WorkWeek::MONDAY_TO_FRIDAY, &[free]);
        let worked = table.position(start_of(date("2027-05-22"))) - table.position(start_of(date("2027-05-14")));
        assert_eq!(worked, 5 * TICKS_PER_DAY, "Friday, and Tuesday to Friday");
    }
}
