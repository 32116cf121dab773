//! Which tasks have a row, and how deep each stands.

use std::collections::BTreeSet;

use crate::domain::schedule::outline::Outline;

/// A row of the table and of the picture beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The task's place in the plan.
    pub place: usize,
    /// How many rows it stands inside of.
    pub level: usize,
    /// Whether it has parts, and whether they are folded away; `None` where it has none.
    pub folded: Option<bool>,
    /// Which of the rows beside it on its level it is, counted from 1.
    pub position: usize,
    /// How many stand beside it on its level, itself included.
    pub siblings: usize,
}

/// The rows of an outline, without what is folded away, and without what `keeps` does not ask for: a task that is asked
/// for brings along what it is part of.
pub fn rows(outline: &Outline, folded: &BTreeSet<usize>, keeps: impl Fn(usize) -> bool) -> Vec<Row> {
    let order = outline.in_order();
    let mut kept = vec![false; order.len()];
    for place in order.iter().copied().filter(|place| keeps(*place)) {
        // What is above a kept one is kept already, with everything above it.
        let mut here = Some(place);
        while let Some(above) = here.filter(|above| !kept[*above]) {
            kept[above] = true;
            here = outline.parent(above);
        }
    }
    let mut levels = vec![0; order.len()];
    let mut hidden = vec![false; order.len()];
    let mut counts = vec![0usize; order.len() + 1];
    let top = order.len();
    let mut found = Vec::with_capacity(order.len());
    for place in order.into_iter().filter(|place| kept[*place]) {
        let parent = outline.parent(place);
        if let Some(parent) = parent {
            levels[place] = levels[parent] + 1;
            hidden[place] = hidden[parent] || folded.contains(&parent);
        }
        if hidden[place] {
            continue;
        }
        let group = parent.unwrap_or(top);
        counts[group] += 1;
        let parts = outline.children(place).iter().any(|part| kept[*part]);
        found.push(Row { place, level: levels[place], folded: parts.then(|| folded.contains(&place)), position: counts[group], siblings: 0 });
    }
    for row in &mut found {
        row.siblings = counts[outline.parent(row.place).unwrap_or(top)];
    }
    found
}

/// The same tasks in an order of their own, without an outline: a sorted table.
pub fn flat(places: impl IntoIterator<Item = usize>) -> Vec<Row> {
    let places: Vec<usize> = places.into_iter().collect();
    let siblings = places.len();
    places.into_iter().enumerate().map(|(at, place)| Row { place, level: 0, folded: None, position: at + 1, siblings }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::collection::Collection;
    use crate::domain::id::Id;
    use crate::domain::schedule::task::{Task, TaskKind};

    /// Start-up (0) with Submit (1) and Sites (2), which has Contract (3); and Conduct (4).
    fn outline() -> Outline {
        let id = |place: usize| Id::joined(&[&place.to_string()]);
        let parents = [None, Some(0), Some(0), Some(2), None];
        let tasks = parents.iter().enumerate().map(|(place, parent)| Task { parent: parent.map(id), ..Task::new(id(place), "Task", TaskKind::Task) });
        Outline::new(&Collection::from_records(tasks.collect()).expect("ids of their own"))
    }

    fn shown(folded: &[usize], keeps: impl Fn(usize) -> bool) -> Vec<(usize, usize, Option<bool>)> {
        rows(&outline(), &folded.iter().copied().collect(), keeps).iter().map(|row| (row.place, row.level, row.folded)).collect()
    }

    #[test]
    fn parts_stand_under_what_they_are_part_of_and_fold_away_with_it() {
        assert_eq!(shown(&[], |_| true), [(0, 0, Some(false)), (1, 1, None), (2, 1, Some(false)), (3, 2, None), (4, 0, None)]);
        assert_eq!(shown(&[2], |_| true), [(0, 0, Some(false)), (1, 1, None), (2, 1, Some(true)), (4, 0, None)]);
        assert_eq!(shown(&[0], |_| true), [(0, 0, Some(true)), (4, 0, None)]);
    }

    #[test]
    fn what_is_asked_for_brings_along_what_it_is_part_of() {
        assert_eq!(shown(&[], |place| place == 3), [(0, 0, Some(false)), (2, 1, Some(false)), (3, 2, None)]);
        assert_eq!(shown(&[], |_| false), []);
    }

    #[test]
    fn every_row_knows_its_place_among_its_siblings() {
        let positions: Vec<(usize, usize)> = rows(&outline(), &BTreeSet::new(), |_| true).iter().map(|row| (row.position, row.siblings)).collect();
        assert_eq!(positions, [(1, 2), (1, 2), (2, 2), (1, 1), (2, 2)]);
    }
}
