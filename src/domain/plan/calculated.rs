//! What is calculated of a plan's schedule, in one place, so that whoever shows the plan calculates it once for each edit.

use std::sync::{Arc, OnceLock};

use super::TrialPlan;
use crate::domain::id::Id;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::Task;

/// A schedule, or the tasks that wait for each other, in the order in which they do.
pub type Outcome = Result<PlanSchedule, Vec<Id<Task>>>;

/// The schedule of a plan as things stand, and the plan with its dates, which is made when somebody asks for it: in a large
/// plan it is thousands of tasks, and an edit that moves them all shows dozens.
#[derive(Debug, Clone)]
pub struct Calculated {
    plan: Arc<TrialPlan>,
    forecast: Arc<Outcome>,
    dated: OnceLock<Option<Arc<TrialPlan>>>,
    /// A plan before some edit, and what came of it: what is the same is taken over.
    before: Option<Arc<Dated>>,
}

/// A plan, and the same with its dates.
#[derive(Debug)]
struct Dated {
    plan: Arc<TrialPlan>,
    dated: Arc<TrialPlan>,
}

impl Calculated {
    /// Calculates a plan.
    pub fn new(plan: &TrialPlan) -> Calculated {
        Calculated { plan: Arc::new(plan.clone()), forecast: Arc::new(plan.forecast()), dated: OnceLock::new(), before: None }
    }

    /// Calculates the plan after an edit: only what the edit can touch, where it changed no more than some tasks by
    /// themselves.
    pub fn after(&self, plan: &TrialPlan) -> Calculated {
        let known = self.dated.get().cloned().flatten().map(|dated| Arc::new(Dated { plan: self.plan.clone(), dated }));
        let before = known.or_else(|| self.before.clone());
        Calculated { plan: Arc::new(plan.clone()), forecast: self.forecast_after(plan), dated: OnceLock::new(), before }
    }

    /// The schedule as things stand: unfinished work goes on after the plan's status date, where it has one.
    pub fn forecast(&self) -> &Outcome {
        &self.forecast
    }

    /// The plan with the forecast dates of its tasks in the place of those that their planner gave; `None` where nothing is
    /// calculated.
    pub fn dated(&self) -> Option<&Arc<TrialPlan>> {
        let made = || {
            let before = self.before.as_deref().map(|known| (known.plan.as_ref(), known.dated.as_ref()));
            self.forecast.as_ref().as_ref().ok().and_then(|schedule| self.plan.dated_by(schedule, before)).map(Arc::new)
        };
        self.dated.get_or_init(made).as_ref()
    }

    /// Only the schedule of the plan after an edit: all that a picture of it needs.
    pub fn forecast_after(&self, plan: &TrialPlan) -> Arc<Outcome> {
        let before = &self.plan;
        if before.calendars != plan.calendars || before.scheduling != plan.scheduling {
            return Arc::new(plan.forecast());
        }
        if before.tasks == plan.tasks {
            return self.forecast.clone();
        }
        let (fallback, status) = (plan.document.created.date(), plan.scheduling.status_date);
        let known = self.forecast.as_ref().as_ref().ok();
        let updated = known.and_then(|known| known.updated(&before.tasks, &plan.tasks, &plan.scheduling, fallback, status));
        Arc::new(updated.map_or_else(|| plan.forecast(), Ok))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::domain::date::Date;
    use crate::domain::schedule::logic::Wish;
    use crate::domain::schedule::task::Progress;
    use crate::domain::schedule::time_span::Duration;

    /// A plan of two parts with four tasks each, every task after the one before it.
    fn plan(status: Option<&str>) -> TrialPlan {
        let mut tasks: Vec<serde_json::Value> = ["x", "y"].map(|part| json!({ "id": part, "name": part, "kind": "task" })).into();
        for number in 0..8 {
            let waits = if number == 0 { json!([]) } else { json!([{ "task": format!("t{}", number - 1) }]) };
            let part = if number < 4 { "x" } else { "y" };
            tasks.push(json!({ "id": format!("t{number}"), "name": "Task", "kind": "task", "duration": { "days": 3 }, "parent": part, "predecessors": waits }));
        }
        crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03", "statusDate": status },
            "tasks": tasks,
        }))
        .expect("a plan")
    }

    fn edited(plan: &TrialPlan, place: usize, edit: u8, days: u32) -> TrialPlan {
        let day = Date::new(2027, 5, 3).map(|start| start.plus_days(i64::from(days))).expect("a date");
        let tasks = plan.tasks.map(|at, task| {
            let mut task = Task::clone(task);
            match edit {
                0 => task.duration = Duration::working_days(days),
                1 => task.wish = Some(Wish::StartNoEarlierThan(day)),
                2 => task.progress = Progress::Done { on: day, since: None },
                3 => task.deadline = Some(day),
                4 => task.name = format!("Task {days}"),
                5 => task.wish = Some(Wish::AsLateAsPossible),
                _ => task.predecessors.clear(),
            }
            (at == place).then(|| Arc::new(task))
        });
        TrialPlan { tasks, ..plan.clone() }
    }

    fn told(calculated: &Calculated) -> String {
        let dates = |outcome: &Outcome| outcome.as_ref().map(|schedule| (0..10).map(|place| schedule.dates(place)).collect::<Vec<_>>()).map_err(Clone::clone);
        format!("{:?} {:?}", dates(calculated.forecast()), calculated.dated().map(|plan| &plan.tasks))
    }

    proptest! {
        #[test]
        fn what_an_edit_gives_is_what_calculating_everything_gives(edits in proptest::collection::vec((0usize..10, 0u8..7, 0u32..30), 1..6), pushed in any::<bool>()) {
            let mut now = plan(pushed.then_some("2027-05-12"));
            let mut calculated = Calculated::new(&now);
            for (place, edit, days) in edits {
                let next = edited(&now, place, edit, days);
                calculated = calculated.after(&next);
                prop_assert_eq!(told(&calculated), told(&Calculated::new(&next)));
                now = next;
            }
        }
    }
}
