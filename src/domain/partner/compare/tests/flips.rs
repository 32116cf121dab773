//! What changes the winner, found by formula, is found by trying as well.

use proptest::prelude::*;

use super::{of, table, tables};
use crate::domain::id::Id;
use crate::domain::partner::compare::leave_out::{self, LeftOut};
use crate::domain::partner::compare::methods::Method;
use crate::domain::partner::compare::robustness::robustness;
use crate::domain::partner::compare::score_flips::{Scored, of_means};
use crate::domain::partner::compare::shift::shifts;
use crate::domain::partner::compare::table::ScoreTable;
use crate::domain::partner::compare::weight_flips::{Weighed, of_criteria, of_pillars};
use crate::domain::partner::criterion::Pillar;
use crate::domain::partner::trial_run::{evaluation, score};

/// The weights with a criterion's share set to this, the others in proportion.
fn with_share(table: &ScoreTable, criterion: usize, share: f64) -> Vec<f64> {
    let rest = table.total() - table.weights[criterion];
    (0..table.weights.len()).map(|place| if place == criterion { share } else { table.weights[place] / rest * (1.0 - share) }).collect()
}

#[test]
fn the_weight_at_which_another_leads_is_that_of_the_equation() {
    // c0 leads by 0.5·4 + 0.5·3 against 0.5·2 + 0.5·4. They are level where 4x + 3(1 − x) = 2x + 4(1 − x), at a third.
    let table = table(&[10.0, 10.0], &[&[4.0, 3.0], &[2.0, 4.0]]);
    let flips = of_criteria(&table);
    let below = flips[0].below.as_ref().expect("turns");
    assert!((below.share - 1.0 / 3.0).abs() < 1e-12 && (below.points - 5.0).abs() < 1e-9 && below.ahead == [1]);
    assert_eq!(flips[0].above, None);
    let above = flips[1].above.as_ref().expect("turns");
    assert!((above.share - 2.0 / 3.0).abs() < 1e-12 && (above.points - 20.0).abs() < 1e-9);
    assert!(flips[1].distance().is_some_and(|distance| (distance - 1.0 / 6.0).abs() < 1e-12));
}

#[test]
fn a_pillar_moves_with_all_its_criteria_and_one_that_weighs_nothing_can_rise() {
    // k0 and k4 are of one pillar, k1 is of another and weighs nothing.
    let table = table(&[6.0, 0.0, 0.0, 0.0, 3.0], &[&[4.0, 1.0, 3.0, 3.0, 4.0], &[3.0, 5.0, 3.0, 3.0, 3.0]]);
    let flips = of_pillars(&table);
    // All weight stands on the first pillar, so its share cannot change by itself.
    assert_eq!(flips.iter().map(|flip| flip.of).collect::<Vec<_>>(), [Pillar::Technology, Pillar::RiskManagement, Pillar::Performance].map(Weighed::Pillar));
    let above = flips[0].above.as_ref().expect("turns");
    // 4(1 − x) + 1x = 3(1 − x) + 5x at a fifth.
    assert!((above.share - 0.2).abs() < 1e-12 && above.ahead == [1]);
    assert!(flips[1].below.is_none() && flips[1].above.is_none());
}

#[test]
fn nothing_flips_where_nobody_leads_alone_or_nobody_can_catch_up() {
    assert!(of_criteria(&table(&[1.0, 1.0], &[&[3.0, 2.0], &[2.0, 3.0]])).is_empty());
    let clear = table(&[1.0, 1.0], &[&[4.0, 4.0], &[3.0, 3.0]]);
    assert!(of_criteria(&clear).iter().all(|flip| flip.nearest().is_none()));
    assert!(shifts(&clear).is_empty() && of_criteria(&ScoreTable::default()).is_empty());
}

#[test]
fn a_weight_on_which_the_leader_is_not_scored_turns_nothing_at_its_edge() {
    let table = table(&[17.0, 0.0, 31.0], &[&[3.0, 2.0, 2.5], &[1.0, 0.0, 4.0]]);
    let flips = of_criteria(&table);
    assert_eq!((flips[1].now, &flips[1].below, &flips[1].above), (0.0, &None, &None));
}

#[test]
fn the_smallest_shift_takes_from_what_speaks_most_for_the_leader() {
    // The leader has +2 on k0, +1 on k1 and −1 on k2: it leads by 1.0·… = 0.5·2 + 0.3·1 − 0.2·1 = 1.1. A share moved from k0 to k2
    // takes three times itself off the lead: 0.3667 of the weight.
    let table = table(&[5.0, 3.0, 2.0], &[&[5.0, 4.0, 2.0], &[3.0, 3.0, 3.0]]);
    let found = shifts(&table);
    assert_eq!((found.len(), found[0].to, found[0].into), (1, 1, 2));
    assert!((found[0].moved - 1.1 / 3.0).abs() < 1e-9 && found[0].from.len() == 1 && found[0].from[0].0 == 0);
}

#[test]
fn single_scores_that_decide_are_found_and_open_ones_too() {
    let close = table(&[5.0, 5.0], &[&[4.0, 3.0], &[3.0, 3.5], &[1.0, 0.0]]);
    let found: Vec<String> =
        of_means(&close).iter().map(|flip| format!("{} {} {:?} {} {:?}", flip.candidate, flip.criterion, flip.from, flip.to, flip.leaders)).collect();
    assert_eq!(found, ["0 0 Some(4.0) 3 [1]", "0 1 Some(3.0) 2 [1]", "1 0 Some(3.0) 4 [1]", "1 1 Some(3.5) 4.5 [1]"]);
    let open = table(&[5.0, 5.0], &[&[4.0, 3.0], &[3.0, 0.0]]);
    let open = of_means(&open);
    assert!(open.iter().any(|flip| flip.whose == Scored::Nobody && flip.candidate == 1 && flip.leaders == [1]));
}

#[test]
fn one_evaluator_can_decide_and_can_be_left_out() {
    let mut evaluation = evaluation(&["a", "b"], &[10.0, 10.0], 3);
    score(&mut evaluation, "a", 0, 0, 4);
    score(&mut evaluation, "b", 1, 0, 4);
    score(&mut evaluation, "a", 0, 1, 5);
    score(&mut evaluation, "b", 0, 1, 2);
    // c0 has 3.5 and 3.5, c1 has 3.5 and 3, c2 has 3 and 3.
    let found = robustness(&evaluation);
    assert_eq!(found.first_two().map(|two| two.map(|(place, _)| place)), Some([0, 1]));
    let said: Vec<String> = found.evaluator_flips.iter().map(|flip| format!("{:?} {} {}", flip.whose, flip.criterion, flip.leaders.len())).collect();
    // One point of one evaluator is half a point of a mean, as much as the whole lead: they are level.
    assert_eq!(said.len(), 7, "{said:?}");
    assert!(found.evaluator_flips.iter().all(|flip| flip.leaders == [0, 1]));
    let without = &found.without_evaluators;
    assert_eq!(without.iter().map(|without| without.changes).collect::<Vec<_>>(), [false, true]);
    assert_eq!(without[1].leaders, [Id::joined(&["c1"])]);
    assert_eq!(found.without_criteria.iter().map(|without| without.leaders.len()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_candidate_that_is_left_out_turns_no_weighted_sum_round_but_other_methods() {
    // Without c2 the outranking of c0 and c1 is the other way round.
    let table = table(&[4.0, 3.0, 2.0], &[&[3.0, 3.0, 5.0], &[4.0, 2.0, 2.0], &[2.5, 2.5, 3.0]]);
    for without in leave_out::candidates(&table) {
        assert!(!without.reversed.contains(&Method::WeightedSum));
        if without.what == LeftOut::Candidate(Id::joined(&["c0"])) {
            assert!(without.lead.is_some_and(|lead| lead > 0.0));
        }
    }
    assert!(leave_out::candidates(&super::table(&[1.0], &[&[3.0], &[2.0]])).is_empty());
}

#[test]
fn a_lead_that_only_the_whole_weight_would_turn_never_turns() {
    // c1 would lead from a share of 0.9999999 on, which is 9,999,999 times the other weight.
    let flips = of_criteria(&table(&[1.0, 1.0], &[&[3.0, 4.0], &[3.000_000_1, 3.0]]));
    assert!(flips.iter().all(|flip| flip.nearest().is_none()), "{flips:?}");
}

proptest! {
    #[test]
    fn the_leader_stays_within_the_turns_and_goes_beyond(made in tables(6)) {
        let table = of(&made);
        let Some(leader) = table.leader() else { return Ok(()) };
        for flip in of_criteria(&table) {
            let Weighed::Criterion(criterion) = flip.of else { continue };
            let (low, high) = (flip.below.as_ref().map_or(0.0, |turn| turn.share), flip.above.as_ref().map_or(1.0, |turn| turn.share));
            prop_assert!(low < flip.now && flip.now < high || flip.now <= 1e-12);
            for part in [0.01, 0.25, 0.5, 0.75, 0.99] {
                let share = low + (high - low) * part;
                prop_assert!(table.leaders(&with_share(&table, criterion, share)).contains(&leader), "{criterion} {share}");
            }
            for (turn, step) in [(&flip.below, -1e-6), (&flip.above, 1e-6)] {
                let Some(turn) = turn else { continue };
                let beyond = table.leaders(&with_share(&table, criterion, turn.share + step));
                prop_assert!(!beyond.contains(&leader), "{criterion} {turn:?} {beyond:?}");
                let mut points = table.weights.clone();
                points[criterion] = turn.points;
                let values = |candidate: usize| table.weighted(candidate, &points).unwrap_or_default();
                prop_assert!(turn.ahead.iter().all(|other| (values(*other) - values(leader)).abs() < 1e-6));
            }
        }
    }

    #[test]
    fn no_smaller_shift_suffices_where_all_is_scored(made in tables(5), other in proptest::collection::vec(0.0f64..1.0, 5)) {
        let (weights, mut rows) = made;
        rows.iter_mut().flatten().for_each(|score| *score = score.max(1.0));
        let table = of(&(weights, rows));
        let Some(leader) = table.leader() else { return Ok(()) };
        let found = shifts(&table);
        let start: Vec<f64> = table.weights.iter().map(|weight| weight / table.total()).collect();
        let drawn: f64 = other[..start.len()].iter().sum();
        let other: Vec<f64> = other[..start.len()].iter().map(|part| part / drawn).collect();
        let moved = start.iter().zip(&other).map(|(mine, theirs)| (mine - theirs).abs()).sum::<f64>() / 2.0;
        // Any weights with which the leader is beaten are at least as far away as the smallest shift.
        if !table.leaders(&other).contains(&leader) {
            prop_assert!(found.first().is_some_and(|shift| shift.moved <= moved + 1e-9), "{found:?} {moved}");
        }
        for shift in &found {
            let mut after = start.clone();
            for (criterion, share) in &shift.from {
                after[*criterion] -= share;
                after[shift.into] += share;
            }
            let lead = table.weighted(leader, &after).unwrap_or_default() - table.weighted(shift.to, &after).unwrap_or_default();
            prop_assert!(lead.abs() < 1e-9 && (shift.from.iter().map(|(_, share)| share).sum::<f64>() - shift.moved).abs() < 1e-12);
        }
    }

    #[test]
    fn leaving_out_a_candidate_turns_no_weighted_sum_round(made in tables(6)) {
        let table = of(&made);
        prop_assert!(leave_out::candidates(&table).iter().all(|without| !without.reversed.contains(&Method::WeightedSum) && without.leaders.len() <= table.candidates.len()));
    }
}
