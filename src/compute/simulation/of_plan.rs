//! A plan as the kernel's model: the network of its schedule, its estimates, and what its risks would do.

use std::collections::BTreeMap;

use trialwright_kernel::model::{self, Correlation, Group, Model, Target, Uncertain};
use trialwright_kernel::network::tick::{DAYS, Tick};
use trialwright_kernel::network::{Activity, Actual, Constraint, Ends, Lag, Link, Network};
use trialwright_kernel::table::Shape;

use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::delay::TaskDelay;
use crate::domain::risk::register::Risk;
use crate::domain::schedule::logic::{Estimate, Spread};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::share::Chance;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::schedule::time_span::Duration;

/// A plan's model, and whose its parts are.
pub(super) struct Simulated {
    pub(super) model: Model,
    /// The place of the task of each of the uncertain that is a duration and not a delay.
    pub(super) durations: Vec<Option<usize>>,
    /// The risks of the model.
    pub(super) risks: Vec<Id<Risk>>,
    /// The place of the task of each target, and which target it is.
    pub(super) targets: Vec<(usize, usize)>,
}

/// The estimate of a task that has a duration of its own.
pub(super) fn estimate(task: &Task) -> Option<&Estimate> {
    task.estimate.as_ref().filter(|_| task.work().is_some() && !task.is_done())
}

/// How likely a risk is that may still delay something, and what it would delay.
pub(super) fn delays(risk: &Risk) -> Option<(Chance, &[TaskDelay])> {
    risk.chance.filter(|chance| risk.is_open() && chance.get() > 0.0 && !risk.delays.is_empty()).map(|chance| (chance, risk.delays.as_slice()))
}

impl Simulated {
    pub(super) fn new(plan: &TrialPlan, schedule: &PlanSchedule) -> Simulated {
        let mut model = of_network(schedule.network(), schedule.links());
        model.measure = standard_calendar(plan, schedule);
        let mut simulated = Simulated { model, durations: Vec::new(), risks: Vec::new(), targets: Vec::new() };
        simulated.add_durations(plan, schedule);
        simulated.add_groups(plan);
        let delayed = simulated.add_risks(plan, schedule);
        simulated.add_targets(plan, schedule, &delayed);
        simulated
    }

    fn add_durations(&mut self, plan: &TrialPlan, schedule: &PlanSchedule) {
        for (place, task) in plan.tasks.iter().enumerate().filter(|(place, _)| !schedule.outline().is_summary(*place)) {
            let (Some(estimate), Some(duration)) = (estimate(task), task.work()) else { continue };
            let activity = schedule.activity(place);
            let own = &mut self.model.activities[activity];
            // What remains of a task that is under way is as uncertain as the whole was.
            let share = if duration.ticks() > 0 { f64::from(own.work) / duration.ticks() as f64 } else { 1.0 };
            let points = [estimate.optimistic, duration, estimate.pessimistic].map(|length| (length.ticks() as f64 * share).round() as i32);
            own.work = 0;
            self.durations.push(Some(place));
            self.model.uncertain.push(uncertain(activity, estimate.spread, points, None, name(&["task", task.id.as_str()])));
        }
    }

    fn add_groups(&mut self, plan: &TrialPlan) {
        let Some(correlation) = plan.scheduling.correlation.filter(|correlation| correlation.get() > 0.0) else { return };
        let mut groups: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let tasks: Vec<&Task> = plan.tasks.iter().map(AsRef::as_ref).collect();
        for (number, place) in self.durations.iter().enumerate() {
            let group = place.and_then(|place| estimate(tasks[place])).map_or("", |estimate| estimate.group.trim());
            if !group.is_empty() {
                groups.entry(group).or_default().push(number as u32);
            }
        }
        let several = groups.into_iter().filter(|(_, members)| members.len() > 1);
        self.model.groups =
            several.map(|(group, members)| Group { members, correlation: Correlation::Same(correlation.get()), name: name(&["group", group]) }).collect();
    }

    /// The places of the summary tasks that are delayed as a whole.
    fn add_risks(&mut self, plan: &TrialPlan, schedule: &PlanSchedule) -> Vec<usize> {
        let mut summaries = Vec::new();
        for risk in plan.risks.iter() {
            let Some((chance, delays)) = delays(risk) else { continue };
            let number = self.risks.len() as u32;
            let before = self.model.uncertain.len();
            for (which, delay) in delays.iter().enumerate() {
                let Some(place) = plan.tasks.place(&delay.task) else { continue };
                let activity = schedule.activity(place);
                if schedule.dates(place).is_none() || matches!(self.model.activities[activity].actual, model::Actual::Finished(..)) {
                    continue;
                }
                if schedule.outline().is_summary(place) {
                    summaries.push(place);
                }
                let factor = self.ticks_of_one(delay, self.model.activities[activity].calendar);
                let points = [delay.optimistic, delay.likely, delay.pessimistic].map(|length| (length.ticks() as f64 * factor).round() as i32);
                let name = name(&["delay", risk.id.as_str(), delay.task.as_str(), &which.to_string()]);
                self.durations.push(None);
                self.model.uncertain.push(uncertain(activity, delay.spread, points, Some(number), name));
            }
            if self.model.uncertain.len() > before {
                self.risks.push(risk.id.clone());
                self.model.risks.push(model::Risk { chance: chance.get(), name: name(&["risk", risk.id.as_str()]) });
            }
        }
        summaries
    }

    /// How many ticks of a calendar one tick of a delay is. Worked days become elapsed days, and these worked ones, at the rate
    /// at which the calendars have them.
    fn ticks_of_one(&self, delay: &TaskDelay, calendar: usize) -> f64 {
        let every_day = self.worked(calendar) >= DAYS as f64;
        let elapsed = [delay.optimistic, delay.likely, delay.pessimistic].iter().any(|length| length.span().is_elapsed());
        match (elapsed, every_day) {
            (true, false) => self.worked(calendar) / DAYS as f64,
            (false, true) => DAYS as f64 / self.worked(self.model.measure),
            _ => 1.0,
        }
    }

    /// How many civil days a length is on the plan's own calendar.
    pub(super) fn civil_days(&self, length: Duration) -> f64 {
        let rate = if length.span().is_elapsed() { 1.0 } else { DAYS as f64 / self.worked(self.model.measure) };
        length.span().days() * rate
    }

    /// How many days are worked on a calendar; on one that has none as many as there are days.
    fn worked(&self, calendar: usize) -> f64 {
        match self.model.calendars[calendar].len() {
            0 => DAYS as f64,
            days => days as f64,
        }
    }

    /// How many ticks of the plan's own calendar one tick of an activity's is.
    pub(super) fn measured(&self, activity: usize) -> f64 {
        self.worked(self.model.measure) / self.worked(self.model.activities[activity].calendar)
    }

    /// A target for each milestone and each summary task, and the end of all that has a date.
    fn add_targets(&mut self, plan: &TrialPlan, schedule: &PlanSchedule, delayed: &[usize]) {
        let tasks: Vec<&Task> = plan.tasks.iter().map(AsRef::as_ref).collect();
        let mut target_of = vec![None; tasks.len()];
        // Parts come first: what they are part of is made of them.
        for place in schedule.outline().in_order().into_iter().rev().filter(|place| schedule.dates(*place).is_some()) {
            let summary = schedule.outline().is_summary(place);
            let mut target = Target::default();
            if !summary || delayed.contains(&place) {
                target.activities.push(schedule.activity(place) as u32);
                self.model.finish.push(schedule.activity(place) as u32);
            }
            if !summary && tasks[place].kind != TaskKind::Milestone {
                continue;
            }
            for part in schedule.outline().children(place).iter().filter(|part| schedule.dates(**part).is_some()) {
                match target_of[*part] {
                    Some(part) => target.targets.push(part as u32),
                    None => target.activities.push(schedule.activity(*part) as u32),
                }
            }
            target_of[place] = Some(self.model.targets.len());
            self.model.targets.push(target);
        }
        self.targets = target_of.into_iter().enumerate().filter_map(|(place, target)| Some((place, target?))).collect();
    }
}

/// The network with all of its work certain.
pub(super) fn of_network(network: &Network, links: &[Link]) -> Model {
    let ticks = |ticks: i64| ticks.clamp(-(1 << 30), 1 << 30) as i32;
    let activities = (0..network.len()).map(|place| {
        let own = network.activity(place);
        let position = |moment: Tick| ticks(network.calendars()[own.calendar].position(moment));
        let (start, finish) = asked(&own, network);
        let (actual, work) = match own.actual {
            Actual::NotStarted => (model::Actual::Nothing, own.duration),
            Actual::Started { start, remaining } => (model::Actual::Started(ticks(start.0)), remaining),
            Actual::Finished { start, finish } => (model::Actual::Finished(ticks(start.0), ticks(finish.0)), 0),
        };
        let start = start.into_iter().map(position).max().unwrap_or_default();
        model::Activity { calendar: own.calendar, work: ticks(work.max(0)), start, finish: finish.map(position), actual }
    });
    let real = links.iter().filter(|link| link.from < network.len() && link.to < network.len());
    let links = real.map(|link| {
        let (lag, elapsed) = match link.lag {
            Lag::Working(lag) => (lag, false),
            Lag::Elapsed(lag) => (lag, true),
        };
        model::Link {
            from: link.from as u32,
            to: link.to as u32,
            from_start: matches!(link.ends, Ends::StartToStart | Ends::StartToFinish),
            to_finish: matches!(link.ends, Ends::FinishToFinish | Ends::StartToFinish),
            lag: ticks(lag),
            elapsed,
        }
    });
    Model {
        days: DAYS as u32,
        calendars: network.calendars().iter().map(|table| table.worked_days().to_vec()).collect(),
        activities: activities.collect(),
        order: network.order().to_vec(),
        links: links.collect(),
        ..Model::default()
    }
}

/// The moments before which an activity does not start, or go on, and the one before which it does not finish.
fn asked(own: &Activity, network: &Network) -> (Vec<Tick>, Option<Tick>) {
    let span = network.span();
    let mut starts = vec![if own.own_dates { Tick(0) } else { span.start }];
    starts.extend(span.status);
    match (own.actual, own.constraint) {
        (Actual::Started { start, .. }, _) => starts.push(start),
        (_, Constraint::StartNoEarlierThan(moment) | Constraint::MustStartOn(moment)) => starts.push(moment),
        (_, Constraint::FinishNoEarlierThan(moment) | Constraint::MustFinishOn(moment)) => return (starts, Some(moment)),
        _ => {}
    }
    (starts, None)
}

/// The place of the calendar of tasks that name none.
fn standard_calendar(plan: &TrialPlan, schedule: &PlanSchedule) -> usize {
    // Before those of the document stand elapsed time and Monday to Friday.
    let own = plan.scheduling.calendar.as_ref().and_then(|id| plan.calendars.place(id)).map(|place| place + 2);
    own.filter(|calendar| *calendar < schedule.network().calendars().len()).unwrap_or(1)
}

/// The kernel's word for a spread.
pub(super) fn shape(spread: Spread) -> Shape {
    match spread {
        Spread::BetaPert => Shape::BetaPert,
        Spread::Triangular => Shape::Triangular,
        Spread::Uniform => Shape::Uniform,
    }
}

fn uncertain(activity: usize, spread: Spread, [least, likely, greatest]: [i32; 3], risk: Option<u32>, name: u64) -> Uncertain {
    Uncertain { activity: activity as u32, shape: shape(spread), least: least.min(likely), likely, greatest: greatest.max(likely), risk, name }
}

/// A number made of words (FNV-1a): what a task or risk draws depends on its id, not on its place, so that plans that differ
/// in one thing are compared on the same luck.
pub(in crate::compute) fn name(words: &[&str]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}
