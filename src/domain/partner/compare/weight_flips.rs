//! At which weight of one criterion, or of one pillar, another candidate leads; and so within which weights the leader stays.
//!
//! The weight in question takes a share of the whole from 0 to 1; all others keep their proportions in what is left, and so do the
//! criteria within a pillar. A candidate's result is then a ratio of two straight lines in that share, and two candidates are level
//! where a quadratic is zero: a straight line, where both are scored on everything. It is solved exactly.

use super::table::ScoreTable;
use crate::domain::choice::Choice;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::partner::criterion::Pillar;
use crate::domain::partner::ranking::TIE;

/// So near to nothing and to the whole is as good as there: no weight in points says more.
const END: f64 = 1e-5;

/// Whose weight changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighed {
    /// A criterion, by its place in the table.
    Criterion(usize),
    /// All criteria of a pillar.
    Pillar(Pillar),
}

/// What one weight would have to be for another candidate to lead.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightFlip {
    /// Whose weight.
    pub of: Weighed,
    /// Its share of the whole as it is, 0 to 1.
    pub now: f64,
    /// Where the leader is caught if it falls; `None` where it stays down to nothing.
    pub below: Option<Turn>,
    /// Where the leader is caught if it rises; `None` where it stays up to the whole.
    pub above: Option<Turn>,
}

/// Where the leader is caught.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The share of the whole, 0 to 1.
    pub share: f64,
    /// The same in points, where all other weights stay as they are.
    pub points: f64,
    /// Who is level with the leader there, and ahead beyond.
    pub ahead: Vec<usize>,
}

impl WeightFlip {
    /// The turn that is nearest to the weight as it is.
    pub fn nearest(&self) -> Option<&Turn> {
        match (&self.below, &self.above) {
            (Some(below), Some(above)) if self.now - below.share <= above.share - self.now => Some(below),
            (_, Some(above)) => Some(above),
            (below, None) => below.as_ref(),
        }
    }

    /// By how much of the whole the weight must change for another to lead, 0 to 1.
    pub fn distance(&self) -> Option<f64> {
        self.nearest().map(|turn| (turn.share - self.now).abs())
    }
}

/// What each criterion's weight would have to be, in the order of the table. Empty where there is no single leader, or no other
/// candidate.
pub fn of_criteria(table: &ScoreTable) -> Vec<WeightFlip> {
    flips(table, (0..table.criteria.len()).map(Weighed::Criterion))
}

/// What each pillar's weight would have to be.
pub fn of_pillars(table: &ScoreTable) -> Vec<WeightFlip> {
    let used = Pillar::ALL.iter().filter(|pillar| table.pillars.contains(pillar));
    flips(table, used.map(|pillar| Weighed::Pillar(*pillar)))
}

/// The flips by how near they are; weights that never flip come last.
pub fn nearest_first(flips: &[WeightFlip]) -> Vec<WeightFlip> {
    let mut sorted = flips.to_vec();
    sort_by_rank(&mut sorted, |flip| flip.distance().map_or(Rank::Number(i64::MAX), |distance| Rank::Number((distance * 1e9).round() as i64)));
    sorted
}

fn flips(table: &ScoreTable, of: impl Iterator<Item = Weighed>) -> Vec<WeightFlip> {
    let Some(leader) = table.leader().filter(|_| table.candidates.len() > 1) else { return Vec::new() };
    of.filter_map(|of| flip(table, leader, of)).collect()
}

/// `None` where nothing else weighs anything, so that the share cannot change.
fn flip(table: &ScoreTable, leader: usize, of: Weighed) -> Option<WeightFlip> {
    let inside = |criterion: usize| match of {
        Weighed::Criterion(this) => criterion == this,
        Weighed::Pillar(pillar) => table.pillars[criterion] == pillar,
    };
    let sum = |wanted: bool| (0..table.weights.len()).filter(|criterion| inside(*criterion) == wanted).map(|criterion| table.weights[criterion]).sum::<f64>();
    let (own, rest) = (sum(true), sum(false));
    if rest <= 0.0 {
        return None;
    }
    let members = (0..table.weights.len()).filter(|criterion| inside(*criterion)).count() as f64;
    // What weighs nothing yet is taken to rise evenly.
    let unit = |criterion: usize| match (inside(criterion), own > 0.0) {
        (false, _) => table.weights[criterion] / rest,
        (true, true) => table.weights[criterion] / own,
        (true, false) => 1.0 / members,
    };
    let lines: Vec<Line> = (0..table.candidates.len()).map(|candidate| Line::of(table, candidate, &inside, &unit)).collect();
    let now = own / (own + rest);
    let (mut below, mut above) = (None, None);
    for other in (0..lines.len()).filter(|other| *other != leader) {
        let lead = lines[leader].less(&lines[other]);
        nearer(&mut below, lead.turn(now, false), other, |mine, theirs| mine > theirs);
        nearer(&mut above, lead.turn(now, true), other, |mine, theirs| mine < theirs);
    }
    let turn = |found: Option<(f64, Vec<usize>)>| found.map(|(share, ahead)| Turn { share, points: share / (1.0 - share) * rest, ahead });
    Some(WeightFlip { of, now, below: turn(below), above: turn(above) })
}

/// Keeps the turn that is nearer; those in the same place are kept together.
fn nearer(kept: &mut Option<(f64, Vec<usize>)>, found: Option<f64>, who: usize, is_nearer: fn(f64, f64) -> bool) {
    let Some(share) = found else { return };
    match kept {
        Some((known, ahead)) if (*known - share).abs() <= TIE => ahead.push(who),
        Some((known, _)) if !is_nearer(share, *known) => {}
        _ => *kept = Some((share, vec![who])),
    }
}

/// A candidate's sum of weighted scores and its sum of weights, each as `at + by·x` in the share `x`.
struct Line {
    sum: (f64, f64),
    weight: (f64, f64),
}

impl Line {
    fn of(table: &ScoreTable, candidate: usize, inside: &dyn Fn(usize) -> bool, unit: &dyn Fn(usize) -> f64) -> Line {
        let mut line = Line { sum: (0.0, 0.0), weight: (0.0, 0.0) };
        for (criterion, score) in table.scored(candidate) {
            let unit = unit(criterion);
            if inside(criterion) {
                line.sum.1 += unit * score;
                line.weight.1 += unit;
            } else {
                line.sum = (line.sum.0 + unit * score, line.sum.1 - unit * score);
                line.weight = (line.weight.0 + unit, line.weight.1 - unit);
            }
        }
        line
    }

    /// What has the sign of this candidate's result less the other's.
    fn less(&self, other: &Line) -> Quadratic {
        let product = |a: (f64, f64), b: (f64, f64)| [a.0 * b.0, a.0 * b.1 + a.1 * b.0, a.1 * b.1];
        let (mine, theirs) = (product(self.sum, other.weight), product(other.sum, self.weight));
        Quadratic(std::array::from_fn(|power| mine[power] - theirs[power]))
    }
}

/// `c₀ + c₁x + c₂x²`.
struct Quadratic([f64; 3]);

impl Quadratic {
    /// The nearest share up or down from here at which it becomes negative; `None` where it does not before 1 or 0.
    fn turn(&self, here: f64, up: bool) -> Option<f64> {
        // Whoever is not scored on what has all the weight has no result: a zero there is none of the lead.
        let mut roots: Vec<f64> = self.roots().into_iter().flatten().filter(|root| *root > END && *root < 1.0 - END).collect();
        roots.retain(|root| if up { *root > here } else { *root < here });
        roots.sort_by(f64::total_cmp);
        if !up {
            roots.reverse();
        }
        let edge = if up { 1.0 } else { 0.0 };
        let beyond = |place: usize| (roots[place] + roots.get(place + 1).copied().unwrap_or(edge)) / 2.0;
        (0..roots.len()).find(|place| self.at(beyond(*place)) < 0.0).map(|place| roots[place])
    }

    fn at(&self, x: f64) -> f64 {
        self.0[0] + x * (self.0[1] + x * self.0[2])
    }

    /// Where it is zero. The form that subtracts nothing from its like keeps the digits of the small root.
    fn roots(&self) -> [Option<f64>; 2] {
        let [c, b, a] = self.0;
        let size = a.abs().max(b.abs()).max(c.abs());
        if a.abs() <= size * 1e-14 {
            return [(b.abs() > size * 1e-14).then(|| -c / b), None];
        }
        let inside = b * b - 4.0 * a * c;
        if inside < 0.0 {
            return [None, None];
        }
        let q = -0.5 * (b + inside.sqrt().copysign(b));
        [Some(q / a), (q != 0.0).then(|| c / q)]
    }
}
