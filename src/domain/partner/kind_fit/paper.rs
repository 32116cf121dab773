//! Which kind of partner fits, as a document to print and file: the result, the answers, and all rules by which it came about.

use super::findings::{distance, fit_headline, of_turn};
use super::result::{Fit, KindFit, Reason, fit};
use super::{FitOption, FitQuestion};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::paper::{Block, Cell, Fact, Paper, Section, Table};
use crate::domain::partner::candidate::PartnerKind;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::words::capitalised;

/// The document, as of `today`. `who` is the person who makes it; empty where no name is known.
pub fn fit_paper(evaluation: &PartnerEvaluation, today: Date, who: &str) -> Paper {
    let fit = fit(&evaluation.fit_questions);
    let facts = [("Date", today.to_string()), ("Revision", evaluation.document.revision.to_string()), ("Prepared by", who.to_owned())];
    Paper {
        title: "Which kind of partner fits".to_owned(),
        subject: evaluation.document.title.clone(),
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| Fact::new(name, value)).collect(),
        sections: vec![result(evaluation, &fit), answers(evaluation), firmness(&fit), rules(evaluation)],
        note: "The points are judgements of the team, from −3, strongly against, to +3, strongly for. They are printed so that they can be argued with."
            .to_owned(),
    }
}

fn result(evaluation: &PartnerEvaluation, fit: &Fit) -> Section {
    let head = fit_headline(evaluation);
    let section = Section::new("Result").words(format!("{}. {}", head.finding, head.because));
    let row = |kind: &KindFit| {
        [Cell::from(kind.kind.label()), kind.rank.to_string().into(), signed(kind.points).into(), reasons(&kind.reasons_for), reasons(&kind.reasons_against)]
    };
    let rows = if fit.answered == 0 { Vec::new() } else { fit.kinds.iter().map(row).collect() };
    section.table("The four kinds, best first", ["Kind of partner", "Rank", "Points", "For", "Against"], rows, "No question is answered.")
}

fn reasons(reasons: &[Reason]) -> Cell {
    let line = |reason: &Reason| format!("{} {}", signed(reason.points), in_words(reason));
    let lines: Vec<String> = reasons.iter().map(line).collect();
    if lines.is_empty() { "–".into() } else { lines.join("\n").into() }
}

/// Why, or else the answer itself.
pub fn in_words(reason: &Reason) -> String {
    if reason.because.is_empty() { capitalised(&reason.answer) } else { reason.because.clone() }
}

/// Points with their sign: `+3`, `0`, `−2`.
pub fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        _ if points > 0 => format!("+{points}"),
        _ => format!("−{}", points.unsigned_abs()),
    }
}

fn answers(evaluation: &PartnerEvaluation) -> Section {
    let row = |question: &FitQuestion| [Cell::from(question.name.as_str()), question.chosen().map_or("open".into(), |option| option.label.as_str().into())];
    let rows = evaluation.fit_questions.iter().map(|question| row(question)).collect();
    Section::new("Answers").table("What was answered", ["Question", "Answer"], rows, "There are no questions.")
}

fn firmness(fit: &Fit) -> Section {
    let section = Section::new("How firm it is");
    if fit.answered == 0 {
        return section.words("Nothing is answered yet.");
    }
    let turns: Vec<String> = fit.turns.iter().map(|turn| format!("{}{}.", if turn.open { "Still open: " } else { "" }, capitalised(&of_turn(turn)))).collect();
    let turns = if turns.is_empty() { vec!["No single other answer would change which kind comes first.".to_owned()] } else { turns };
    let section = turns.into_iter().fold(section, Section::words);
    let row = |kind: &KindFit| distance(fit, kind.kind).map(|distance| [Cell::from(kind.kind.label()), format!("{distance}.").into()]);
    section.table("How far the other kinds are", ["Kind of partner", "How far"], fit.kinds.iter().filter_map(row).collect(), "No kind is behind.")
}

fn rules(evaluation: &PartnerEvaluation) -> Section {
    let section = Section::on_new_page("The rules").words("What each answer says about each kind of partner.");
    evaluation.fit_questions.iter().fold(section, |section, question| {
        let columns = std::iter::once("Answer".to_owned()).chain(PartnerKind::ALL.iter().map(|kind| kind.label().to_owned())).collect();
        let rows = question.options.iter().map(|option| rule(option, question)).collect();
        section.with(Block::Heading(question.name.clone())).with(Block::Table(Table { caption: "Points and reasons".into(), columns, rows }))
    })
}

fn rule(option: &FitOption, question: &FitQuestion) -> Vec<Cell> {
    let chosen = if question.answer.as_ref() == Some(&option.id) { " (answered)" } else { "" };
    let effect = |kind: &PartnerKind| match (option.points(*kind), option.because(*kind)) {
        (0, "") => Cell::from("0"),
        (points, because) => format!("{} {because}", signed(points)).trim_end().into(),
    };
    std::iter::once(format!("{}{chosen}", option.label).into()).chain(PartnerKind::ALL.iter().map(effect)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::kind_fit::FitPoints;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn all_rules_stand_on_the_paper_with_the_result() {
        let mut evaluation = evaluation(&["a"], &[1.0], 0);
        let mut question = FitQuestion::new(Id::joined(&["q"]), "How many people do you have?");
        for (label, points) in [("None", 3), ("Many", -2)] {
            let mut option = FitOption::new(Id::joined(&[label]), label);
            option.set(PartnerKind::ContractResearchOrganisation, |effect| {
                effect.points = FitPoints::new(points).expect("in range");
                effect.because = format!("Because {label}.");
            });
            question.options.push(option);
        }
        question.answer = Some(Id::joined(&["None"]));
        evaluation.fit_questions = evaluation.fit_questions.with(question, None);
        let paper = fit_paper(&evaluation, Date::EARLIEST, "");
        assert_eq!(paper.sections.iter().map(|section| section.title.as_ref()).collect::<Vec<_>>(), ["Result", "Answers", "How firm it is", "The rules"]);
        let text = format!("{paper:?}");
        for said in ["A CRO fits best.", "+3 Because None.", "−2 Because Many.", "None (answered)", "With “Many” to"] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!text.contains("Prepared by"));
    }

    #[test]
    fn an_empty_evaluation_has_a_paper_too() {
        let text = format!("{:?}", fit_paper(&evaluation(&[], &[], 0), Date::EARLIEST, "Lead"));
        assert!(text.contains("There are no questions.") && text.contains("Nothing is answered yet."));
    }
}
