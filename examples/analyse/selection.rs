//! What the page would show of a selection beside its ranking: what fits, who is out, weights, agreement, how far the ranking
//! holds, bids, duties, the decision, and how the partner does.

use std::ops::ControlFlow;

use serde_json::{Value, json};
use trialwright::compute::acceptability::{AcceptabilityJob, accept};
use trialwright::domain::choice::Choice;
use trialwright::domain::collection::Record;
use trialwright::domain::date::Date;
use trialwright::domain::partner::agreement::consensus::{agreement_headline, moved};
use trialwright::domain::partner::agreement::kendall::Concordance;
use trialwright::domain::partner::agreement::{Agreement, Strength};
use trialwright::domain::partner::bid::headline::bids_headline;
use trialwright::domain::partner::bid::normalised::{NormalisedBid, normalised};
use trialwright::domain::partner::bid::value::value;
use trialwright::domain::partner::compare::acceptability::USUAL_DRAWS;
use trialwright::domain::partner::compare::leave_out::{LeftOut, Without};
use trialwright::domain::partner::compare::robustness::{Robustness, robustness};
use trialwright::domain::partner::compare::score_flips::{ScoreFlip, Scored};
use trialwright::domain::partner::compare::weight_flips::{Turn, WeightFlip};
use trialwright::domain::partner::decision::readiness::{decision_headline, missing};
use trialwright::domain::partner::decision::risks::risks_of_the_choice;
use trialwright::domain::partner::duty::carried::{carried, spread, usual_partner};
use trialwright::domain::partner::duty::headline::duties_headline;
use trialwright::domain::partner::evaluation::PartnerEvaluation;
use trialwright::domain::partner::kind_fit::findings::fit_headline;
use trialwright::domain::partner::kind_fit::result::fit;
use trialwright::domain::partner::knockout::board::knockout_headline;
use trialwright::domain::partner::performance::follow_up::performance_headline;
use trialwright::domain::partner::performance::trend::{promises, standings};
use trialwright::domain::partner::weighting::WeightMethod;
use trialwright::domain::partner::weighting::compared::side_by_side;
use trialwright::domain::partner::weighting::groups::groups;
use trialwright::domain::partner::weighting::headlines::weights_headline;
use trialwright::domain::partner::weighting::shares::Outcome;

/// The seed of the weightings: the same file gives the same output.
const SEED: u64 = 1;

/// Everything that a selection has, by the names of its pages.
pub fn of_selection(evaluation: &PartnerEvaluation, today: Date) -> Value {
    json!({
        "kind": kind(evaluation),
        "knockouts": knockouts(evaluation),
        "weights": weights(evaluation),
        "agreement": agreement(evaluation),
        "robustness": how_robust(evaluation),
        "bids": bids(evaluation),
        "duties": duties(evaluation),
        "decision": decision(evaluation),
        "performance": performance(evaluation, today),
    })
}

fn kind(evaluation: &PartnerEvaluation) -> Value {
    let found = fit(&evaluation.fit_questions);
    json!({
        "headline": fit_headline(evaluation),
        "answered": found.answered,
        "open": found.open,
        "settled": found.settled,
        "kinds": found.kinds.iter().map(|fit| json!({
            "kind": fit.kind.key(), "rank": fit.rank, "points": fit.points, "answersAway": fit.answers_away,
            "for": fit.reasons_for.iter().map(|reason| &reason.because).collect::<Vec<_>>(),
            "against": fit.reasons_against.iter().map(|reason| &reason.because).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "turns": found.turns.iter().map(|turn| json!({
            "question": turn.question, "answer": turn.answer, "open": turn.open, "leaders": turn.leaders.iter().map(|kind| kind.key()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn knockouts(evaluation: &PartnerEvaluation) -> Value {
    let out = evaluation.candidates.iter().filter_map(|candidate| Some(json!({ "candidate": candidate.id, "because": evaluation.out_because(candidate)? })));
    json!({ "headline": knockout_headline(evaluation), "out": out.collect::<Vec<_>>() })
}

fn weights(evaluation: &PartnerEvaluation) -> Value {
    let table = side_by_side(evaluation);
    let method = |(method, outcome): &(WeightMethod, Outcome)| match outcome {
        Outcome::Shares(shares) => json!({ "method": method.key(), "shares": shares }),
        Outcome::Open(why) => json!({ "method": method.key(), "open": why }),
    };
    let compared = groups(evaluation);
    let consistency = compared.iter().filter_map(|group| {
        let found = group.found.as_ref()?;
        let name = |place: usize| group.things.get(place).map(|(_, name)| name.clone());
        Some(json!({
            "weights": found.weights, "lambdaMax": found.eigenvalue, "consistencyIndex": found.consistency_index, "consistencyRatio": found.consistency_ratio,
            "mostInconsistent": group.misfit().as_ref().map(|misfit| json!([name(misfit.pair.first), name(misfit.pair.second)])),
        }))
    });
    json!({
        "headline": weights_headline(evaluation),
        "criteria": evaluation.criteria.iter().map(|criterion| &criterion.id).collect::<Vec<_>>(),
        "methods": table.methods.iter().map(method).collect::<Vec<_>>(),
        "comparisons": consistency.collect::<Vec<_>>(),
    })
}

fn agreement(evaluation: &PartnerEvaluation) -> Value {
    let found = Agreement::of(evaluation);
    let concordance = |of: &Concordance| json!({ "w": of.w, "chiSquare": of.chi_squared, "raters": of.raters, "items": of.items, "p": of.p });
    json!({
        "headline": agreement_headline(evaluation, &found),
        "voices": found.voices,
        "alpha": found.alpha,
        "strength": found.alpha.map(|alpha| Strength::of(alpha).word()),
        "otherScales": found.other_scales.iter().map(|(scale, alpha)| json!({ "scale": scale, "alpha": alpha })).collect::<Vec<_>>(),
        "orderOfCandidates": found.order.as_ref().map(concordance),
        "cells": found.cells.as_ref().map(concordance),
        "criteria": found.criteria.iter().map(|of| json!({ "criterion": of.criterion, "alpha": of.alpha, "apart": of.apart, "widest": of.widest })).collect::<Vec<_>>(),
        "leanings": found.leanings.iter().map(|of| json!({ "evaluator": of.evaluator, "above": of.above, "cells": of.cells })).collect::<Vec<_>>(),
        "agreed": moved(evaluation).len(),
    })
}

fn how_robust(evaluation: &PartnerEvaluation) -> Value {
    let found = robustness(evaluation);
    if !found.is_comparable() {
        return Value::Null;
    }
    let ids = |places: &[usize]| places.iter().map(|place| &found.table.candidates[*place]).collect::<Vec<_>>();
    let turn = |turn: &Turn| json!({ "share": turn.share, "points": turn.points, "ahead": ids(&turn.ahead) });
    let flip = |flip: &WeightFlip| json!({ "of": found.weighed(flip.of), "now": flip.now, "below": flip.below.as_ref().map(turn), "above": flip.above.as_ref().map(turn) });
    let score = |flip: &ScoreFlip| {
        let whose = match &flip.whose {
            Scored::Mean => json!("mean"),
            Scored::By(evaluator) => json!(evaluator),
            Scored::Nobody => Value::Null,
        };
        let (candidate, criterion) = (&found.table.candidates[flip.candidate], &found.table.criteria[flip.criterion]);
        json!({ "whose": whose, "candidate": candidate, "criterion": criterion, "from": flip.from, "to": flip.to, "leaders": ids(&flip.leaders) })
    };
    let without = |without: &Without| {
        let what = match &without.what {
            LeftOut::Criterion(id) => id.as_str(),
            LeftOut::Candidate(id) => id.as_str(),
            LeftOut::Evaluator(id) => id.as_str(),
        };
        json!({ "without": what, "leaders": without.leaders, "lead": without.lead, "changes": without.changes, "reversed": without.reversed.iter().map(|method| method.key()).collect::<Vec<_>>() })
    };
    json!({
        "candidates": found.table.candidates,
        "criteria": found.table.criteria,
        "notScored": found.table.gaps(),
        "methods": found.methods.iter().map(|judged| json!({
            "method": judged.method.key(), "values": judged.values, "ranks": judged.ranks, "agreement": judged.agreement, "inWords": judged.in_words(),
        })).collect::<Vec<_>>(),
        "criterionWeights": found.criterion_flips.iter().map(flip).collect::<Vec<_>>(),
        "pillarWeights": found.pillar_flips.iter().map(flip).collect::<Vec<_>>(),
        "smallestShifts": found.shifts.iter().map(|shift| json!({
            "to": found.table.candidates[shift.to], "moved": shift.moved, "into": found.table.criteria[shift.into],
            "from": shift.from.iter().map(|(criterion, share)| json!({ "criterion": found.table.criteria[*criterion], "share": share })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "meanScores": found.mean_flips.iter().map(score).collect::<Vec<_>>(),
        "evaluatorsScores": found.evaluator_flips.iter().map(score).collect::<Vec<_>>(),
        "withoutCriteria": found.without_criteria.iter().map(without).collect::<Vec<_>>(),
        "withoutCandidates": found.without_candidates.iter().map(without).collect::<Vec<_>>(),
        "withoutEvaluators": found.without_evaluators.iter().map(without).collect::<Vec<_>>(),
        "weightings": weightings(&found),
    })
}

/// How often each candidate comes where, over as many weightings as the page draws.
fn weightings(found: &Robustness) -> Value {
    let job = AcceptabilityJob { table: found.table.clone(), draws: USUAL_DRAWS, seed: SEED };
    let drawn = accept(&job, &mut |_| ControlFlow::Continue(()));
    drawn.map_or(Value::Null, |drawn| json!({ "draws": drawn.draws, "seed": drawn.seed, "any": drawn.any, "inOrder": drawn.in_order, "near": drawn.near }))
}

fn bids(evaluation: &PartnerEvaluation) -> Value {
    let row = |bid: &NormalisedBid| {
        json!({
            "candidate": bid.candidate.id, "currency": bid.bid.currency, "quoted": bid.quoted, "services": bid.services, "passThrough": bid.passed_on,
            "total": bid.total(), "perParticipant": bid.per_participant, "delayOfThreeMonths": bid.delay,
            "obstacles": bid.obstacles.iter().map(|obstacle| obstacle.sentence()).collect::<Vec<_>>(),
        })
    };
    json!({
        "headline": bids_headline(evaluation),
        "currency": evaluation.bid_assumptions.currency,
        "bids": normalised(evaluation).iter().map(row).collect::<Vec<_>>(),
        "value": value(evaluation).offers.iter().map(|offer| json!({
            "candidate": offer.candidate.id, "score": offer.score, "price": offer.price, "aboveLowest": offer.above_lowest, "perPoint": offer.per_point(),
            "dominatedBy": offer.dominated_by.iter().map(|other| other.id()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn duties(evaluation: &PartnerEvaluation) -> Value {
    let partner = usual_partner(evaluation);
    let rows = carried(evaluation, partner.as_ref().map(|partner| &partner.id));
    let all = spread(&rows);
    json!({
        "headline": duties_headline(evaluation, partner.as_deref()),
        "partner": partner.map(|partner| partner.id.clone()),
        "kept": all.kept, "shared": all.shared, "transferred": all.transferred, "notSpecific": all.not_specific,
        "gaps": rows.iter().filter(|row| row.has_gap()).map(|row| &row.duty.name).collect::<Vec<_>>(),
        "doubles": rows.iter().filter(|row| row.is_double()).map(|row| &row.duty.name).collect::<Vec<_>>(),
    })
}

fn decision(evaluation: &PartnerEvaluation) -> Value {
    let frozen = evaluation.partner_decision.frozen.as_ref();
    json!({
        "headline": decision_headline(evaluation),
        "chosen": evaluation.partner_decision.chosen,
        "missing": missing(evaluation),
        "risks": risks_of_the_choice(evaluation).iter().map(|risk| json!({ "key": risk.key, "title": risk.title, "cause": risk.cause, "effect": risk.effect })).collect::<Vec<_>>(),
        "frozen": frozen.map(|frozen| json!({ "at": frozen.at, "hash": frozen.hash, "isIntact": frozen.is_intact() })),
    })
}

fn performance(evaluation: &PartnerEvaluation, today: Date) -> Value {
    let promised = promises(evaluation);
    let seen = promised.iter().filter(|promise| promise.now().is_some());
    json!({
        "headline": performance_headline(evaluation, today),
        "standings": standings(evaluation).iter().map(|standing| json!({ "on": standing.on, "seen": standing.seen, "promised": standing.promised })).collect::<Vec<_>>(),
        "criteria": seen.map(|promise| json!({ "criterion": promise.criterion, "promised": promise.promised, "now": promise.now() })).collect::<Vec<_>>(),
    })
}
