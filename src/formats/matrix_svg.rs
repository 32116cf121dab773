//! The risk matrix as SVG: a document of its own with its colours, and on the page the ways of risks with classes, which the
//! style sheet colours.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::domain::risk::matrix::Cell;
use crate::domain::risk::method::RiskMethod;
use crate::domain::risk::movement::{CellOf, Movement};
use crate::domain::risk::register::Risk;
use crate::domain::risk::scale::Band;
use crate::domain::words::{clipped, count};

/// The width and the height of a cell.
const CELL: (f64, f64) = (92.0, 60.0);

/// The room for the axes.
const AXIS: (f64, f64) = (132.0, 54.0);

/// The room for the title.
const TOP: f64 = 34.0;

/// How many ways are drawn before they hide each other.
pub const MOST_WAYS: usize = 30;

/// How many risks a cell names before it only counts them.
const NAMED: usize = 3;

/// The size of the picture of a method's matrix, without axes.
pub fn size(method: &RiskMethod) -> (f64, f64) {
    (method.parts().impact.len() as f64 * CELL.0, method.parts().probability.len() as f64 * CELL.1)
}

/// The cells and the ways of risks over them, as the content of an `svg` element of [`size`].
pub fn ways(method: &RiskMethod, cells: &[Cell<&Risk>], movements: &[Movement]) -> String {
    let mut text = String::new();
    squares(&mut text, method, cells, false);
    arrows(&mut text, method, movements, false);
    text
}

/// The matrix as a document of its own: names in the cells, or the ways of risks where `movements` has any.
pub fn sheet(method: &RiskMethod, cells: &[Cell<&Risk>], movements: &[Movement], title: &str) -> String {
    let (width, height) = size(method);
    let (all, tall) = (width + AXIS.0 + 12.0, height + AXIS.1 + TOP);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all:.0}\" height=\"{tall:.0}\" viewBox=\"0 0 {all:.1} {tall:.1}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#1d2530\"><title>{title}</title><rect width=\"{all:.1}\" height=\"{tall:.1}\" fill=\"#ffffff\"/>\
         <text x=\"10\" y=\"22\" font-size=\"14\" font-weight=\"bold\">{title}</text><g transform=\"translate({:.1} {TOP:.1})\">",
        AXIS.0,
        title = escape(title)
    );
    squares(&mut text, method, cells, true);
    if movements.is_empty() {
        names(&mut text, method, cells);
    } else {
        arrows(&mut text, method, movements, true);
    }
    axes(&mut text, method);
    text.push_str("</g></svg>");
    text
}

/// Where a cell begins.
fn corner(method: &RiskMethod, (probability, impact): CellOf) -> (f64, f64) {
    let row = method.parts().probability.len().saturating_sub(probability.place() + 1);
    (impact.place() as f64 * CELL.0, row as f64 * CELL.1)
}

fn squares(text: &mut String, method: &RiskMethod, cells: &[Cell<&Risk>], on_paper: bool) {
    for cell in cells {
        let (x, y) = corner(method, (cell.probability, cell.impact));
        let (class, colour) = match cell.band {
            Band::Low => ("low", "#cfe6d8"),
            Band::Medium => ("medium", "#f0dfb5"),
            Band::High => ("high", "#f2c1c0"),
        };
        let look = if on_paper { format!("fill=\"{colour}\"") } else { format!("class=\"{class}\"") };
        let _ = write!(text, "<rect {look} x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"5\"/>", x + 1.5, y + 1.5, CELL.0 - 3.0, CELL.1 - 3.0);
    }
}

fn names(text: &mut String, method: &RiskMethod, cells: &[Cell<&Risk>]) {
    for cell in cells.iter().filter(|cell| !cell.risks.is_empty()) {
        let (x, y) = corner(method, (cell.probability, cell.impact));
        let lines: Vec<String> =
            if cell.risks.len() > NAMED { vec![count(cell.risks.len(), "risk", "risks")] } else { cell.risks.iter().map(|risk| risk.reference()).collect() };
        let first = y + CELL.1 / 2.0 + 4.0 - (lines.len() as f64 - 1.0) * 8.0;
        for (place, line) in lines.iter().enumerate() {
            let at = (x + CELL.0 / 2.0, first + place as f64 * 16.0);
            let _ = write!(text, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>", at.0, at.1, escape(line.as_str()));
        }
    }
}

/// An arrow through the cells of each way. Ways through the same cells stand beside each other.
fn arrows(text: &mut String, method: &RiskMethod, movements: &[Movement], on_paper: bool) {
    let mut begun: BTreeMap<CellOf, usize> = BTreeMap::new();
    for movement in movements.iter().take(MOST_WAYS) {
        let Some(first) = movement.stops().first().copied() else { continue };
        let number = begun.entry(first).or_insert(0);
        // Six places in a cell, taken in turn by the ways that begin there.
        let beside = (if number.is_multiple_of(2) { -22.0 } else { 22.0 }, (*number / 2 % 3) as f64 * 17.0 - 10.0);
        *number += 1;
        let points: Vec<(f64, f64)> = movement
            .stops()
            .into_iter()
            .map(|stop| {
                let (x, y) = corner(method, stop);
                (x + CELL.0 / 2.0 + beside.0, y + CELL.1 / 2.0 + beside.1)
            })
            .collect();
        let [.., before, last] = points.as_slice() else { continue };
        let mut way: String = points.iter().enumerate().map(|(place, (x, y))| format!("{}{x:.1} {y:.1}", if place == 0 { 'M' } else { 'L' })).collect();
        way.push_str(&head(*before, *last));
        let (line, dot, label) = if on_paper {
            ("stroke=\"#3f4854\" stroke-width=\"1.6\" fill=\"none\"", "fill=\"#3f4854\"", "font-size=\"10\" font-weight=\"bold\"")
        } else {
            ("class=\"way\"", "class=\"stop\"", "class=\"name\"")
        };
        let _ = write!(text, "<path {line} d=\"{way}\"/>");
        for (x, y) in points.iter().take(points.len() - 1) {
            let _ = write!(text, "<circle {dot} cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>");
        }
        let (x, y) = points[0];
        let _ = write!(text, "<text {label} x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", y - 5.0, escape(movement.reference.as_str()));
    }
}

/// The head of an arrow at the end of a line.
fn head((from_x, from_y): (f64, f64), (x, y): (f64, f64)) -> String {
    let length = (x - from_x).hypot(y - from_y).max(1.0);
    let (along, across) = (((x - from_x) / length * 7.0, (y - from_y) / length * 7.0), 0.6);
    let wing = |side: f64| (x - along.0 + along.1 * across * side, y - along.1 - along.0 * across * side);
    let (left, right) = (wing(1.0), wing(-1.0));
    format!("M{:.1} {:.1}L{x:.1} {y:.1}L{:.1} {:.1}", left.0, left.1, right.0, right.1)
}

fn axes(text: &mut String, method: &RiskMethod) {
    let (width, height) = size(method);
    for (place, anchor) in method.parts().probability.iter().rev().enumerate() {
        let level = method.parts().probability.len() - place;
        let words = clipped(&format!("{level} {}", anchor.name), 18);
        let _ = write!(text, "<text x=\"-10\" y=\"{:.1}\" text-anchor=\"end\">{}</text>", (place as f64 + 0.5) * CELL.1 + 4.0, escape(words.as_str()));
    }
    for (place, anchor) in method.parts().impact.iter().enumerate() {
        let words = clipped(&format!("{} {}", place + 1, anchor.name), 14);
        let _ = write!(
            text,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            (place as f64 + 0.5) * CELL.0,
            height + 18.0,
            escape(words.as_str())
        );
    }
    let _ =
        write!(text, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#5b6472\">Impact, the worst of its kinds</text>", width / 2.0, height + 38.0);
    let _ = write!(text, "<text x=\"-10\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#5b6472\">Probability</text>", height + 18.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::risk::matrix::{Basis, matrix};
    use crate::domain::risk::movement::movements;
    use crate::domain::risk::preset::Preset;
    use crate::domain::risk::scale::{Level, Score};

    #[test]
    fn a_sheet_is_well_formed_whatever_the_scales_and_names() {
        let level = |number| Level::new(number).expect("a level");
        let risks: Vec<Risk> = (1..=5)
            .map(|number| {
                let mut risk = Risk::new(Id::joined(&[&format!("{number}")]), number, "<b>");
                (risk.inherent, risk.current) = (Some(Score::new(level(6), level(6))), Some(Score::new(level(1), level(2))));
                risk
            })
            .collect();
        for preset in [Preset::ThreeByThree, Preset::SixBySix] {
            let method = preset.method();
            let cells = matrix(&method, risks.iter(), Basis::Current);
            let moved = movements(&method, risks.iter());
            for (movements, shows) in [(&[][..], "5 risks"), (&moved[..], "R-05")] {
                let sheet = sheet(&method, &cells, movements, "A & <B>");
                let mut reader = quick_xml::Reader::from_str(&sheet);
                while !matches!(reader.read_event().expect("well formed"), quick_xml::events::Event::Eof) {}
                assert!(sheet.contains(shows) && sheet.contains("A &amp; &lt;B&gt;") && !sheet.contains("class="), "{}", preset_name(preset));
            }
            assert!(ways(&method, &cells, &moved).contains("class=\"way\"") && !ways(&method, &cells, &moved).contains('#'));
        }
    }

    fn preset_name(preset: Preset) -> &'static str {
        use crate::domain::choice::Choice;
        preset.label()
    }
}
