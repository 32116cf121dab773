//! What is compared two by two: the pillars, and the criteria within each pillar, with what follows from the comparisons.

use super::super::criterion::Pillar;
use super::super::evaluation::PartnerEvaluation;
use super::super::grid::Grid;
use super::super::scorecard::shown;
use super::pairwise::{Comparisons, Priorities};
use super::rank_order::put;
use super::{Judgement, Weighting};
use crate::domain::choice::Choice;
use crate::domain::order::sort_by_rank;

/// What belongs together in comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The pillars with each other.
    Pillars,
    /// The criteria of a pillar.
    Criteria(Pillar),
}

impl Compared {
    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Compared::Pillars => "The pillars",
            Compared::Criteria(pillar) => pillar.label(),
        }
    }
}

/// Things that are compared with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they are.
    pub of: Compared,
    /// Their keys and names, in the order of the table.
    pub things: Vec<(String, String)>,
    /// Every two of them.
    pub pairs: Vec<Pair>,
    /// What follows; `None` while the comparisons do not hang together.
    pub found: Option<Priorities>,
    /// What no comparison connects with the first, by name.
    pub loose: Vec<String>,
}

/// Two things of a group, by their places, and how they compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The one that stands first in the table.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// How they compare; `None` where nobody said.
    pub judgement: Option<Judgement>,
}

/// The pair that fits least to the others.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMisfit {
    /// Which, as it stands.
    pub pair: Pair,
    /// How the two would compare if it went by the others.
    pub fitting: Judgement,
    /// CR with that.
    pub ratio_then: f64,
}

impl Group {
    /// How many pairs wait for a comparison.
    pub fn open(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.judgement.is_none()).count()
    }

    /// The name of a thing by its place.
    pub fn name(&self, place: usize) -> &str {
        self.things.get(place).map_or("", |(_, name)| name.as_str())
    }

    /// A comparison in words: "Team matters strongly more than Systems".
    pub fn said(&self, pair: &Pair, judgement: Judgement) -> String {
        let (first, second) = (self.name(pair.first), self.name(pair.second));
        match judgement.get() {
            1 => format!("{first} and {second} matter alike"),
            number if number > 0 => format!("{first} matters {} than {second}", judgement.words()),
            _ => format!("{second} matters {} than {first}", judgement.words()),
        }
    }

    /// The pair that fits least to the others, and what would fit. Finding it takes weights anew for each pair.
    pub fn misfit(&self) -> Option<GroupMisfit> {
        let by_key = by_key(&self.things);
        let misfit = comparisons(&self.things, &self.pairs).misfit()?;
        let (one, other) = (*by_key.get(misfit.pair.0)?, *by_key.get(misfit.pair.1)?);
        let fitting = if one < other { misfit.fitting } else { misfit.fitting.turned() };
        let pair = *self.pairs.iter().find(|pair| (pair.first, pair.second) == (one.min(other), one.max(other)))?;
        Some(GroupMisfit { pair, fitting, ratio_then: misfit.ratio_then })
    }

    fn of(of: Compared, things: Vec<(String, String)>, weighting: &Weighting) -> Group {
        let judged = |first: usize, second: usize| judgement(of, weighting, &things.get(first)?.0, &things.get(second)?.0);
        let pairs = Comparisons::new(things.len()).pairs().map(|(first, second)| Pair { first, second, judgement: judged(first, second) });
        let pairs: Vec<Pair> = pairs.collect();
        let (by_key, comparisons) = (by_key(&things), comparisons(&things, &pairs));
        let found = comparisons.priorities().map(|found| {
            let weights = (0..things.len()).filter_map(|place| found.weights.get(rank_of(&by_key, place)).copied()).collect();
            Priorities { weights, ..found }
        });
        let mut loose: Vec<usize> = comparisons.loose(rank_of(&by_key, 0)).iter().filter_map(|place| by_key.get(*place).copied()).collect();
        loose.sort_unstable();
        let loose = loose.iter().filter_map(|place| things.get(*place)).map(|(_, name)| name.clone()).collect();
        Group { of, things, pairs, found, loose }
    }
}

/// The places of things in the order of their keys: they are compared in that order, so that the order of the table changes no
/// digit.
fn by_key(things: &[(String, String)]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..things.len()).collect();
    sort_by_rank(&mut places, |place| things.get(*place).map_or("", |(key, _)| key.as_str()).into());
    places
}

/// Where a thing of the table stands among the keys.
fn rank_of(by_key: &[usize], place: usize) -> usize {
    by_key.iter().position(|known| *known == place).unwrap_or(place)
}

fn comparisons(things: &[(String, String)], pairs: &[Pair]) -> Comparisons {
    let by_key = by_key(things);
    pairs.iter().fold(Comparisons::new(things.len()), |known, pair| match pair.judgement {
        Some(judgement) => known.with((rank_of(&by_key, pair.first), rank_of(&by_key, pair.second)), judgement.ratio()),
        None => known,
    })
}

/// How two things compare, as it was said last.
fn judgement(of: Compared, weighting: &Weighting, first: &str, second: &str) -> Option<Judgement> {
    let read = |one: &str, other: &str, judgement: Judgement| match () {
        () if (one, other) == (first, second) => Some(judgement),
        () if (one, other) == (second, first) => Some(judgement.turned()),
        () => None,
    };
    match of {
        Compared::Pillars => weighting.pillar_pairs.iter().rev().find_map(|pair| read(pair.first.key(), pair.second.key(), pair.judgement)),
        Compared::Criteria(_) => weighting.criterion_pairs.iter().rev().find_map(|pair| read(pair.first.as_str(), pair.second.as_str(), pair.judgement)),
    }
}

/// What can be compared in an evaluation: the pillars where there are two, and the criteria of each pillar that has two.
pub fn groups(evaluation: &PartnerEvaluation) -> Vec<Group> {
    let (grid, weighting) = (Grid::of(evaluation), evaluation.weighting.as_ref());
    let pillars = grid.pillars.iter().map(|(pillar, _)| (pillar.key().to_owned(), pillar.label().to_owned())).collect();
    let within = grid.pillars.iter().map(|(pillar, criteria)| {
        let things = criteria.iter().map(|criterion| (criterion.id.to_string(), shown(criterion.as_ref()))).collect();
        Group::of(Compared::Criteria(*pillar), things, weighting)
    });
    std::iter::once(Group::of(Compared::Pillars, pillars, weighting)).chain(within).filter(|group| group.things.len() > 1).collect()
}

/// The share of each criterion, in the order of the criteria; `None` while the comparisons of a group do not hang together.
pub fn shares(evaluation: &PartnerEvaluation, groups: &[Group]) -> Option<Vec<f64>> {
    let grid = Grid::of(evaluation);
    let weights = |of: Compared, alone: usize| match groups.iter().find(|group| group.of == of) {
        Some(group) => group.found.as_ref().map(|found| found.weights.clone()),
        None => Some(vec![1.0; alone]),
    };
    let mut shares = vec![0.0; evaluation.criteria.len()];
    if shares.is_empty() {
        return None;
    }
    for ((pillar, criteria), of_pillar) in grid.pillars.iter().zip(weights(Compared::Pillars, grid.pillars.len())?) {
        for (criterion, within) in criteria.iter().zip(weights(Compared::Criteria(*pillar), criteria.len())?) {
            put(&mut shares, &evaluation.criteria, &criterion.id, of_pillar * within);
        }
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{CriterionPair, PillarPair};
    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::id::Id;
    use crate::domain::partner::trial_run::evaluation;

    fn compare(evaluation: &mut PartnerEvaluation, first: &str, second: &str, judgement: i8) {
        let judgement = Judgement::new(judgement).expect("on the scale");
        let weighting = Arc::make_mut(&mut evaluation.weighting);
        match (Pillar::from_key(first), Pillar::from_key(second)) {
            (Some(first), Some(second)) => weighting.pillar_pairs.push(PillarPair { first, second, judgement, extra: Extra::default() }),
            _ => {
                let (first, second) = (Id::joined(&[first]), Id::joined(&[second]));
                weighting.criterion_pairs.push(CriterionPair { first, second, judgement, extra: Extra::default() });
            }
        }
    }

    #[test]
    fn pillars_and_the_criteria_within_are_compared_and_a_pillar_of_one_needs_none() {
        // k0 and k2 belong to the first and third pillar, k1 and k5 to the second.
        let mut evaluation = evaluation(&[], &[1.0; 6], 0);
        let labels = |evaluation: &PartnerEvaluation| groups(evaluation).iter().map(|group| (group.of.label(), group.things.len())).collect::<Vec<_>>();
        assert_eq!(labels(&evaluation), [("The pillars", 4), ("Expertise", 2), ("Technology and integration", 2)]);
        for (second, judgement) in [("technology", 2), ("riskManagement", 4), ("performance", 8)] {
            compare(&mut evaluation, "expertise", second, judgement);
        }
        assert_eq!(shares(&evaluation, &groups(&evaluation)), None);
        compare(&mut evaluation, "k4", "k0", 3);
        compare(&mut evaluation, "k1", "k5", -4);
        compare(&mut evaluation, "k1", "k2", 9);
        let found = shares(&evaluation, &groups(&evaluation)).expect("hangs together");
        let of = |pillar: f64, within: f64| pillar / 15.0 * within;
        let expected = [of(8.0, 0.25), of(4.0, 0.2), of(2.0, 1.0), of(1.0, 1.0), of(8.0, 0.75), of(4.0, 0.8)];
        assert!(found.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() < 1e-9), "{found:?}");
        assert_eq!(groups(&evaluation)[0].open(), 3);
    }

    #[test]
    fn the_last_word_counts_whichever_way_round_it_was_said() {
        let mut evaluation = evaluation(&[], &[1.0; 5], 0);
        compare(&mut evaluation, "k0", "k4", 3);
        compare(&mut evaluation, "k4", "k0", 5);
        let group = groups(&evaluation).pop().expect("a pillar of two");
        assert_eq!(group.pairs, [Pair { first: 0, second: 1, judgement: Judgement::new(-5) }]);
        assert_eq!(group.said(&group.pairs[0], Judgement::new(-5).expect("on the scale")), "k4 matters strongly more than k0");
    }

    #[test]
    fn the_misfit_is_told_in_the_order_of_the_table() {
        let mut evaluation = evaluation(&[], &[1.0; 4], 0);
        // By their keys performance comes before riskManagement, in the table after it.
        for (first, second, judgement) in [
            ("expertise", "technology", 2),
            ("expertise", "riskManagement", 4),
            ("expertise", "performance", 8),
            ("technology", "riskManagement", 2),
            ("technology", "performance", 4),
            ("riskManagement", "performance", -6),
        ] {
            compare(&mut evaluation, first, second, judgement);
        }
        let misfit = groups(&evaluation)[0].misfit().expect("a contradiction");
        assert_eq!((misfit.pair.first, misfit.pair.second, misfit.pair.judgement, misfit.fitting.get()), (2, 3, Judgement::new(-6), 2));
        assert!(misfit.ratio_then < 1e-9);
    }
}
