//! What the pillars add to each candidate's weighted score, as stacked bars. Parts have the number of their pillar, so that
//! nothing hangs on a colour.

use super::chart_pen::{Ink, Look, Pen};
use crate::domain::words::clipped;

/// The width of the picture, and where the bars begin and a score of 5 would end.
const WIDTH: f64 = 860.0;
const LEFT: f64 = 210.0;
const RIGHT: f64 = WIDTH - 70.0;

/// The height of the scale above, of a row, and of the bar in it.
const TOP: f64 = 26.0;
const ROW: f64 = 34.0;
const BAR: f64 = 24.0;

/// The highest score.
const HIGHEST: f64 = 5.0;

/// A candidate with what each pillar adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// What it is called.
    pub name: String,
    /// What each pillar adds; empty while nothing is scored.
    pub parts: Vec<f64>,
}

/// The picture.
pub fn drawn(pillars: &[String], stacks: &[Stack], title: &str, look: Look) -> String {
    let mut pen = Pen::new(look);
    let x = |score: f64| LEFT + score / HIGHEST * (RIGHT - LEFT);
    let bottom = TOP + stacks.len() as f64 * ROW;
    for score in 0..=5 {
        let at = x(f64::from(score));
        pen.path(Ink::Grid, &format!("M{at:.1} {:.1}V{bottom:.1}", TOP - 6.0));
        pen.words(Ink::Muted, (at, TOP - 11.0), "middle", &score.to_string());
    }
    for (row, stack) in stacks.iter().enumerate() {
        let (top, text) = (TOP + row as f64 * ROW + (ROW - BAR) / 2.0, TOP + row as f64 * ROW + ROW / 2.0 + 4.0);
        pen.words(Ink::Label, (LEFT - 10.0, text), "end", &clipped(&stack.name, 28));
        let mut from = 0.0;
        for (pillar, part) in stack.parts.iter().enumerate() {
            let (left, right) = (x(from), x(from + part));
            pen.rectangle(Ink::Part(pillar), (left, top), (right - left, BAR));
            let number = pillar + 1;
            let words = match right - left {
                wide if wide > 50.0 => format!("{number}: {part:.2}"),
                wide if wide > 14.0 => number.to_string(),
                _ => String::new(),
            };
            pen.words(Ink::Label, ((left + right) / 2.0, text), "middle", &words);
            from += part;
        }
        let total = if stack.parts.is_empty() { "not scored".to_owned() } else { format!("{from:.2}") };
        pen.words(Ink::Strong, (x(from) + 8.0, text), "start", &total);
    }
    for (pillar, name) in pillars.iter().enumerate() {
        let (at, y) = (8.0 + (pillar % 3) as f64 * 280.0, bottom + 14.0 + (pillar / 3) as f64 * 24.0);
        pen.rectangle(Ink::Part(pillar), (at, y), (22.0, 16.0));
        pen.words(Ink::Label, (at + 11.0, y + 12.0), "middle", &(pillar + 1).to_string());
        pen.words(Ink::Label, (at + 30.0, y + 12.0), "start", &clipped(name, 32));
    }
    pen.finished((WIDTH, bottom + 20.0 + pillars.len().div_ceil(3) as f64 * 24.0), title)
}

#[cfg(test)]
mod tests {
    use super::super::chart_pen::check_well_formed;
    use super::*;

    #[test]
    fn parts_stand_beside_each_other_and_their_sum_at_the_end() {
        let pillars = ["Expertise & more".to_owned(), "Technology".to_owned()];
        let stacks = [
            Stack { name: "<Alpha>".to_owned(), parts: vec![2.0, 1.5] },
            Stack { name: "Beta".to_owned(), parts: Vec::new() },
            Stack { name: "Gamma".to_owned(), parts: vec![0.001, 3.0] },
        ];
        let page = drawn(&pillars, &stacks, "T", Look::Page);
        check_well_formed(&page);
        for shown in ["1: 2.00", "2: 1.50", "3.50", "not scored", "&lt;Alpha&gt;", "Expertise &amp; more"] {
            assert!(page.contains(shown), "{shown}");
        }
        let sheet = drawn(&pillars, &stacks, "T", Look::Sheet);
        check_well_formed(&sheet);
        assert!(!sheet.contains("class="));
        // 2 of 5, then 1.5 of 5, of the room for the bars.
        let width = |part: f64| format!("width=\"{:.1}\"", part / HIGHEST * (RIGHT - LEFT));
        assert!(page.contains(&width(2.0)) && page.contains(&width(1.5)));
    }
}
