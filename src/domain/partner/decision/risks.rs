//! What the choice brings along: risks that follow from how the chosen candidate scored, what it asks for and what was agreed.
//!
//! Each is proposed with cause, event and effect, and a key by which it is known again; how likely and how bad it is, is for
//! the team of the trial to judge. Nothing is proposed while nobody is chosen.

use crate::domain::id::Id;
use crate::domain::overview::evaluation::CLEAR_LEAD;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::{Criterion, Pillar, percent};
use crate::domain::partner::duty::Duty;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::{MeanScore, counted, mean_scores, rank};
use crate::domain::partner::score::Score;
use crate::domain::partner::scorecard::{disagreements, shown};
use crate::domain::risk::register::{ResponseStrategy, RiskCategory};
use crate::domain::words::{count, listed, quoted};

/// A mean score up to this is a weakness that one takes along knowingly.
pub const WEAK: f64 = 2.5;

/// How many names a sentence holds.
const NAMED: usize = 4;

/// A risk that the choice brings along.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedRisk {
    /// By which it is known again: the same finding has the same key.
    pub key: String,
    /// What may happen: the event.
    pub title: String,
    /// What would bring it about.
    pub cause: String,
    /// What would follow.
    pub effect: String,
    /// What kind of risk it is.
    pub category: RiskCategory,
    /// The role that should answer for it.
    pub owner: &'static str,
    /// How it is usually answered.
    pub strategy: ResponseStrategy,
    /// What to do about it.
    pub response: String,
}

/// The risks of the choice, those of single criteria first.
pub fn risks_of_the_choice(evaluation: &PartnerEvaluation) -> Vec<ProposedRisk> {
    let chosen = evaluation.partner_decision.chosen.as_ref().and_then(|id| evaluation.candidates.get(id));
    let Some(chosen) = chosen else { return Vec::new() };
    let name = shown(chosen.as_ref());
    let mut found = weaknesses(evaluation, chosen, &name);
    found.extend(disagreement(evaluation, chosen, &name));
    found.extend(evidence(evaluation, chosen, &name));
    found.extend(lead(evaluation, chosen, &name));
    found.extend(price(evaluation, chosen, &name));
    found.extend(duties(evaluation, chosen, &name));
    found
}

fn weaknesses(evaluation: &PartnerEvaluation, chosen: &Candidate, name: &str) -> Vec<ProposedRisk> {
    let means = mean_scores(evaluation);
    let scored = evaluation.criteria.iter().filter_map(|criterion| Some((criterion, means.get(&criterion.id, &chosen.id)?)));
    let weak = scored.filter(|(_, score)| score.mean <= WEAK);
    weak.map(|(criterion, score)| weakness(criterion, score, name)).collect()
}

fn weakness(criterion: &Criterion, score: &MeanScore, name: &str) -> ProposedRisk {
    let what = shown(criterion);
    let (category, effect) = match criterion.pillar {
        Pillar::Expertise => (RiskCategory::Vendor, "Mistakes that experience would avoid, rework, and decisions that wait for our own people."),
        Pillar::Technology => (RiskCategory::Technology, "Data come late or do not fit together, and somebody carries them by hand."),
        Pillar::RiskManagement => (RiskCategory::Vendor, "Problems reach us when they are issues already, and there is less time to answer them."),
        Pillar::Performance => (RiskCategory::Vendor, "We see too late that the work slips, and have nothing agreed to act on."),
        Pillar::Commercial => (RiskCategory::Finance, "The price rises after the contract, and the budget does not cover it."),
    };
    ProposedRisk {
        key: format!("weak~{}", criterion.id),
        title: format!("{name} falls short on {}", quoted(&what)),
        cause: format!("{name} was chosen with {:.2} of 5 on {}.", score.mean, quoted(&what)),
        effect: effect.to_owned(),
        category,
        owner: if criterion.pillar == Pillar::Commercial { "Finance lead" } else { "Vendor oversight lead" },
        strategy: ResponseStrategy::Reduce,
        response: "Agree in the contract what must be shown, by when and how it is measured; look at it in the first review.".to_owned(),
    }
}

fn disagreement(evaluation: &PartnerEvaluation, chosen: &Candidate, name: &str) -> Option<ProposedRisk> {
    let open = disagreements(evaluation).into_iter().filter(|found| found.candidate == chosen.id);
    let on: Vec<String> = open.filter_map(|found| evaluation.criteria.get(&found.criterion).map(|criterion| shown(criterion.as_ref()))).collect();
    (!on.is_empty()).then(|| ProposedRisk {
        key: "disagreement".to_owned(),
        title: format!("{name} is not what some of us saw in it"),
        cause: format!("Evaluators were far apart, and did not settle it, on {}.", some(&on)),
        effect: "The side that was right is known only when the work shows it, and changing course then costs months.".to_owned(),
        category: RiskCategory::Vendor,
        owner: "Vendor oversight lead",
        strategy: ResponseStrategy::Reduce,
        response: "Settle with evidence what is open before the contract is signed: a call with a reference, a demonstration, a qualification audit."
            .to_owned(),
    })
}

fn evidence(evaluation: &PartnerEvaluation, chosen: &Candidate, name: &str) -> Vec<ProposedRisk> {
    let means = mean_scores(evaluation);
    let given = |criterion: &Criterion| {
        let of_both = counted(evaluation).filter(|(score, _)| score.candidate == chosen.id && score.criterion == criterion.id);
        of_both.map(|(score, _)| rests_on_something(score)).collect::<Vec<bool>>()
    };
    let named = |fits: &dyn Fn(&Criterion) -> bool| -> Vec<String> {
        evaluation.criteria.iter().filter(|criterion| fits(criterion)).map(|criterion| shown(criterion.as_ref())).collect()
    };
    let bare = named(&|criterion| {
        let shown = given(criterion);
        !shown.is_empty() && !shown.contains(&true)
    });
    let alone = named(&|criterion| evaluation.evaluators.len() > 1 && means.get(&criterion.id, &chosen.id).is_some_and(|score| score.count == 1));
    let unscored = named(&|criterion| criterion.weight.points() > 0.0 && means.get(&criterion.id, &chosen.id).is_none());
    let risk = |key: &str, title: String, cause: String, response: &str| ProposedRisk {
        key: key.to_owned(),
        title,
        cause,
        effect: "A gap comes to light after the contract is signed, when it is dear to close, and the choice cannot be defended in an inspection.".to_owned(),
        category: RiskCategory::Vendor,
        owner: "Quality lead",
        strategy: ResponseStrategy::Reduce,
        response: response.to_owned(),
    };
    let mut found = Vec::new();
    if !unscored.is_empty() {
        let cause = format!("Nobody scored {name} on {}.", some(&unscored));
        found.push(risk(
            "not-scored",
            format!("{name} lacks what nobody looked at"),
            cause,
            "Score what is open before the contract is signed, or make it a part of the qualification audit.",
        ));
    }
    if !bare.is_empty() {
        let cause = format!("No evidence stands behind the scores of {name} on {}.", some(&bare));
        found.push(risk(
            "no-evidence",
            format!("{name} does not have what it said it has"),
            cause,
            "Ask for the evidence in the qualification audit, before the contract is signed.",
        ));
    }
    if !alone.is_empty() {
        let cause = format!("Only one evaluator scored {name} on {}.", some(&alone));
        found.push(risk("one-voice", format!("A single view of {name} was wrong"), cause, "Have a second person look at the same evidence."));
    }
    found
}

fn lead(evaluation: &PartnerEvaluation, chosen: &Candidate, name: &str) -> Option<ProposedRisk> {
    let ranking = rank(evaluation);
    let own = ranking.of(&chosen.id)?;
    let score = own.weighted_score?;
    let others = ranking.results.iter().filter(|result| result.candidate != chosen.id && result.rank.is_some());
    let best = others.filter_map(|result| result.weighted_score).reduce(f64::max)?;
    let cause = if own.rank != Some(1) {
        format!("{name} was chosen with {score:.2} of 5 although another candidate reached {best:.2}.")
    } else if score - best < CLEAR_LEAD * best {
        format!("{name} leads the next by {:.2} points of 5 only, which is no clear lead.", score - best)
    } else {
        return None;
    };
    Some(ProposedRisk {
        key: "no-clear-winner".to_owned(),
        title: format!("The choice of {name} is challenged or has to be made again"),
        cause,
        effect: "Contracting stops while the choice is defended, and the work starts late.".to_owned(),
        category: RiskCategory::Vendor,
        owner: "Clinical operations lead",
        strategy: ResponseStrategy::Reduce,
        response: "Keep the second candidate informed until the contract is signed, and write into the memo what decided between the two.".to_owned(),
    })
}

fn price(evaluation: &PartnerEvaluation, chosen: &Candidate, name: &str) -> Vec<ProposedRisk> {
    let Some(bid) = evaluation.bids.iter().find(|bid| bid.candidate == chosen.id) else { return Vec::new() };
    let risk = |key: &str, title: String, cause: String, response: &str| ProposedRisk {
        key: key.to_owned(),
        title,
        cause,
        effect: "The trial costs more than was decided on.".to_owned(),
        category: RiskCategory::Finance,
        owner: "Finance lead",
        strategy: ResponseStrategy::Reduce,
        response: response.to_owned(),
    };
    let mut found = Vec::new();
    let terms = match bid.change_orders.rating {
        Some(rating) if rating.get() <= 2 => Some(format!("The terms for change orders protect us little: {rating} of 5.")),
        None if bid.change_orders.terms.trim().is_empty() => Some("The bid does not say what makes the price rise, and who approves it.".to_owned()),
        _ => None,
    };
    if let Some(cause) = terms {
        let response = "Agree before signing which changes cost nothing, how others are priced, and that none is worked on before it is signed.";
        found.push(risk("change-orders", format!("Change orders of {name} raise the price"), cause, response));
    }
    let currency = &evaluation.bid_assumptions.currency;
    if bid.currency != *currency {
        let cause = format!("{name} is paid in {}, and the budget is in {currency}.", bid.currency);
        let response = "Agree on a fixed rate or a band within which it is shared, or set the difference aside.";
        found.push(risk("currency", format!("{} becomes dearer", bid.currency), cause, response));
    }
    let decided = evaluation.partner_decision.decided_on;
    if let Some((until, decided)) = bid.valid_until.zip(decided).filter(|(until, decided)| until < decided) {
        let cause = format!("The bid held until {until}; the decision is of {decided}.");
        found.push(risk("bid-expired", format!("{name} no longer holds to its bid"), cause, "Have the bid confirmed in writing before the others are told."));
    }
    found
}

fn duties(evaluation: &PartnerEvaluation, chosen: &Candidate, name: &str) -> Vec<ProposedRisk> {
    let held = |duty: &Duty| duty.holders.iter().any(|holder| holder.candidate.as_ref() == Some(&chosen.id));
    let named = |fits: &dyn Fn(&Duty) -> bool| -> Vec<String> {
        evaluation.duties.iter().filter(|duty| held(duty) && fits(duty)).map(|duty| shown(duty.as_ref())).collect()
    };
    let risk = |key: &str, title: String, cause: String, response: &str| ProposedRisk {
        key: key.to_owned(),
        title,
        cause,
        effect: "The sponsor stays responsible for what is not done, without having seen it (ICH E6(R3), 3.6).".to_owned(),
        category: RiskCategory::Regulatory,
        owner: "Quality lead",
        strategy: ResponseStrategy::Avoid,
        response: response.to_owned(),
    };
    let unseen = named(&|duty| duty.oversight.trim().is_empty());
    let unwritten = named(&|duty| {
        let of_chosen = |holder: &&crate::domain::partner::duty::DutyHolder| holder.candidate.as_ref() == Some(&chosen.id);
        duty.holders.iter().filter(of_chosen).any(|holder| holder.agreement.trim().is_empty())
    });
    let mut found = Vec::new();
    if !unseen.is_empty() {
        let cause = format!("No oversight is agreed for {} that {name} takes over: {}.", count(unseen.len(), "duty", "duties"), some(&unseen));
        found.push(risk(
            "no-oversight",
            format!("A duty that {name} took over is not done, and nobody sees it"),
            cause,
            "Say for each duty how the sponsor sees that it is done, and who looks.",
        ));
    }
    if !unwritten.is_empty() {
        let cause = format!("The transfer of {} to {name} is written nowhere: {}.", count(unwritten.len(), "duty", "duties"), some(&unwritten));
        let response = "Name each duty in the agreement: what is not specifically transferred stays with the sponsor (ICH E6(R3), 3.6.4).";
        found.push(risk("not-in-the-agreement", format!("A duty falls between us and {name}"), cause, response));
    }
    found
}

/// The first names, and how many more there are.
fn some(names: &[String]) -> String {
    let mut first: Vec<String> = names.iter().take(NAMED).map(|name| quoted(name)).collect();
    if names.len() > NAMED {
        first.push(format!("{} more", names.len() - NAMED));
    }
    listed(&first)
}

/// Whether a score says what it rests on: in words, or by where that is found.
fn rests_on_something(score: &Score) -> bool {
    !score.evidence.trim().is_empty() || !score.link.trim().is_empty()
}

/// What share of the scores of a candidate that count rest on evidence, as it is written; `None` where it has no score.
pub fn with_evidence(evaluation: &PartnerEvaluation, candidate: &Id<Candidate>) -> Option<String> {
    let given = counted(evaluation).filter(|(score, _)| score.candidate == *candidate);
    let (all, shown) = given.fold((0_usize, 0_usize), |(all, shown), (score, _)| (all + 1, shown + usize::from(rests_on_something(score))));
    (all > 0).then(|| percent(shown as f64 / all as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::decision::trial_run::decided;
    use crate::domain::partner::trial_run::recuse;
    use crate::domain::wire::{from_value, to_value};

    fn keys(evaluation: &PartnerEvaluation) -> Vec<String> {
        risks_of_the_choice(evaluation).into_iter().map(|risk| risk.key).collect()
    }

    /// The decided choice with one section replaced.
    fn with(section: &str, value: serde_json::Value) -> PartnerEvaluation {
        let mut written = to_value(&decided());
        written[section] = value;
        from_value(written).expect("an evaluation")
    }

    #[test]
    fn what_is_weak_thin_or_unseen_becomes_a_risk() {
        assert_eq!(keys(&decided()), ["no-clear-winner", "change-orders"]);
        let duties = serde_json::json!([
            { "id": "d1", "name": "Monitoring", "holders": [{ "candidate": "c0", "agreement": "Work order 1" }], "oversight": "Monthly report" },
            { "id": "d2", "name": "Safety reports", "holders": [{ "candidate": "c0" }] },
            { "id": "d3", "name": "Central laboratory", "holders": [{ "party": "Laboratory" }] },
        ]);
        assert_eq!(keys(&with("duties", duties)), ["no-clear-winner", "change-orders", "no-oversight", "not-in-the-agreement"]);
        let scores = serde_json::json!([
            { "evaluator": "lead", "criterion": "team", "candidate": "c0", "value": 2 },
            { "evaluator": "quality", "criterion": "team", "candidate": "c0", "value": 3, "evidence": "CVs" },
            { "evaluator": "lead", "criterion": "link", "candidate": "c0", "value": 5 },
        ]);
        assert_eq!(keys(&with("scores", scores)), ["weak~team", "not-scored", "no-evidence", "one-voice", "change-orders"]);
        let bids = serde_json::json!([{ "candidate": "c0", "currency": "USD", "validUntil": "2027-02-01", "changeOrders": { "terms": "Fixed", "rating": 4 } }]);
        assert_eq!(keys(&with("bids", bids)), ["no-clear-winner", "currency", "bid-expired"]);
    }

    #[test]
    fn evidence_counts_where_its_score_does_and_a_link_is_evidence() {
        let scores = serde_json::json!([
            { "evaluator": "lead", "criterion": "team", "candidate": "c0", "value": 4 },
            { "evaluator": "quality", "criterion": "team", "candidate": "c0", "value": 4, "evidence": "CVs" },
            { "evaluator": "lead", "criterion": "link", "candidate": "c0", "value": 4, "link": "https://example.org/demonstration" },
        ]);
        let mut evaluation = with("scores", scores);
        let share = |of: &PartnerEvaluation| with_evidence(of, &Id::joined(&["c0"]));
        let bare = |of: &PartnerEvaluation| keys(of).contains(&"no-evidence".to_owned());
        assert_eq!((share(&evaluation).as_deref(), bare(&evaluation)), (Some("66.7%"), false));
        recuse(&mut evaluation, "quality", &["c0"]);
        assert_eq!((share(&evaluation).as_deref(), bare(&evaluation)), (Some("50%"), true));
    }

    #[test]
    fn nobody_chosen_brings_nothing_along() {
        assert_eq!(keys(&with("partnerDecision", serde_json::json!({}))), [""; 0]);
        assert_eq!(keys(&with("partnerDecision", serde_json::json!({ "chosen": "gone" }))), [""; 0]);
    }

    #[test]
    fn each_says_cause_event_and_effect() {
        for risk in risks_of_the_choice(&decided()) {
            assert!([&risk.title, &risk.cause, &risk.effect, &risk.response].iter().all(|text| !text.trim().is_empty()), "{}", risk.key);
        }
    }
}
