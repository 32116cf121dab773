//! A schedule's picture as SVG: the part of it that is in sight on the page, and sheets for files and paper.
//!
//! On the page the strokes have classes, which the style sheet colours; on a sheet they carry their colours, for whoever
//! opens the file without the page.

mod pen;
mod sheet;

use std::fmt::Write as _;

use self::pen::{Ink, Pen};
pub use self::sheet::{sheet, sheets};
use crate::domain::date::Date;
use crate::domain::schedule::chart::bar::{Bar, Picture, Shape};
use crate::domain::schedule::chart::links::{crowded, links, middle};
use crate::domain::schedule::chart::pointing::HANDLE;
use crate::domain::schedule::chart::scale::{Mark, Scale};
use crate::domain::schedule::chart::{ROW, Window};

/// How high the two lines of the axis are together.
pub const AXIS: f64 = 44.0;

/// What is drawn beside the bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The critical path in a colour of its own.
    pub critical: bool,
    /// Where tasks stood in the baseline.
    pub baseline: bool,
    /// How far tasks can slip.
    pub float: bool,
    /// What waits for what.
    pub links: bool,
    /// A line that joins how far the tasks are.
    pub progress: bool,
}

/// What is drawn for one who is looking at the page: the day, and the row that has handles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Now {
    /// Today.
    pub today: Date,
    /// The row whose bar shows the handles from which links are drawn.
    pub held: Option<usize>,
    /// The row that is chosen, whose links are drawn where all of them would be too many.
    pub chosen: Option<usize>,
    /// A link that is being drawn: from and to.
    pub drawing: Option<((f64, f64), (f64, f64))>,
}

/// The part of the picture that is in sight, as the content of an `svg` element.
pub fn in_sight(picture: &Picture<'_>, window: &Window, look: Look, now: Now) -> String {
    let mut pen = Pen { text: String::with_capacity(16_000), on_paper: false };
    pen.picture(picture, window, look, now.today, now.chosen);
    if let Some((row, bar)) = now.held.and_then(|row| Some((row, picture.bar(row)?))) {
        let half = if bar.shape == Shape::Milestone { 8.0 } else { 0.0 };
        for x in [bar.from - half - HANDLE, bar.to + half + HANDLE] {
            pen.circle(Ink::Handle, x, middle(row), 4.5);
        }
    }
    if let Some(((x, y), (to_x, to_y))) = now.drawing {
        pen.path(Ink::Drawing, &format!("M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}"));
    }
    pen.text
}

/// The axis over a part of the picture, as the content of an `svg` element.
pub fn axis(scale: &Scale, left: f64, right: f64) -> String {
    let mut pen = Pen { text: String::new(), on_paper: false };
    pen.axis(scale, left, right);
    pen.text
}

impl Pen {
    fn picture(&mut self, picture: &Picture<'_>, window: &Window, look: Look, today: Date, chosen: Option<usize>) {
        let (scale, rows) = (&picture.scale, window.rows(picture.rows.len()));
        let bottom = window.bottom.min(picture.rows.len() as f64 * ROW);
        for (from, to) in scale.weekends(window.left, window.right) {
            self.rect(Ink::Weekend, from, window.top, to - from, bottom - window.top, 0.0);
        }
        self.lines(Ink::Grid, &scale.lower(window.left, window.right), window.top, bottom);
        self.lines(Ink::GridStrong, &scale.upper(window.left, window.right), window.top, bottom);
        let ends: String = rows.clone().map(|row| format!("M{:.1} {:.1}H{:.1}", window.left, (row + 1) as f64 * ROW - 0.5, window.right)).collect();
        self.path(Ink::RowLine, &ends);
        if let Some(status) = picture.status {
            self.upright(Ink::Status, scale.end(status), window, bottom);
        }
        self.upright(Ink::Today, scale.x(today) + scale.day_width / 2.0, window, bottom);
        if look.links {
            let (mut plain, mut critical) = (String::new(), String::new());
            let (few, of_chosen) = (crowded(picture), |(from, to): (usize, usize)| chosen == Some(from) || chosen == Some(to));
            for line in links(picture, window).into_iter().filter(|line| !few || line.critical || of_chosen(line.rows)) {
                let way = if look.critical && line.critical { &mut critical } else { &mut plain };
                for (number, (x, y)) in line.points.iter().enumerate() {
                    let _ = write!(way, "{}{x:.1} {y:.1}", if number == 0 { 'M' } else { 'L' });
                }
                arrow(way, &line.points);
            }
            self.path(Ink::Link, &plain);
            self.path(Ink::LinkCritical, &critical);
        }
        let mut front = String::new();
        for row in rows {
            let Some(bar) = picture.bar(row) else {
                progress_point(&mut front, picture, None, row);
                continue;
            };
            self.bar(&bar, row, window, look);
            if bar.shape == Shape::Milestone && window.shows(bar.to, bar.to + 100.0) {
                let day = picture.dates(row).map(|dates| dates.finish.to_string()).unwrap_or_default();
                self.label(Ink::Muted, bar.to + 13.0, middle(row) + 4.0, &day);
            }
            progress_point(&mut front, picture, Some(&bar), row);
        }
        if look.progress {
            self.path(Ink::Progress, &front);
        }
    }

    fn bar(&mut self, bar: &Bar, row: usize, window: &Window, look: Look) {
        let y = row as f64 * ROW;
        if let Some((from, to)) = bar.baseline.filter(|(from, to)| look.baseline && window.shows(from - 8.0, to + 8.0)) {
            match bar.shape {
                Shape::Milestone => self.path(Ink::Baseline, &diamond(from, y + ROW / 2.0 + 5.0, 5.0)),
                Shape::Task | Shape::Summary => self.rect(Ink::Baseline, from, y + 25.0, (to - from).max(1.0), 3.0, 1.5),
            }
        }
        if let Some(to) = bar.float_to.filter(|to| look.float && window.shows(bar.to, *to)) {
            self.path(Ink::Float, &format!("M{:.1} {m:.1}H{to:.1}m0 -4v8", bar.to, m = middle(row)));
        }
        if let Some((at, missed)) = bar.deadline.filter(|(at, _)| window.shows(at - 6.0, at + 6.0)) {
            let ink = if missed { Ink::DeadlineMissed } else { Ink::Deadline };
            self.path(ink, &format!("M{:.1} {:.1}l5 7l5 -7", at - 5.0, y + 3.0));
        }
        if !window.shows(bar.from - 10.0, bar.to + 10.0) {
            return;
        }
        let critical = look.critical && bar.critical;
        match bar.shape {
            Shape::Milestone => {
                let ink = match (bar.finished, critical) {
                    (true, _) => Ink::MilestoneDone,
                    (false, true) => Ink::MilestoneCritical,
                    (false, false) => Ink::Milestone,
                };
                self.path(ink, &diamond(bar.to, y + ROW / 2.0, 8.0));
            }
            Shape::Summary => {
                let (from, to) = (bar.from, bar.to.max(bar.from + 4.0));
                let tip = (to - from).min(12.0) / 2.0;
                self.path(Ink::Summary, &format!("M{from:.1} {:.1}H{to:.1}v10l{:.1} -6H{:.1}l{:.1} 6z", y + 12.0, -tip, from + tip, -tip));
            }
            Shape::Task => {
                let (rest, done) = if critical { (Ink::Critical, Ink::CriticalDone) } else { (Ink::Bar, Ink::BarDone) };
                let width = (bar.to - bar.from).max(2.0);
                self.rect(if bar.finished { Ink::Finished } else { rest }, bar.from, y + 9.0, width, 14.0, 3.0);
                if !bar.finished && bar.done_to > bar.from {
                    self.rect(done, bar.from, y + 9.0, bar.done_to - bar.from, 14.0, 3.0);
                }
            }
        }
    }

    fn axis(&mut self, scale: &Scale, left: f64, right: f64) {
        let half = AXIS / 2.0;
        for (marks, top, ink) in [(scale.upper(left, right), 0.0, Ink::Strong), (scale.lower(left, right), half, Ink::Muted)] {
            self.lines(Ink::GridStrong, &marks, top, top + half);
            for mark in marks.iter().filter(|mark| !mark.name.is_empty()) {
                // The name of a long stretch stays in sight while any of it does.
                self.label(ink, mark.at.max(left.min(mark.end - mark.name.chars().count() as f64 * 7.5 - 8.0)) + 5.0, top + 15.0, &mark.name);
            }
        }
    }

    fn lines(&mut self, ink: Ink, marks: &[Mark], top: f64, bottom: f64) {
        let ways: String = marks.iter().map(|mark| format!("M{:.1} {top:.1}V{bottom:.1}", mark.at + 0.5)).collect();
        self.path(ink, &ways);
    }

    fn upright(&mut self, ink: Ink, x: f64, window: &Window, bottom: f64) {
        if window.shows(x, x) {
            self.path(ink, &format!("M{x:.1} {:.1}V{bottom:.1}", window.top));
        }
    }
}

fn diamond(x: f64, y: f64, radius: f64) -> String {
    format!("M{x:.1} {:.1}l{radius} {radius}l-{radius} {radius}l-{radius} -{radius}z", y - radius)
}

/// The head of an arrow at the end of a line.
fn arrow(way: &mut String, points: &[(f64, f64)]) {
    if let [.., (before, _), (x, y)] = *points {
        let back = if before < x { -5.0 } else { 5.0 };
        let _ = write!(way, "m{back} -3.5L{x:.1} {y:.1}l{back} 3.5");
    }
}

/// The line of progress through a row: at the status date, and out to where the task stands.
fn progress_point(front: &mut String, picture: &Picture<'_>, bar: Option<&Bar>, row: usize) {
    let Some(status) = picture.status.map(|status| picture.scale.end(status)) else { return };
    let (top, middle, bottom) = (row as f64 * ROW, middle(row), (row + 1) as f64 * ROW);
    let _ = write!(front, "{}{status:.1} {top:.1}", if front.is_empty() { 'M' } else { 'L' });
    if let Some(at) = bar.and_then(|bar| bar.progress_at) {
        let _ = write!(front, "L{at:.1} {middle:.1}");
    }
    let _ = write!(front, "L{status:.1} {bottom:.1}");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::plan::TrialPlan;
    use crate::domain::schedule::chart::bar::Places;
    use crate::domain::schedule::chart::rows::rows;
    use crate::domain::schedule::chart::scale::Zoom;

    pub(super) const LOOK: Look = Look { critical: true, baseline: true, float: true, links: true, progress: true };

    pub(super) fn pictured<R>(look: impl FnOnce(&Picture<'_>, Date) -> R) -> R {
        let plan: TrialPlan = crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03", "statusDate": "2027-05-04" },
            "tasks": [
                { "id": "a", "name": "<b>Protocol</b> & \"plan\"", "kind": "task", "duration": { "days": 5 } },
                { "id": "b", "name": "Approval", "kind": "milestone", "predecessors": [{ "task": "a" }] },
            ],
        }))
        .expect("a plan");
        let schedule = plan.forecast().expect("no circle");
        let rows = rows(schedule.outline(), &Default::default(), |_| true);
        let start: Date = "2027-05-03".parse().expect("a date");
        let places = Places::new(&plan.tasks, &rows, None);
        let scale = Scale::new(start, start.plus_days(30), Zoom::Days);
        look(
            &Picture { tasks: &plan.tasks, schedule: &schedule, rows: &rows, scale, status: plan.scheduling.status_date, baseline: None, places: &places },
            start,
        )
    }

    #[test]
    fn the_page_draws_with_classes_and_only_what_is_in_sight() {
        pictured(|picture, today| {
            let now = Now { today, held: Some(0), chosen: None, drawing: None };
            let all = in_sight(picture, &Window { left: 0.0, right: 2_000.0, top: 0.0, bottom: 100.0 }, LOOK, now);
            assert!(all.contains("class=\"critical\"") && all.contains("class=\"handle\"") && all.contains("class=\"link-critical\"") && !all.contains("#"));
            let elsewhere = in_sight(picture, &Window { left: 1_900.0, right: 2_000.0, top: 0.0, bottom: 100.0 }, LOOK, Now { held: None, ..now });
            assert!(!elsewhere.contains("class=\"critical\""));
        });
    }

    #[test]
    fn links_that_cannot_be_told_apart_are_drawn_for_the_chosen_row_and_the_critical_path() {
        // Sixty tasks wait for one long one, and each of them for four short ones of its own.
        let name = |number: usize| format!("t{number}");
        let mut tasks = vec![json!({ "id": "long", "name": "Long", "kind": "task", "duration": { "days": 900 } })];
        for number in 0..60 {
            tasks.push(json!({ "id": name(number), "name": "Short", "kind": "task", "duration": { "days": 1 },
                "predecessors": (number.saturating_sub(4)..number).map(|before| json!({ "task": name(before) })).collect::<Vec<_>>() }));
        }
        tasks.push(json!({ "id": "end", "name": "End", "kind": "milestone", "predecessors": [{ "task": "long" }, { "task": "t59" }] }));
        let plan: TrialPlan = crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03" },
            "tasks": tasks,
        }))
        .expect("a plan");
        let schedule = plan.forecast().expect("no circle");
        let rows = rows(schedule.outline(), &Default::default(), |_| true);
        let (start, places) = ("2027-05-03".parse::<Date>().expect("a date"), Places::new(&plan.tasks, &rows, None));
        // Each line ends in the head of an arrow.
        let drawn = |zoom: Zoom, chosen: Option<usize>| {
            let scale = Scale::new(start, start.plus_days(1_300), zoom);
            let picture = Picture { tasks: &plan.tasks, schedule: &schedule, rows: &rows, scale, status: None, baseline: None, places: &places };
            let all = Window { left: 0.0, right: scale.width(), top: 0.0, bottom: 63.0 * ROW };
            let text = in_sight(&picture, &all, LOOK, Now { today: start, held: None, chosen, drawing: None });
            let lines = |class: &str| {
                text.split_once(&format!("class=\"{class}\" d=\"")).map_or(0, |(_, way)| way.split('"').next().map_or(0, |way| way.matches(" -3.5L").count()))
            };
            (lines("link"), lines("link-critical"))
        };
        assert_eq!(drawn(Zoom::Months, None), (231, 1));
        assert_eq!(drawn(Zoom::Years, None), (0, 1));
        assert_eq!(drawn(Zoom::Years, Some(10)), (8, 1), "four that it waits for, and four that wait for it");
    }
}
