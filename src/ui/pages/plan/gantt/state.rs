//! What the table and the chart share while they are on screen: where they are scrolled to, what is chosen, what is dragged.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::on_cleanup;

use super::model::{Model, Shown};
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::calculated::Outcome;
use crate::domain::schedule::chart::pointing::Grip;
use crate::domain::schedule::chart::{ROW, Window};
use crate::domain::schedule::task::Task;
use crate::formats::gantt_svg::Look;
use crate::session::command::{Change, Edit};
use crate::ui::signals::{Memo, RwSignal, memo};
use crate::ui::workspace::Workspace;

/// Rows and room that are drawn beyond what is in sight, so that scrolling a little draws nothing.
const ROWS_BEYOND: usize = 12;
const ROOM_BEYOND: f64 = 600.0;

/// A plan of up to so many rows is drawn whole, so that the browser's own search finds all of it.
const DRAWN_WHOLE: usize = 150;

/// The part that is in sight, in whole units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// How far the chart is scrolled to the right.
    pub left: i32,
    /// How far table and chart are scrolled down.
    pub top: i32,
    /// The width of the chart.
    pub width: i32,
    /// The height of both.
    pub height: i32,
}

/// What somebody is doing with a bar.
#[derive(Clone)]
pub struct Drag {
    /// The task.
    pub task: Id<Task>,
    /// What was taken hold of.
    pub grip: Grip,
    /// Where, in the picture.
    pub from: (f64, f64),
    /// Where the pointer is, in the picture.
    pub at: (f64, f64),
    /// How many days it has gone.
    pub days: i64,
    /// What the plan would become.
    pub preview: Option<Arc<Preview>>,
}

/// What a plan would become by a change that is not made yet, as far as it is drawn.
pub struct Preview {
    /// The tasks.
    pub tasks: Collection<Task>,
    /// Their schedule.
    pub forecast: Arc<Outcome>,
}

/// Which parts of the chart are shown is in the address; the rest is here. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Gantt {
    /// The workspace.
    pub ws: Workspace,
    /// What is in sight.
    pub view: RwSignal<View>,
    /// The width of the chart, to the hundred: what a zoom is chosen for.
    pub room: Memo<i32>,
    /// The summary tasks whose parts are folded away.
    pub folded: RwSignal<BTreeSet<Id<Task>>>,
    /// The task that has the focus.
    pub current: RwSignal<Option<Id<Task>>>,
    /// The tasks that were chosen to be changed together.
    pub selection: RwSignal<BTreeSet<Id<Task>>>,
    /// Where a run of chosen tasks began.
    pub anchor: RwSignal<Option<Id<Task>>>,
    /// What is dragged.
    pub drag: RwSignal<Option<Drag>>,
    /// The task from which a link is being made by keyboard.
    pub linking: RwSignal<Option<Id<Task>>>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
}

impl Gantt {
    /// The state of a page that was just opened.
    pub fn new(ws: Workspace) -> Gantt {
        ws.current_task.set(None);
        on_cleanup(move || ws.current_task.try_set(None));
        let view = RwSignal::new(View { left: 0, top: 0, width: 600, height: 700 });
        Gantt {
            ws,
            view,
            room: memo(move |_| view.with(|view| (view.width.max(200) + 50) / 100 * 100)),
            folded: RwSignal::new(BTreeSet::new()),
            current: ws.current_task,
            selection: RwSignal::new(BTreeSet::new()),
            anchor: RwSignal::new(None),
            drag: RwSignal::new(None),
            linking: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// What is drawn beside the bars.
    pub fn look(self) -> Look {
        let on = |name: &str| self.ws.filtered(name) != "off";
        Look { critical: on("critical"), baseline: on("planned"), float: on("float"), links: on("links"), progress: self.ws.filtered("progress") == "on" }
    }

    /// The rows that are drawn, of so many.
    pub fn drawn_rows(self, of: usize) -> std::ops::Range<usize> {
        if of <= DRAWN_WHOLE {
            return 0..of;
        }
        let view = self.view.get();
        let first = (f64::from(view.top) / ROW) as usize / ROWS_BEYOND * ROWS_BEYOND;
        let shown = (f64::from(view.height) / ROW) as usize + 2;
        first.saturating_sub(ROWS_BEYOND).min(of)..(first + shown + 2 * ROWS_BEYOND).min(of)
    }

    /// The part of the chart that is drawn, in steps, so that scrolling a little draws nothing.
    pub fn drawn_part(self, rows: usize) -> Window {
        let view = self.view.get();
        let left = (f64::from(view.left) / ROOM_BEYOND).floor() * ROOM_BEYOND - ROOM_BEYOND;
        let rows = self.drawn_rows(rows);
        Window { left: left.max(0.0), right: left + f64::from(view.width) + 3.0 * ROOM_BEYOND, top: rows.start as f64 * ROW, bottom: rows.end as f64 * ROW }
    }

    /// The tasks that a command is for: the chosen ones in the order of the rows, or else the one that has the focus.
    pub fn targets(self, model: Memo<Shown>) -> Vec<Id<Task>> {
        let Some(model) = model.get_untracked().0 else { return Vec::new() };
        let chosen = self.selection.get_untracked();
        // Mostly none is chosen, and there may be thousands of rows.
        let rows = if chosen.is_empty() { 0 } else { model.rows.len() };
        let mut found: Vec<Id<Task>> = (0..rows).filter_map(|row| model.id(row)).filter(|id| chosen.contains(id)).collect();
        if found.is_empty() {
            found.extend(self.current.get_untracked().filter(|id| model.row_of(id).is_some()));
        }
        found
    }

    /// Carries out a gesture, or says why there is nothing to do.
    pub fn carry_out(self, change: Option<Change>, else_say: &str) -> bool {
        match change {
            Some(change) => self.ws.dispatch(change),
            None => {
                self.say(else_say);
                false
            }
        }
    }

    /// Says something, on screen and to a screen reader.
    pub fn say(self, text: &str) {
        self.ws.say(text.to_owned());
    }

    /// What the plan would become by a change of its tasks, calculated from what is known of it.
    pub fn preview(self, model: &Model, change: &Change) -> Option<Arc<Preview>> {
        let plan = model.plan()?;
        let mut tasks = plan.tasks.clone();
        let single = std::slice::from_ref(change);
        for change in if let Change::Several(changes) = change { changes } else { single } {
            if let Change::Tasks(Edit::Put { record, .. }) = change {
                tasks = tasks.with(Task::clone(record), None);
            }
        }
        let next = TrialPlan { tasks, ..plan.clone() };
        Some(Arc::new(Preview { forecast: model.calculated.forecast_after(&next), tasks: next.tasks }))
    }
}
