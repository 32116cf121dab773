//! A model made ready: what hangs on chance told from what does not, and every conversion between calendars foreseen.

use crate::calendar::Calendar;
use crate::model::{Activity, Actual, Model};
use crate::{RUNS, Row};

/// The network as the engine reads it.
pub(crate) struct Network {
    pub(crate) calendars: Vec<Calendar>,
    pub(crate) activities: Vec<Prepared>,
    edges: Vec<Edge>,
    /// Where the edges of each activity begin, and where the last one's end.
    starts: Vec<u32>,
    /// The activities on which a target hangs, each after those it waits for.
    pub(crate) order: Vec<u32>,
    /// Those of them that differ from run to run.
    pub(crate) varying: Vec<u32>,
    /// How many rows of moments there are.
    moments: usize,
}

/// An activity with what is known of it beforehand.
pub(crate) struct Prepared {
    pub(crate) own: Activity,
    /// When it started, and the position of that; `None` where that follows from its work.
    pub(crate) started: Option<(i32, i32)>,
    /// Whether it has finished.
    pub(crate) finished: bool,
    /// Whether it may take no time, so that it may stand at either end of a gap between worked days.
    pub(crate) point: bool,
    /// The row of the moments at which it starts, where they are needed.
    pub(crate) start_row: Option<usize>,
    /// The same of its finish.
    pub(crate) finish_row: Option<usize>,
}

/// What an activity waits for.
pub(crate) struct Edge {
    pub(crate) other: usize,
    pub(crate) from_start: bool,
    pub(crate) to_finish: bool,
    pub(crate) lag: i32,
    pub(crate) way: Way,
}

/// How the far end of an edge becomes a position on the calendar of what waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// It is one already.
    Same,
    /// From its moment, to which the lag is added afterwards.
    Working,
    /// From its moment and the lag.
    Elapsed,
}

/// The rows of one block of runs, and of all that is the same in each.
pub(crate) struct State {
    /// Where each activity's work ends, as positions on its calendar.
    pub(crate) to: Vec<Row>,
    /// The work of each activity; behind them what that work is the sum of.
    pub(crate) work: Vec<Row>,
    /// Starts and finishes as moments.
    pub(crate) moments: Vec<Row>,
}

impl Network {
    pub(crate) fn new(model: &Model) -> Network {
        let count = model.activities.len();
        let calendars: Vec<Calendar> = model.calendars.iter().map(|worked| Calendar::new(worked, model.days)).collect();
        let (edges, starts) = edges(model);
        let mut least: Vec<i64> = model.activities.iter().map(|own| i64::from(own.work)).collect();
        let mut chance = vec![false; count];
        for part in &model.uncertain {
            least[part.activity as usize] += if part.risk.is_some() { 0 } else { i64::from(part.least) };
            chance[part.activity as usize] = true;
        }
        let activities = model.activities.iter().zip(&least).map(|(own, least)| prepared(own, *least, &calendars[own.calendar])).collect();
        let mut network = Network { calendars, activities, edges, starts, order: Vec::new(), varying: Vec::new(), moments: 0 };
        network.order = network.needed(model);
        for place in 0..network.order.len() {
            let activity = network.order[place] as usize;
            let waits = network.edges(activity).iter().any(|edge| chance[edge.other]);
            chance[activity] = !network.activities[activity].finished && (chance[activity] || waits);
        }
        network.varying = network.order.iter().copied().filter(|activity| chance[*activity as usize]).collect();
        network.give_moments();
        network
    }

    pub(crate) fn edges(&self, activity: usize) -> &[Edge] {
        &self.edges[self.starts[activity] as usize..self.starts[activity + 1] as usize]
    }

    /// Rows in which all that is certain stands; `rows` of work in all.
    pub(crate) fn state(&self, rows: usize) -> State {
        let blank = [0; RUNS];
        let mut state = State { to: vec![blank; self.activities.len()], work: vec![blank; rows], moments: vec![blank; self.moments] };
        for (place, activity) in self.activities.iter().enumerate() {
            state.work[place] = [activity.own.work; RUNS];
            if let Actual::Finished(_, finish) = activity.own.actual {
                state.to[place] = [self.calendars[activity.own.calendar].position(finish); RUNS];
                if let Some(row) = activity.finish_row {
                    state.moments[row] = [finish; RUNS];
                }
            }
            if let (Some(row), Some((start, _))) = (activity.start_row, activity.started) {
                state.moments[row] = [start; RUNS];
            }
        }
        state
    }

    /// What the targets hang on, in order.
    fn needed(&self, model: &Model) -> Vec<u32> {
        let mut needed = vec![false; self.activities.len()];
        let asked = model.targets.iter().flat_map(|target| &target.activities).chain(&model.finish);
        asked.for_each(|activity| needed[*activity as usize] = true);
        for activity in model.order.iter().rev().map(|activity| *activity as usize) {
            if needed[activity] {
                self.edges(activity).iter().for_each(|edge| needed[edge.other] = true);
            }
        }
        model.order.iter().copied().filter(|activity| needed[*activity as usize]).collect()
    }

    /// Rows for the moments that somebody will ask for.
    fn give_moments(&mut self) {
        let (mut starts, mut finishes) = (vec![false; self.activities.len()], vec![false; self.activities.len()]);
        for edge in self.edges.iter().filter(|edge| edge.way != Way::Same) {
            let asked = if edge.from_start { &mut starts } else { &mut finishes };
            asked[edge.other] = true;
        }
        for (place, activity) in self.activities.iter_mut().enumerate() {
            let mut row = |asked: bool| {
                asked.then(|| {
                    self.moments += 1;
                    self.moments - 1
                })
            };
            activity.finish_row = row(finishes[place] || activity.point || activity.finished);
            activity.start_row = row(starts[place]);
        }
    }
}

fn prepared(own: &Activity, least: i64, calendar: &Calendar) -> Prepared {
    let started = match own.actual {
        Actual::Nothing => None,
        Actual::Started(start) | Actual::Finished(start, _) => Some((start, calendar.position(start))),
    };
    let finished = matches!(own.actual, Actual::Finished(..));
    Prepared { own: *own, started, finished, point: least <= 0 && !finished, start_row: None, finish_row: None }
}

/// The edges of all activities, one activity's after the other's, each activity's in the order of the links.
fn edges(model: &Model) -> (Vec<Edge>, Vec<u32>) {
    let calendar = |activity: u32| model.activities[activity as usize].calendar;
    // Once something has started, a link to its start has done its duty; once it has finished, every link has.
    let holds = |link: &&crate::model::Link| match model.activities[link.to as usize].actual {
        Actual::Nothing => true,
        Actual::Started(_) => link.to_finish || !link.from_start,
        Actual::Finished(..) => false,
    };
    let mut links: Vec<&crate::model::Link> = model.links.iter().filter(holds).collect();
    links.sort_by_key(|link| link.to);
    let mut starts = vec![0u32; model.activities.len() + 1];
    links.iter().for_each(|link| starts[link.to as usize + 1] += 1);
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    let edge = |link: &crate::model::Link| {
        let same = calendar(link.from) == calendar(link.to);
        let way = match (link.elapsed, same) {
            (true, _) => Way::Elapsed,
            (false, true) => Way::Same,
            (false, false) => Way::Working,
        };
        Edge { other: link.from as usize, from_start: link.from_start, to_finish: link.to_finish, lag: link.lag, way }
    };
    (links.into_iter().map(edge).collect(), starts)
}
