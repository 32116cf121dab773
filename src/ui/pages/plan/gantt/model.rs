//! What the table and the chart beside it show: rows, scale and schedule of the open plan, made once for each edit.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::state::{Gantt, Preview};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::document::Document;
use crate::domain::id::Id;
use crate::domain::order::sort_by_rank;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::calculated::Calculated;
use crate::domain::schedule::baseline::Baseline;
use crate::domain::schedule::chart::bar::{Picture, Places};
use crate::domain::schedule::chart::rows::{Row, flat, rows};
use crate::domain::schedule::chart::scale::{Scale, Zoom};
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::Task;
use crate::ui::pages::plan::baselines::chosen_baseline;
use crate::ui::pages::plan::schedule::listing::Listing;

/// A plan as its schedule page shows it.
pub struct Model {
    document: Arc<Document>,
    /// Its schedules.
    pub calculated: Calculated,
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// Where to find what belongs to each task.
    pub places: Places,
    /// Where days stand.
    pub scale: Scale,
    /// The baseline that the plan is held against.
    pub baseline: Option<Arc<Baseline>>,
}

/// A model in a signal: every new one is another.
#[derive(Clone)]
pub struct Shown(pub Option<Arc<Model>>);

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
}

impl Model {
    /// The model of the open plan; follows the session, the filters and the folding.
    pub fn of(gantt: Gantt) -> Option<Arc<Model>> {
        let ws = gantt.ws;
        let listing = Listing::of(ws);
        let (document, dated, calculated) = ws.session.with(|session| {
            let session = session.as_ref()?;
            // All tasks with their dates are made only for a listing that goes by them.
            let dated = if listing.goes_by_dates() { session.dated() } else { session.document() };
            Some((session.document().clone(), dated.clone(), session.calculated()?.clone()))
        })?;
        let (plan, dated) = (document.plan()?, dated.plan()?);
        let made;
        let outline = match calculated.forecast() {
            Ok(schedule) => schedule.outline(),
            Err(_) => {
                made = Outline::new(&plan.tasks);
                &made
            }
        };
        let keeps = |place: usize, task: &Task| listing.keeps(task, outline.is_summary(place));
        let found = if listing.is_sorted() {
            let mut tasks: Vec<(usize, &Task)> = dated.tasks.iter().map(AsRef::as_ref).enumerate().filter(|(place, task)| keeps(*place, task)).collect();
            sort_by_rank(&mut tasks, |(_, task)| listing.rank(task));
            if listing.is_downwards() {
                tasks.reverse();
            }
            flat(tasks.into_iter().map(|(place, _)| place))
        } else {
            let folded: BTreeSet<usize> = gantt.folded.with(|folded| folded.iter().filter_map(|id| plan.tasks.place(id)).collect());
            let keeps: Vec<bool> = dated.tasks.iter().enumerate().map(|(place, task)| keeps(place, task)).collect();
            rows(outline, &folded, |place| keeps[place])
        };
        let baseline = chosen_baseline(ws, plan);
        let scale = scale(gantt, plan, &calculated, baseline.as_deref());
        let places = Places::new(&plan.tasks, &found, baseline.as_deref());
        Some(Arc::new(Model { document, calculated, rows: found, places, scale, baseline }))
    }

    /// The plan.
    pub fn plan(&self) -> Option<&TrialPlan> {
        self.document.plan()
    }

    /// What reads the picture, of the plan or of what it would become by `preview`; `None` where there are no dates.
    pub fn picture<R>(&self, preview: Option<&Preview>, read: impl FnOnce(&Picture<'_>) -> R) -> Option<R> {
        let plan = self.plan()?;
        let (tasks, forecast) = match preview {
            Some(preview) => (&preview.tasks, preview.forecast.as_ref()),
            None => (&plan.tasks, self.calculated.forecast()),
        };
        let schedule = forecast.as_ref().ok()?;
        Some(read(&Picture {
            tasks,
            schedule,
            rows: &self.rows,
            scale: self.scale,
            status: plan.scheduling.status_date,
            baseline: self.baseline.as_deref(),
            places: &self.places,
        }))
    }

    /// The task at a place with its calculated dates, from which its status follows.
    pub fn dated(&self, place: usize) -> Option<Arc<Task>> {
        let task = self.plan()?.tasks.iter().nth(place)?;
        let told = self.calculated.forecast().as_ref().ok().and_then(|schedule| schedule.told(place, task));
        Some(told.map_or_else(|| task.clone(), |told| Arc::new(told.of(task))))
    }

    /// The task in a row.
    pub fn task(&self, row: usize) -> Option<&Task> {
        self.plan()?.tasks.iter().nth(self.rows.get(row)?.place).map(AsRef::as_ref)
    }

    /// The id of the task in a row.
    pub fn id(&self, row: usize) -> Option<Id<Task>> {
        self.task(row).map(|task| task.id.clone())
    }

    /// The row of a task; `None` where it is folded or filtered away.
    pub fn row_of(&self, id: &Id<Task>) -> Option<usize> {
        self.places.row(self.plan()?.tasks.place(id)?)
    }
}

/// The scale on which all of the plan has its place, with today and with the baseline.
fn scale(gantt: Gantt, plan: &TrialPlan, calculated: &Calculated, baseline: Option<&Baseline>) -> Scale {
    let today = gantt.ws.today.get();
    let (mut first, mut last) = (None::<Date>, None::<Date>);
    let mut take = |from: Date, to: Date| {
        first = Some(first.map_or(from, |first| first.min(from)));
        last = Some(last.map_or(to, |last| last.max(to)));
    };
    if let Ok(schedule) = calculated.forecast() {
        for dates in (0..plan.tasks.len()).filter_map(|place| schedule.dates(place)) {
            take(dates.start, dates.finish);
        }
    }
    for task in baseline.into_iter().flat_map(|baseline| &baseline.tasks) {
        take(task.start, task.finish);
    }
    let (first, last) = (first.unwrap_or(today), last.unwrap_or(today.plus_days(90)));
    // A plan of long ago, or of far ahead, is not stretched to today.
    let (first, last) = if today > last.plus_days(400) || today < first.plus_days(-400) { (first, last) } else { (first.min(today), last.max(today)) };
    let room = gantt.room.get();
    let zoom = Zoom::from_key(&gantt.ws.filtered("zoom")).unwrap_or_else(|| Zoom::fitting(last.days_since(first), f64::from(room) * 2.2));
    Scale::new(first, last, zoom)
}
