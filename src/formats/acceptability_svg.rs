//! Rank acceptabilities as SVG: a bar for each candidate, cut into the shares of the weightings in which it has each rank.
//!
//! Each part bears the number of its rank, the first stands at the left and is the darkest, so that nothing hangs on a colour. On
//! the page the parts have classes, which the style sheet colours; as a file they carry their colours.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::domain::words::clipped;

const WIDTH: f64 = 720.0;
/// The room for names at the left and for the share of first places at the right.
const LEFT: f64 = 206.0;
const RIGHT: f64 = 62.0;
const TOP: f64 = 8.0;
/// The height of a bar, and of its row.
const BAR: f64 = 22.0;
const ROW: f64 = 32.0;
const BOTTOM: f64 = 26.0;
/// How much taller a file is, for its title.
const TITLE: f64 = 28.0;
/// A part that is narrower than this bears no number.
const NARROW: f64 = 14.0;

/// A candidate's bar.
pub struct Bar<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The share of each rank, the first rank first.
    pub ranks: &'a [f64],
    /// The share of first places in words.
    pub first: String,
}

/// The inside of an `svg` element on the page.
pub fn on_page(bars: &[Bar]) -> String {
    drawn(bars, |class, _| format!("class=\"{class}\""))
}

/// The view box of what goes on the page.
pub fn view_box(bars: usize) -> String {
    format!("0 0 {WIDTH} {}", height(bars))
}

/// The picture as a file of its own.
pub fn as_file(bars: &[Bar], title: &str) -> String {
    let inside = drawn(bars, |_, colours| colours.to_owned());
    let (title, tall) = (escape(title), height(bars.len()) + TITLE);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{tall}\" viewBox=\"0 -{TITLE} {WIDTH} {tall}\" font-family=\"system-ui, sans-serif\" \
         font-size=\"12\"><title>{title}</title><rect y=\"-{TITLE}\" width=\"{WIDTH}\" height=\"{tall}\" fill=\"#ffffff\"/>\
         <text x=\"8\" y=\"-8\" font-weight=\"bold\" fill=\"#1d2530\">{title}</text>{inside}</svg>\n"
    )
}

fn height(bars: usize) -> f64 {
    TOP + bars as f64 * ROW + BOTTOM
}

/// The parts, each with a class or with colours.
fn drawn(bars: &[Bar], ink: impl Fn(&str, &str) -> String) -> String {
    let length = WIDTH - LEFT - RIGHT;
    let (name_ink, muted) = (ink("name", "fill=\"#1d2530\""), ink("muted", "fill=\"#5b6472\""));
    let mut out = String::new();
    for (row, bar) in bars.iter().enumerate() {
        let (top, mut x) = (TOP + row as f64 * ROW, LEFT);
        let middle = top + BAR / 2.0 + 4.0;
        let _ = write!(out, "<text {name_ink} x=\"{:.1}\" y=\"{middle:.1}\" text-anchor=\"end\">{}</text>", LEFT - 8.0, escape(clipped(bar.name, 27)));
        let ranks = bar.ranks.len();
        for (place, share) in bar.ranks.iter().enumerate() {
            let wide = share * length;
            if wide <= 0.0 {
                continue;
            }
            let (rect, number) = part(place, ranks);
            let _ = write!(
                out,
                "<rect {} x=\"{x:.2}\" y=\"{top:.1}\" width=\"{:.2}\" height=\"{BAR}\"/>",
                ink(rect.0, &format!("fill=\"{}\"", rect.1)),
                (wide - 1.0).max(0.3)
            );
            if wide >= NARROW {
                let words = ink(number.0, &format!("fill=\"{}\"", number.1));
                let _ = write!(out, "<text {words} x=\"{:.2}\" y=\"{middle:.1}\" text-anchor=\"middle\">{}</text>", x + wide / 2.0, place + 1);
            }
            x += wide;
        }
        let _ = write!(out, "<text {name_ink} x=\"{:.1}\" y=\"{middle:.1}\">{}</text>", WIDTH - RIGHT + 6.0, escape(bar.first.as_str()));
    }
    let below = TOP + bars.len() as f64 * ROW + 12.0;
    for (share, anchor) in [(0.0, "start"), (0.5, "middle"), (1.0, "end")] {
        let _ = write!(out, "<text {muted} x=\"{:.1}\" y=\"{below:.1}\" text-anchor=\"{anchor}\">{:.0}%</text>", LEFT + share * length, share * 100.0);
    }
    out
}

/// How a part looks and how its number does: by class, and by colour.
fn part(place: usize, ranks: usize) -> ((&'static str, &'static str), (&'static str, &'static str)) {
    match place {
        0 => (("rank first", "#14757c"), ("on-dark", "#ffffff")),
        1 => (("rank second", "#6fb1b5"), ("on-light", "#1d2530")),
        2 if ranks > 3 => (("rank third", "#b9d9db"), ("on-light", "#1d2530")),
        _ => (("rank later", "#e3ebec"), ("on-light", "#1d2530")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_from_the_first_rank_on_and_bear_their_numbers() {
        let bars = [
            Bar { name: "Alder & Co", ranks: &[0.75, 0.25, 0.0], first: "75%".to_owned() },
            Bar { name: "B", ranks: &[0.25, 0.75, 0.0], first: "25%".to_owned() },
        ];
        let page = on_page(&bars);
        assert!(page.contains("Alder &amp; Co") && page.contains("class=\"rank first\"") && !page.contains("fill="));
        let widths: Vec<f64> = page
            .split("<rect ")
            .skip(1)
            .filter_map(|rect| rect.split("width=\"").nth(1)?.split('"').next()?.parse().ok())
            .map(|width: f64| width + 1.0)
            .collect();
        assert_eq!(widths.len(), 4);
        assert!((widths[0] + widths[1] - (WIDTH - LEFT - RIGHT)).abs() < 0.1 && (widths[0] / widths[1] - 3.0).abs() < 0.01);
        assert!(page.contains(">1</text>") && page.contains(">2</text>") && !page.contains(">3</text>"));
    }

    #[test]
    fn a_file_carries_its_colours_and_nothing_at_all_is_drawn_too() {
        let file = as_file(&[Bar { name: "A", ranks: &[1.0], first: "100%".to_owned() }], "Who comes where <");
        assert!(file.starts_with("<svg xmlns=") && file.contains("Who comes where &lt;") && !file.contains("class="));
        assert!(!as_file(&[], "").contains("NaN"));
    }
}
