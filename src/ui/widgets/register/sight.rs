//! Which lines of a register are in sight, where it is too long to be drawn whole.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::signals::RwSignal;

/// A register of up to so many lines is drawn whole, so that the browser's own search finds all of it.
const DRAWN_WHOLE: usize = 150;

/// How high a line of a register is that is not drawn whole.
const LINE: f64 = 54.0;

/// How many lines are drawn beyond what is in sight, so that scrolling a little draws nothing.
const BEYOND: usize = 12;

/// Where a register is scrolled to, in steps. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    first: RwSignal<usize>,
    scroll: NodeRef<leptos::html::Div>,
}

impl Sight {
    pub(super) fn new(scroll: NodeRef<leptos::html::Div>) -> Sight {
        Sight { first: RwSignal::new(0), scroll }
    }

    /// Whether so many lines are too many to be drawn whole.
    pub(super) fn is_needed(lines: usize) -> bool {
        lines > DRAWN_WHOLE
    }

    /// The lines to draw, of so many.
    pub(super) fn lines(self, of: usize) -> Range<usize> {
        if !Sight::is_needed(of) {
            return 0..of;
        }
        let room = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(1_000.0);
        let first = self.first.get().min(of);
        first.saturating_sub(BEYOND)..(first + (room / LINE) as usize + 2 * BEYOND).min(of)
    }

    /// Notes how far it is scrolled.
    pub(super) fn measure(self) {
        let Some(scroll) = self.scroll.get_untracked() else { return };
        let first = (f64::from(scroll.scroll_top()) / LINE) as usize / BEYOND * BEYOND;
        if self.first.get_untracked() != first {
            self.first.set(first);
        }
    }

    /// Scrolls as little as it takes to have a line in sight.
    pub(super) fn show(self, line: usize, of: usize) {
        let Some(scroll) = self.scroll.get_untracked().filter(|_| Sight::is_needed(of)) else { return };
        // The heading stands over the lines.
        let (top, seen, height) = (line as f64 * LINE, f64::from(scroll.scroll_top()), f64::from(scroll.client_height()) - LINE);
        if top < seen {
            scroll.set_scroll_top(top as i32);
        } else if top + LINE > seen + height {
            scroll.set_scroll_top((top + LINE - height) as i32);
        }
        self.measure();
    }

    /// Where a line begins, of so many; `None` where lines follow each other by themselves.
    pub(super) fn top(line: usize, of: usize) -> Option<String> {
        Sight::is_needed(of).then(|| format!("{}px", line as f64 * LINE))
    }

    /// How high so many lines are together; `None` where they are as high as they are.
    pub(super) fn height(of: usize) -> Option<String> {
        Sight::is_needed(of).then(|| format!("{}px", of as f64 * LINE))
    }
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// The heading of this number.
    Heading(usize),
    /// The record with this key.
    Record(Arc<str>),
}

/// What stands in a line, where the headings stand before these records.
pub(super) fn at(line: usize, firsts: &[usize], keys: &[Arc<str>]) -> Option<Line> {
    // A heading stands as many lines below its first record's place as there are headings before it.
    let before = firsts.iter().enumerate().take_while(|(number, first)| **first + number <= line).count();
    match before.checked_sub(1) {
        Some(last) if firsts.get(last).is_some_and(|first| first + last == line) => Some(Line::Heading(last)),
        _ => keys.get(line.checked_sub(before)?).cloned().map(Line::Record),
    }
}

/// The line of the record in this place.
pub(super) fn line_of(place: usize, firsts: &[usize]) -> usize {
    place + firsts.iter().take_while(|first| **first <= place).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_before_their_first_records() {
        let keys: Vec<Arc<str>> = ["a", "b", "c"].map(Arc::from).into();
        let told = |firsts: &[usize]| {
            let one = |line| match at(line, firsts, &keys)? {
                Line::Heading(number) => Some(format!("#{number}")),
                Line::Record(key) => Some(key.to_string()),
            };
            (0..keys.len() + firsts.len()).filter_map(one).collect::<Vec<_>>().join(" ")
        };
        assert_eq!([told(&[]), told(&[0]), told(&[0, 2]), told(&[0, 1, 2])], ["a b c", "#0 a b c", "#0 a b #1 c", "#0 a #1 b #2 c"]);
        assert_eq!([0, 1, 2].map(|place| line_of(place, &[0, 2])), [1, 2, 4]);
        assert_eq!(at(3, &[], &keys), None);
    }
}
