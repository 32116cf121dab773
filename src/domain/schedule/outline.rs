//! The work breakdown: which tasks are part of which.

use super::task::Task;
use crate::domain::collection::Collection;
use crate::domain::id::Id;

/// Below this level numbers grow no longer, so that an endless outline does not fill the memory with them.
const DEEPEST_NUMBER: usize = 100;

/// The tasks of a plan by their places, with what each is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    lost: Vec<usize>,
}

impl Outline {
    /// The outline of these tasks. A parent that is not among them counts as none; so do those of tasks that are part of
    /// each other in a circle.
    pub fn new(tasks: &Collection<Task>) -> Outline {
        let mut parents = parents(tasks);
        let lost = circles(&parents);
        for place in &lost {
            parents[*place] = None;
        }
        let mut children = vec![Vec::new(); parents.len()];
        for (place, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(place);
            }
        }
        Outline { parents, children, lost }
    }

    /// What a task is part of.
    pub fn parent(&self, place: usize) -> Option<usize> {
        self.parents.get(place).copied().flatten()
    }

    /// The tasks that are part of this one, one level down.
    pub fn children(&self, place: usize) -> &[usize] {
        self.children.get(place).map_or(&[], Vec::as_slice)
    }

    /// Whether other tasks are part of it.
    pub fn is_summary(&self, place: usize) -> bool {
        !self.children(place).is_empty()
    }

    /// All tasks, each before its parts, and they before whatever comes next. Backwards it gives the parts first. No depth is
    /// too deep for it.
    pub fn in_order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.parents.len());
        let mut next: Vec<usize> = (0..self.parents.len()).rev().filter(|place| self.parent(*place).is_none()).collect();
        while let Some(place) = next.pop() {
            order.push(place);
            next.extend(self.children(place).iter().rev());
        }
        order
    }

    /// How many tasks it is part of, one inside the other.
    pub fn level(&self, place: usize) -> usize {
        std::iter::successors(self.parent(place), |above| self.parent(*above)).count()
    }

    /// The outline numbers, by place: `1`, `1.1`, `1.2`, `2`. What stands below the hundredth level is numbered as if it
    /// stood on it.
    pub fn numbers(&self) -> Vec<String> {
        let mut numbers = vec![String::new(); self.parents.len()];
        let mut levels = vec![0; self.parents.len()];
        // How many are numbered below each task, and at the top.
        let mut below = vec![0usize; self.parents.len()];
        let mut at_the_top = 0usize;
        // What carries the numbers below a task: itself, or what it is part of where it stands too deep.
        let mut carriers: Vec<usize> = (0..self.parents.len()).collect();
        for place in self.in_order() {
            numbers[place] = match self.parent(place).map(|parent| carriers[parent]) {
                None => {
                    at_the_top += 1;
                    at_the_top.to_string()
                }
                Some(carrier) => {
                    below[carrier] += 1;
                    levels[place] = levels[carrier] + 1;
                    if levels[place] >= DEEPEST_NUMBER {
                        carriers[place] = carrier;
                    }
                    format!("{}.{}", numbers[carrier], below[carrier])
                }
            };
        }
        numbers
    }

    /// The tasks that are part of each other in a circle.
    pub fn lost(&self) -> &[usize] {
        &self.lost
    }
}

/// The place of what each task is part of, by its place; none where that is not among the tasks.
pub fn parents(tasks: &Collection<Task>) -> Vec<Option<usize>> {
    // Parts mostly stand beside each other, so most parents are that of the task before.
    let mut last: Option<(&Id<Task>, Option<usize>)> = None;
    let mut one = |parent| match last {
        Some((known, place)) if known == parent => place,
        _ => {
            let place = tasks.place(parent);
            last = Some((parent, place));
            place
        }
    };
    tasks.iter().map(|task| task.parent.as_ref().and_then(&mut one)).collect()
}

/// The places on a circle of parents.
fn circles(parents: &[Option<usize>]) -> Vec<usize> {
    // 0 where nobody has been, else the number of the walk that came by.
    let mut seen = vec![0; parents.len()];
    let mut found = Vec::new();
    for start in 0..parents.len() {
        let (walk, mut here) = (start + 1, Some(start));
        while let Some(place) = here.filter(|place| seen[*place] == 0) {
            seen[place] = walk;
            here = parents[place];
        }
        // This very walk has been here before: it goes round.
        if let Some(first) = here.filter(|place| seen[*place] == walk) {
            found.push(first);
            found.extend(std::iter::successors(parents[first], |place| parents[*place]).take_while(|place| *place != first));
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::super::task::TaskKind;
    use super::*;

    /// Tasks `0`, `1`, … with these parents.
    fn outline(parents: &[Option<usize>]) -> Outline {
        let id = |place: usize| Id::joined(&[&place.to_string()]);
        let tasks = parents.iter().enumerate().map(|(place, parent)| Task { parent: parent.map(id), ..Task::new(id(place), "Task", TaskKind::Task) });
        Outline::new(&Collection::from_records(tasks.collect()).expect("ids of their own"))
    }

    #[test]
    fn tasks_know_their_parts_and_how_deep_they_stand() {
        let found = outline(&[None, Some(0), Some(1), Some(0), Some(9)]);
        assert_eq!((found.children(0), found.children(1)), ([1, 3].as_slice(), [2].as_slice()));
        assert_eq!([0, 1, 2, 3, 4].map(|place| found.level(place)), [0, 1, 2, 1, 0]);
        assert_eq!(found.in_order(), [0, 1, 2, 3, 4]);
        assert_eq!((found.is_summary(1), found.is_summary(2), found.lost()), (true, false, [].as_slice()));
    }

    #[test]
    fn numbers_tell_what_is_part_of_what_and_do_not_grow_for_ever() {
        assert_eq!(outline(&[None, Some(0), Some(1), Some(0), None]).numbers(), ["1", "1.1", "1.1.1", "1.2", "2"]);
        let deep: Vec<Option<usize>> = (0..1_000usize).map(|place| place.checked_sub(1)).collect();
        let numbers = outline(&deep).numbers();
        assert_eq!(numbers.iter().map(|number| number.split('.').count()).max(), Some(DEEPEST_NUMBER + 1));
        assert!(numbers.iter().collect::<std::collections::BTreeSet<_>>().len() == 1_000);
    }

    #[test]
    fn circles_are_cut_and_told() {
        let found = outline(&[Some(2), Some(0), Some(1), Some(1), Some(4)]);
        assert_eq!(found.lost(), [0, 1, 2, 4]);
        assert_eq!((found.parent(3), found.level(3)), (Some(1), 1));
    }
}
