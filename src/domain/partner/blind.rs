//! How far blind scoring is: who has finished, who has declared their interests, and what to do next. Nothing here tells a score.

use super::candidate::Evaluator;
use super::evaluation::PartnerEvaluation;
use super::grid::{Progress, progress};
use super::headlines::missing;
use super::scorecard::shown;
use super::scoring::scores_are_hidden;
use crate::domain::id::Id;
use crate::domain::overview::{Headline, Statement, Subject, Urgency};
use crate::domain::words::{count, listed};

/// How far one evaluator is.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The evaluator.
    pub evaluator: Id<Evaluator>,
    /// Their role.
    pub role: String,
    /// Their scores, as numbers of them.
    pub progress: Progress,
    /// Whether they have declared their interests.
    pub declared: bool,
}

impl Standing {
    /// Whether any score is asked of them: there are criteria, and candidates with whom they have no conflict of interest.
    pub fn is_asked(&self) -> bool {
        self.progress.expected > 0
    }

    /// Whether nothing is waited for.
    pub fn is_done(&self) -> bool {
        self.progress.open() == 0
    }
}

/// How far each evaluator is, in their order.
pub fn standings(evaluation: &PartnerEvaluation) -> Vec<Standing> {
    let one = |evaluator: &Evaluator| Standing {
        evaluator: evaluator.id.clone(),
        role: shown(evaluator),
        progress: progress(evaluation, &evaluator.id),
        declared: evaluator.interests.is_some(),
    };
    evaluation.evaluators.iter().map(|evaluator| one(evaluator)).collect()
}

/// Whether any score is asked for; without candidates, criteria or evaluators none is.
fn is_begun(standings: &[Standing]) -> bool {
    standings.iter().any(Standing::is_asked)
}

/// What is still waited for before scores are shown, in a few words; `None` where nothing is.
pub fn waited_for(standings: &[Standing]) -> Option<String> {
    if !is_begun(standings) {
        return Some("something to score".to_owned());
    }
    let open: usize = standings.iter().map(|standing| standing.progress.open()).sum();
    let who: Vec<String> = standings.iter().filter(|standing| !standing.is_done()).map(|standing| standing.role.clone()).collect();
    (open > 0).then(|| format!("{} from {}", count(open, "score", "scores"), listed(&who)))
}

/// What stands in the place of findings while scores are hidden; `None` once they are not.
pub fn hidden_headline(evaluation: &PartnerEvaluation) -> Option<Headline> {
    if !scores_are_hidden(evaluation) {
        return None;
    }
    let standings = standings(evaluation);
    let done = standings.iter().filter(|standing| standing.is_done()).count();
    let headline = match waited_for(&standings) {
        _ if !is_begun(&standings) => first_step(evaluation),
        None => Headline {
            finding: "All scores are in".to_owned(),
            because: "They are hidden until the lead shows them, on the Scores page.".to_owned(),
            urgency: Urgency::Act,
        },
        Some(waited) => Headline {
            finding: format!("Scores are hidden: {done} of {} have finished", count(standings.len(), "evaluator", "evaluators")),
            because: format!("Evaluators score without seeing each other’s scores. Waiting for {waited}."),
            urgency: Urgency::Watch,
        },
    };
    Some(headline)
}

/// What comes before any score, where none is asked for.
fn first_step(evaluation: &PartnerEvaluation) -> Headline {
    let missing = missing(evaluation);
    let (finding, because) = match missing.first().map(String::as_str) {
        Some("candidates") => ("No candidates yet".to_owned(), "Add the companies that could help to run the trial, on the Set-up page."),
        Some("criteria") => ("No criteria yet".to_owned(), "Say what the candidates are judged by, on the Set-up page."),
        Some(other) => (format!("No {other} yet"), "Name the roles that will score, on the Set-up page."),
        None if evaluation.running().next().is_none() => {
            ("No candidate is left in the running".to_owned(), "Add candidates on the Set-up page, or look again at what every candidate must have.")
        }
        None => {
            ("Nobody may score".to_owned(), "Every evaluator has declared a conflict of interest with every candidate: name another one on the Set-up page.")
        }
    };
    Headline { finding, because: because.to_owned(), urgency: Urgency::Upcoming }
}

/// What scoring waits for, beside the scores themselves: declarations, showing the scores, reasons for what was agreed on.
pub fn statements(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut say = |urgency, section, title: &str, detail: String, status: String| {
        let subject = Subject { section, record: None };
        found.push(Statement { urgency, title: title.to_owned(), detail, status, subject });
    };
    let standings = standings(evaluation);
    // An evaluation that says nothing of how it is scored is from before declarations were asked for.
    let silent: Vec<String> = standings.iter().filter(|standing| !standing.declared).map(|standing| standing.role.clone()).collect();
    if evaluation.scoring.phase.is_some() && !silent.is_empty() {
        let detail = format!("{} to say whether there is a conflict of interest.", listed(&silent));
        say(Urgency::Watch, "scores", "Interests are not declared", detail, count(silent.len(), "evaluator", "evaluators"));
    }
    if scores_are_hidden(evaluation) && evaluation.scoring.only.is_none() && waited_for(&standings).is_none() {
        say(
            Urgency::Act,
            "scores",
            "All scores are in",
            "Show them on the Scores page, then talk about the widest disagreements.".to_owned(),
            "hidden".to_owned(),
        );
    }
    let bare = evaluation.agreed_scores.iter().filter(|agreed| agreed.why.trim().is_empty()).count();
    if bare > 0 {
        let detail = "Say what changed minds: an agreed score counts in the place of all that were given.".to_owned();
        say(Urgency::Watch, "agreedScores", "Agreed scores without a reason", detail, count(bare, "score", "scores"));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::partner::scoring::{Scoring, ScoringPhase};
    use crate::domain::partner::trial_run::{evaluation, recuse, score};

    #[test]
    fn what_is_waited_for_is_said_without_a_score() {
        let mut evaluation = evaluation(&["a", "b"], &[1.0, 1.0], 2);
        assert_eq!(hidden_headline(&evaluation), None);
        evaluation.scoring = Arc::new(Scoring { phase: Some(ScoringPhase::Blind), ..Scoring::default() });
        let said = |evaluation: &PartnerEvaluation| hidden_headline(evaluation).map(|head| head.finding).unwrap_or_default();
        assert_eq!(said(&evaluation), "All scores are in");
        score(&mut evaluation, "b", 0, 1, 0);
        assert_eq!(said(&evaluation), "Scores are hidden: 1 of 2 evaluators have finished");
        assert_eq!(waited_for(&standings(&evaluation)).as_deref(), Some("1 score from b"));
        let titles = |evaluation: &PartnerEvaluation| statements(evaluation).into_iter().map(|statement| statement.title).collect::<Vec<_>>();
        assert_eq!(titles(&evaluation), ["Interests are not declared"]);
        recuse(&mut evaluation, "b", &["c1"]);
        assert_eq!(titles(&evaluation), ["Interests are not declared", "All scores are in"]);
        assert_eq!((said(&evaluation), standings(&evaluation)[1].declared), ("All scores are in".to_owned(), true));
    }

    /// An evaluation without candidates, criteria or evaluators said "All scores are in", with a green "0 of 0".
    #[test]
    fn an_evaluation_in_which_nothing_can_be_scored_names_the_first_step_and_not_that_all_scores_are_in() {
        let blind = |evaluators: &[&str], weights: &[f64], candidates| {
            let mut evaluation = evaluation(evaluators, weights, candidates);
            evaluation.scoring = Arc::new(Scoring { phase: Some(ScoringPhase::Blind), ..Scoring::default() });
            evaluation
        };
        let check = |evaluation: PartnerEvaluation, expected: &str| {
            assert_eq!(hidden_headline(&evaluation).map(|head| head.finding).as_deref(), Some(expected));
            assert!(statements(&evaluation).iter().all(|statement| statement.title != "All scores are in"), "{expected}");
            assert!(standings(&evaluation).iter().all(|standing| !standing.is_asked()), "{expected}");
        };
        check(blind(&[], &[], 0), "No candidates yet");
        check(blind(&["a"], &[1.0], 0), "No candidates yet");
        check(blind(&["a"], &[], 2), "No criteria yet");
        check(blind(&[], &[1.0], 2), "No evaluators yet");
        let mut recused = blind(&["a"], &[1.0], 1);
        recuse(&mut recused, "a", &["c0"]);
        check(recused, "Nobody may score");
    }
}
