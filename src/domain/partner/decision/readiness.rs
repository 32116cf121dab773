//! What is missing before one can decide, and whether the memo can be frozen.
//!
//! What must be there before anything is frozen is to be acted on; what is only named in the memo as open is to be watched.

use super::frozen::MemoState;
use super::reasons::not_for_them;
use crate::domain::id::Id;
use crate::domain::overview::evaluation::CLEAR_LEAD;
use crate::domain::overview::{Headline, Statement, Subject, Urgency};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::progress;
use crate::domain::partner::knockout::KnockoutResult;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::{disagreements, shown};
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::words::{count, listed, quoted};

/// The candidate that was chosen, where it is in the evaluation.
pub fn chosen(evaluation: &PartnerEvaluation) -> Option<&Candidate> {
    let id = evaluation.partner_decision.chosen.as_ref()?;
    evaluation.candidates.get(id).map(AsRef::as_ref)
}

/// What is missing, what stops the decision first.
pub fn missing(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let mut found = stops(evaluation);
    found.extend(open(evaluation));
    found
}

/// What must be there before the memo is frozen.
pub fn stops(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let decision = &evaluation.partner_decision;
    let mut found = Vec::new();
    let mut stop = |section, title: String, detail: &str, status: &str| found.push(said(Urgency::Act, section, title, detail, status));
    if scores_are_hidden(evaluation) {
        stop("scoring", "Scoring is still blind".to_owned(), "Show the scores to each other and talk about them before anybody is chosen.", "hidden");
    }
    match chosen(evaluation) {
        None => stop("partnerDecision", "Nobody is chosen".to_owned(), "Choose one of the candidates in the running.", "open"),
        Some(candidate) => {
            if let Some(why) = evaluation.out_because(candidate) {
                let detail = format!("{why}. Choose another candidate, or correct what puts it out of the running.");
                stop("candidates", format!("{} cannot be chosen", shown(candidate)), &detail, "refused");
            }
        }
    }
    if let Some((title, detail)) = reason_missing(evaluation) {
        stop("partnerDecision", title, &detail, "no reason");
    }
    if decision.decided_on.is_none() {
        stop("partnerDecision", "The day of the decision".to_owned(), "Say when it was decided.", "open");
    }
    if decision.decided_by.trim().is_empty() {
        stop("partnerDecision", "Who decided".to_owned(), "Name the role or the committee that answers for the choice.", "open");
    }
    found
}

/// Why a reason is asked for, where there is none.
fn reason_missing(evaluation: &PartnerEvaluation) -> Option<(String, String)> {
    let chosen = chosen(evaluation).filter(|_| evaluation.partner_decision.reason.trim().is_empty())?;
    if scores_are_hidden(evaluation) {
        return Some(("The reason for the choice".to_owned(), "Say why this one, once the scores are shown.".to_owned()));
    }
    let (ranking, name) = (rank(evaluation), shown(chosen));
    let first: Vec<String> = ranking.results.iter().filter(|result| result.rank == Some(1)).filter_map(|result| named(evaluation, &result.candidate)).collect();
    let rank = ranking.of(&chosen.id).and_then(|result| ranking.rank_as_written(result));
    let title = match rank.as_deref() {
        Some("1") => "The reason for the choice".to_owned(),
        Some(rank) => format!("{name} ranks {rank}"),
        None => format!("{name} has no rank"),
    };
    let close = ranking.first_two().and_then(|(first, second)| Some((first.weighted_score?, second.weighted_score?)));
    let detail = match (rank.as_deref(), close) {
        (Some("1"), Some((first, second))) if first - second < CLEAR_LEAD * second => {
            format!("{name} leads by {:.2} points of 5 only: say what decided between the candidates.", first - second)
        }
        (Some("1"), _) => "Say why this one, in a sentence that stands up when somebody asks in two years.".to_owned(),
        (_, _) if first.is_empty() => "Nothing is ranked: say what the choice rests on.".to_owned(),
        (_, _) => format!("{} {} first: say why {name} is chosen all the same.", listed(&first), if first.len() == 1 { "comes" } else { "come" }),
    };
    Some((title, detail))
}

/// What should be there, and is named in the memo as open where it is not.
pub fn open(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let decision = &evaluation.partner_decision;
    let mut found = Vec::new();
    let mut note = |section, title: String, detail: String, status: String| found.push(said(Urgency::Watch, section, title, &detail, &status));
    let open: usize = evaluation.evaluators.iter().map(|evaluator| progress(evaluation, &evaluator.id).open()).sum();
    if open > 0 {
        let detail = "What nobody scored is left out of the result, not counted as zero; results with gaps compare badly.".to_owned();
        note("scores", "Scores are missing".to_owned(), detail, count(open, "score open", "scores open"));
    }
    let knockouts = open_knockouts(evaluation);
    if knockouts > 0 {
        let detail = "Every candidate in the running must have shown what it must have.".to_owned();
        note("knockouts", "Knock-outs are open".to_owned(), detail, count(knockouts, "result open", "results open"));
    }
    let silent: Vec<String> =
        evaluation.evaluators.iter().filter(|evaluator| evaluator.interests.is_none()).map(|evaluator| shown(evaluator.as_ref())).collect();
    if !silent.is_empty() {
        let detail = format!("{} {} declared nothing: ask for conflicts of interest.", listed(&silent), if silent.len() == 1 { "has" } else { "have" });
        note("evaluators", "Interests are not declared".to_owned(), detail, count(silent.len(), "evaluator", "evaluators"));
    }
    // How far apart they are would give away what is hidden.
    let apart = if scores_are_hidden(evaluation) { 0 } else { disagreements(evaluation).len() };
    if apart > 0 {
        let detail = "Evaluators are two points or more apart and have not agreed: talk about it.".to_owned();
        note("agreedScores", "Views are far apart".to_owned(), detail, count(apart, "score", "scores"));
    }
    if decision.dissents.is_empty() && decision.dissent_asked.is_none() {
        let detail = "Ask every evaluator whether they see it differently, and write down the answer, or that there was none.".to_owned();
        note("partnerDecision", "Nobody was asked for dissent".to_owned(), detail, "not asked".to_owned());
    }
    if let Some(chosen) = chosen(evaluation) {
        let without = evaluation.candidates.iter().filter(|other| other.id != chosen.id && decision.reason_against(&other.id).trim().is_empty());
        let without: Vec<String> = without.map(|other| shown(other.as_ref())).collect();
        if !without.is_empty() {
            let detail = format!("Say why not, as it can be told to them: {}.", listed(&without));
            note("partnerDecision", "Reasons against the others".to_owned(), detail, count(without.len(), "reason open", "reasons open"));
        }
        if evaluation.bids.iter().all(|bid| bid.candidate != chosen.id) {
            note("bids", "The price is not on record".to_owned(), format!("There is no bid of {}.", shown(chosen)), "no bid".to_owned());
        }
    }
    for other in &decision.others {
        let told = not_for_them(evaluation, &other.candidate, &other.reason);
        if let Some(name) = named(evaluation, &other.candidate).filter(|_| !told.is_empty()) {
            let detail = format!("It holds {}, so it is left out of their debrief: reword it.", listed(&told));
            note("partnerDecision", format!("The reason against {name} cannot be told to them"), detail, "reword".to_owned());
        }
    }
    found
}

/// What the page says first.
pub fn decision_headline(evaluation: &PartnerEvaluation) -> Headline {
    if evaluation.candidates.is_empty() {
        return Headline {
            finding: "There is nobody to choose from yet".to_owned(),
            because: "Name the candidates in the set-up and score them; this page then lays the choice out as a memo to decide on and file.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let (stops, open) = (stops(evaluation), open(evaluation));
    let decision = &evaluation.partner_decision;
    let name = chosen(evaluation).map(shown);
    if let MemoState::Outdated(changed) = MemoState::of(evaluation) {
        return Headline {
            finding: "The memo no longer says what was decided".to_owned(),
            because: match stops.first() {
                Some(first) => format!("{}. {} Then freeze a new memo, and say why.", first.title, first.detail),
                None => {
                    format!("Changed since it was frozen: {}. Freeze a new one, and say why.", listed(&changed.into_iter().map(quoted).collect::<Vec<_>>()))
                }
            },
            urgency: Urgency::Act,
        };
    }
    if let Some((frozen, name)) = decision.frozen.as_ref().zip(name.as_ref()) {
        return Headline {
            finding: format!("{name} is chosen, and the memo is frozen"),
            because: format!(
                "Frozen on {} at {} UTC. File it in the trial master file (09.02.02, vendor selection), tell the others, and agree on what is measured.",
                frozen.at.date(),
                frozen.at.clock()
            ),
            urgency: Urgency::OnTrack,
        };
    }
    let left: Vec<&str> = open.iter().map(|statement| statement.title.as_str()).collect();
    match (name, stops.as_slice()) {
        (Some(name), []) => Headline {
            finding: format!("{name} is chosen: freeze the memo"),
            because: if left.is_empty() { "Nothing is missing.".to_owned() } else { format!("The memo will name what is open: {}.", left.join("; ")) },
            urgency: if left.is_empty() { Urgency::OnTrack } else { Urgency::Watch },
        },
        (name, [first, ..]) => Headline {
            finding: match name {
                Some(name) => format!("{} before {name} can be decided on", plural_is_missing(stops.len())),
                None if stops.len() == 1 || scores_are_hidden(evaluation) => first.title.clone(),
                None => "Not decided yet".to_owned(),
            },
            because: format!("{}. {}", first.title, first.detail),
            urgency: Urgency::Act,
        },
        (None, []) => Headline { finding: "Not decided yet".to_owned(), because: "Choose one of the candidates.".to_owned(), urgency: Urgency::Act },
    }
}

fn plural_is_missing(number: usize) -> String {
    format!("{} missing", count(number, "thing is", "things are"))
}

fn open_knockouts(evaluation: &PartnerEvaluation) -> usize {
    let results = evaluation.running().flat_map(|candidate| evaluation.knockouts.iter().map(move |knockout| KnockoutResult::key(&knockout.id, &candidate.id)));
    results.filter(|key| evaluation.knockout_results.get(key).is_none_or(|result| result.outcome.is_none())).count()
}

fn named(evaluation: &PartnerEvaluation, id: &Id<Candidate>) -> Option<String> {
    evaluation.candidates.get(id).map(|candidate| shown(candidate.as_ref()))
}

fn said(urgency: Urgency, section: &'static str, title: String, detail: &str, status: &str) -> Statement {
    Statement { urgency, title, detail: detail.to_owned(), status: status.to_owned(), subject: Subject { section, record: None } }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::partner::decision::PartnerDecision;
    use crate::domain::partner::decision::frozen::frozen;
    use crate::domain::partner::decision::trial_run::decided;
    use crate::domain::partner::scoring::ScoringPhase;

    fn titles(statements: &[Statement]) -> Vec<&str> {
        statements.iter().map(|statement| statement.title.as_str()).collect()
    }

    fn changed(change: impl FnOnce(&mut PartnerDecision)) -> PartnerEvaluation {
        let mut evaluation = decided();
        change(Arc::make_mut(&mut evaluation.partner_decision));
        evaluation
    }

    #[test]
    fn a_choice_with_everything_can_be_frozen() {
        assert_eq!(titles(&missing(&decided())), [""; 0]);
        assert_eq!(decision_headline(&decided()).finding, "Alderney Trials is chosen: freeze the memo");
    }

    #[test]
    fn a_candidate_that_is_knocked_out_is_refused() {
        let evaluation = changed(|decision| decision.chosen = Some(Id::joined(&["c2"])));
        let found = stops(&evaluation);
        assert_eq!(titles(&found), ["Cawdor Systems cannot be chosen"]);
        assert!(found[0].detail.starts_with("Knocked out: No debarment."));
        assert_eq!(decision_headline(&evaluation).finding, "1 thing is missing before Cawdor Systems can be decided on");
    }

    #[test]
    fn who_is_not_first_needs_a_reason_and_so_does_a_narrow_lead() {
        let second = changed(|decision| (decision.chosen, decision.reason) = (Some(Id::joined(&["c1"])), String::new()));
        assert_eq!(stops(&second)[0].title, "Brackwater ranks 2");
        assert_eq!(stops(&second)[0].detail, "Alderney Trials comes first: say why Brackwater is chosen all the same.");
        let narrow = changed(|decision| decision.reason = "  ".to_owned());
        assert_eq!(stops(&narrow)[0].detail, "Alderney Trials leads by 0.30 points of 5 only: say what decided between the candidates.");
    }

    #[test]
    fn what_is_open_is_named_and_stops_nothing() {
        let mut evaluation = changed(|decision| {
            decision.dissents.clear();
            decision.others[0].reason = "Cheaper than Alderney".to_owned();
            decision.others.remove(1);
        });
        let mut quality = evaluation.evaluators.get(&Id::joined(&["quality"])).expect("there").as_ref().clone();
        quality.interests = None;
        evaluation.evaluators = evaluation.evaluators.with(quality, None);
        assert_eq!(stops(&evaluation), []);
        assert_eq!(
            titles(&open(&evaluation)),
            [
                "Interests are not declared",
                "Nobody was asked for dissent",
                "Reasons against the others",
                "The reason against Brackwater cannot be told to them"
            ]
        );
        assert_eq!(
            decision_headline(&evaluation).because,
            "The memo will name what is open: Interests are not declared; Nobody was asked for dissent; Reasons against the others; The reason against Brackwater cannot be told to them."
        );
    }

    #[test]
    fn a_frozen_memo_is_told_as_the_decision_only_while_it_says_who_is_chosen() {
        let mut evaluation = decided();
        evaluation.partner_decision = Arc::new(frozen(&evaluation, Timestamp::from_millis(1_803_600_000_000), "Ada", "").expect("it can be frozen"));
        assert_eq!(
            (decision_headline(&evaluation).finding.as_str(), MemoState::of(&evaluation).words()),
            ("Alderney Trials is chosen, and the memo is frozen", "the memo is frozen")
        );
        Arc::make_mut(&mut evaluation.partner_decision).chosen = Some(Id::joined(&["c1"]));
        let head = decision_headline(&evaluation);
        assert_eq!((head.finding.as_str(), head.urgency), ("The memo no longer says what was decided", Urgency::Act));
        assert!(
            head.because.starts_with("Changed since it was frozen: “")
                && head.because.contains("“Decision”")
                && head.because.ends_with("Freeze a new one, and say why."),
            "{}",
            head.because
        );
        Arc::make_mut(&mut evaluation.partner_decision).chosen = None;
        let head = decision_headline(&evaluation);
        assert_eq!(head.finding, "The memo no longer says what was decided");
        assert_eq!(head.because, "Nobody is chosen. Choose one of the candidates in the running. Then freeze a new memo, and say why.");
    }

    #[test]
    fn nothing_is_decided_while_scoring_is_blind() {
        let mut evaluation = decided();
        Arc::make_mut(&mut evaluation.scoring).phase = Some(ScoringPhase::Blind);
        assert_eq!(titles(&stops(&evaluation)), ["Scoring is still blind"]);
    }
}
