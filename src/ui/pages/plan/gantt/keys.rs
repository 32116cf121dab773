//! Everything that keys and clicks do in the table.
//!
//! Arrows move, right unfolds, left folds or goes up. With Ctrl they move the task in time, with Ctrl and Shift they make
//! it longer or shorter; with Alt they move its row, with Alt and Shift they indent and outdent it.

use super::model::Shown;
use super::state::Gantt;
use crate::domain::id::Id;
use crate::domain::schedule::chart::ROW;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::task::Task;
use crate::session::command::{Edit, Kept};
use crate::session::planning::{dates, outline};
use crate::ui::signals::Memo;
use crate::ui::widgets::register::{focus_record, focus_soon};
use crate::ui::workspace::Workspace;

/// The keys, for whoever wants to know them: what they do, and how they are written.
pub const HELP: [(&str, &str); 16] = [
    ("Go up and down, to the first and the last", "↑ ↓ Home End"),
    ("Unfold, fold, go to what it is part of", "→ ←"),
    ("Open the task", "Enter"),
    ("Choose, or choose a run of tasks", "Space, Shift ↑ ↓"),
    ("Choose all", "Ctrl A"),
    ("Move in time, by a day or by a week", "Ctrl ← →, Ctrl Page up, Page down"),
    ("Make longer or shorter by a day", "Ctrl Shift ← →"),
    ("Move the row", "Alt ↑ ↓"),
    ("Indent and outdent", "Alt Shift → ←"),
    ("Start a link here, then go to what waits and press Enter", "L"),
    ("Link the chosen tasks one after the other", "Shift L"),
    ("Fill down what the first of the chosen tasks says", "Ctrl D"),
    ("Copy the chosen rows for a spreadsheet", "Ctrl C"),
    ("Paste rows from a spreadsheet", "Ctrl V"),
    ("Remove", "Delete"),
    ("Let go of what is chosen, close the task", "Escape"),
];

/// The units of the column of lengths, and what they mean.
pub const UNITS: [(&str, &str); 2] = [("d", "Working days"), ("ed", "Elapsed days: weekends and holidays count as well")];

/// A key was pressed on a row.
pub fn pressed(gantt: Gantt, model: Memo<Shown>, id: &Id<Task>, event: &web_sys::KeyboardEvent) {
    // Keys of a button or a field inside of a row are its own.
    let own = event.target() == event.current_target();
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    let Some(at) = model.with_untracked(|model| model.0.as_ref().and_then(|model| model.row_of(id))).filter(|_| own) else { return };
    let done = match (key.as_str(), control, event.alt_key(), event.shift_key()) {
        ("ArrowDown", false, false, extend) => step(gantt, model, at, at as isize + 1, extend),
        ("ArrowUp", false, false, extend) => step(gantt, model, at, at as isize - 1, extend),
        ("PageDown", false, false, extend) => step(gantt, model, at, at as isize + 10, extend),
        ("PageUp", false, false, extend) => step(gantt, model, at, at as isize - 10, extend),
        ("Home", false, false, extend) => step(gantt, model, at, 0, extend),
        ("End", false, false, extend) => step(gantt, model, at, isize::MAX, extend),
        ("ArrowRight", false, false, false) => unfold(gantt, model, at),
        ("ArrowLeft", false, false, false) => fold_or_up(gantt, model, at),
        ("ArrowRight" | "ArrowLeft", true, false, false) => move_in_time(gantt, model, if key == "ArrowRight" { 1 } else { -1 }),
        ("PageDown" | "PageUp", true, false, false) => move_in_time(gantt, model, if key == "PageDown" { 7 } else { -7 }),
        ("ArrowRight" | "ArrowLeft", true, false, true) => lengthen(gantt, model, if key == "ArrowRight" { 1 } else { -1 }),
        ("ArrowDown" | "ArrowUp", false, true, false) => shift(gantt, id, key == "ArrowDown"),
        ("ArrowRight", false, true, true) => indent(gantt, model),
        ("ArrowLeft", false, true, true) => outdent(gantt, model),
        ("Enter", false, false, false) => enter(gantt, id),
        (" ", false, false, false) => toggle(gantt, id),
        ("a" | "A", true, false, false) => select_all(gantt, model),
        ("l", false, false, false) => start_link(gantt, model, id),
        ("L", false, false, true) => chain(gantt, model),
        ("d" | "D", true, false, false) => {
            focus_soon(".gantt-fill select".to_owned());
            true
        }
        ("Delete", false, false, false) => remove(gantt, model),
        ("Escape", ..) => escape(gantt),
        _ => false,
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// A row was clicked: with Ctrl it is chosen as well, with Shift all up to it.
pub fn clicked(gantt: Gantt, model: Memo<Shown>, id: &Id<Task>, to_here: bool, as_well: bool, ws: Workspace) {
    if to_here {
        extend(gantt, model, id);
    } else if as_well {
        toggle(gantt, id);
    } else {
        gantt.selection.set(Default::default());
        gantt.anchor.set(Some(id.clone()));
        gantt.current.set(Some(id.clone()));
        ws.choose(Some(id.to_string()));
    }
}

/// Folds the parts of a task away, or unfolds them.
pub fn fold(gantt: Gantt, id: &Id<Task>, away: bool) {
    gantt.folded.update(|folded| {
        if away {
            folded.insert(id.clone());
        } else {
            folded.remove(id);
        }
    });
}

/// Moves the focus to a row, which is scrolled into sight and drawn first.
pub fn go_to(gantt: Gantt, model: Memo<Shown>, id: Id<Task>) {
    if let Some(row) = model.with_untracked(|model| model.0.as_ref().and_then(|model| model.row_of(&id))) {
        super::scroll_to_row(row as f64 * ROW);
    }
    gantt.current.set(Some(id.clone()));
    focus_soon(format!(".gantt-row[data-record=\"{}\"]", id.as_str()));
}

fn step(gantt: Gantt, model: Memo<Shown>, from: usize, to: isize, to_here: bool) -> bool {
    let Some(model_now) = model.get_untracked().0 else { return false };
    let to = to.clamp(0, model_now.rows.len() as isize - 1) as usize;
    let (Some(id), Some(before)) = (model_now.id(to), model_now.id(from)) else { return false };
    if to_here {
        if gantt.selection.with_untracked(|chosen| chosen.is_empty()) {
            gantt.anchor.set(Some(before));
        }
        extend(gantt, model, &id);
    } else {
        gantt.anchor.set(None);
    }
    // Where a task is open beside the table, it is the one with the focus.
    let is_open = gantt.ws.route.with_untracked(|route| route.place().is_some_and(|place| place.record.is_some()));
    if is_open {
        gantt.ws.choose(Some(id.to_string()));
    }
    go_to(gantt, model, id);
    true
}

/// Chooses all rows from where the run began to this one.
fn extend(gantt: Gantt, model: Memo<Shown>, to: &Id<Task>) {
    let Some(model) = model.get_untracked().0 else { return };
    let anchor = gantt.anchor.get_untracked().or_else(|| gantt.current.get_untracked()).unwrap_or_else(|| to.clone());
    if let (Some(from), Some(to)) = (model.row_of(&anchor), model.row_of(to)) {
        gantt.selection.set((from.min(to)..=from.max(to)).filter_map(|row| model.id(row)).collect());
        gantt.anchor.set(Some(anchor));
    }
    gantt.current.set(Some(to.clone()));
}

fn toggle(gantt: Gantt, id: &Id<Task>) -> bool {
    gantt.selection.update(|chosen| {
        if !chosen.remove(id) {
            chosen.insert(id.clone());
        }
    });
    gantt.anchor.set(Some(id.clone()));
    gantt.current.set(Some(id.clone()));
    true
}

fn select_all(gantt: Gantt, model: Memo<Shown>) -> bool {
    let Some(model) = model.get_untracked().0 else { return false };
    gantt.selection.set((0..model.rows.len()).filter_map(|row| model.id(row)).collect());
    true
}

fn unfold(gantt: Gantt, model: Memo<Shown>, at: usize) -> bool {
    let Some(now) = model.get_untracked().0 else { return false };
    let (Some(row), Some(id)) = (now.rows.get(at), now.id(at)) else { return false };
    match row.folded {
        Some(true) => fold(gantt, &id, false),
        Some(false) => return step(gantt, model, at, at as isize + 1, false),
        None => {}
    }
    true
}

fn fold_or_up(gantt: Gantt, model: Memo<Shown>, at: usize) -> bool {
    let Some(now) = model.get_untracked().0 else { return false };
    let (Some(row), Some(id)) = (now.rows.get(at), now.id(at)) else { return false };
    if row.folded == Some(false) {
        fold(gantt, &id, true);
        return true;
    }
    if let Some(above) = now.rows[..at].iter().rposition(|above| above.level < row.level) {
        return step(gantt, model, at, above as isize, false);
    }
    true
}

fn enter(gantt: Gantt, id: &Id<Task>) -> bool {
    if let Some(from) = gantt.linking.get_untracked() {
        gantt.linking.set(None);
        link(gantt, &from, id, LinkKind::FinishToStart);
        return true;
    }
    gantt.ws.choose(Some(id.to_string()));
    focus_record();
    true
}

fn escape(gantt: Gantt) -> bool {
    if gantt.drag.with_untracked(Option::is_some) {
        gantt.drag.set(None);
    } else if gantt.linking.with_untracked(Option::is_some) {
        gantt.linking.set(None);
        gantt.said.set("No link was made.".to_owned());
    } else if gantt.selection.with_untracked(|chosen| !chosen.is_empty()) {
        gantt.selection.set(Default::default());
    } else {
        gantt.ws.choose(None);
    }
    true
}

fn start_link(gantt: Gantt, model: Memo<Shown>, id: &Id<Task>) -> bool {
    let name = model.with_untracked(|model| model.0.as_ref().and_then(|model| model.plan()?.tasks.get(id).map(|task| task.name.clone()))).unwrap_or_default();
    gantt.linking.set(Some(id.clone()));
    gantt.said.set(format!("What waits for “{name}”? Go to it and press Enter, or Escape for none."));
    true
}

/// Links two tasks, or says why they cannot be linked.
pub fn link(gantt: Gantt, from: &Id<Task>, to: &Id<Task>, kind: LinkKind) {
    if from == to {
        gantt.say("A task cannot wait for itself.");
        return;
    }
    let linked = gantt.ws.session.with_untracked(|session| Some(session.as_ref()?.document().plan()?.linked(to, from, kind)));
    match linked {
        Some(Ok(task)) => {
            let name = task.name.clone();
            if gantt.ws.dispatch(Task::change(Edit::put(task))) {
                gantt.said.set(format!("“{name}” waits for it now."));
            }
        }
        Some(Err(why)) => gantt.say(&format!("{why}.")),
        None => {}
    }
}

/// Links the chosen tasks one after the other.
pub fn chain(gantt: Gantt, model: Memo<Shown>) -> bool {
    let targets = gantt.targets(model);
    let change = with_tasks(gantt, |plan| outline::chained(&plan.tasks, &targets));
    // A chain can close a circle with links that are there.
    let circle = change.as_ref().and_then(|change| gantt.preview(&*model.get_untracked().0?, change)).is_some_and(|next| next.forecast.is_err());
    if circle {
        gantt.say("Linked like this, tasks would wait for each other in a circle.");
        return true;
    }
    gantt.carry_out(change, "Choose two or more tasks that are not linked yet, with Space or Shift and an arrow.");
    true
}

/// Moves the tasks that are meant by so many days.
fn move_in_time(gantt: Gantt, model: Memo<Shown>, days: i64) -> bool {
    let targets = gantt.targets(model);
    let change = with_schedule(gantt, |plan, schedule| dates::moved(&plan.tasks, schedule, &targets, days));
    if gantt.carry_out(change, "It cannot be moved: nothing says when it is.") {
        tell(gantt, model);
    }
    true
}

fn lengthen(gantt: Gantt, model: Memo<Shown>, days: i64) -> bool {
    let targets = gantt.targets(model);
    let change = with_schedule(gantt, |plan, schedule| dates::longer_by(&plan.tasks, schedule, &targets, days));
    if gantt.carry_out(change, "Milestones and summary tasks have no length of their own, and no task is shorter than a day.") {
        tell(gantt, model);
    }
    true
}

/// Indents the tasks that are meant.
pub fn indent(gantt: Gantt, model: Memo<Shown>) -> bool {
    let targets = gantt.targets(model);
    let change = with_tasks(gantt, |plan| outline::indented(&plan.tasks, &targets));
    gantt.carry_out(change, "Nothing stands above it on its level that it could become part of.");
    refocus(gantt);
    true
}

/// Outdents the tasks that are meant.
pub fn outdent(gantt: Gantt, model: Memo<Shown>) -> bool {
    let targets = gantt.targets(model);
    let change = with_tasks(gantt, |plan| outline::outdented(&plan.tasks, &targets));
    gantt.carry_out(change, "It is part of nothing.");
    refocus(gantt);
    true
}

/// Moves a row past the next one on its level, or the one before.
pub fn shift(gantt: Gantt, id: &Id<Task>, down: bool) -> bool {
    let sorted = !gantt.ws.sorting().0.is_empty();
    let change = if sorted { None } else { with_tasks(gantt, |plan| outline::shifted(&plan.tasks, id, down)) };
    let other_way = || with_tasks(gantt, |plan| outline::shifted(&plan.tasks, id, !down)).is_some();
    let why = match (sorted, down) {
        (true, _) => "The table is sorted: take the sorting off to move rows.",
        (false, true) if other_way() => "It is the last one on its level.",
        (false, false) if other_way() => "It is the first one on its level.",
        (false, _) => "It is the only one on its level.",
    };
    gantt.carry_out(change, why);
    refocus(gantt);
    true
}

/// Takes the tasks that are meant out, and offers to put them back.
pub fn remove(gantt: Gantt, model: Memo<Shown>) -> bool {
    let targets = gantt.targets(model);
    let name = targets.first().and_then(|id| gantt.ws.record(id)).map(|task| task.name).unwrap_or_default();
    let next = model.get_untracked().0.and_then(|model| {
        let last = targets.last().and_then(|id| model.row_of(id))?;
        model.id(last + 1).or_else(|| model.id(targets.first().and_then(|id| model.row_of(id))?.checked_sub(1)?))
    });
    if let Some(change) = with_tasks(gantt, |plan| outline::removed(&plan.tasks, &targets)) {
        let (noun, name) = if targets.len() > 1 { ("chosen tasks", String::new()) } else { ("task", name) };
        gantt.ws.choose(None);
        gantt.ws.remove_with(change, noun, &name);
        gantt.selection.set(Default::default());
        if let Some(next) = next {
            go_to(gantt, model, next);
        }
    }
    true
}

/// After a row was drawn elsewhere, the focus goes on with it.
fn refocus(gantt: Gantt) {
    if let Some(id) = gantt.current.get_untracked() {
        focus_soon(format!(".gantt-row[data-record=\"{}\"]", id.as_str()));
    }
}

/// Tells a screen reader where the task stands now.
fn tell(gantt: Gantt, model: Memo<Shown>) {
    let said = gantt.current.get_untracked().and_then(|id| {
        let model = model.get_untracked().0?;
        let plan = model.plan()?;
        let dates = model.calculated.forecast().as_ref().ok()?.dates(plan.tasks.place(&id)?)?;
        Some(format!("{}: {} to {}", plan.tasks.get(&id)?.name, dates.start, dates.finish))
    });
    gantt.said.set(said.unwrap_or_default());
}

/// Reads the plan as it is edited.
pub fn with_tasks<R>(gantt: Gantt, read: impl FnOnce(&crate::domain::plan::TrialPlan) -> Option<R>) -> Option<R> {
    gantt.ws.session.with_untracked(|session| read(session.as_ref()?.document().plan()?))
}

/// Reads the plan as it is edited, with its schedule as things stand.
pub fn with_schedule<R>(
    gantt: Gantt,
    read: impl FnOnce(&crate::domain::plan::TrialPlan, &crate::domain::schedule::of_tasks::PlanSchedule) -> Option<R>,
) -> Option<R> {
    gantt.ws.session.with_untracked(|session| {
        let session = session.as_ref()?;
        read(session.document().plan()?, session.calculated()?.forecast().as_ref().ok()?)
    })
}
