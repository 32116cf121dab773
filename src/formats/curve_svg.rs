//! Exceedance curves as SVG: how likely it is that a quantity passes a value, with the values that matter marked.
//!
//! On the page the strokes have classes, which the style sheet colours; as a file they carry their colours, for whoever opens
//! it without the page.

use std::fmt::Write as _;

use quick_xml::escape::escape;

/// The size of the picture.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 240.0;

/// Where the axes stand, and the room above for what is marked.
const LEFT: f64 = 44.0;
const RIGHT: f64 = WIDTH - 14.0;
const TOP: f64 = 64.0;
const BOTTOM: f64 = HEIGHT - 26.0;

/// How far two labels of marks stand from each other, one below the other.
const LINE: f64 = 14.0;

/// What is drawn.
pub struct Curve<'a> {
    /// What it shows, for the head of a file.
    pub title: &'a str,
    /// What is not passed in 0, 1, 2 up to 100 of a hundred runs.
    pub percentiles: &'a [f64],
    /// What is marked, by value.
    pub marks: &'a [Mark],
    /// How a value is written.
    pub words: &'a dyn Fn(f64) -> String,
}

/// A value that matters.
pub struct Mark {
    /// The value.
    pub at: f64,
    /// What it is called; its value is written behind.
    pub label: String,
    /// Whether it is what somebody decided, and not a figure that came out.
    pub decided: bool,
}

/// The inside of an `svg` element on the page, and its view box.
pub fn on_page(curve: &Curve) -> String {
    drawn(curve, |class, _| format!("class=\"{class}\""))
}

/// The view box of what goes on the page.
pub fn view_box() -> String {
    format!("0 0 {WIDTH} {HEIGHT}")
}

/// The picture as a file of its own.
pub fn as_file(curve: &Curve) -> String {
    let inside = drawn(curve, |_, colours| colours.to_owned());
    let title = escape(curve.title);
    let height = HEIGHT + 24.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 -24 {WIDTH} {height}\" font-family=\"system-ui, sans-serif\" \
         font-size=\"11\"><title>{title}</title><rect y=\"-24\" width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\
         <text x=\"{LEFT}\" y=\"-8\" font-weight=\"bold\" fill=\"#1d2530\">{title}</text>{inside}</svg>\n"
    )
}

/// The strokes, each with a class or with colours.
fn drawn(curve: &Curve, ink: impl Fn(&str, &str) -> String) -> String {
    let greatest = curve.marks.iter().map(|mark| mark.at).chain(curve.percentiles.last().copied()).fold(0.0, f64::max);
    let most = if greatest > 0.0 { greatest * 1.04 } else { 1.0 };
    let x = |value: f64| LEFT + (value.max(0.0) / most).min(1.0) * (RIGHT - LEFT);
    let y = |share: f64| BOTTOM - share * (BOTTOM - TOP);
    let mut out = String::new();
    let (grid, muted) = (ink("grid", "stroke=\"#e3e7ea\" fill=\"none\""), ink("muted", "fill=\"#5b6472\""));
    for percent in [0, 25, 50, 75, 100] {
        let line = y(f64::from(percent) / 100.0);
        let _ = write!(
            out,
            "<path {grid} d=\"M{LEFT} {line:.1}H{RIGHT}\"/><text {muted} x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{percent}%</text>",
            LEFT - 6.0,
            line + 4.0
        );
    }
    for (value, anchor) in [(0.0, "start"), (greatest / 2.0, "middle"), (greatest, "end")] {
        let _ = write!(out, "<text {muted} x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>", x(value), HEIGHT - 8.0, escape((curve.words)(value)));
    }
    let _ = write!(out, "<path {} d=\"{}\"/>", ink("curve", "stroke=\"#14757c\" stroke-width=\"2\" fill=\"none\""), line(curve.percentiles, x, y));
    // The labels stand one below the other, so that marks that are near each other can be read.
    for (place, mark) in curve.marks.iter().enumerate() {
        let (at, top) = (x(mark.at), 12.0 + LINE * place as f64);
        let stroke = if mark.decided {
            ink("decided", "stroke=\"#9a5b00\" stroke-width=\"1.5\" fill=\"none\"")
        } else {
            ink("mark", "stroke=\"#3f4854\" stroke-dasharray=\"3 3\" fill=\"none\"")
        };
        let (anchor, beside) = if at > WIDTH * 0.6 { ("end", at - 4.0) } else { ("start", at + 4.0) };
        let label = format!("{} {}", mark.label, (curve.words)(mark.at));
        let _ = write!(
            out,
            "<path {stroke} d=\"M{at:.1} {:.1}V{BOTTOM}\"/><text {} x=\"{beside:.1}\" y=\"{top:.1}\" text-anchor=\"{anchor}\">{}</text>",
            top - 8.0,
            ink("text", "fill=\"#1d2530\""),
            escape(label)
        );
    }
    out
}

/// The curve as a path: at each value the share of the runs that pass it.
fn line(percentiles: &[f64], x: impl Fn(f64) -> f64, y: impl Fn(f64) -> f64) -> String {
    let last = percentiles.len().saturating_sub(1).max(1) as f64;
    let mut path = format!("M{:.1} {:.1}", x(0.0), y(1.0));
    for (place, value) in percentiles.iter().enumerate() {
        let _ = write!(path, "L{:.1} {:.1}", x(*value), y(1.0 - place as f64 / last));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve<'a>(percentiles: &'a [f64], marks: &'a [Mark]) -> Curve<'a> {
        Curve { title: "Cost & more", percentiles, marks, words: &|value| format!("<{value:.0}>") }
    }

    #[test]
    fn the_curve_falls_from_all_runs_to_none_and_marks_stand_where_they_belong() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        let marks = [Mark { at: 50.0, label: "P50".to_owned(), decided: false }, Mark { at: 100.0, label: "Set aside".to_owned(), decided: true }];
        let page = on_page(&curve(&values, &marks));
        let path = page.split("class=\"curve\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a curve");
        let points: Vec<(f64, f64)> =
            path[1..].split('L').filter_map(|point| point.split_once(' ')).map(|(x, y)| (x.parse().expect("x"), y.parse().expect("y"))).collect();
        assert_eq!(points.len(), 102);
        assert!(points.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1));
        assert_eq!((points[0], points[101].1), ((LEFT, TOP), BOTTOM));
        assert!(page.contains("P50 &lt;50&gt;") && page.contains("class=\"decided\"") && !page.contains("fill="));
    }

    #[test]
    fn a_file_carries_its_colours_and_nothing_at_all_is_drawn_too() {
        let file = as_file(&curve(&[0.0; 101], &[]));
        assert!(file.starts_with("<svg xmlns=") && file.contains("Cost &amp; more") && !file.contains("class=") && !file.contains("NaN"));
        assert!(!as_file(&curve(&[], &[])).contains("NaN"));
    }
}
