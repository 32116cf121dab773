//! What follows from a partner evaluation.

use super::{Headline, Statement, Subject, Urgency};
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
use crate::domain::words::{count, listed, quoted, span};

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
    let leaders: Vec<String> = ranking.results.iter().filter(|result| result.rank == Some(1)).map(|result| name(&result.candidate)).collect();
    let Some(best) = ranking.results.first().and_then(|result| result.weighted_score.filter(|_| result.rank.is_some())) else {
        return Headline {
            finding: "Nothing is scored yet".to_owned(),
            because: format!("{scope} Scores from 1 to 5 with their evidence make the ranking."),
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
            because: format!("{scope} Look for the criterion that should decide between them."),
            urgency: Urgency::Watch,
        };
    }
    let leader = leaders.first().cloned().unwrap_or_default();
    let Some((_, second)) = ranking.first_two() else {
        return Headline {
            finding: format!("{leader} is the only candidate with scores"),
            because: format!("{scope} A choice needs something to compare with."),
            urgency: Urgency::Watch,
        };
    };
    let second_score = second.weighted_score.unwrap_or(best);
    let lead = best - second_score;
    let shown = format!("{best:.2} against {second_score:.2} for {}", name(&second.candidate));
    let thin = ranking.results.iter().any(|result| result.rank.is_some() && result.coverage < 0.999);
    let coverage = if thin { " Some scores are still missing." } else { "" };
    if lead < CLEAR_LEAD * second_score {
        Headline {
            finding: format!("{leader} leads, but it is no clear winner"),
            because: format!("{shown}, a lead under 10%. {scope}{coverage}"),
            urgency: Urgency::Watch,
        }
    } else {
        Headline { finding: format!("{leader} leads by {lead:.2} points of 5"), because: format!("{shown}. {scope}{coverage}"), urgency: Urgency::OnTrack }
    }
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
    if let Some(widest) = disagreements(evaluation).first().filter(|_| !scores_are_hidden(evaluation)) {
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
