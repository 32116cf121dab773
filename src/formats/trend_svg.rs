//! A few values over time as SVG: a line through them, and the values that they are held to.
//!
//! On the page the strokes have classes and follow its colours; on a sheet of its own they carry colours.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::domain::date::Date;

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 150.0;
const LEFT: f64 = 16.0;
const RIGHT: f64 = 110.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 26.0;
/// How far labels stand apart that would stand on each other.
const LINE: f64 = 13.0;

/// What is drawn.
pub struct Trend<'a> {
    /// What it shows, for the head of a file.
    pub title: &'a str,
    /// The values, the oldest first.
    pub values: &'a [(Date, f64)],
    /// What they are held to, each with its name.
    pub marks: &'a [(&'static str, f64)],
    /// How a value is written.
    pub words: &'a dyn Fn(f64) -> String,
}

/// The picture on the page, which colours it by its classes; `None` while there is no value.
pub fn on_page(trend: &Trend) -> Option<String> {
    let inside = drawn(trend, |class, _| format!("class=\"{class}\""))?;
    Some(format!("<svg class=\"trend-chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\">{inside}</svg>"))
}

/// The picture as a file of its own.
pub fn as_file(trend: &Trend) -> Option<String> {
    let inside = drawn(trend, |_, colours| colours.to_owned())?;
    let (title, height) = (escape(trend.title), HEIGHT + 24.0);
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 -24 {WIDTH} {height}\" font-family=\"system-ui, sans-serif\" \
         font-size=\"11\"><title>{title}</title><rect y=\"-24\" width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\
         <text x=\"{LEFT}\" y=\"-8\" font-weight=\"bold\" fill=\"#1d2530\">{title}</text>{inside}</svg>\n",
        WIDTH * 2.0,
        height * 2.0
    ))
}

fn drawn(trend: &Trend, ink: impl Fn(&str, &str) -> String) -> Option<String> {
    let ((first, _), (last, newest)) = (trend.values.first()?, trend.values.last()?);
    let all = || trend.values.iter().map(|(_, value)| *value).chain(trend.marks.iter().map(|(_, value)| *value));
    let (lowest, highest) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let room = if highest > lowest { (highest - lowest) * 0.12 } else { 1.0 };
    let (lowest, highest) = (lowest - room, highest + room);
    let days = last.days_since(*first) as f64;
    let wide = WIDTH - LEFT - RIGHT;
    let x = |on: Date| if days > 0.0 { LEFT + on.days_since(*first) as f64 / days * wide } else { LEFT + wide / 2.0 };
    let y = |value: f64| TOP + (highest - value) / (highest - lowest) * (HEIGHT - TOP - BOTTOM);
    let mut out = String::new();
    for (name, value) in trend.marks {
        let stroke = ink(&format!("mark {name}"), "stroke=\"#5b6472\" stroke-dasharray=\"5 3\" fill=\"none\"");
        let _ = write!(out, "<path {stroke} d=\"M{LEFT} {:.1}H{:.1}\"/>", y(*value), WIDTH - RIGHT);
    }
    let way: Vec<String> = trend.values.iter().map(|(on, value)| format!("{:.1} {:.1}", x(*on), y(*value))).collect();
    let _ = write!(out, "<path {} d=\"M{}\"/>", ink("line", "stroke=\"#14757c\" stroke-width=\"1.5\" fill=\"none\""), way.join("L"));
    for (on, value) in trend.values {
        let _ = write!(out, "<circle {} cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\"/>", ink("point", "fill=\"#14757c\""), x(*on), y(*value));
    }
    let mut labels: Vec<(f64, String)> = trend.marks.iter().map(|(name, value)| (y(*value), format!("{name} {}", (trend.words)(*value)))).collect();
    labels.push((y(*newest), format!("now {}", (trend.words)(*newest))));
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = f64::NEG_INFINITY;
    let text = ink("label", "fill=\"#3f4854\"");
    for (at, words) in labels {
        let at = at.max(free);
        free = at + LINE;
        let _ = write!(out, "<text {text} x=\"{:.1}\" y=\"{:.1}\">{}</text>", WIDTH - RIGHT + 8.0, at + 4.0, escape(words));
    }
    let _ = write!(out, "<text {text} x=\"{LEFT}\" y=\"{:.1}\">{first}</text>", HEIGHT - 8.0);
    if days > 0.0 {
        let _ = write!(out, "<text {text} x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{last}</text>", WIDTH - RIGHT, HEIGHT - 8.0);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn a_picture_holds_every_value_and_is_well_formed() {
        let values = [(day("2027-01-31"), 80.0), (day("2027-02-28"), 95.0), (day("2027-03-31"), 95.0)];
        let trend =
            Trend { title: "Reports <late> & more", values: &values, marks: &[("target", 95.0), ("limit", 80.0)], words: &|value| format!("{value} <%>") };
        for text in [on_page(&trend), as_file(&trend)] {
            let text = text.expect("a picture");
            assert_eq!(text.matches("<circle").count(), 3);
            let mut reader = quick_xml::Reader::from_str(&text);
            while reader.read_event().expect("well formed") != quick_xml::events::Event::Eof {}
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }

    #[test]
    fn one_value_and_none_are_drawn_as_they_are() {
        let one = [(day("2027-01-31"), 3.0)];
        let trend = |values| Trend { title: "", values, marks: &[], words: &|value| value.to_string() };
        assert!(on_page(&trend(&one)).is_some_and(|text| text.contains("now 3") && !text.contains("NaN")));
        assert_eq!(on_page(&trend(&[])), None);
    }
}
