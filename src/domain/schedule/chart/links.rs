//! The ways of links between bars.

use super::bar::Picture;
use super::{ROW, Window};
use crate::domain::schedule::network::LinkKind;

/// A link between two rows that can be seen, or that passes through what can be.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkLine {
    /// Its corners, from the predecessor to the successor.
    pub points: Vec<(f64, f64)>,
    /// Whether it holds a critical task.
    pub critical: bool,
    /// The two rows, that of the predecessor first.
    pub rows: (usize, usize),
}

/// From how many links on they may stand too close to each other to be told apart.
const MANY: usize = 200;

/// Whether the links of a picture cannot be told apart: there are many, more than tasks, and a day is narrower than a line.
pub fn crowded(picture: &Picture<'_>) -> bool {
    let number = picture.schedule.joints().len();
    number > MANY && number > picture.tasks.len() && picture.scale.day_width <= 1.0
}

/// How far a line goes on before it turns.
const STUB: f64 = 7.0;

/// The links of which a part of the picture shows something.
pub fn links(picture: &Picture<'_>, window: &Window) -> Vec<LinkLine> {
    let mut lines = Vec::new();
    let shown = window.rows(picture.rows.len());
    for joint in picture.schedule.joints() {
        let (Some(from_row), Some(to_row)) = (picture.row_of(joint.from), picture.row_of(joint.to)) else { continue };
        if from_row.max(to_row) < shown.start || from_row.min(to_row) >= shown.end {
            continue;
        }
        let (Some(from), Some(to)) = (picture.bar(from_row), picture.bar(to_row)) else { continue };
        let leaves_at_end = matches!(joint.kind, LinkKind::FinishToStart | LinkKind::FinishToFinish);
        let arrives_at_start = matches!(joint.kind, LinkKind::FinishToStart | LinkKind::StartToStart);
        let points = way(
            (if leaves_at_end { from.to } else { from.from }, middle(from_row), leaves_at_end),
            (if arrives_at_start { to.from } else { to.to }, middle(to_row), arrives_at_start),
        );
        let (left, right) = points.iter().fold((f64::MAX, f64::MIN), |(left, right), (x, _)| (left.min(*x), right.max(*x)));
        if window.shows(left, right) {
            lines.push(LinkLine { points, critical: from.critical && to.critical, rows: (from_row, to_row) });
        }
    }
    lines
}

/// The middle of a row.
pub fn middle(row: usize) -> f64 {
    row as f64 * ROW + ROW / 2.0
}

/// Where a line goes that leaves a bar to its right, or left, and arrives at another from its left, or right: in right
/// angles, and between the rows where it has to go back.
fn way((from_x, from_y, rightwards): (f64, f64, bool), (to_x, to_y, from_left): (f64, f64, bool)) -> Vec<(f64, f64)> {
    let out = if rightwards { from_x + STUB } else { from_x - STUB };
    let arrive = if from_left { to_x - STUB } else { to_x + STUB };
    let straight = match (rightwards, from_left) {
        (true, true) => out <= arrive,
        (false, false) => out >= arrive,
        // Both on one side: the line turns beyond both ends.
        (true, false) => {
            let turn = out.max(arrive);
            return vec![(from_x, from_y), (turn, from_y), (turn, to_y), (to_x, to_y)];
        }
        (false, true) => {
            let turn = out.min(arrive);
            return vec![(from_x, from_y), (turn, from_y), (turn, to_y), (to_x, to_y)];
        }
    };
    if straight {
        return vec![(from_x, from_y), (out, from_y), (out, to_y), (to_x, to_y)];
    }
    let between = if to_y >= from_y { to_y - ROW / 2.0 } else { to_y + ROW / 2.0 };
    vec![(from_x, from_y), (out, from_y), (out, between), (arrive, between), (arrive, to_y), (to_x, to_y)]
}

#[cfg(test)]
mod tests {
    use super::super::bar::tests::{pictured, plan};
    use super::*;

    const ALL: Window = Window { left: 0.0, right: 10_000.0, top: 0.0, bottom: 10_000.0 };

    #[test]
    fn a_link_leaves_and_arrives_at_the_ends_that_it_joins() {
        pictured(&plan(), |picture| {
            let found = links(picture, &ALL);
            let (protocol, contract, approval) = (picture.bar(1).expect("a bar"), picture.bar(2).expect("a bar"), picture.bar(3).expect("a bar"));
            let ends: Vec<_> = found.iter().map(|line| (line.points[0], line.points[line.points.len() - 1])).collect();
            assert_eq!(ends, [((protocol.to, middle(1)), (approval.from, middle(3))), ((contract.to, middle(2)), (approval.to, middle(3)))]);
            assert_eq!(found.iter().map(|line| line.critical).collect::<Vec<_>>(), [true, false]);
        });
    }

    #[test]
    fn lines_turn_in_right_angles_only() {
        for (rightwards, from_left) in [(true, true), (true, false), (false, true), (false, false)] {
            for to_x in [0.0, 50.0, 100.0] {
                let points = way((50.0, 17.0, rightwards), (to_x, 85.0, from_left));
                assert!(points.windows(2).all(|pair| pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1), "{points:?}");
            }
        }
    }

    #[test]
    fn what_lies_out_of_sight_is_not_drawn() {
        pictured(&plan(), |picture| {
            assert_eq!(links(picture, &Window { top: 3.5 * ROW, bottom: 4.0 * ROW, ..ALL }).len(), 2, "they arrive in the row that is in sight");
            assert_eq!(links(picture, &Window { bottom: ROW, ..ALL }), []);
            assert_eq!(links(picture, &Window { left: 5_000.0, ..ALL }), []);
        });
    }
}
