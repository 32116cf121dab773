//! What the answers say, in words: the page's headline, and what to do next.

use super::result::{Fit, Turn, fit};
use crate::domain::choice::Choice;
use crate::domain::overview::{Headline, Statement, Subject, Urgency};
use crate::domain::partner::candidate::PartnerKind;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::words::{capitalised, count, listed, quoted, with_article};

/// The name of a kind within a sentence, with its article.
pub fn in_words(kind: PartnerKind) -> String {
    with_article(&match kind {
        PartnerKind::ContractResearchOrganisation => kind.label().to_owned(),
        _ => kind.label().to_lowercase(),
    })
}

/// Several kinds within a sentence.
fn several(kinds: &[PartnerKind]) -> String {
    listed(&kinds.iter().map(|kind| in_words(*kind)).collect::<Vec<_>>())
}

/// The finding: which kind fits, and how firmly.
pub fn fit_headline(evaluation: &PartnerEvaluation) -> Headline {
    let fit = fit(&evaluation.fit_questions);
    let asked = fit.answered + fit.open.len();
    if fit.answered == 0 {
        let because = if asked == 0 {
            "Some questions about your team, the trial and the control you want say which of four kinds of partner fits, and why.".to_owned()
        } else {
            format!("Answer {}: the four kinds are ranked at once, with the reasons.", count(asked, "question", "questions"))
        };
        return Headline { finding: "Which kind of partner fits is open".to_owned(), because, urgency: Urgency::Upcoming };
    }
    let leaders = fit.leaders();
    let open = if fit.open.is_empty() { String::new() } else { format!(" {} still open.", count(fit.open.len(), "question is", "questions are")) };
    if leaders.len() > 1 {
        let finding = if leaders.len() == PartnerKind::ALL.len() {
            "All four kinds fit equally".to_owned()
        } else {
            format!("{} fit equally", capitalised(&several(&leaders)))
        };
        return Headline { finding, because: format!("The answers do not decide between them.{open} Compare candidates of each."), urgency: Urgency::Watch };
    }
    let leader = leaders.first().map_or(String::new(), |kind| in_words(*kind));
    let finding = format!("{} fits best{}", capitalised(&leader), if fit.open.is_empty() || fit.settled { "" } else { " so far" });
    let lead = fit.lead().map_or(String::new(), |lead| count(lead.unsigned_abs() as usize, "point", "points"));
    let next = fit.kinds.iter().find(|kind| kind.rank > 1).map_or(String::new(), |kind| in_words(kind.kind));
    let firm = match (fit.turns_of_answers().next(), fit.settled) {
        (Some(turn), _) if fit.turns_of_answers().nth(1).is_some() => {
            format!("any of {} other answers could change it: {}.", fit.turns_of_answers().count(), of_turn(turn))
        }
        (Some(turn), _) => format!("one other answer could change it: {}.", of_turn(turn)),
        (None, true) => "no single answer would change it.".to_owned(),
        (None, false) => "the open questions could change it.".to_owned(),
    };
    let urgency = if fit.settled && fit.turns_of_answers().next().is_none() { Urgency::OnTrack } else { Urgency::Watch };
    Headline { finding, because: format!("It is {lead} ahead of {next}; {firm}{open}"), urgency }
}

/// What would come of another answer, in a sentence without a full stop.
pub fn of_turn(turn: &Turn) -> String {
    let level = if turn.leaders.len() > 1 { "would be level" } else { "would come first" };
    format!("with {} to {}, {} {level}", quoted(&turn.answer), quoted(&turn.asked), several(&turn.leaders))
}

/// How far another kind is from coming first, in a sentence without a full stop; `None` where it comes first alone.
pub fn distance(fit: &Fit, kind: PartnerKind) -> Option<String> {
    let mine = fit.kinds.iter().find(|fit| fit.kind == kind).filter(|_| fit.answered > 0 && fit.leaders() != [kind])?;
    Some(match mine.answers_away {
        Some(1) => "One other answer would bring it to the front".to_owned(),
        Some(answers) => format!("At least {} would have to be different for it to come first", count(answers, "answer", "answers")),
        None => "No other answers to these questions would bring it to the front".to_owned(),
    })
}

/// What follows for the list of candidates, in a sentence; empty where the kind that fits best is among them.
pub fn missing_kind(evaluation: &PartnerEvaluation, fit: &Fit) -> Option<String> {
    let leaders = fit.leaders();
    let there = evaluation.running().any(|candidate| leaders.contains(&candidate.kind));
    let (fit, none) = if leaders.len() > 1 { ("fit", "None of them is") } else { ("fits", "It is not") };
    (!leaders.is_empty() && !evaluation.candidates.is_empty() && !there)
        .then(|| format!("{} {fit} best. {none} among the candidates in the running: add one, or say why not.", capitalised(&several(&leaders))))
}

/// What the overview says of it.
pub fn fit_statements(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let fit = fit(&evaluation.fit_questions);
    let say = |section, title: &str, detail, status: String| Statement {
        urgency: Urgency::Watch,
        title: title.to_owned(),
        detail,
        status,
        subject: Subject { section, record: None },
    };
    let open = (!fit.open.is_empty() && !fit.settled).then(|| {
        let detail = "The open questions could change which kind of partner fits best.".to_owned();
        say("fitQuestions", "Which kind of partner fits", detail, format!("{} open", fit.open.len()))
    });
    let missing = missing_kind(evaluation, &fit).map(|detail| say("candidates", "Which kind of partner fits", detail, "no candidate".to_owned()));
    missing.into_iter().chain(open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::kind_fit::{FitOption, FitPoints, FitQuestion};
    use crate::domain::partner::trial_run::evaluation;

    /// A question of two options, each of which speaks for one kind.
    fn asked(name: &str, options: [(PartnerKind, i8); 2], answer: Option<usize>) -> FitQuestion {
        let mut question = FitQuestion::new(Id::joined(&[name]), name);
        for (place, (kind, points)) in options.into_iter().enumerate() {
            let mut option = FitOption::new(Id::joined(&[&place.to_string()]), format!("Answer {place}"));
            option.set(kind, |effect| effect.points = FitPoints::new(points).expect("in range"));
            question.options.push(option);
        }
        question.answer = answer.map(|place| Id::joined(&[&place.to_string()]));
        question
    }

    fn with(questions: Vec<FitQuestion>, candidates: usize) -> PartnerEvaluation {
        let mut evaluation = evaluation(&["a"], &[1.0], candidates);
        for question in questions {
            evaluation.fit_questions = evaluation.fit_questions.with(question, None);
        }
        evaluation
    }

    use PartnerKind::{ContractResearchOrganisation as Cro, ProjectManagementFirm as Firm, TechnologyProvider as Tech};

    #[test]
    fn the_headline_says_which_kind_fits_and_how_firmly() {
        let said = |questions: Vec<FitQuestion>| {
            let head = fit_headline(&with(questions, 0));
            format!("{} | {}", head.finding, head.because)
        };
        assert!(said(vec![]).starts_with("Which kind of partner fits is open | Some questions"));
        assert!(said(vec![asked("q", [(Cro, 3), (Tech, 3)], None)]).starts_with("Which kind of partner fits is open | Answer 1 question"));
        assert_eq!(
            said(vec![asked("q", [(Cro, 3), (Tech, 2)], Some(0)), asked("r", [(Cro, 3), (Tech, 2)], Some(0))]),
            "A CRO fits best | It is 6 points ahead of a specialised project management firm; no single answer would change it."
        );
        assert_eq!(
            said(vec![asked("q", [(Cro, 1), (Tech, 2)], Some(0))]),
            "A CRO fits best | It is 1 point ahead of a specialised project management firm; one other answer could change it: with “Answer 1” to “q”, a technology provider would come first."
        );
        assert_eq!(
            said(vec![asked("q", [(Cro, 1), (Cro, 1)], Some(0)), asked("r", [(Firm, 1), (Firm, 0)], None)]),
            "A CRO fits best so far | It is 1 point ahead of a specialised project management firm; the open questions could change it. 1 question is still open."
        );
        assert!(
            said(vec![asked("q", [(Cro, 1), (Cro, 2)], Some(0)), asked("r", [(Firm, 1), (Tech, 1)], Some(0))])
                .starts_with("A specialised project management firm and a CRO fit equally |")
        );
    }

    #[test]
    fn a_kind_that_fits_best_and_has_no_candidate_is_said() {
        // The one candidate is a project management firm.
        let questions = |kind| vec![asked("q", [(kind, 3), (kind, 3)], Some(0))];
        let said = |kind| fit_statements(&with(questions(kind), 1)).into_iter().map(|statement| statement.status).collect::<Vec<_>>();
        assert_eq!((said(Cro), said(Firm)), (vec!["no candidate".to_owned()], vec![]));
        assert_eq!(fit_statements(&with(vec![asked("q", [(Cro, 1), (Tech, 1)], None)], 0)).len(), 1);
        let level = vec![asked("q", [(Cro, 1), (Cro, 0)], Some(0)), asked("r", [(Tech, 1), (Tech, 0)], Some(0))];
        let said = fit_statements(&with(level, 1)).into_iter().map(|statement| statement.detail).next().unwrap_or_default();
        assert_eq!(said, "A CRO and a technology provider fit best. None of them is among the candidates in the running: add one, or say why not.");
    }
}
