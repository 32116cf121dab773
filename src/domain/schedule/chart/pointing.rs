//! What is under a pointer.

use super::ROW;
use super::bar::{Picture, Shape};

/// The part of a bar that somebody can take hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// All of it: it is moved.
    Whole,
    /// Its end: it becomes longer or shorter.
    Finish,
    /// The handle before its start: a link leaves, or arrives, there.
    StartLink,
    /// The handle behind its end: a link leaves, or arrives, there.
    FinishLink,
}

/// What is under a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Under {
    /// The row.
    pub row: usize,
    /// The part of its bar; `None` beside it.
    pub grip: Option<Grip>,
}

/// How far behind a bar its handle for links stands.
pub const HANDLE: f64 = 11.0;

/// What is at a place of the picture; `None` below the last row. Fingers are thicker than pointers: `slack` is how far off
/// is still meant.
pub fn at(picture: &Picture<'_>, x: f64, y: f64, slack: f64) -> Option<Under> {
    let row = (y / ROW).floor();
    if row < 0.0 || row as usize >= picture.rows.len() {
        return None;
    }
    let row = row as usize;
    let grip = picture.bar(row).and_then(|bar| {
        let half = if bar.shape == Shape::Milestone { 8.0 } else { 0.0 };
        let (from, to) = (bar.from - half, bar.to + half);
        // The end of a short bar takes no more than a third of it, so that it can still be moved.
        let edge = (5.0 + slack).min((to - from) / 3.0);
        let near = |at: f64| (x - at).abs() <= HANDLE / 2.0 + slack;
        match bar.shape {
            Shape::Task if x >= to - edge && x <= to + 3.0 => Some(Grip::Finish),
            _ if x >= from && x <= to => Some(Grip::Whole),
            _ if near(to + HANDLE) => Some(Grip::FinishLink),
            _ if near(from - HANDLE) => Some(Grip::StartLink),
            _ => None,
        }
    });
    Some(Under { row, grip })
}

#[cfg(test)]
mod tests {
    use super::super::bar::tests::{pictured, plan};
    use super::super::links::middle;
    use super::*;

    #[test]
    fn a_bar_has_a_body_an_end_and_two_handles() {
        pictured(&plan(), |picture| {
            let bar = picture.bar(1).expect("a bar");
            let grip = |x: f64| at(picture, x, middle(1), 0.0).expect("a row").grip;
            assert_eq!(grip((bar.from + bar.to) / 2.0), Some(Grip::Whole));
            assert_eq!(grip(bar.to - 1.0), Some(Grip::Finish));
            assert_eq!(grip(bar.to + HANDLE), Some(Grip::FinishLink));
            assert_eq!(grip(bar.from - HANDLE), Some(Grip::StartLink));
            assert_eq!(grip(bar.to + 100.0), None);
        });
    }

    #[test]
    fn milestones_and_summaries_have_no_end_to_pull() {
        pictured(&plan(), |picture| {
            for row in [0, 3] {
                let bar = picture.bar(row).expect("a bar");
                assert_eq!(at(picture, bar.to - 1.0, middle(row), 0.0).expect("a row").grip, Some(Grip::Whole));
            }
            assert_eq!(at(picture, 0.0, middle(4), 0.0), None);
        });
    }
}
