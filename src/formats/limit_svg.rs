//! A tolerance limit over time as SVG: the share that was observed, what is expected, the early warning, and the upper limit,
//! which narrows with the number of observations.
//!
//! On the page the strokes have classes and follow its colours; on a sheet they carry colours of their own. Each observation has
//! the shape of its state, so that nothing hangs on a colour.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::domain::date::Date;
use crate::domain::risk::tolerance::{LimitState, Observation, Reading, ToleranceLimit};
use crate::domain::risk::watch::percent;

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 214.0;
const LEFT: f64 = 38.0;
const RIGHT: f64 = 92.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;
/// How far labels stand apart that would stand on each other.
const LINE: f64 = 13.0;
/// How much taller a sheet is, for its title.
const TITLE: f64 = 26.0;

/// Where it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// On the page, which colours it by its classes.
    Page,
    /// On a sheet of its own, with a title.
    Sheet,
}

/// What a stroke is for.
#[derive(Clone, Copy)]
enum Ink {
    Grid,
    Limit,
    Warning,
    Expected,
    Share,
    Point(LimitState),
    Label,
    Title,
}

impl Ink {
    /// The class on the page, and the colours on a sheet.
    fn attributes(self) -> (&'static str, &'static str) {
        match self {
            Ink::Grid => ("grid", "stroke=\"#e3e7ea\" fill=\"none\""),
            Ink::Limit => ("limit", "stroke=\"#c0353a\" stroke-width=\"1.5\" fill=\"none\""),
            Ink::Warning => ("warning", "stroke=\"#9a5b00\" stroke-dasharray=\"2 3\" fill=\"none\""),
            Ink::Expected => ("expected", "stroke=\"#5b6472\" stroke-dasharray=\"6 3\" fill=\"none\""),
            Ink::Share => ("share", "stroke=\"#14757c\" stroke-width=\"1.5\" fill=\"none\""),
            Ink::Point(LimitState::Within) => ("point within", "fill=\"#14757c\""),
            Ink::Point(LimitState::Warning) => ("point watch", "fill=\"#9a5b00\""),
            Ink::Point(LimitState::Exceeded) => ("point act", "fill=\"#c0353a\""),
            Ink::Label => ("label", "fill=\"#3f4854\""),
            Ink::Title => ("title", "fill=\"#1d2530\" font-weight=\"bold\""),
        }
    }
}

/// The picture; `None` where nothing was observed.
pub fn drawn(limit: &ToleranceLimit, look: Look) -> Option<String> {
    let readings = limit.readings();
    let scale = Scale::of(limit, &readings)?;
    let mut pen = Pen { text: String::new(), look };
    for tick in &scale.ticks {
        pen.path(Ink::Grid, &format!("M{LEFT:.1} {:.1}H{:.1}", scale.y(*tick), WIDTH - RIGHT));
        pen.label(Ink::Label, LEFT - 5.0, scale.y(*tick) + 4.0, "end", &percent(*tick));
    }
    let expected = limit.expected.get();
    let level = |share: f64| format!("M{LEFT:.1} {:.1}H{:.1}", scale.y(share), WIDTH - RIGHT);
    pen.path(Ink::Expected, &level(expected));
    if let Some(warning) = limit.early_warning {
        pen.path(Ink::Warning, &level(warning.get()));
    }
    pen.path(Ink::Limit, &scale.along(&readings, |reading| reading.limit));
    pen.path(Ink::Share, &scale.along(&readings, |reading| reading.share));
    for (observation, reading) in &readings {
        pen.point(reading.state, scale.x(observation.on), scale.y(reading.share));
    }
    let (newest, last) = readings.last()?;
    let mut labels = vec![
        (scale.y(last.limit), format!("limit {}", percent(last.limit))),
        (scale.y(expected), format!("expected {}", percent(expected))),
        (scale.y(last.share), format!("now {}", percent(last.share))),
    ];
    labels.extend(limit.early_warning.map(|warning| (scale.y(warning.get()), format!("warning {warning}"))));
    for (y, words) in apart(labels) {
        pen.label(Ink::Label, WIDTH - RIGHT + 7.0, y + 4.0, "start", &words);
    }
    pen.label(Ink::Label, LEFT, HEIGHT - 8.0, "start", &scale.first.to_string());
    if newest.on > scale.first {
        pen.label(Ink::Label, WIDTH - RIGHT, HEIGHT - 8.0, "end", &newest.on.to_string());
    }
    Some(match look {
        Look::Page => format!("<svg class=\"limit-chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\">{}</svg>", pen.text),
        Look::Sheet => {
            let tall = HEIGHT + TITLE;
            let strokes = std::mem::take(&mut pen.text);
            pen.label(Ink::Title, 8.0, 18.0, "start", &limit.name);
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {WIDTH} {tall}\" font-family=\"system-ui, sans-serif\" font-size=\"11\"><rect width=\"{WIDTH}\" height=\"{tall}\" fill=\"#ffffff\"/>{}<g transform=\"translate(0 {TITLE})\">{strokes}</g></svg>\n",
                WIDTH * 2.0,
                tall * 2.0,
                pen.text
            )
        }
    })
}

/// Days across, shares upwards.
struct Scale {
    first: Date,
    days: f64,
    highest: f64,
    ticks: Vec<f64>,
}

impl Scale {
    fn of(limit: &ToleranceLimit, readings: &[(&Observation, Reading)]) -> Option<Scale> {
        let (first, last) = (readings.first()?.0.on, readings.last()?.0.on);
        let shares = readings.iter().flat_map(|(_, reading)| [reading.share, reading.limit]);
        let most = shares.chain([limit.expected.get(), limit.early_warning.map_or(0.0, |warning| warning.get())]).fold(0.001, f64::max);
        let step = step(most / 4.0);
        let steps = (most / step).ceil().max(1.0);
        let ticks = (0..=steps as usize).map(|number| number as f64 * step).filter(|tick| *tick <= 1.000_001).collect();
        Some(Scale { first, days: last.days_since(first) as f64, highest: (steps * step).min(1.0), ticks })
    }

    fn x(&self, on: Date) -> f64 {
        let wide = WIDTH - LEFT - RIGHT;
        if self.days == 0.0 { LEFT + wide / 2.0 } else { LEFT + on.days_since(self.first) as f64 / self.days * wide }
    }

    fn y(&self, share: f64) -> f64 {
        HEIGHT - BOTTOM - share / self.highest * (HEIGHT - BOTTOM - TOP)
    }

    /// A line through all readings; a short stroke where there is one only.
    fn along(&self, readings: &[(&Observation, Reading)], read: fn(&Reading) -> f64) -> String {
        if let [(observation, reading)] = readings {
            let (x, y) = (self.x(observation.on), self.y(read(reading)));
            return format!("M{:.1} {y:.1}H{:.1}", x - 14.0, x + 14.0);
        }
        let mut way = String::new();
        for (observation, reading) in readings {
            let _ = write!(way, "{}{:.1} {:.1}", if way.is_empty() { 'M' } else { 'L' }, self.x(observation.on), self.y(read(reading)));
        }
        way
    }
}

/// The next of 1, 2 and 5 times a power of ten.
fn step(at_least: f64) -> f64 {
    let power = 10_f64.powf(at_least.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|times| times * power).find(|step| *step >= at_least * 0.999_999).unwrap_or(10.0 * power)
}

/// Labels from above to below, moved so that none stands on another, and none below the picture.
fn apart(mut labels: Vec<(f64, String)>) -> Vec<(f64, String)> {
    labels.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mut lowest = TOP - LINE;
    for (y, _) in &mut labels {
        *y = y.max(lowest + LINE);
        lowest = *y;
    }
    let mut highest = HEIGHT - BOTTOM + LINE;
    for (y, _) in labels.iter_mut().rev() {
        *y = y.min(highest - LINE);
        highest = *y;
    }
    labels
}

struct Pen {
    text: String,
    look: Look,
}

impl Pen {
    fn open(&mut self, element: &str, ink: Ink) {
        let (class, colours) = ink.attributes();
        let _ = match self.look {
            Look::Page => write!(self.text, "<{element} class=\"{class}\""),
            Look::Sheet => write!(self.text, "<{element} {colours}"),
        };
    }

    fn path(&mut self, ink: Ink, way: &str) {
        self.open("path", ink);
        let _ = write!(self.text, " d=\"{way}\"/>");
    }

    /// A circle, a triangle or a square.
    fn point(&mut self, state: LimitState, x: f64, y: f64) {
        let way = match state {
            LimitState::Within => format!("M{:.1} {y:.1}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z", x - 3.5),
            LimitState::Warning => format!("M{x:.1} {:.1}l4.5 8h-9Z", y - 5.0),
            LimitState::Exceeded => format!("M{:.1} {:.1}h8v8h-8Z", x - 4.0, y - 4.0),
        };
        self.path(Ink::Point(state), &way);
    }

    fn label(&mut self, ink: Ink, x: f64, y: f64, anchor: &str, words: &str) {
        self.open("text", ink);
        let _ = write!(self.text, " x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>", escape(words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::schedule::share::Chance;

    fn limit(counts: &[(&str, u32, u32)]) -> ToleranceLimit {
        let mut limit = ToleranceLimit::new(Id::joined(&["l"]), "Not <eligible>");
        for (on, count, of) in counts {
            limit.observed(Observation::new(on.parse().expect("a date"), *count, *of));
        }
        limit
    }

    #[test]
    fn every_observation_has_the_shape_of_its_state_and_the_limit_narrows() {
        let mut limit = limit(&[("2027-03-01", 0, 20), ("2027-04-01", 3, 50), ("2027-05-01", 20, 100)]);
        limit.early_warning = Chance::new(0.06);
        let text = drawn(&limit, Look::Page).expect("a picture");
        for class in ["point within", "point watch", "point act", "expected", "warning", "share"] {
            assert_eq!(text.matches(&format!("class=\"{class}\"")).count(), 1, "{class}: {text}");
        }
        for words in ["limit 11.5%", "expected 5%", "now 20%", "warning 6%", "1 Mar 2027", "1 May 2027"] {
            assert!(text.contains(&format!(">{words}</text>")), "{words}: {text}");
        }
        // The limit for 20, 50 and 100: 19.6%, 14.2%, 11.5%; lower shares stand further down.
        let way = text.split("class=\"limit\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a limit");
        let heights: Vec<f64> = way.split(['M', 'L']).filter_map(|point| point.split(' ').nth(1)?.parse().ok()).collect();
        assert!(heights.len() == 3 && heights.is_sorted(), "{way}");
    }

    #[test]
    fn a_sheet_carries_its_colours_and_its_title() {
        let text = drawn(&limit(&[("2027-03-01", 0, 20)]), Look::Sheet).expect("a picture");
        assert!(text.starts_with("<svg xmlns=") && text.contains("Not &lt;eligible&gt;") && !text.contains("class="), "{text}");
        assert_eq!(drawn(&limit(&[]), Look::Page), None);
        assert_eq!(drawn(&limit(&[("2027-03-01", 0, 0)]), Look::Page), None);
    }

    #[test]
    fn labels_never_stand_on_each_other() {
        let placed = apart(["a", "b", "c", "d"].map(|label| (HEIGHT - BOTTOM, label.to_owned())).into());
        assert!(placed.windows(2).all(|pair| pair[1].0 - pair[0].0 >= LINE - 0.001) && placed[3].0 <= HEIGHT - BOTTOM, "{placed:?}");
    }

    #[test]
    fn steps_are_round() {
        assert_eq!([0.013, 0.02, 0.03, 0.09].map(step).map(|step| (step * 1_000.0).round()), [20.0, 20.0, 50.0, 100.0]);
    }
}
