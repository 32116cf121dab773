//! What the risk register says: its headline, what each risk asks for, and what the method makes of the register.

use super::figures::{PlanFigures, most_common};
use super::plan::{Pressure, of_owner};
use super::{Headline, Statement, Subject, Urgency};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::agreement::disagreement;
use crate::domain::risk::method::{Judged, RiskMethod};
use crate::domain::risk::register::{ResponseStrategy, Risk};
use crate::domain::risk::scale::Band;
use crate::domain::words::{capitalised, count, listed, span};

/// What the register says: how many are high, and what is missing in the answers to them. `figures` are those of the plan on `today`.
pub fn risk_headline(plan: &TrialPlan, figures: &PlanFigures, today: Date) -> Headline {
    if plan.risks.is_empty() {
        return Headline {
            finding: "No risks yet".to_owned(),
            because: "Most trials fear long approvals, slow recruitment and staff changes first: write down yours, then score them.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let method = &plan.risk_method;
    let open: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| risk.is_open()).collect();
    let high: Vec<&Risk> = open.iter().copied().filter(|risk| method.band_of_risk(risk) == Some(Band::High)).collect();
    let number = |of: &[&Risk], is: &dyn Fn(&Risk) -> bool| of.iter().filter(|risk| is(risk)).count();
    let unscored = figures.unscored_risks;
    let without_owner = number(&open, &|risk| risk.owner.is_empty());
    let reviews = number(&open, &|risk| risk.review_overdue(today).is_some());
    let undecided = number(&high, &|risk| risk.response == ResponseStrategy::Undecided);
    let unexplained = number(&high, &|risk| risk.rationale.trim().is_empty());
    let disputed = number(&open, &|risk| disagreement(method, risk).is_some());
    let said = [
        (figures.responses_overdue, count(figures.responses_overdue, "response is past its date", "responses are past their dates")),
        (undecided, count(undecided, "high risk has no response", "high risks have no response")),
        (without_owner, format!("{} no owner", count(without_owner, "open risk has", "open risks have"))),
        // Where none is high, the finding says it.
        (if high.is_empty() { 0 } else { unscored }, count(unscored, "risk is not scored", "risks are not scored")),
        (reviews, count(reviews, "review is past its date", "reviews are past their dates")),
        (unexplained, format!("{} no reason beside its score", count(unexplained, "high risk has", "high risks have"))),
        (disputed, format!("assessors disagree on {}", count(disputed, "risk", "risks"))),
    ];
    let facts: Vec<String> = said.into_iter().filter(|(number, _)| *number > 0).map(|(_, fact)| fact).collect();
    let facts = match facts.as_slice() {
        [] if open.is_empty() => "Every risk is closed or has occurred.".to_owned(),
        [] if unscored > 0 => "Score probability and impact to see which risks are high.".to_owned(),
        [] => "Every open risk is scored, owned and on time.".to_owned(),
        facts => format!("{}.", capitalised(&listed(facts))),
    };
    let kinds = most_common(high.iter().map(|risk| risk.category)).filter(|(_, number)| *number > 1);
    let kind = kinds.map_or(String::new(), |(category, number)| format!(" {number} of the high ones concern {}.", category.label().to_lowercase()));
    let finding = match high.len() {
        0 if open.is_empty() => "No risk is open".to_owned(),
        0 if unscored == open.len() => format!("{} not scored yet", count(unscored, "open risk is", "open risks are")),
        0 if unscored > 0 => format!("No high risk among {} scored, {unscored} not scored yet", open.len() - unscored),
        0 => format!("No high risk among {} open", figures.open_risks),
        _ if figures.open_risks == 1 => "The only open risk is high".to_owned(),
        number => format!("{number} of {} open risks {} high", figures.open_risks, if number == 1 { "is" } else { "are" }),
    };
    let urgency = match (high.is_empty(), unscored) {
        (false, _) => Urgency::Act,
        (true, 0) => Urgency::OnTrack,
        (true, _) => Urgency::Watch,
    };
    Headline { finding: capitalised(&finding), because: format!("{facts}{kind}"), urgency }
}

/// What the method is, and what it makes of the open risks.
pub fn method_headline(plan: &TrialPlan) -> Headline {
    let method = &plan.risk_method;
    let scores: Vec<_> = plan.risks.iter().filter(|risk| risk.is_open()).filter_map(|risk| risk.current).collect();
    let number = |band: Band| scores.iter().filter(|score| method.band(**score) == band).count();
    let name = name(method);
    let finding = if scores.is_empty() {
        format!("{name}; no risk is scored yet")
    } else {
        format!("{name}: {} high, {} medium, {} low", number(Band::High), number(Band::Medium), number(Band::Low))
    };
    let (lifted, off_scale, undetected) = (
        scores.iter().filter(|score| method.is_lifted(**score)).count(),
        scores.iter().filter(|score| method.is_off_scale(**score)).count(),
        scores.iter().filter(|score| method.lacks_detectability(**score)).count(),
    );
    let mut sentences = Vec::new();
    if off_scale > 0 {
        sentences
            .push(format!("{} beyond the scale and counted as the highest level: score again.", count(off_scale, "score has a level", "scores have a level")));
    }
    if undetected > 0 {
        sentences.push(format!("{} no detectability yet, and as few points as if it were seen at once.", count(undetected, "score has", "scores have")));
    }
    if lifted > 0 {
        let them = count(lifted, "risk is high because of its", "risks are high because of their");
        sentences.push(format!("{them} impact on participants alone, whatever the points."));
    }
    if sentences.is_empty() {
        let rule = if method.parts().safety_first { "The highest impact on participants is always high." } else { "Points alone decide." };
        sentences.push(format!("High begins at {} points, medium at {}. {rule}", method.parts().high_from, method.parts().medium_from));
    }
    Headline { finding, because: sentences.join(" "), urgency: if off_scale + undetected > 0 { Urgency::Watch } else { Urgency::OnTrack } }
}

/// A method in a few words: `Probability × impact on 5 × 5 levels`.
fn name(method: &RiskMethod) -> String {
    let parts = method.parts();
    let (probability, impact, detectability) = (parts.probability.len(), parts.impact.len(), parts.detectability.len());
    if detectability > 0 {
        format!("Probability × impact × detectability on {probability} × {impact} × {detectability} levels")
    } else {
        format!("Probability × impact on {probability} × {impact} levels")
    }
}

/// What an open risk asks for, most urgent first; `None` where it asks for nothing.
pub(super) fn about_risk(method: &RiskMethod, risk: &Risk, today: Date) -> Option<(Pressure, Statement)> {
    let statement = |urgency, detail: String, status: String| Statement {
        urgency,
        title: format!("{} {}", risk.reference(), risk.title),
        detail,
        status,
        subject: Subject { section: "risks", record: Some(risk.id.to_string()) },
    };
    let Some(score) = risk.current else {
        let detail = "Not scored yet: choose probability and impact.".to_owned();
        return Some((Pressure::Gap, statement(Urgency::Watch, detail, "not scored".to_owned())));
    };
    if let (Some(days), Some(due)) = (risk.response_overdue(today), risk.response_due) {
        let detail = format!("Response due on {due} is not in place{}.", of_owner(&risk.owner));
        return Some((Pressure::Late(days), statement(Urgency::Act, detail, format!("response {} late", span(days)))));
    }
    let Judged { points, band } = method.judged(score);
    if band == Band::High {
        let missing = missing(risk, &[Lack::Owner, Lack::Response, Lack::Target, Lack::Reason]);
        let (urgency, detail) = if missing.is_empty() {
            (Urgency::Watch, format!("{} risk, response: {}{}.", risk.category_label(), risk.response_label(), of_owner(&risk.owner)))
        } else {
            (Urgency::Act, format!("High, and still without {}.", listed(&missing)))
        };
        return Some((Pressure::High(points.hundredths()), statement(urgency, detail, format!("high, {points}"))));
    }
    if let (Some(days), Some(due)) = (risk.review_overdue(today), risk.review_due) {
        let detail = format!("To be looked at again on {due}{}.", of_owner(&risk.owner));
        return Some((Pressure::Late(days), statement(Urgency::Watch, detail, format!("review {} late", span(days)))));
    }
    if let Some(range) = disagreement(method, risk) {
        let levels = count(usize::from(range.apart()), "level", "levels");
        let detail = format!("Assessors differ on {}, from {} to {}: talk, then agree.", range.factor.label().to_lowercase(), range.lowest, range.highest);
        return Some((Pressure::Gap, statement(Urgency::Watch, detail, format!("{levels} apart"))));
    }
    let missing = missing(risk, &[Lack::Owner, Lack::Response]);
    (band == Band::Medium && !missing.is_empty())
        .then(|| (Pressure::Gap, statement(Urgency::Watch, format!("Medium, and still without {}.", listed(&missing)), format!("medium, {points}"))))
}

/// What a risk may lack.
#[derive(Clone, Copy)]
enum Lack {
    Owner,
    Response,
    Target,
    Reason,
}

/// What a risk lacks, of these.
fn missing(risk: &Risk, of: &[Lack]) -> Vec<String> {
    let lacks = |lack: &Lack| match lack {
        Lack::Owner => risk.owner.is_empty().then_some("an owner"),
        Lack::Response => (risk.response == ResponseStrategy::Undecided).then_some("a response"),
        Lack::Target => risk.target.is_none().then_some("a target score"),
        Lack::Reason => risk.rationale.trim().is_empty().then_some("a reason for its score"),
    };
    of.iter().filter_map(lacks).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::extra::Extra;
    use crate::domain::id::Id;
    use crate::domain::risk::register::Assessment;
    use crate::domain::risk::scale::{Level, Score};

    fn level(number: u8) -> Level {
        Level::new(number).expect("a level")
    }

    fn today() -> Date {
        "2027-05-14".parse().expect("a date")
    }

    /// A plan with open risks of these probabilities and impacts (0: not scored).
    fn plan(scores: &[(u8, u8)]) -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        for (number, (probability, impact)) in (1..).zip(scores) {
            let mut risk = Risk::new(Id::joined(&[&format!("{number}")]), number, "Slow approvals");
            risk.current = Level::new(*probability).zip(Level::new(*impact)).map(|(probability, impact)| Score::new(probability, impact));
            plan.risks = plan.risks.with(risk, None);
        }
        plan
    }

    #[test]
    fn the_register_says_what_is_missing() {
        let plan = plan(&[(5, 5), (0, 0)]);
        let headline = risk_headline(&plan, &figures(&plan, today()), today());
        assert_eq!(
            (headline.finding.as_str(), headline.because.as_str()),
            (
                "1 of 2 open risks is high",
                "1 high risk has no response, 2 open risks have no owner, 1 risk is not scored and 1 high risk has no reason beside its score."
            )
        );
    }

    /// "No high risk among 1 open" was said where that one had no score.
    #[test]
    fn a_risk_without_a_score_is_not_counted_among_those_that_are_not_high() {
        let said = |scores: &[(u8, u8)]| {
            let plan = plan(scores);
            let Headline { finding, because, urgency } = risk_headline(&plan, &figures(&plan, today()), today());
            (finding, because, urgency)
        };
        let (finding, because, urgency) = said(&[(0, 0)]);
        assert_eq!((finding.as_str(), because.as_str(), urgency), ("1 open risk is not scored yet", "1 open risk has no owner.", Urgency::Watch));
        assert_eq!(said(&[(0, 0), (1, 1), (2, 2)]).0, "No high risk among 2 scored, 1 not scored yet");
        let (finding, _, urgency) = said(&[(1, 1), (2, 2)]);
        assert_eq!((finding.as_str(), urgency), ("No high risk among 2 open", Urgency::OnTrack));
    }

    #[test]
    fn the_method_says_what_it_makes_of_the_register() {
        let said = |plan: &TrialPlan| {
            let Headline { finding, because, .. } = method_headline(plan);
            (finding, because)
        };
        let mut plan = plan(&[(5, 5), (2, 4), (1, 1), (0, 0)]);
        assert_eq!(
            said(&plan),
            (
                "Probability × impact on 5 × 5 levels: 1 high, 1 medium, 1 low".to_owned(),
                "High begins at 15 points, medium at 8. The highest impact on participants is always high.".to_owned()
            )
        );
        let harmful = Score { participants: Some(level(5)), ..Score::new(level(1), level(1)) };
        let mut third = Risk::clone(plan.risks.get(&Id::joined(&["3"])).expect("there"));
        third.current = Some(harmful);
        plan.risks = plan.risks.with(third.clone(), None);
        assert_eq!(said(&plan).1, "1 risk is high because of its impact on participants alone, whatever the points.");
        third.current = Some(Score::new(level(6), level(1)));
        plan.risks = plan.risks.with(third, None);
        assert_eq!(said(&plan).1, "1 score has a level beyond the scale and counted as the highest level: score again.");
        assert_eq!(
            said(&TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0))).0,
            "Probability × impact on 5 × 5 levels; no risk is scored yet"
        );
    }

    #[test]
    fn each_risk_says_what_it_asks_for_first() {
        let asked = |change: &dyn Fn(&mut Risk), probability, impact| {
            let mut risk = Risk::new(Id::joined(&["r"]), 1, "x");
            risk.current = Some(Score::new(level(probability), level(impact)));
            change(&mut risk);
            about_risk(&RiskMethod::default(), &risk, today()).map(|(_, statement)| (statement.urgency, statement.detail, statement.status))
        };
        let told = |urgency, detail: &str, status: &str| Some((urgency, detail.to_owned(), status.to_owned()));
        let owned = |risk: &mut Risk| (risk.owner, risk.response) = ("Lead".to_owned(), ResponseStrategy::Reduce);
        assert_eq!(
            asked(&|_| (), 5, 4),
            told(Urgency::Act, "High, and still without an owner, a response, a target score and a reason for its score.", "high, 20")
        );
        assert_eq!(asked(&|_| (), 3, 3), told(Urgency::Watch, "Medium, and still without an owner and a response.", "medium, 9"));
        assert_eq!(asked(&owned, 3, 3), None);
        let late = |risk: &mut Risk| {
            owned(risk);
            risk.review_due = "2027-05-10".parse().ok();
        };
        assert_eq!(asked(&late, 1, 1), told(Urgency::Watch, "To be looked at again on 10 May 2027; owner: Lead.", "review 4 days late"));
        let disputed = |risk: &mut Risk| {
            let by = |probability| Assessment {
                assessor: String::new(),
                score: Score::new(level(probability), level(2)),
                rationale: String::new(),
                on: None,
                extra: Extra::default(),
            };
            risk.assessments = vec![by(1), by(4)];
        };
        assert_eq!(asked(&disputed, 2, 2), told(Urgency::Watch, "Assessors differ on probability, from 1 to 4: talk, then agree.", "3 levels apart"));
    }
}
