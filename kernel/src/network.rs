//! The precedence network: activities with their links, in an order in which every one comes after those it waits for.
//!
//! The precedence diagramming method with all four kinds of links (PMI, Practice Standard for Scheduling, 3rd ed., 2.2.3).
//! Activities and calendars are named by their places; which task an activity stands for is its maker's affair. `tick` and
//! `work_table` are the scale on which it is calculated, `dates` calculates all of it, `incremental` what an edit can touch.

pub mod dates;
mod incremental;
pub mod sample;
pub mod tick;
pub mod work_table;

use std::sync::Arc;

use self::tick::Tick;
use self::work_table::WorkTable;

/// Which ends a link joins: the first word names the predecessor's, the last the successor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The successor starts after the predecessor has finished.
    FinishToStart,
    /// The successor starts after the predecessor has started.
    StartToStart,
    /// The successor finishes after the predecessor has finished.
    FinishToFinish,
    /// The successor finishes after the predecessor has started.
    StartToFinish,
}

/// The time between the two ends of a link; a lead is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// Ticks on the successor's calendar.
    Working(i64),
    /// Ticks on every day.
    Elapsed(i64),
}

/// A link between two activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The predecessor's place.
    pub from: usize,
    /// The successor's place.
    pub to: usize,
    /// Which ends it joins.
    pub ends: Ends,
    /// The time between them.
    pub lag: Lag,
}

/// A wish of the planner about the dates of an activity. None of them breaks the links: where they cannot be kept, the
/// float becomes negative and says by how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Constraint {
    /// As soon as the links allow.
    #[default]
    AsSoonAsPossible,
    /// As late as the successors' early dates allow.
    AsLateAsPossible,
    /// It starts at this moment or later.
    StartNoEarlierThan(Tick),
    /// It starts at this moment or earlier.
    StartNoLaterThan(Tick),
    /// It finishes at this moment or later.
    FinishNoEarlierThan(Tick),
    /// It finishes at this moment or earlier.
    FinishNoLaterThan(Tick),
    /// It starts at this moment.
    MustStartOn(Tick),
    /// It finishes at this moment.
    MustFinishOn(Tick),
}

/// How far an activity has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Actual {
    /// Nothing has happened yet.
    #[default]
    NotStarted,
    /// It has started, and so much work remains.
    Started {
        /// When it started.
        start: Tick,
        /// Ticks of work that remain.
        remaining: i64,
    },
    /// It is finished.
    Finished {
        /// When it started.
        start: Tick,
        /// When it finished.
        finish: Tick,
    },
}

/// Something that takes time, or a milestone, which takes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// The place of its calendar.
    pub calendar: usize,
    /// Ticks of work; none for a milestone.
    pub duration: i64,
    /// The planner's wish.
    pub constraint: Constraint,
    /// The moment by which it should be finished; it limits the late dates.
    pub deadline: Option<Tick>,
    /// How far it has come.
    pub actual: Actual,
    /// Whether its dates are its planner's own, so that it may start before the plan does.
    pub own_dates: bool,
}

/// Between which moments a network is calculated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Nothing starts before it.
    pub start: Tick,
    /// What is not finished by then goes on after it.
    pub status: Option<Tick>,
    /// Where the late dates begin; the last early finish where there is none.
    pub finish: Option<Tick>,
}

/// Activities that wait for each other, each for the one before it and the first for the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle(pub Vec<usize>);

/// One end of a link, as the activity at the other end sees it.
#[derive(Debug, Clone, Copy)]
struct Edge {
    /// The activity at the far end.
    other: u32,
    /// The place of the link.
    link: u32,
    ends: Ends,
    lag: Lag,
}

/// Activities in order.
#[derive(Debug, Clone)]
pub struct Network {
    activities: Vec<Activity>,
    span: Span,
    shape: Arc<Shape>,
}

/// What stays when an activity changes by itself; the networks before and after an edit share it.
#[derive(Debug)]
struct Shape {
    calendars: Vec<WorkTable>,
    /// The activities so that each stands after its predecessors.
    order: Vec<u32>,
    /// Where each activity stands in that order.
    rank: Vec<u32>,
    behind: Edges,
    ahead: Edges,
}

/// The edges of all activities, one activity's after the other's.
#[derive(Debug)]
struct Edges {
    edges: Vec<Edge>,
    /// Where the edges of each activity begin, and where the last one's end.
    starts: Vec<u32>,
}

impl Network {
    /// A network of these activities, or the ones that wait for each other.
    ///
    /// Links from or to places that do not exist, and calendars that do not, count as none and as the first: whoever makes
    /// a network from a document has told of them before.
    pub fn new(calendars: Vec<WorkTable>, activities: Vec<Activity>, links: &[Link], span: Span) -> Result<Network, Cycle> {
        let calendars = if calendars.is_empty() { vec![WorkTable::elapsed()] } else { calendars };
        let count = activities.len();
        let activities: Vec<Activity> = activities
            .into_iter()
            .map(|activity| Activity { calendar: if activity.calendar < calendars.len() { activity.calendar } else { 0 }, ..activity })
            .collect();
        let behind = Edges::new(count, links, |link| (link.to, link.from));
        let ahead = Edges::new(count, links, |link| (link.from, link.to));
        let order = ordered(&behind, &ahead, count)?;
        let mut rank = vec![0; count];
        for (place, activity) in order.iter().enumerate() {
            rank[*activity as usize] = place as u32;
        }
        Ok(Network { activities, span, shape: Arc::new(Shape { calendars, order, rank, behind, ahead }) })
    }

    /// Between which moments it is calculated.
    pub fn span(&self) -> Span {
        self.span
    }

    /// How many activities there are.
    pub fn len(&self) -> usize {
        self.activities.len()
    }

    /// The activity at a place; nothing where there is none.
    pub fn activity(&self, place: usize) -> Activity {
        self.activities.get(place).copied().unwrap_or_default()
    }

    /// The calendars, at the places by which activities name them.
    pub fn calendars(&self) -> &[WorkTable] {
        &self.shape.calendars
    }

    /// The activities so that each stands after its predecessors.
    pub fn order(&self) -> &[u32] {
        &self.shape.order
    }

    /// Where an activity stands in that order.
    fn rank(&self, activity: usize) -> u32 {
        self.shape.rank[activity]
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty()
    }

    /// The links to what an activity waits for.
    fn predecessors(&self, activity: usize) -> &[Edge] {
        self.shape.behind.of(activity)
    }

    /// The links to what waits for an activity.
    fn successors(&self, activity: usize) -> &[Edge] {
        self.shape.ahead.of(activity)
    }

    fn calendar(&self, activity: usize) -> &WorkTable {
        &self.shape.calendars[self.activities[activity].calendar]
    }
}

impl Edges {
    fn new(count: usize, links: &[Link], ends: impl Fn(&Link) -> (usize, usize)) -> Edges {
        let real = || links.iter().enumerate().filter(|(_, link)| link.from < count && link.to < count);
        let mut starts = vec![0u32; count + 1];
        for (_, link) in real() {
            starts[ends(link).0 + 1] += 1;
        }
        for place in 0..count {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let none = Edge { other: 0, link: 0, ends: Ends::FinishToStart, lag: Lag::Working(0) };
        let mut edges = vec![none; starts[count] as usize];
        for (number, link) in real() {
            let (own, other) = ends(link);
            edges[next[own] as usize] = Edge { other: other as u32, link: number as u32, ends: link.ends, lag: link.lag };
            next[own] += 1;
        }
        Edges { edges, starts }
    }

    fn of(&self, activity: usize) -> &[Edge] {
        &self.edges[self.starts[activity] as usize..self.starts[activity + 1] as usize]
    }
}

/// Each activity after its predecessors (Kahn, Topological sorting of large networks, CACM 5, 1962); among those that are
/// free to go the first comes first.
fn ordered(behind: &Edges, ahead: &Edges, count: usize) -> Result<Vec<u32>, Cycle> {
    let mut waits: Vec<usize> = (0..count).map(|activity| behind.of(activity).len()).collect();
    let mut order: Vec<u32> = (0..count).filter(|activity| waits[*activity] == 0).map(|activity| activity as u32).collect();
    let mut done = 0;
    while let Some(activity) = order.get(done).copied() {
        done += 1;
        for edge in ahead.of(activity as usize) {
            let wait = &mut waits[edge.other as usize];
            *wait -= 1;
            if *wait == 0 {
                order.push(edge.other);
            }
        }
    }
    if order.len() == count { Ok(order) } else { Err(cycle(behind, &waits)) }
}

/// A cycle among the activities that still wait: going back from any of them comes round in the end.
fn cycle(behind: &Edges, waits: &[usize]) -> Cycle {
    let mut visited = vec![None; waits.len()];
    let mut path = Vec::new();
    let mut here = waits.iter().position(|wait| *wait > 0).unwrap_or_default();
    loop {
        if let Some(first) = visited[here] {
            let mut round = path.split_off(first);
            round.reverse();
            return Cycle(round);
        }
        visited[here] = Some(path.len());
        path.push(here);
        match behind.of(here).iter().find(|edge| waits[edge.other as usize] > 0) {
            Some(edge) => here = edge.other as usize,
            None => return Cycle(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(count: usize, links: &[(usize, usize)]) -> Result<Network, Cycle> {
        let links: Vec<Link> = links.iter().map(|(from, to)| Link { from: *from, to: *to, ends: Ends::FinishToStart, lag: Lag::Working(0) }).collect();
        Network::new(Vec::new(), vec![Activity::default(); count], &links, Span::default())
    }

    #[test]
    fn each_stands_after_its_predecessors() {
        let network = network(5, &[(4, 0), (0, 2), (4, 2), (2, 1)]).expect("no cycle");
        assert_eq!(network.order(), [3, 4, 0, 2, 1]);
        assert!([(4, 0), (0, 2), (2, 1)].iter().all(|(from, to)| network.rank(*from) < network.rank(*to)));
    }

    #[test]
    fn a_cycle_is_the_activities_on_it_and_no_others() {
        let Err(Cycle(mut round)) = network(6, &[(0, 1), (1, 2), (2, 3), (3, 1), (3, 4), (4, 5)]) else { panic!("there is a cycle") };
        let first = round.iter().position(|activity| *activity == 1).expect("1 is on it");
        round.rotate_left(first);
        assert_eq!(round, [1, 2, 3]);
        assert_eq!(network(1, &[(0, 0)]).err(), Some(Cycle(vec![0])));
    }

    #[test]
    fn links_to_nowhere_count_as_none() {
        assert!(network(2, &[(0, 7), (9, 1)]).expect("no cycle").successors(0).is_empty());
        assert!(network(0, &[]).expect("no cycle").is_empty());
    }
}
