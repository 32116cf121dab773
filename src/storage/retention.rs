//! Which earlier versions of a document are kept: the last three, the last of each of seven days, and the last of each
//! of four weeks.
//!
//! Days and weeks count where there is a version of them, and not back from today: a holiday costs no version, and a
//! clock that was set wrong costs none either.

use std::collections::BTreeSet;

use crate::domain::date::Timestamp;

/// How many versions are kept whatever their age.
pub const LAST: usize = 3;

/// Of how many days the last version is kept.
pub const DAYS: usize = 7;

/// Of how many weeks, Monday to Sunday, the last version is kept.
pub const WEEKS: usize = 4;

/// Whether each version is kept. They are given by the moment of their last change, the newest first; days are UTC's.
pub fn kept(moments: &[Timestamp]) -> Vec<bool> {
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let verdict = |(place, at): (usize, &Timestamp)| {
        let day = at.millis().div_euclid(86_400_000);
        // 1 January 1970 was a Thursday.
        let week = (day + 3).div_euclid(7);
        let of_day = days.len() < DAYS && days.insert(day);
        let of_week = weeks.len() < WEEKS && weeks.insert(week);
        place < LAST || of_day || of_week
    };
    moments.iter().enumerate().map(verdict).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    /// The versions that are left, as hours ago, where each was kept in turn with the ones before it.
    fn left(hours_ago: impl Iterator<Item = i64>) -> Vec<i64> {
        // Noon of a Wednesday, 7 January 2026.
        let now = 1_767_787_200_000;
        let mut versions: Vec<i64> = Vec::new();
        for hours in hours_ago {
            versions.insert(0, hours);
            let moments: Vec<Timestamp> = versions.iter().map(|hours| Timestamp::from_millis(now - hours * HOUR)).collect();
            let keep = kept(&moments);
            versions = versions.into_iter().zip(keep).filter_map(|(hours, keep)| keep.then_some(hours)).collect();
        }
        versions
    }

    #[test]
    fn a_busy_hour_leaves_its_last_versions() {
        assert_eq!(left(std::iter::repeat_n(0, 50)).len(), LAST);
    }

    #[test]
    fn a_month_of_daily_work_leaves_days_and_weeks() {
        // Work at noon and at one, every day for 40 days: the last three, then the last of each day, then of each week.
        let found = left((0..40).rev().flat_map(|day| [day * 24, day * 24 - 1]));
        assert_eq!(found, [-1, 0, 23, 47, 71, 95, 119, 143, 239, 407]);
    }

    #[test]
    fn a_long_holiday_costs_nothing() {
        assert_eq!(left([24 * 400, 24 * 300, 24 * 200, 1, 0].into_iter()), [0, 1, 24 * 200, 24 * 300, 24 * 400]);
    }
}
