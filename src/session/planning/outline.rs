//! Making tasks part of others, taking them out again, and moving them among those beside them.

use super::super::command::{Change, Edit, Kept};
use super::changes;
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::schedule::logic::Dependency;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::{Task, TaskKind};

/// Makes tasks part of the one that stands before them on their level; several beside each other go together. `None`
/// where nothing stands before any of them. A milestone cannot have parts and becomes a task.
pub fn indented(tasks: &Collection<Task>, chosen: &[Id<Task>]) -> Option<Change> {
    let outline = Outline::new(tasks);
    let places = topmost(tasks, &outline, chosen);
    let mut changed = Vec::new();
    for place in &places {
        // The nearest one above that is not on its way too.
        let siblings = siblings(&outline, *place);
        let at = siblings.iter().position(|sibling| sibling == place)?;
        let Some(above) = siblings[..at].iter().rev().find(|above| !places.contains(above)) else { continue };
        let (Some(task), Some(parent)) = (tasks.iter().nth(*place), tasks.iter().nth(*above)) else { continue };
        changed.push(Task { parent: Some(parent.id.clone()), ..Task::clone(task) });
        if parent.kind == TaskKind::Milestone && !changed.iter().any(|task| task.id == parent.id) {
            changed.push(Task { kind: TaskKind::Task, ..Task::clone(parent) });
        }
    }
    changes(changed)
}

/// Takes tasks out of what they are part of, so that they stand beside it, below it; those that stood below them on their
/// level become part of the last of them, as in an outline on paper. `None` where they are part of nothing.
pub fn outdented(tasks: &Collection<Task>, chosen: &[Id<Task>]) -> Option<Change> {
    let outline = Outline::new(tasks);
    let places = topmost(tasks, &outline, chosen);
    let mut found = Vec::new();
    for place in places.iter().copied() {
        let Some(parent) = outline.parent(place) else { continue };
        let (Some(task), Some(above)) = (tasks.iter().nth(place), tasks.iter().nth(parent)) else { continue };
        let siblings = outline.children(parent);
        let followers = siblings.iter().skip_while(|sibling| **sibling != place).skip(1).take_while(|sibling| !places.contains(sibling));
        let mut own = Task { parent: above.parent.clone(), ..Task::clone(task) };
        let mut followed = Vec::new();
        for follower in followers.filter_map(|follower| tasks.iter().nth(*follower)) {
            followed.push(Task { parent: Some(task.id.clone()), ..Task::clone(follower) });
        }
        if !followed.is_empty() {
            own.kind = TaskKind::Task;
        }
        found.push(own);
        found.extend(followed);
    }
    changes(found)
}

/// Moves a task, with its parts, below the next one on its level, or above the one before. `None` at either end.
pub fn shifted(tasks: &Collection<Task>, id: &Id<Task>, down: bool) -> Option<Change> {
    let outline = Outline::new(tasks);
    let place = tasks.place(id)?;
    let siblings = siblings(&outline, place);
    let at = siblings.iter().position(|sibling| *sibling == place)?;
    let to = if down { siblings.get(at + 1) } else { at.checked_sub(1).and_then(|above| siblings.get(above)) };
    Some(Task::change(Edit::Move { id: id.clone(), to: *to? }))
}

/// Links tasks one after the other, in their order: each starts when the one before it has finished. What waits for the
/// one before it already is left. `None` where fewer than two are chosen, or nothing would change.
pub fn chained(tasks: &Collection<Task>, chosen: &[Id<Task>]) -> Option<Change> {
    let pairs = chosen.iter().zip(chosen.iter().skip(1));
    let linked = pairs.filter_map(|(from, to)| {
        let task = tasks.get(to).filter(|task| !task.predecessors.iter().any(|link| link.task == *from))?;
        let mut task = Task::clone(task);
        task.predecessors.push(Dependency::on(from.clone()));
        Some(task)
    });
    changes(linked)
}

/// Takes tasks out, with the links to them; their parts go along.
pub fn removed(tasks: &Collection<Task>, chosen: &[Id<Task>]) -> Option<Change> {
    let outline = Outline::new(tasks);
    let mut gone = vec![false; tasks.len()];
    let mut open: Vec<usize> = chosen.iter().filter_map(|id| tasks.place(id)).collect();
    while let Some(place) = open.pop() {
        gone[place] = true;
        open.extend(outline.children(place));
    }
    let is_gone = |id: &Id<Task>| tasks.place(id).is_some_and(|place| gone[place]);
    let mut made: Vec<Change> = tasks.iter().filter(|task| is_gone(&task.id)).map(|task| Task::change(Edit::Remove { id: task.id.clone() })).collect();
    for task in tasks.iter().filter(|task| !is_gone(&task.id) && task.predecessors.iter().any(|link| is_gone(&link.task))) {
        let mut mended = Task::clone(task);
        mended.predecessors.retain(|link| !is_gone(&link.task));
        made.push(Task::change(Edit::put(mended)));
    }
    match made.len() {
        0 => None,
        1 => made.pop(),
        _ => Some(Change::Several(made)),
    }
}

/// The chosen tasks in their order, each with all that is part of it.
pub fn with_parts(tasks: &Collection<Task>, chosen: &[Id<Task>]) -> Vec<Id<Task>> {
    let outline = Outline::new(tasks);
    let mut taken = vec![false; tasks.len()];
    let mut found = Vec::new();
    for place in chosen.iter().filter_map(|id| tasks.place(id)) {
        let mut next = vec![place];
        while let Some(place) = next.pop() {
            if !std::mem::replace(&mut taken[place], true) {
                found.extend(tasks.iter().nth(place).map(|task| task.id.clone()));
                next.extend(outline.children(place).iter().rev());
            }
        }
    }
    found
}

/// The tasks on the level of one, itself included.
fn siblings(outline: &Outline, place: usize) -> Vec<usize> {
    match outline.parent(place) {
        Some(parent) => outline.children(parent).to_vec(),
        None => outline.in_order().into_iter().filter(|place| outline.parent(*place).is_none()).collect(),
    }
}

/// The places of the chosen tasks that are part of no other chosen one, in the order of the outline.
fn topmost(tasks: &Collection<Task>, outline: &Outline, chosen: &[Id<Task>]) -> Vec<usize> {
    let mut is_chosen = vec![false; tasks.len()];
    for place in chosen.iter().filter_map(|id| tasks.place(id)) {
        is_chosen[place] = true;
    }
    let inside = |place: usize| std::iter::successors(outline.parent(place), |above| outline.parent(*above)).any(|above| is_chosen[above]);
    outline.in_order().into_iter().filter(|place| is_chosen[*place] && !inside(*place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::plan::TrialPlan;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    /// Tasks with these names and parents: "a", "b<a" is part of a.
    fn plan(tasks: &str) -> TrialPlan {
        let one = |text: &str| {
            let (name, parent) = text.split_once('<').map_or((text, None), |(name, parent)| (name, Some(Id::joined(&[parent]))));
            Task { parent, ..Task::new(Id::joined(&[name]), name, TaskKind::Task) }
        };
        let tasks = Collection::from_records(tasks.split_whitespace().map(one).collect()).expect("ids of their own");
        TrialPlan { tasks, ..TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0)) }
    }

    fn ids(names: &str) -> Vec<Id<Task>> {
        names.split_whitespace().map(|name| Id::joined(&[name])).collect()
    }

    /// The outline after the change, as it is shown.
    fn check(before: &str, make: impl Fn(&Collection<Task>) -> Option<Change>, expected: &str) {
        let plan = plan(before);
        let shown = |plan: &TrialPlan| -> String {
            let outline = Outline::new(&plan.tasks);
            let one = |place: usize| {
                let name = |place: usize| plan.tasks.iter().nth(place).map_or(String::new(), |task| task.name.clone());
                outline.parent(place).map_or(name(place), |parent| format!("{}<{}", name(place), name(parent)))
            };
            outline.in_order().into_iter().map(one).collect::<Vec<_>>().join(" ")
        };
        let Some(change) = make(&plan.tasks) else { return assert_eq!(shown(&plan), expected) };
        let command = Command { at: Timestamp::from_millis(0), who: String::new(), why: None, origin: Origin::Edit, change };
        let Document::Plan(after) = apply(&Document::Plan(Box::new(plan)), &command).expect("it applies").document else { panic!("a plan") };
        assert_eq!(shown(&after), expected);
    }

    #[test]
    fn what_is_indented_becomes_part_of_what_stands_before_it() {
        check("a b c", |tasks| indented(tasks, &ids("b")), "a b<a c");
        check("a b c", |tasks| indented(tasks, &ids("b c")), "a b<a c<a");
        check("a b c", |tasks| indented(tasks, &ids("a")), "a b c");
        check("a b<a c", |tasks| indented(tasks, &ids("c")), "a b<a c<a");
    }

    #[test]
    fn what_is_outdented_takes_along_what_stood_below_it() {
        check("a b<a c<a d", |tasks| outdented(tasks, &ids("b")), "a b c<b d");
        check("a b<a c<a d", |tasks| outdented(tasks, &ids("b c")), "a b c d");
        check("a b", |tasks| outdented(tasks, &ids("b")), "a b");
    }

    #[test]
    fn a_task_moves_with_its_parts_past_the_next_on_its_level() {
        check("a b<a c", |tasks| shifted(tasks, &Id::joined(&["a"]), true), "c a b<a");
        check("a b<a c", |tasks| shifted(tasks, &Id::joined(&["c"]), false), "c a b<a");
        check("a b<a c<a d", |tasks| shifted(tasks, &Id::joined(&["c"]), true), "a b<a c<a d");
    }

    #[test]
    fn a_chain_links_each_to_the_one_before() {
        let plan = plan("a b c");
        let Some(Change::Several(links)) = chained(&plan.tasks, &ids("a b c")) else { panic!("two links") };
        assert_eq!((links.len(), chained(&plan.tasks, &ids("a"))), (2, None));
    }

    #[test]
    fn what_is_copied_takes_its_parts_along_once() {
        let plan = plan("a b<a c<b d<a e");
        let copied = |chosen| with_parts(&plan.tasks, &ids(chosen)).iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(["a", "e a", "a b c", "d b"].map(copied), ["a b c d", "e a b c d", "a b c d", "d b c"]);
    }

    #[test]
    fn what_goes_takes_its_parts_and_the_links_to_them_along() {
        check("a b<a c", |tasks| removed(tasks, &ids("a")), "c");
    }
}
