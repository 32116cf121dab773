//! What follows from a partner evaluation.

use std::sync::Arc;

use super::robustness::{one_weight, what_decides};
use super::{Headline, Statement, Subject, Urgency, preparation};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::sort_by_rank;
use crate::domain::partner::blind::{self, hidden_headline};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::{first_open, progress};
use crate::domain::partner::ranking::Ranking;
use crate::domain::partner::scorecard::{disagreements, shown};
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::words::{clipped, count, listed, quoted, span};

/// A lead over the second below this share of it is no clear winner.
pub const CLEAR_LEAD: f64 = 0.10;

/// More candidates than this are counted, not named.
const MOST_NAMED: usize = 3;

/// The finding: who leads, by how much, and whether that is enough to choose.
pub fn headline(evaluation: &PartnerEvaluation, ranking: &Ranking) -> Headline {
    if let Some(hidden) = hidden_headline(evaluation) {
        return hidden;
    }
    let name = |id: &Id<Candidate>| evaluation.candidates.get(id).map_or(String::new(), |candidate| candidate.name.clone());
    let scope = format!(
        "{}, {}, {}.",
        count(evaluation.candidates.len(), "candidate", "candidates"),
        count(evaluation.criteria.len(), "criterion", "criteria"),
        count(evaluation.evaluators.len(), "evaluator", "evaluators")
    );
    if evaluation.candidates.is_empty() {
        return Headline {
            finding: "No candidates yet".to_owned(),
            because: "Add the companies that could help to run the trial, of any of the four kinds.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let out = out_of_the_running(evaluation);
    if evaluation.running().next().is_none() {
        return Headline {
            finding: "No candidate is left in the running".to_owned(),
            because: format!("{out} Add candidates in Set-up, or look again at what every candidate must have."),
            urgency: Urgency::Act,
        };
    }
    let leaders: Vec<String> = ranking.results.iter().filter(|result| result.rank == Some(1)).map(|result| name(&result.candidate)).collect();
    let Some(best) = ranking.results.first().and_then(|result| result.weighted_score.filter(|_| result.rank.is_some())) else {
        return Headline {
            finding: "Nothing is scored yet".to_owned(),
            because: spaced(&[&scope, "Scores from 1 to 5 with their evidence make the ranking.", &out]),
            urgency: Urgency::Upcoming,
        };
    };
    if leaders.len() > 1 {
        return Headline {
            finding: if leaders.len() > MOST_NAMED {
                format!("{} are level", count(leaders.len(), "candidate", "candidates"))
            } else {
                format!("{} are level", listed(&leaders))
            },
            because: spaced(&[&scope, "Look for the criterion that should decide between them.", &out]),
            urgency: Urgency::Watch,
        };
    }
    let leader = leaders.first().cloned().unwrap_or_default();
    let Some((_, second)) = ranking.first_two() else {
        return Headline {
            finding: format!("{leader} is the only candidate with scores"),
            because: spaced(&[&scope, "A choice needs something to compare with.", &out]),
            urgency: Urgency::Watch,
        };
    };
    let second_score = second.weighted_score.unwrap_or(best);
    let lead = best - second_score;
    let shown = format!("{best:.2} against {second_score:.2} for {}", name(&second.candidate));
    let thin = ranking.results.iter().any(|result| result.rank.is_some() && result.coverage < 0.999);
    let coverage = if thin { "Some scores are still missing." } else { "" };
    let turn = one_weight(evaluation);
    if lead < CLEAR_LEAD * second_score {
        Headline {
            finding: format!("{leader} leads, but it is no clear winner"),
            because: spaced(&[&format!("{shown}, a lead under 10%."), &turn, &scope, coverage, &out]),
            urgency: Urgency::Watch,
        }
    } else {
        Headline {
            finding: format!("{leader} leads by {lead:.2} points of 5"),
            because: spaced(&[&format!("{shown}."), &turn, &scope, coverage, &out]),
            urgency: Urgency::OnTrack,
        }
    }
}

/// Who cannot be chosen any more, and why, as a sentence; empty where everybody can.
fn out_of_the_running(evaluation: &PartnerEvaluation) -> String {
    let out: Vec<(&Arc<Candidate>, String)> =
        evaluation.candidates.iter().filter_map(|candidate| Some((candidate, evaluation.out_because(candidate)?))).collect();
    if out.len() > MOST_NAMED {
        return format!("{} are not ranked: they have withdrawn or failed a knock-out.", count(out.len(), "candidate", "candidates"));
    }
    let named: Vec<String> = out.into_iter().map(|(candidate, why)| format!("{} ({})", shown(candidate.as_ref()), clipped(&lowered(&why), 80))).collect();
    if named.is_empty() { String::new() } else { format!("Not ranked: {}.", listed(&named)) }
}

/// The text with its first letter in lower case.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// The sentences that say something, with a space between them.
fn spaced(sentences: &[&str]) -> String {
    let said: Vec<&str> = sentences.iter().copied().filter(|sentence| !sentence.is_empty()).collect();
    said.join(" ")
}

/// What to do next, most pressing first.
pub fn statements(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    let mut found = Vec::new();
    if let Some(due) = evaluation.brief.decision_due {
        let days = due.days_since(today);
        let (urgency, status) = if days < 0 {
            (Urgency::Act, format!("{} late", span(days)))
        } else if days <= 14 {
            (Urgency::Upcoming, format!("in {}", span(days)))
        } else {
            (Urgency::OnTrack, format!("in {}", span(days)))
        };
        let subject = Subject { section: "brief", record: None };
        found.push(Statement { urgency, title: "Decision".to_owned(), detail: format!("Due on {due}."), status, subject });
    }
    found.extend(blind::statements(evaluation));
    let mut bare = 0;
    for evaluator in evaluation.evaluators.iter() {
        let progress = progress(evaluation, &evaluator.id);
        bare += progress.bare;
        if let Some(cell) = first_open(evaluation, &evaluator.id) {
            found.push(Statement {
                urgency: Urgency::Watch,
                title: shown(evaluator.as_ref()),
                detail: format!("Has given {} of {} scores.", progress.given, progress.expected),
                status: count(progress.open(), "score open", "scores open"),
                subject: Subject { section: "scores", record: Some(cell.key().to_string()) },
            });
        }
    }
    let mut say = |urgency, section, title: String, detail: String, status: String| {
        found.push(Statement { urgency, title, detail, status, subject: Subject { section, record: None } });
    };
    if bare > 0 {
        say(
            Urgency::Watch,
            "scores",
            "Scores without evidence".to_owned(),
            "A score that rests on nothing does not survive a challenge: say what it rests on.".to_owned(),
            count(bare, "score", "scores"),
        );
    }
    let hidden = scores_are_hidden(evaluation);
    if let Some(widest) = disagreements(evaluation).first().filter(|_| !hidden) {
        let (lowest, highest) = (widest.voices.first(), widest.voices.last());
        say(
            Urgency::Watch,
            "scores",
            "Evaluators disagree most".to_owned(),
            format!("{}: talk about it before you decide.", widest.about),
            lowest.zip(highest).map_or(String::new(), |((.., lowest), (.., highest))| format!("{lowest} to {highest}")),
        );
    }
    for criterion in evaluation.criteria.iter().filter(|criterion| criterion.weight.points() <= 0.0) {
        say(
            Urgency::Watch,
            "criteria",
            format!("{} counts for nothing", quoted(&criterion.name)),
            "Its weight is 0: give it one or remove it.".to_owned(),
            "weight 0".to_owned(),
        );
    }
    if evaluation.criteria.is_empty() {
        say(
            Urgency::Act,
            "criteria",
            "No criteria".to_owned(),
            "Start from the four pillars, then weigh them before anyone scores.".to_owned(),
            "gap".to_owned(),
        );
    }
    if evaluation.evaluators.is_empty() {
        say(Urgency::Act, "evaluators", "No evaluators".to_owned(), "Name the roles that will score, at least two.".to_owned(), "gap".to_owned());
    }
    found.extend(preparation::statements(evaluation, today));
    if !hidden {
        found.extend(what_decides(evaluation));
    }
    sort_by_rank(&mut found, |statement| statement.urgency.into());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::ranking::rank;
    use crate::domain::partner::trial_run::{evaluation, score};

    fn said(evaluation: &PartnerEvaluation) -> Vec<String> {
        let found = statements(evaluation, "2027-05-14".parse().expect("a date"));
        found.into_iter().map(|found| format!("{}: {} ({})", found.title, found.status, found.subject.record.unwrap_or_default())).collect()
    }

    #[test]
    fn many_level_candidates_are_counted_not_listed() {
        let finding = |candidates| {
            let evaluation = evaluation(&["lead"], &[1.0], candidates);
            headline(&evaluation, &rank(&evaluation)).finding
        };
        assert_eq!([finding(3), finding(6)], ["c0, c1 and c2 are level", "6 candidates are level"]);
    }

    #[test]
    fn the_headline_says_which_weight_decides_and_who_is_out() {
        let mut evaluation = evaluation(&["lead"], &[10.0, 10.0], 3);
        score(&mut evaluation, "lead", 0, 0, 5);
        score(&mut evaluation, "lead", 1, 1, 4);
        let mut gone = Candidate::clone(evaluation.candidates.get(&Id::joined(&["c2"])).expect("there"));
        gone.withdrawn = "No capacity".into();
        evaluation.candidates = evaluation.candidates.with(gone, None);
        let said = headline(&evaluation, &rank(&evaluation));
        assert_eq!(said.finding, "c0 leads by 0.50 points of 5");
        assert_eq!(
            said.because,
            "4.00 against 3.50 for c1. The nearest weight that decides: “k0” falls from 50% of the weight to 33.3%, and c1 takes the lead. \
             3 candidates, 2 criteria, 1 evaluator. Not ranked: c2 (withdrawn: No capacity)."
        );
        for id in ["c0", "c1"] {
            let mut gone = Candidate::clone(evaluation.candidates.get(&Id::joined(&[id])).expect("there"));
            gone.withdrawn = "Too dear".into();
            evaluation.candidates = evaluation.candidates.with(gone, None);
        }
        assert_eq!(headline(&evaluation, &rank(&evaluation)).finding, "No candidate is left in the running");
    }

    #[test]
    fn a_thin_lead_and_a_near_weight_are_things_to_do() {
        let mut evaluation = evaluation(&["lead"], &[10.0, 9.0], 2);
        score(&mut evaluation, "lead", 0, 0, 4);
        score(&mut evaluation, "lead", 1, 1, 4);
        let found = what_decides(&evaluation);
        let said: Vec<String> = found.iter().map(|found| format!("{}: {}", found.title, found.status)).collect();
        assert_eq!(said, ["No clear winner: 1.5% ahead", "One weight decides: 2.6 points of 100", "Single scores decide: 4 scores"]);
    }

    #[test]
    fn withdrawn_candidates_leave_nothing_to_do() {
        let mut evaluation = evaluation(&["a", "b"], &[1.0, 1.0], 2);
        score(&mut evaluation, "a", 0, 0, 5);
        score(&mut evaluation, "b", 0, 0, 1);
        score(&mut evaluation, "b", 1, 1, 0);
        assert_eq!(said(&evaluation), ["b: 1 score open (b~k1~c1)", "Scores without evidence: 7 scores ()", "Evaluators disagree most: 1 to 5 ()"]);
        let mut gone = Candidate::clone(evaluation.candidates.get(&Id::joined(&["c0"])).expect("there"));
        gone.withdrawn = "No capacity".into();
        evaluation.candidates = evaluation.candidates.with(gone, None);
        assert_eq!(said(&evaluation), ["b: 1 score open (b~k1~c1)", "Scores without evidence: 3 scores ()"]);
    }
}
