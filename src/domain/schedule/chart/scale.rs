//! The scale of time: how wide a day is, and what stands over it.

use crate::domain::choice::choice;
use crate::domain::date::Date;

choice! {
    /// How much time a screen shows.
    Zoom {
        Days = "days", "Days";
        Weeks = "weeks", "Weeks";
        Months = "months", "Months";
        Quarters = "quarters", "Quarters";
        Years = "years", "Years";
    }
}

impl Zoom {
    /// How wide a day is.
    pub fn day(self) -> f64 {
        match self {
            Zoom::Days => 24.0,
            Zoom::Weeks => 9.0,
            Zoom::Months => 2.6,
            Zoom::Quarters => 1.0,
            Zoom::Years => 0.3,
        }
    }

    /// The zoom at which so many days fit best into so much room.
    pub fn fitting(days: i64, room: f64) -> Zoom {
        [Zoom::Days, Zoom::Weeks, Zoom::Months, Zoom::Quarters].into_iter().find(|zoom| days as f64 * zoom.day() <= room).unwrap_or(Zoom::Years)
    }

    /// The next one that shows less time, or more.
    pub fn step(self, closer: bool) -> Zoom {
        use crate::domain::choice::Choice;
        let at = Zoom::ALL.iter().position(|zoom| *zoom == self).unwrap_or_default();
        let next = if closer { at.saturating_sub(1) } else { at + 1 };
        Zoom::ALL.get(next).copied().unwrap_or(self)
    }
}

/// Where days stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The day at the left edge.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How much time a screen shows: what stands over it goes by this.
    pub zoom: Zoom,
    /// How wide a day is.
    pub day_width: f64,
}

/// How much narrower than usual the stretches over a picture may be that is fitted to its room.
const CLOSER: f64 = 0.7;

/// A stretch of time with its name, as it stands over the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where it begins.
    pub at: f64,
    /// Where it ends.
    pub end: f64,
    /// What it is called; empty where it is too narrow for a name.
    pub name: String,
}

impl Scale {
    /// The scale for a plan from a first to a last day, with some room before and after.
    pub fn new(first: Date, last: Date, zoom: Zoom) -> Scale {
        let days = last.days_since(first).max(1);
        let margin = (days / 20).clamp(7, 90);
        let first = first.plus_days(-margin);
        // Weeks and months begin at the edge, so that nothing at the left is cut.
        let first = if zoom == Zoom::Days || zoom == Zoom::Weeks { monday(first) } else { first.first_of_month() };
        Scale { first, last: last.plus_days(margin * 2), zoom, day_width: zoom.day() }
    }

    /// The same time over exactly this width, unless its days would be wider than they are anywhere else.
    pub fn filling(self, width: f64) -> Scale {
        let days = self.last.days_since(self.first) + 1;
        let day_width = (width / days.max(1) as f64).min(Zoom::Days.day());
        let fits = |zoom: &Zoom| zoom.day() * CLOSER <= day_width;
        let zoom = [Zoom::Days, Zoom::Weeks, Zoom::Months, Zoom::Quarters].into_iter().find(fits).unwrap_or(Zoom::Years);
        Scale { zoom, day_width, ..self }
    }

    /// Where a day begins.
    pub fn x(&self, day: Date) -> f64 {
        day.days_since(self.first) as f64 * self.day_width
    }

    /// Where a day ends.
    pub fn end(&self, day: Date) -> f64 {
        self.x(day) + self.day_width
    }

    /// The day that stands at a place.
    pub fn day(&self, x: f64) -> Date {
        self.first.plus_days((x / self.day_width).floor() as i64)
    }

    /// How wide it is in all.
    pub fn width(&self) -> f64 {
        self.end(self.last)
    }

    /// The long stretches over a part of the picture: months over days, years over months.
    pub fn upper(&self, left: f64, right: f64) -> Vec<Mark> {
        match self.zoom {
            Zoom::Days | Zoom::Weeks => self.marks(left, right, |day| day.first_of_month(), next_month, |day| format!("{} {}", month(day), day.year())),
            Zoom::Months | Zoom::Quarters => self.marks(left, right, first_of_year, next_year, |day| day.year().to_string()),
            Zoom::Years => self.marks(left, right, first_of_decade, |day| year_from(day.year() + 10), |day| format!("{}–{}", day.year(), day.year() + 9)),
        }
    }

    /// The short stretches over a part of the picture: days, weeks, months, quarters, years.
    pub fn lower(&self, left: f64, right: f64) -> Vec<Mark> {
        match self.zoom {
            Zoom::Days => self.marks(left, right, |day| day, |day| day.plus_days(1), |day| day.day().to_string()),
            Zoom::Weeks => self.marks(left, right, monday, |day| day.plus_days(7), |day| format!("{} {}", day.day(), month(day))),
            Zoom::Months => self.marks(left, right, |day| day.first_of_month(), next_month, month),
            Zoom::Quarters => self.marks(left, right, first_of_quarter, next_quarter, |day| format!("Q{}", (day.month() - 1) / 3 + 1)),
            Zoom::Years => self.marks(left, right, first_of_year, next_year, |day| day.year().to_string()),
        }
    }

    /// The weekends in a part of the picture, where days are wide enough to tell them.
    pub fn weekends(&self, left: f64, right: f64) -> Vec<(f64, f64)> {
        if !matches!(self.zoom, Zoom::Days | Zoom::Weeks) {
            return Vec::new();
        }
        self.marks(left, right, monday, |day| day.plus_days(7), |_| String::new())
            .into_iter()
            .map(|week| (week.at + 5.0 * self.day_width, week.end))
            .filter(|(from, to)| *to >= left && *from <= right)
            .collect()
    }

    fn marks(&self, left: f64, right: f64, begin: fn(Date) -> Date, next: fn(Date) -> Date, name: fn(Date) -> String) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut here = begin(self.day(left.max(0.0)));
        let right = right.min(self.width());
        while self.x(here) <= right {
            let following = next(here);
            // At the end of time the next stretch does not come.
            if following <= here {
                break;
            }
            let (at, end) = (self.x(here).max(0.0), self.x(following));
            let text = name(here);
            let fits = text.chars().count() as f64 * 6.5 + 4.0 <= end - at;
            marks.push(Mark { at, end, name: if fits { text } else { String::new() } });
            here = following;
        }
        marks
    }
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    // 1 January 1900 was a Monday.
    day.plus_days(-day.days_since(Date::EARLIEST).rem_euclid(7))
}

fn month(day: Date) -> String {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES.get(day.month() as usize - 1).copied().unwrap_or_default().to_owned()
}

fn next_month(day: Date) -> Date {
    day.first_of_month().plus_days(32).first_of_month()
}

fn first_of_quarter(day: Date) -> Date {
    Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).unwrap_or(day)
}

fn next_quarter(day: Date) -> Date {
    first_of_quarter(day).plus_days(95).first_of_month()
}

fn first_of_year(day: Date) -> Date {
    year_from(day.year())
}

fn next_year(day: Date) -> Date {
    year_from(day.year() + 1)
}

fn first_of_decade(day: Date) -> Date {
    year_from(day.year() / 10 * 10)
}

fn year_from(year: i32) -> Date {
    Date::new(year, 1, 1).unwrap_or(if year < 2000 { Date::EARLIEST } else { Date::EARLIEST.plus_days(200_000) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn scale(zoom: Zoom) -> Scale {
        Scale::new(date("2027-05-14"), date("2028-03-01"), zoom)
    }

    #[test]
    fn a_day_and_its_place_lead_to_each_other_at_every_zoom() {
        for zoom in Zoom::ALL {
            let scale = scale(*zoom);
            for day in ["2027-05-14", "2027-12-31", "2028-02-29"].map(date) {
                assert_eq!(scale.day(scale.x(day) + zoom.day() / 2.0), day);
            }
            assert!(scale.x(date("2027-05-14")) > 0.0 && scale.width() > scale.end(date("2028-03-01")));
        }
    }

    #[test]
    fn what_stands_over_the_picture_leaves_no_gap() {
        for zoom in Zoom::ALL {
            let scale = scale(*zoom);
            for marks in [scale.upper(0.0, scale.width()), scale.lower(0.0, scale.width())] {
                assert!(marks.windows(2).all(|pair| (pair[0].end - pair[1].at).abs() < 1e-9), "{zoom:?}");
                assert!(marks.first().is_some_and(|mark| mark.at <= 0.0) && marks.last().is_some_and(|mark| mark.end >= scale.width()), "{zoom:?}");
            }
        }
        let names: Vec<String> = scale(Zoom::Quarters).lower(0.0, 300.0).into_iter().map(|mark| mark.name).collect();
        assert_eq!(names, ["Q2", "Q3", "Q4", "Q1"]);
    }

    #[test]
    fn a_scale_that_fills_its_room_ends_where_that_does() {
        for (width, zoom) in [(300.0, Zoom::Quarters), (1_050.0, Zoom::Months), (4_000.0, Zoom::Weeks)] {
            let filling = scale(Zoom::Years).filling(width);
            assert!((filling.width() - width).abs() < 1e-6, "{width}");
            assert_eq!(filling.zoom, zoom, "{width}");
        }
        assert_eq!(Scale::new(date("2027-05-14"), date("2027-05-17"), Zoom::Days).filling(4_000.0).day_width, Zoom::Days.day());
    }

    #[test]
    fn only_what_is_in_sight_is_named_and_weekends_are_two_days() {
        let scale = scale(Zoom::Days);
        assert!(scale.lower(2_000.0, 2_480.0).len() <= 22);
        assert!(scale.weekends(0.0, 1_000.0).iter().all(|(from, to)| (to - from - 48.0).abs() < 1e-9));
        assert!(Scale::new(date("2027-01-01"), date("2199-12-31"), Zoom::Years).upper(0.0, 1e9).len() < 30);
    }
}
