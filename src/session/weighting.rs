//! Changes to what is answered about weights, and to the weights that follow.
//!
//! Each gives one [`Change`], or nothing where all stays as it is.

use std::sync::Arc;

use super::command::{Change, Edit};
use crate::domain::choice::Choice;
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar, Weight};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::weighting::applied::{applied, points_of, weight_of};
use crate::domain::partner::weighting::groups::Compared;
use crate::domain::partner::weighting::headlines::in_words;
use crate::domain::partner::weighting::rank_order::{Orders, orders};
use crate::domain::partner::weighting::shares::direct_of;
use crate::domain::partner::weighting::{CriterionPair, CriterionPoints, Judgement, PillarPair, WeightMethod, Weighting};

/// The weights of a method become those that count, and it is noted where they come from and as of when.
pub fn use_weights(evaluation: &PartnerEvaluation, method: WeightMethod, today: Date) -> Option<Change> {
    let (criteria, weighting) = applied(evaluation, method, today)?;
    let criteria = criteria.into_iter().filter(|criterion| evaluation.criteria.get(&criterion.id).is_some_and(|before| before.weight != criterion.weight));
    let weights = criteria.map(|criterion| Change::Criteria(Edit::put(criterion)));
    let changes: Vec<Change> = answered(evaluation, |known| *known = weighting).into_iter().chain(weights).collect();
    (!changes.is_empty()).then_some(Change::Several(changes))
}

/// The weights as they stand are those that are agreed on, given directly.
pub fn agree_as_they_are(evaluation: &PartnerEvaluation, today: Date) -> Option<Change> {
    let agreed_by = evaluation.weighting.agreed_by.clone();
    answered(evaluation, |weighting| {
        (weighting.method, weighting.agreed_on) = (Some(WeightMethod::Direct), Some(today));
        weighting.agreed_by = if evaluation.weighting.agreed_on == Some(today) { agreed_by } else { String::new() };
        weighting.agreed_weights = as_they_are(evaluation);
        weighting.direct.clear();
    })
}

/// Every weight goes back to what was agreed on; a criterion that came later keeps its own.
pub fn back_to_agreed(evaluation: &PartnerEvaluation) -> Option<Change> {
    let agreed = |criterion: &Criterion| evaluation.weighting.agreed_weights.iter().find(|points| points.criterion == criterion.id).map(|points| points.points);
    let changed = evaluation.criteria.iter().filter_map(|criterion| {
        let weight = agreed(criterion).filter(|weight| *weight != criterion.weight)?;
        Some(Change::Criteria(Edit::put(Criterion { weight, ..Criterion::clone(criterion) })))
    });
    let changes: Vec<Change> = changed.collect();
    (!changes.is_empty()).then_some(Change::Several(changes))
}

/// Notes when the weights were agreed on; what they were is noted with the first date.
pub fn with_agreed_on(evaluation: &PartnerEvaluation, on: Option<Date>) -> Option<Change> {
    answered(evaluation, |weighting| {
        weighting.agreed_on = on;
        if weighting.agreed_weights.is_empty() && on.is_some() {
            weighting.agreed_weights = as_they_are(evaluation);
        }
    })
}

fn as_they_are(evaluation: &PartnerEvaluation) -> Vec<CriterionPoints> {
    evaluation.criteria.iter().map(|criterion| points_of(criterion)).collect()
}

/// Changes what is answered.
pub fn answered(evaluation: &PartnerEvaluation, answer: impl FnOnce(&mut Weighting)) -> Option<Change> {
    let mut weighting = Weighting::clone(&evaluation.weighting);
    answer(&mut weighting);
    (weighting != *evaluation.weighting).then(|| Change::Weighting(Arc::new(weighting)))
}

/// What is answered without a criterion that goes; `None` where nothing was answered about it.
pub fn forgotten(evaluation: &PartnerEvaluation, criterion: &Id<Criterion>) -> Option<Change> {
    answered(evaluation, |weighting| *weighting = weighting.without(criterion))
}

/// Gives a criterion swing points, or takes them away.
pub fn with_swing(evaluation: &PartnerEvaluation, criterion: &Id<Criterion>, points: Option<Weight>) -> Option<Change> {
    answered(evaluation, |weighting| put(&mut weighting.swing, criterion, points))
}

/// Gives a criterion a weight directly: the weight that counts, or an answer beside it while the weights of another method count.
pub fn with_direct(evaluation: &PartnerEvaluation, criterion: &Id<Criterion>, weight: Weight) -> Option<Change> {
    if counts_directly(evaluation) {
        let before = evaluation.criteria.get(criterion).filter(|before| before.weight != weight)?;
        return Some(Change::Criteria(Edit::put(Criterion { weight, ..Criterion::clone(before) })));
    }
    answered(evaluation, |weighting| put(&mut weighting.direct, criterion, Some(weight)))
}

/// Gives a pillar so many points directly, spread over its criteria as they stand to each other, or evenly where all are 0. A
/// complaint where one of them would weigh over 100.
pub fn with_pillar(evaluation: &PartnerEvaluation, pillar: Pillar, points: f64) -> Result<Option<Change>, String> {
    let criteria: Vec<&Arc<Criterion>> = evaluation.criteria.iter().filter(|criterion| criterion.pillar == pillar).collect();
    let before: f64 = criteria.iter().map(|criterion| direct_of(evaluation, criterion)).sum();
    let part = |criterion: &Criterion| if before > 0.0 { direct_of(evaluation, criterion) / before } else { 1.0 / criteria.len() as f64 };
    let complaint = || format!("{points} points do not fit: a criterion weighs 0 to 100.");
    let weights =
        criteria.iter().map(|criterion| weight_of(part(criterion) * points / 100.0).ok_or_else(complaint)).collect::<Result<Vec<Weight>, String>>()?;
    let given = criteria.iter().zip(weights);
    if !counts_directly(evaluation) {
        return Ok(answered(evaluation, |weighting| given.for_each(|(criterion, weight)| put(&mut weighting.direct, &criterion.id, Some(weight)))));
    }
    let changed = given.filter(|(criterion, weight)| criterion.weight != *weight);
    let changes: Vec<Change> = changed.map(|(criterion, weight)| Change::Criteria(Edit::put(Criterion { weight, ..Criterion::clone(criterion) }))).collect();
    Ok((!changes.is_empty()).then_some(Change::Several(changes)))
}

/// Whether the weights that count are those that were given directly.
pub fn counts_directly(evaluation: &PartnerEvaluation) -> bool {
    matches!(evaluation.weighting.method, None | Some(WeightMethod::Direct))
}

/// Moves a pillar one place up or down. The order as it is shown is then the one that was meant.
pub fn moved_pillar(evaluation: &PartnerEvaluation, pillar: Pillar, down: bool) -> Option<Change> {
    let mut order = orders(evaluation).pillar_order();
    let from = order.iter().position(|known| *known == pillar)?;
    swap(&mut order, from, down).then_some(())?;
    answered(evaluation, |weighting| weighting.pillar_order = order)
}

/// Moves a criterion one place up or down within its pillar. The order of that pillar as it is shown is then the one that was meant.
pub fn moved_criterion(evaluation: &PartnerEvaluation, criterion: &Id<Criterion>, down: bool) -> Option<Change> {
    let orders = orders(evaluation);
    let (_, of_pillar) = orders.pillars.iter().find(|(_, criteria)| criteria.iter().any(|one| one.what.id == *criterion))?;
    let mut order: Vec<Id<Criterion>> = of_pillar.iter().map(|one| one.what.id.clone()).collect();
    let from = order.iter().position(|known| known == criterion)?;
    swap(&mut order, from, down).then_some(())?;
    answered(evaluation, |weighting| {
        weighting.criterion_order.retain(|known| !order.contains(known));
        weighting.criterion_order.extend(order);
    })
}

/// Takes the order as it is shown for the one that is meant.
pub fn order_as_shown(evaluation: &PartnerEvaluation) -> Option<Change> {
    let shown: Orders = orders(evaluation);
    answered(evaluation, |weighting| (weighting.pillar_order, weighting.criterion_order) = (shown.pillar_order(), shown.criterion_order()))
}

/// Says how two things compare, or that nobody knows.
pub fn compared(evaluation: &PartnerEvaluation, of: Compared, (first, second): (&str, &str), judgement: Option<Judgement>) -> Option<Change> {
    let same = |one: &str, other: &str| (one, other) == (first, second) || (other, one) == (first, second);
    match of {
        Compared::Pillars => {
            let (one, other) = (Pillar::from_key(first)?, Pillar::from_key(second)?);
            answered(evaluation, |weighting| {
                weighting.pillar_pairs.retain(|pair| !same(pair.first.key(), pair.second.key()));
                weighting.pillar_pairs.extend(judgement.map(|judgement| PillarPair { first: one, second: other, judgement, extra: Extra::default() }));
            })
        }
        Compared::Criteria(_) => {
            let (one, other) = (Id::parse(first)?, Id::parse(second)?);
            answered(evaluation, |weighting| {
                weighting.criterion_pairs.retain(|pair| !same(pair.first.as_str(), pair.second.as_str()));
                weighting.criterion_pairs.extend(judgement.map(|judgement| CriterionPair { first: one, second: other, judgement, extra: Extra::default() }));
            })
        }
    }
}

/// What was changed about where weights come from, in words.
pub(super) fn said(before: &Weighting, after: &Weighting, criteria: &Collection<Criterion>) -> String {
    if let Some(method) = after.method.filter(|_| before.agreed_weights != after.agreed_weights && after.agreed_on.is_some()) {
        return format!("Agreed on weights {}", in_words(method));
    }
    let about = |before: &[CriterionPoints], after: &[CriterionPoints]| {
        let changed = after.iter().find(|points| !before.contains(points)).or_else(|| before.iter().find(|points| !after.contains(points)))?;
        Some(crate::domain::words::quoted(criteria.get(&changed.criterion).map_or("a criterion", |criterion| criterion.name.as_str())))
    };
    if let Some(name) = about(&before.swing, &after.swing) {
        return format!("Changed the swing points of {name}");
    }
    if before.pillar_pairs != after.pillar_pairs {
        return "Compared two pillars".to_owned();
    }
    if before.criterion_pairs != after.criterion_pairs {
        return "Compared two criteria".to_owned();
    }
    if (&before.pillar_order, &before.criterion_order) != (&after.pillar_order, &after.criterion_order) {
        return "Changed the order of what counts".to_owned();
    }
    "Changed where the weights come from".to_owned()
}

/// Exchanges a thing with its neighbour. Whether there was one.
fn swap<T>(order: &mut [T], from: usize, down: bool) -> bool {
    let to = if down { Some(from + 1) } else { from.checked_sub(1) };
    let to = to.filter(|to| *to < order.len());
    if let Some(to) = to {
        order.swap(from, to);
    }
    to.is_some()
}

fn put(known: &mut Vec<CriterionPoints>, criterion: &Id<Criterion>, points: Option<Weight>) {
    known.retain(|known| known.criterion != *criterion);
    known.extend(points.map(|points| CriterionPoints { criterion: criterion.clone(), points, extra: Extra::default() }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::partner::trial_run::evaluation;
    use crate::domain::partner::weighting::shares::outcome;
    use crate::session::apply::apply;
    use crate::session::cascade_partner::remove_criterion;
    use crate::session::command::{Command, Origin};

    fn done(evaluation: &PartnerEvaluation, change: Change) -> (PartnerEvaluation, Change) {
        let document = Document::Evaluation(Box::new(evaluation.clone()));
        let command = Command { at: Timestamp::from_millis(1), who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&document, &command).expect("applies");
        (applied.document.evaluation().expect("still one").clone(), applied.inverse)
    }

    fn last(evaluation: &PartnerEvaluation) -> &str {
        evaluation.audit.entries().last().map_or("", |entry| entry.what.as_str())
    }

    fn id(text: &str) -> Id<Criterion> {
        Id::joined(&[text])
    }

    fn points(evaluation: &PartnerEvaluation) -> Vec<f64> {
        evaluation.criteria.iter().map(|criterion| criterion.weight.points()).collect()
    }

    #[test]
    fn the_weights_of_a_method_are_used_in_one_step_that_says_so() {
        let mut before = evaluation(&[], &[30.0, 10.0], 0);
        let today = "2026-11-22".parse().expect("a date");
        assert_eq!(use_weights(&before, WeightMethod::Swing, today), None);
        for (criterion, swing) in [("k0", 60.0), ("k1", 100.0)] {
            (before, _) = done(&before, with_swing(&before, &id(criterion), Weight::new(swing)).expect("a change"));
        }
        assert_eq!(last(&before), "Changed the swing points of “k1”");
        let (after, inverse) = done(&before, use_weights(&before, WeightMethod::Swing, today).expect("complete"));
        assert_eq!((points(&after), after.weighting.method), (vec![37.5, 62.5], Some(WeightMethod::Swing)));
        assert_eq!(last(&after), "Agreed on weights by swing weights; changed 2 criteria");
        assert_eq!(use_weights(&after, WeightMethod::Swing, today), None, "they are used already");
        let (back, _) = done(&after, inverse);
        assert_eq!((&back.criteria, &back.weighting), (&before.criteria, &before.weighting));
        // While they count, what is given directly is an answer beside them.
        let (answered, _) = done(&after, with_direct(&after, &id("k0"), Weight::new(80.0).expect("in range")).expect("a change"));
        assert_eq!(points(&answered), [37.5, 62.5]);
        let (direct, _) = done(&answered, use_weights(&answered, WeightMethod::Direct, today).expect("complete"));
        assert_eq!(points(&direct), [80.0, 10.0]);
    }

    #[test]
    fn a_pillar_keeps_the_proportions_within_it() {
        let before = evaluation(&[], &[6.0, 10.0, 0.0, 10.0, 3.0], 0);
        let (after, _) = done(&before, with_pillar(&before, Pillar::Expertise, 30.0).expect("fits").expect("a change"));
        assert_eq!(points(&after), [20.0, 10.0, 0.0, 10.0, 10.0]);
        let (after, _) = done(&after, with_pillar(&after, Pillar::RiskManagement, 12.5).expect("fits").expect("a change"));
        assert_eq!(points(&after), [20.0, 10.0, 12.5, 10.0, 10.0]);
        assert_eq!(with_pillar(&before, Pillar::Technology, 120.0), Err("120 points do not fit: a criterion weighs 0 to 100.".to_owned()));
    }

    #[test]
    fn weights_that_were_changed_go_back_or_are_agreed_on_as_they_are() {
        let today = "2026-11-22".parse().expect("a date");
        let before = evaluation(&[], &[30.0, 10.0], 0);
        let (agreed, _) = done(&before, agree_as_they_are(&before, today).expect("a change"));
        assert_eq!((agreed.weighting.method, last(&agreed)), (Some(WeightMethod::Direct), "Agreed on weights given directly"));
        let (changed, _) = done(&agreed, with_direct(&agreed, &id("k1"), Weight::new(50.0).expect("in range")).expect("a change"));
        let (back, _) = done(&changed, back_to_agreed(&changed).expect("a change"));
        assert_eq!((points(&back), back_to_agreed(&back)), (vec![30.0, 10.0], None));
        let (anew, _) = done(&changed, agree_as_they_are(&changed, today).expect("a change"));
        assert_eq!((back_to_agreed(&anew), points(&anew)), (None, vec![30.0, 50.0]));
        let (dated, _) = done(&before, with_agreed_on(&before, Some(today)).expect("a change"));
        assert_eq!((dated.weighting.agreed_weights.len(), dated.weighting.method), (2, None));
    }

    #[test]
    fn rows_move_by_one_and_stop_at_the_ends() {
        let before = evaluation(&[], &[4.0, 3.0, 2.0, 1.0, 4.0], 0);
        assert_eq!(moved_pillar(&before, Pillar::Expertise, false), None);
        let (after, _) = done(&before, moved_pillar(&before, Pillar::Expertise, true).expect("a change"));
        assert_eq!(orders(&after).pillar_order(), [Pillar::Technology, Pillar::Expertise, Pillar::RiskManagement, Pillar::Performance]);
        let (after, _) = done(&after, moved_criterion(&after, &id("k4"), false).expect("a change"));
        assert_eq!(after.weighting.criterion_order, [id("k4"), id("k0")]);
        assert_eq!((last(&after), orders(&after).open()), ("Changed the order of what counts", 3));
        let (after, _) = done(&after, order_as_shown(&after).expect("a change"));
        assert!(outcome(&after, WeightMethod::RankOrder).shares().is_some());
        assert_eq!(order_as_shown(&after), None);
    }

    #[test]
    fn a_pair_is_said_once_and_can_be_taken_back() {
        let before = evaluation(&[], &[1.0; 5], 0);
        let of = Compared::Criteria(Pillar::Expertise);
        let (once, _) = done(&before, compared(&before, of, ("k0", "k4"), Judgement::new(3)).expect("a change"));
        let (twice, _) = done(&once, compared(&once, of, ("k4", "k0"), Judgement::new(2)).expect("a change"));
        assert_eq!(twice.weighting.criterion_pairs.iter().map(|pair| (pair.first.as_str(), pair.judgement.get())).collect::<Vec<_>>(), [("k4", 2)]);
        let (none, _) = done(&twice, compared(&twice, of, ("k0", "k4"), None).expect("a change"));
        assert_eq!(none.weighting, before.weighting);
    }

    #[test]
    fn a_criterion_that_goes_takes_what_was_answered_about_it_along() {
        let before = evaluation(&[], &[1.0; 5], 0);
        let (before, _) = done(&before, with_swing(&before, &id("k4"), Weight::new(100.0)).expect("a change"));
        let (before, _) = done(&before, compared(&before, Compared::Criteria(Pillar::Expertise), ("k0", "k4"), Judgement::new(3)).expect("a change"));
        let (after, inverse) = done(&before, remove_criterion(&before, &id("k4")));
        assert_eq!(*after.weighting, Weighting::default());
        assert!(last(&after).starts_with("Removed the criterion “k4”"), "{}", last(&after));
        assert_eq!(done(&after, inverse).0.weighting, before.weighting);
    }
}
