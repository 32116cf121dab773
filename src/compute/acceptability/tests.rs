use super::*;
use crate::compute::{Job, Outcome, run};
use crate::domain::id::Id;
use crate::domain::partner::compare::acceptability::Plausible;
use crate::domain::partner::criterion::Pillar;
use crate::domain::wire::{from_text, to_text};

/// Candidates `c0`, `c1`, … with these scores on criteria `k0`, `k1`, … of these weights.
fn table(weights: &[f64], rows: &[&[Option<f64>]]) -> ScoreTable {
    ScoreTable {
        candidates: (0..rows.len()).map(|place| Id::joined(&[&format!("c{place}")])).collect(),
        criteria: (0..weights.len()).map(|place| Id::joined(&[&format!("k{place}")])).collect(),
        pillars: vec![Pillar::Expertise; weights.len()],
        weights: weights.to_vec(),
        scores: rows.iter().map(|row| row.to_vec()).collect(),
        spans: rows.iter().map(|row| row.iter().map(|score| score.map(|score| [score - 0.5, score + 0.5])).collect()).collect(),
    }
}

fn found(table: &ScoreTable) -> Acceptability {
    let job = AcceptabilityJob { table: table.clone(), draws: 2_000, seed: 7 };
    accept(&job, &mut |_| ControlFlow::Continue(())).expect("not cancelled")
}

fn sample() -> ScoreTable {
    let [one, two, three, none] = [Some(1.5), Some(2.0), Some(3.25), None];
    table(&[8.0, 0.0, 4.0, 3.0], &[&[three, one, one, two], &[two, three, three, none], &[one, three, two, three]])
}

#[test]
fn each_way_of_drawing_adds_up_and_says_more_than_the_one_before() {
    let found = found(&sample());
    for plausible in [Plausible::Any, Plausible::InOrder, Plausible::Near] {
        let accepted = found.of(plausible);
        assert_eq!(accepted.len(), 3);
        assert!(accepted.iter().all(|own| (own.ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9));
        assert!((accepted.iter().map(Accepted::first).sum::<f64>() - 1.0).abs() < 1e-9);
        for own in accepted {
            // A criterion that weighs nothing stays out.
            assert!(own.central.as_ref().is_none_or(|central| central[1].abs() < 1e-12 && (central.iter().sum::<f64>() - 1.0).abs() < 1e-9));
            assert_eq!(own.central.is_some(), own.confidence.is_some());
        }
        let pair = accepted[0].before[1] + accepted[1].before[0];
        assert!((pair - 1.0).abs() < 1e-9);
    }
}

#[test]
fn the_order_of_rows_changes_no_bit() {
    let plain = sample();
    let mut turned = plain.clone();
    turned.candidates.reverse();
    turned.scores.reverse();
    turned.spans.reverse();
    turned.criteria.reverse();
    turned.weights.reverse();
    turned.scores.iter_mut().for_each(|row| row.reverse());
    turned.spans.iter_mut().for_each(|row| row.reverse());
    let (one, other) = (found(&plain), found(&turned));
    for plausible in [Plausible::Any, Plausible::InOrder, Plausible::Near] {
        for (mine, theirs) in one.of(plausible).iter().zip(other.of(plausible).iter().rev()) {
            assert_eq!((&mine.ranks, mine.confidence), (&theirs.ranks, theirs.confidence));
            let turned: Option<Vec<f64>> = theirs.central.as_ref().map(|central| central.iter().rev().copied().collect());
            assert_eq!(mine.central, turned);
        }
    }
}

#[test]
fn weights_on_another_scale_change_nothing() {
    let plain = sample();
    let mut scaled = plain.clone();
    scaled.weights.iter_mut().for_each(|weight| *weight *= 4.0);
    let (one, other) = (found(&plain), found(&scaled));
    assert_eq!((one.any, one.in_order, one.near), (other.any, other.in_order, other.near));
}

#[test]
fn it_goes_to_a_worker_and_back_as_text_and_tells_how_far_it_is() {
    let job = Job::Acceptability(Box::new(AcceptabilityJob { table: sample(), draws: 5_000, seed: 1 }));
    let job: Job = from_text(&to_text(&job)).expect("a job");
    let mut last = 0;
    let outcome = run(&job, &mut |Progress { done, of }| {
        assert!(done > last && of == 15_000);
        last = done;
        ControlFlow::Continue(())
    });
    assert_eq!(last, 15_000);
    let outcome = outcome.expect("not cancelled");
    assert_eq!(from_text::<Outcome>(&to_text(&outcome)).expect("an outcome"), outcome);
    assert_eq!(run(&job, &mut |_| ControlFlow::Break(())), None);
}
