//! What the page of weights says first, and what to do next.

use super::super::criterion::{Pillar, percent, total_weight};
use super::super::evaluation::PartnerEvaluation;
use super::WeightMethod;
use super::compared::{SideBySide, side_by_side};
use super::shares::Outcome;
use super::standing::{Drift, Standing, standing};
use crate::domain::choice::Choice;
use crate::domain::overview::{Headline, Urgency};
use crate::domain::words::{capitalised, count, quoted};

/// A gap between methods from this on is worth a talk.
const WORTH_A_TALK: f64 = 0.05;

/// Something to do about the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// How it asks for attention.
    pub urgency: Urgency,
    /// What it is about, in a few words.
    pub title: String,
    /// The fact, and what to do.
    pub detail: String,
    /// The status in two or three words.
    pub status: String,
    /// The method where it is done; `None` where it is done beside them.
    pub method: Option<WeightMethod>,
}

/// The finding: whether the weights can be defended, and what counts most.
pub fn weights_headline(evaluation: &PartnerEvaluation) -> Headline {
    if evaluation.criteria.is_empty() {
        return Headline {
            finding: "There is nothing to weigh yet".to_owned(),
            because: "Say in Set-up what the candidates are judged by. Then say here how much each criterion counts, before anyone scores.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    if total_weight(evaluation) <= 0.0 {
        return Headline {
            finding: "Nothing counts yet".to_owned(),
            because: "Every weight is 0, so no ranking can follow. Find weights by one of the methods.".to_owned(),
            urgency: Urgency::Act,
        };
    }
    let (standing, table) = (standing(evaluation), side_by_side(evaluation));
    let heaviest = heaviest(&table);
    match &standing {
        Standing { method: None, .. } => Headline {
            finding: "Nobody has said where the weights come from".to_owned(),
            because: format!("{heaviest} Weights that no method backs are the first thing that a challenge hits: find them by a method, and agree on them."),
            urgency: Urgency::Watch,
        },
        Standing { changed, .. } if !changed.is_empty() => Headline {
            finding: "The weights are not what was agreed on".to_owned(),
            because: format!("{} {heaviest}", changes(changed)),
            urgency: Urgency::Act,
        },
        Standing { contradicting, .. } if !contradicting.is_empty() => Headline {
            finding: "The comparisons behind the weights contradict each other".to_owned(),
            because: format!("{} {heaviest}", contradictions(contradicting)),
            urgency: Urgency::Watch,
        },
        Standing { method: Some(method), .. } => Headline {
            finding: top(&table),
            because: format!("{}{}. {}", capitalised(in_words(*method)), agreed(&standing, evaluation), apart(&table)).trim_end().to_owned(),
            urgency: if standing.answered_anew || standing.scored_before.is_some() { Urgency::Watch } else { Urgency::OnTrack },
        },
    }
}

/// What to do about the weights, most pressing first.
pub fn steps(evaluation: &PartnerEvaluation) -> Vec<Step> {
    if evaluation.criteria.is_empty() {
        return Vec::new();
    }
    let (standing, table) = (standing(evaluation), side_by_side(evaluation));
    let mut found = Vec::new();
    let mut say = |urgency, title: &str, detail: String, status: String, method| found.push(Step { urgency, title: title.to_owned(), detail, status, method });
    if !standing.changed.is_empty() {
        let detail = format!("{} Agree on them anew, or go back to what was agreed on.", changes(&standing.changed));
        say(Urgency::Act, "Changed since they were agreed on", detail, count(standing.changed.len(), "criterion", "criteria"), standing.method);
    }
    if standing.method.is_none() && total_weight(evaluation) > 0.0 {
        let detail = "Use the weights of a method, or say that they were given directly.".to_owned();
        say(Urgency::Watch, "No method backs the weights", detail, "gap".to_owned(), Some(WeightMethod::Swing));
    }
    for (group, ratio) in &standing.contradicting {
        let detail = format!("The comparisons of “{group}” contradict each other: look again at the pair that is named there.");
        say(Urgency::Watch, "Contradictions", detail, format!("CR {ratio:.2}"), Some(WeightMethod::Pairwise));
    }
    if standing.answered_anew {
        let detail =
            format!("The answers under “{}” now give other weights, or are not complete: use them, or leave them as they were.", label(standing.method));
        say(Urgency::Watch, "Answered anew", detail, "not used".to_owned(), standing.method);
    }
    if let (Some(first), Some(agreed)) = (standing.scored_before, standing.agreed_on) {
        let detail = format!("The first score is of {first}, the weights are of {agreed}. Say in the reasons that they were not made to fit the scores.");
        say(Urgency::Watch, "Agreed on after scoring began", detail, "explain".to_owned(), None);
    }
    if standing.method.is_some() && evaluation.weighting.agreed_by.trim().is_empty() {
        let detail = "Say by role who agreed, and what spoke for these weights.".to_owned();
        say(Urgency::Watch, "Nobody has put a name to the weights", detail, "gap".to_owned(), None);
    }
    let complete = table.methods.iter().filter(|(_, outcome)| outcome.shares().is_some()).count();
    if complete < 2 {
        let open = table.methods.iter().find(|(method, outcome)| *method != WeightMethod::Direct && outcome.shares().is_none());
        let detail = "One way alone shows nothing: a second one shows which weights hang on how you were asked.".to_owned();
        say(Urgency::Upcoming, "Find the weights a second way", detail, "for a check".to_owned(), open.map(|(method, _)| *method));
    }
    if let Some(line) = table.widest().filter(|line| line.spread().is_some_and(|spread| spread >= WORTH_A_TALK))
        && let Some(((low, lowest), (high, highest))) = table.ends_by(line)
    {
        let detail =
            format!("{}: {} {}, {} {}. Talk about what it is worth.", quoted(&line.name), percent(lowest), in_words(low), percent(highest), in_words(high));
        say(Urgency::Watch, "The methods are farthest apart", detail, format!("{} apart", points_apart(highest - lowest)), None);
    }
    found.sort_by_key(|step| step.urgency);
    found
}

/// How weights were found, within a sentence.
pub fn in_words(method: WeightMethod) -> &'static str {
    match method {
        WeightMethod::Direct => "given directly",
        WeightMethod::Swing => "by swing weights",
        WeightMethod::RankOrder => "by rank order",
        WeightMethod::Pairwise => "by pairwise comparison",
    }
}

/// How far shares are apart: `6.2 points`.
pub fn points_apart(spread: f64) -> String {
    format!("{} points", percent(spread).trim_end_matches('%'))
}

/// What is open about a method, or that it is complete, in a few words.
pub fn state(outcome: &Outcome) -> &'static str {
    if outcome.shares().is_some() { "complete" } else { "open" }
}

fn label(method: Option<WeightMethod>) -> &'static str {
    method.map_or("", WeightMethod::label)
}

fn agreed(standing: &Standing, evaluation: &PartnerEvaluation) -> String {
    let by = evaluation.weighting.agreed_by.trim();
    match standing.agreed_on {
        Some(on) if standing.scored_before.is_some() => format!(", agreed on {on}, after scoring began"),
        Some(on) if by.is_empty() => format!(", agreed on {on}, nobody says by whom"),
        Some(on) => format!(", agreed on {on}"),
        None => ", not dated".to_owned(),
    }
}

/// The pillar that weighs most, as a finding.
fn top(table: &SideBySide) -> String {
    let share = |line: &super::compared::Line<Pillar>| line.now.unwrap_or_default();
    let first = table.pillars.iter().map(|(line, _)| line).reduce(|best, line| if share(line) > share(best) + 1e-9 { line } else { best });
    let level = first.map_or(0, |first| table.pillars.iter().filter(|(line, _)| (share(line) - share(first)).abs() < 1e-9).count());
    match first {
        Some(_) if level > 1 && level == table.pillars.len() => "All pillars count alike".to_owned(),
        Some(first) if level > 1 => format!("{} counts most, with {}: {} each", first.name, count(level - 1, "other", "others"), percent(share(first))),
        Some(first) => format!("{} counts most: {} of the result", first.name, percent(share(first))),
        None => String::new(),
    }
}

/// The criterion that weighs most, as a sentence.
fn heaviest(table: &SideBySide) -> String {
    let lines = table.pillars.iter().flat_map(|(_, lines)| lines);
    let first = lines.reduce(|best, line| if line.now.unwrap_or_default() > best.now.unwrap_or_default() + 1e-9 { line } else { best });
    first.and_then(|line| Some(format!("{} counts most, {} of the result.", quoted(&line.name), percent(line.now?)))).unwrap_or_default()
}

fn changes(changed: &[Drift]) -> String {
    let Some(first) = changed.first() else { return String::new() };
    let before = first.agreed.map_or("not there".to_owned(), percent);
    let others = match changed.len() {
        1 => String::new(),
        more => format!(", and {} moved with it", count(more - 1, "other", "others")),
    };
    format!("{} was {before} and is {}{others}.", quoted(&first.name), percent(first.now))
}

fn contradictions(found: &[(&'static str, f64)]) -> String {
    let one = |(group, ratio): &(&str, f64)| format!("“{group}” has a consistency ratio of {ratio:.2}");
    format!("{}, above 0.10.", found.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn apart(table: &SideBySide) -> String {
    let Some(line) = table.widest() else { return String::new() };
    let Some(((low, lowest), (high, highest))) = table.ends_by(line).filter(|((_, low), (_, high))| high - low > 0.0005) else { return String::new() };
    format!("The methods differ most on {}: {} {}, {} {}.", quoted(&line.name), percent(lowest), in_words(low), percent(highest), in_words(high))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::rank_order::orders;
    use super::super::standing::tests::agree;
    use super::*;
    use crate::domain::partner::trial_run::evaluation;

    fn said(evaluation: &PartnerEvaluation) -> String {
        weights_headline(evaluation).finding
    }

    #[test]
    fn the_finding_follows_from_where_the_weights_come_from() {
        assert_eq!(said(&evaluation(&[], &[], 0)), "There is nothing to weigh yet");
        assert_eq!(said(&evaluation(&[], &[0.0], 0)), "Nothing counts yet");
        let mut evaluation = evaluation(&[], &[40.0, 30.0, 20.0, 10.0], 0);
        assert_eq!(said(&evaluation), "Nobody has said where the weights come from");
        agree(&mut evaluation, WeightMethod::Direct);
        assert_eq!(said(&evaluation), "Expertise counts most: 40% of the result");
        let order = orders(&evaluation);
        let weighting = Arc::make_mut(&mut evaluation.weighting);
        (weighting.pillar_order, weighting.criterion_order) = (order.pillar_order(), order.criterion_order());
        assert_eq!(
            weights_headline(&evaluation).because,
            "Given directly, agreed on 22 Nov 2026, nobody says by whom. The methods differ most on “k0”: 40% given directly, 52.1% by rank order."
        );
        Arc::make_mut(&mut evaluation.weighting).agreed_weights.clear();
        assert_eq!(said(&evaluation), "Expertise counts most: 40% of the result", "what was agreed on is not known");
    }

    #[test]
    fn steps_begin_with_what_presses_most() {
        let mut evaluation = evaluation(&[], &[40.0, 30.0, 20.0, 10.0], 0);
        let titles = |evaluation: &PartnerEvaluation| steps(evaluation).into_iter().map(|step| step.title).collect::<Vec<_>>().join("; ");
        assert_eq!(titles(&evaluation), "No method backs the weights; Find the weights a second way");
        agree(&mut evaluation, WeightMethod::Direct);
        assert_eq!(titles(&evaluation), "Nobody has put a name to the weights; Find the weights a second way");
        let criterion = evaluation.criteria.iter().next().expect("there");
        let mut criterion = super::super::super::criterion::Criterion::clone(criterion);
        criterion.weight = super::super::super::criterion::Weight::new(90.0).expect("in range");
        evaluation.criteria = evaluation.criteria.with(criterion, None);
        assert!(titles(&evaluation).starts_with("Changed since they were agreed on; "));
        assert_eq!(said(&evaluation), "The weights are not what was agreed on");
    }
}
