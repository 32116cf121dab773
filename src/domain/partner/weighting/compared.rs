//! The methods side by side: the share of every criterion and pillar by each, and where they are farthest apart.

use super::super::criterion::{Criterion, Pillar, share, total_weight};
use super::super::evaluation::PartnerEvaluation;
use super::super::grid::Grid;
use super::super::scorecard::shown;
use super::WeightMethod;
use super::shares::{Outcome, outcome};
use crate::domain::choice::Choice;
use crate::domain::id::Id;

/// The table of methods.
#[derive(Debug, Clone, PartialEq)]
pub struct SideBySide {
    /// What each method makes of the answers, in the order in which methods are offered.
    pub methods: Vec<(WeightMethod, Outcome)>,
    /// The pillars that have criteria, each with its criteria.
    pub pillars: Vec<(Line<Pillar>, Vec<CriterionLine>)>,
}

/// A criterion with its shares.
pub type CriterionLine = Line<Id<Criterion>>;

/// A criterion or a pillar with its shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<T> {
    /// What.
    pub what: T,
    /// What it is called.
    pub name: String,
    /// Its share by the weights that count; `None` where nothing weighs anything.
    pub now: Option<f64>,
    /// Its share by each method; `None` where something is still to be answered.
    pub by: Vec<Option<f64>>,
}

impl<T> Line<T> {
    /// How far the methods are apart, 0 to 1; `None` where fewer than two have an answer.
    pub fn spread(&self) -> Option<f64> {
        let (lowest, highest) = self.ends()?;
        Some(highest - lowest)
    }

    /// The lowest and the highest share; `None` where fewer than two methods have an answer.
    pub fn ends(&self) -> Option<(f64, f64)> {
        let answers = || self.by.iter().flatten().copied();
        (answers().count() > 1).then(|| (answers().fold(f64::INFINITY, f64::min), answers().fold(0.0, f64::max)))
    }
}

impl SideBySide {
    /// The criterion on which the methods are farthest apart; the first of the table among equals.
    pub fn widest(&self) -> Option<&CriterionLine> {
        let spread = |line: &CriterionLine| line.spread().unwrap_or(-1.0);
        let lines = self.pillars.iter().flat_map(|(_, lines)| lines).filter(|line| line.spread().is_some());
        lines.reduce(|widest, line| if spread(line) > spread(widest) + 1e-9 { line } else { widest })
    }

    /// The methods by which a share of a line is the lowest and the highest.
    pub fn ends_by<T>(&self, line: &Line<T>) -> Option<((WeightMethod, f64), (WeightMethod, f64))> {
        let (lowest, highest) = line.ends()?;
        let by = |wanted: f64| {
            let found = self.methods.iter().zip(&line.by).find(|(_, share)| share.is_some_and(|share| (share - wanted).abs() < 1e-12));
            found.map(|((method, _), _)| (*method, wanted))
        };
        by(lowest).zip(by(highest))
    }
}

/// The methods of an evaluation side by side.
pub fn side_by_side(evaluation: &PartnerEvaluation) -> SideBySide {
    let methods: Vec<(WeightMethod, Outcome)> = WeightMethod::ALL.iter().map(|method| (*method, outcome(evaluation, *method))).collect();
    let total = total_weight(evaluation);
    let line = |criterion: &Criterion| {
        let place = evaluation.criteria.place(&criterion.id);
        let by = methods.iter().map(|(_, outcome)| outcome.shares()?.get(place?).copied());
        Line { what: criterion.id.clone(), name: shown(criterion), now: share(criterion.weight.points(), total), by: by.collect() }
    };
    let pillars = Grid::of(evaluation).pillars.into_iter().map(|(pillar, criteria)| {
        let lines: Vec<CriterionLine> = criteria.iter().map(|criterion| line(criterion)).collect();
        let together = |read: &dyn Fn(&CriterionLine) -> Option<f64>| lines.iter().map(read).sum::<Option<f64>>();
        let by = (0..methods.len()).map(|method| together(&|line| line.by.get(method).copied().flatten())).collect();
        (Line { what: pillar, name: pillar.label().to_owned(), now: together(&|line| line.now), by }, lines)
    });
    SideBySide { pillars: pillars.collect(), methods }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::rank_order::orders;
    use super::*;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn pillars_are_their_criteria_together_and_the_widest_gap_is_named_with_its_methods() {
        let mut evaluation = evaluation(&[], &[40.0, 30.0, 20.0, 5.0, 5.0], 0);
        let order = orders(&evaluation);
        let weighting = Arc::make_mut(&mut evaluation.weighting);
        (weighting.pillar_order, weighting.criterion_order) = (order.pillar_order(), order.criterion_order());
        let table = side_by_side(&evaluation);
        let (first, lines) = &table.pillars[0];
        assert_eq!((first.now, lines.len()), (Some(0.45), 2));
        assert_eq!(first.by.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true, false]);
        assert!((first.by[2].expect("ranked") - 0.5208).abs() < 1e-4);
        // The last of the first pillar: 5% directly, a quarter of .5208 by rank.
        let widest = table.widest().expect("two methods");
        let ((low, lowest), (high, highest)) = table.ends_by(widest).expect("two methods");
        assert_eq!((widest.name.as_str(), low, high), ("k4", WeightMethod::Direct, WeightMethod::RankOrder));
        assert!((lowest - 0.05).abs() < 1e-9 && (highest - 0.1302).abs() < 1e-4);
    }

    #[test]
    fn one_method_alone_is_not_apart_from_anything() {
        let table = side_by_side(&evaluation(&[], &[1.0, 1.0], 0));
        assert_eq!((table.widest(), table.pillars[0].0.spread()), (None, None));
        assert_eq!(side_by_side(&evaluation(&[], &[], 0)).pillars, []);
    }
}
