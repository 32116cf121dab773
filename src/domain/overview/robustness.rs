//! How far a ranking holds, in words: the headline of the page, and each check with what to do about it.

use super::evaluation::CLEAR_LEAD;
use super::{Headline, Statement, Subject, Urgency};
use crate::domain::choice::Choice;
use crate::domain::partner::compare::acceptability::{Acceptability, Plausible};
use crate::domain::partner::compare::leave_out::Without;
use crate::domain::partner::compare::methods::judged;
use crate::domain::partner::compare::robustness::Robustness;
use crate::domain::partner::compare::score_flips::{Scored, of_means};
use crate::domain::partner::compare::table::ScoreTable;
use crate::domain::partner::compare::weight_flips::{WeightFlip, of_criteria};
use crate::domain::partner::criterion::percent;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::words::{count, listed, quoted};

/// A weight that is nearer than this to one with another leader is worth a talk, as a share of all weight.
const NEAR_FLIP: f64 = 0.05;

/// A candidate that comes first in fewer of the weightings than this does so by grace of the weights.
const OFTEN: f64 = 0.8;

/// More names than this are counted.
const MOST_NAMED: usize = 3;

/// Who leads and how sure that is: by the drawn weightings where there are any for the scores and weights as they are, else by what is
/// exact.
pub fn robustness_headline(found: &Robustness, drawn: Option<&Acceptability>) -> Headline {
    if !found.is_comparable() {
        return Headline {
            finding: "Nothing to compare yet".to_owned(),
            because: "As soon as two candidates have scores, this page says what would change the ranking, and what would not.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let Some([(leader, best), (second, next)]) = found.first_two() else {
        let level: Vec<String> = found.table.leaders(&found.table.weights).into_iter().map(|place| found.candidates[place].clone()).collect();
        return Headline {
            finding: if level.len() > MOST_NAMED {
                format!("{} are level", count(level.len(), "candidate", "candidates"))
            } else {
                format!("{} are level", listed(&level))
            },
            because: "Any change of a weight or a score decides between them. Look for the criterion that should.".to_owned(),
            urgency: Urgency::Watch,
        };
    };
    let (name, close) = (&found.candidates[leader], best - next < CLEAR_LEAD * next);
    let lead = format!("{best:.2} against {next:.2} for {}", found.candidates[second]);
    let lead = if close { format!("{lead}, a lead under 10%: no clear winner.") } else { format!("{lead}.") };
    if let Some(drawn) = drawn.filter(|drawn| drawn.table == found.table) {
        let first = |plausible: Plausible| drawn.of(plausible)[leader].first();
        let (in_order, any, near) = (first(Plausible::InOrder), first(Plausible::Any), first(Plausible::Near));
        return Headline {
            finding: format!("{name} leads, and stays first in {} of plausible weightings", of_draws(any)),
            because: format!(
                "Of those that keep the order of your weights it is {}, with each weight up to half more or less {}. {lead}",
                of_draws(in_order),
                of_draws(near)
            ),
            urgency: if any.min(in_order) >= OFTEN && !close { Urgency::OnTrack } else { Urgency::Watch },
        };
    }
    match found.nearest_flip() {
        None => Headline {
            finding: format!("{name} leads whatever any single weight is"),
            because: format!("{lead} Draw weightings to see how often it stays first when all of them change."),
            urgency: if close { Urgency::Watch } else { Urgency::OnTrack },
        },
        Some(flip) => {
            let distance = flip.distance().unwrap_or_default();
            Headline {
                finding: format!("{name} leads until a weight changes by {}", points_of(distance)),
                because: format!(
                    "{lead} The nearest: {}. Draw weightings to see how often {name} stays first when all of them change.",
                    in_words(found, &flip)
                ),
                urgency: if close || distance < NEAR_FLIP { Urgency::Watch } else { Urgency::OnTrack },
            }
        }
    }
}

/// What each check says, in the order of the page.
pub fn checks(found: &Robustness, drawn: Option<&Acceptability>) -> Vec<Statement> {
    let mut said = Vec::new();
    let Some([(leader, _), _]) = found.first_two() else { return said };
    let name = &found.candidates[leader];
    let mut say = |urgency, section, title: &str, status: String, detail: String| {
        said.push(Statement { urgency, title: title.to_owned(), detail, status, subject: Subject { section, record: None } });
    };
    let dissenting = found.dissenting();
    let others: Vec<String> = dissenting.iter().map(|judged| judged.method.label().to_owned()).collect();
    if dissenting.is_empty() {
        say(Urgency::OnTrack, "methods", "Other methods", "all agree".to_owned(), format!("{name} comes first by all {} methods.", found.methods.len()));
    } else {
        say(
            Urgency::Watch,
            "methods",
            "Other methods",
            format!("{} of {} differ", dissenting.len(), found.methods.len()),
            format!(
                "By {} {name} does not come first alone: the choice hangs on how differences are counted. Say in the decision why the weighted sum is right here.",
                listed(&others)
            ),
        );
    }
    match found.nearest_flip() {
        None => say(
            Urgency::OnTrack,
            "weights",
            "One weight",
            "never".to_owned(),
            "No single weight, from nothing to everything, lets another candidate lead.".to_owned(),
        ),
        Some(flip) => {
            let distance = flip.distance().unwrap_or_default();
            let near = distance < NEAR_FLIP;
            let detail = format!("{}.{}", in_words(found, &flip), if near { " Agree on this weight, with the reason, before you decide." } else { "" });
            say(if near { Urgency::Watch } else { Urgency::OnTrack }, "weights", "One weight", points_of(distance), detail);
        }
    }
    let means = found.mean_flips.iter().filter(|flip| flip.whose == Scored::Mean).count();
    let open = found.mean_flips.len() - means;
    let (status, detail) = match (means, open) {
        (0, 0) => ("none decides".to_owned(), "No mean score decides by being one point off.".to_owned()),
        (0, open) => (
            format!("{open} open"),
            format!("{} could still change who leads: have them scored.", count(open, "score that nobody has given", "scores that nobody has given")),
        ),
        (means, _) => (
            count(means, "score decides", "scores decide"),
            "If one of these means were one point off, another candidate would come first: check the evidence behind them.".to_owned(),
        ),
    };
    say(if means + open > 0 { Urgency::Watch } else { Urgency::OnTrack }, "scores", "One score", status, detail);
    for (section, title, without, what) in [
        ("criteria", "Without one criterion", &found.without_criteria, ["criterion", "criteria"]),
        ("candidates", "Without one candidate", &found.without_candidates, ["candidate", "candidates"]),
        ("evaluators", "Without one evaluator", &found.without_evaluators, ["evaluator", "evaluators"]),
    ] {
        if let Some((urgency, status, detail)) = left_out(name, without, what) {
            say(urgency, section, title, status, detail);
        }
    }
    if let Some(drawn) = drawn.filter(|drawn| drawn.table == found.table) {
        let (any, in_order) = (drawn.any[leader].first(), drawn.in_order[leader].first());
        let often = any.min(in_order) >= OFTEN;
        let detail = if often {
            format!("Where the order of your weights is kept it is {}.", of_draws(in_order))
        } else {
            format!(
                "Where the order of your weights is kept it is {}. The choice hangs on the weights: look at those with which the others come first.",
                of_draws(in_order)
            )
        };
        say(if often { Urgency::OnTrack } else { Urgency::Watch }, "weightings", "All weights at once", format!("first in {}", of_draws(any)), detail);
    }
    said
}

/// Which single weight decides, as a sentence for the ranking; empty where nobody leads alone.
pub fn one_weight(evaluation: &PartnerEvaluation) -> String {
    let found = weights_only(evaluation);
    match found.nearest_flip() {
        _ if found.leader().is_none() || found.criterion_flips.is_empty() => String::new(),
        None => "No single weight, whatever it is, changes who leads.".to_owned(),
        Some(flip) => format!("The nearest weight that decides: {}.", in_words(&found, &flip)),
    }
}

/// What follows for those who are about to choose: a thin lead, a weight that is near another leader, scores that decide.
pub fn what_decides(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let found = weights_only(evaluation);
    let Some([(leader, best), (second, next)]) = found.first_two() else { return Vec::new() };
    let mut said = Vec::new();
    let mut say = |title: &str, detail: String, status: String| {
        let subject = Subject { section: "robustness", record: None };
        said.push(Statement { urgency: Urgency::Watch, title: title.to_owned(), detail, status, subject });
    };
    if best - next < CLEAR_LEAD * next {
        say(
            "No clear winner",
            format!("{} is less than 10% ahead of {}: see what would change that before you decide.", found.candidates[leader], found.candidates[second]),
            format!("{} ahead", percent((best - next) / next)),
        );
    }
    if let Some((flip, distance)) = found.nearest_flip().and_then(|flip| Some((flip.clone(), flip.distance()?))).filter(|(_, distance)| *distance < NEAR_FLIP) {
        say("One weight decides", format!("{}: agree on it, with the reason.", in_words(&found, &flip)), points_of(distance));
    }
    let scores = of_means(&found.table).iter().filter(|flip| flip.whose == Scored::Mean).count();
    if scores > 0 {
        say(
            "Single scores decide",
            "One point less or more puts somebody else first: check the evidence behind them.".to_owned(),
            count(scores, "score", "scores"),
        );
    }
    said
}

/// As much of the robustness as is known at once.
fn weights_only(evaluation: &PartnerEvaluation) -> Robustness {
    let table = ScoreTable::of(evaluation);
    Robustness { methods: judged(&table), criterion_flips: of_criteria(&table), ..Robustness::named(evaluation, table) }
}

/// What leaving out one of them changes; `None` where there is nothing to leave out.
fn left_out(leader: &str, without: &[Without], [one, many]: [&str; 2]) -> Option<(Urgency, String, String)> {
    let changing = without.iter().filter(|without| without.changes).count();
    let reversing = without.iter().filter(|without| !without.reversed.is_empty()).count();
    match (without.len(), changing) {
        (0, _) => None,
        (all, 0) if one == "candidate" && reversing > 0 => Some((
            Urgency::OnTrack,
            "holds".to_owned(),
            format!(
                "The weighted sum ranks the others alike without any of {}; other methods turn some round without {}.",
                count(all, one, many),
                count(reversing, one, many)
            ),
        )),
        (all, 0) => Some((Urgency::OnTrack, "holds".to_owned(), format!("{leader} leads without any of {}.", count(all, one, many)))),
        (all, changing) => Some((
            Urgency::Watch,
            format!("{changing} of {all} decide"),
            format!(
                "Without {} somebody else leads: the choice rests on {}.",
                if changing == 1 { format!("one {one}") } else { format!("any of {changing} {many}") },
                if changing == 1 { "it" } else { "them" }
            ),
        )),
    }
}

/// What the nearest turn of a weight is: "“Named team”, if it falls from 8% to 3% of the weight, lets Kestermoor lead".
pub fn in_words(found: &Robustness, flip: &WeightFlip) -> String {
    let Some(turn) = flip.nearest() else { return String::new() };
    let ahead: Vec<String> = turn.ahead.iter().map(|place| found.candidates[*place].clone()).collect();
    let way = if turn.share > flip.now { "rises" } else { "falls" };
    format!(
        "{} {way} from {} of the weight to {}, and {} {} the lead",
        quoted(&found.weighed(flip.of)),
        percent(flip.now),
        percent(turn.share),
        listed(&ahead),
        if ahead.len() == 1 { "takes" } else { "take" }
    )
}

/// A difference of shares in points of a hundred: "4.2 points of 100".
fn points_of(distance: f64) -> String {
    let tenths = (distance * 1000.0).round() / 10.0;
    if tenths < 0.1 { "less than 0.1 point of 100".to_owned() } else { format!("{tenths} points of 100") }
}

/// A share of the draws: never a full or an empty one that is not.
pub fn of_draws(share: f64) -> String {
    match (share * 100.0).round() {
        hundred if hundred >= 100.0 && share < 1.0 => "more than 99%".to_owned(),
        nothing if nothing <= 0.0 && share > 0.0 => "less than 1%".to_owned(),
        whole => format!("{whole:.0}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::compare::acceptability::Accepted;
    use crate::domain::partner::compare::robustness::robustness;
    use crate::domain::partner::trial_run::{evaluation, score};

    fn said(found: &Robustness, drawn: Option<&Acceptability>) -> Vec<String> {
        checks(found, drawn).into_iter().map(|check| format!("{}: {}", check.title, check.status)).collect()
    }

    #[test]
    fn the_page_says_what_is_exact_before_anything_is_drawn() {
        let mut evaluation = evaluation(&["a", "b"], &[10.0, 10.0], 2);
        assert_eq!(robustness_headline(&robustness(&evaluation), None).finding, "c0 and c1 are level");
        score(&mut evaluation, "a", 0, 0, 5);
        score(&mut evaluation, "b", 0, 0, 5);
        let found = robustness(&evaluation);
        assert_eq!(robustness_headline(&found, None).finding, "c0 leads whatever any single weight is");
        for evaluator in ["a", "b"] {
            score(&mut evaluation, evaluator, 1, 1, 4);
        }
        // c0 has 5 and 3, c1 has 3 and 4: they are level where k0 has a third.
        let found = robustness(&evaluation);
        let headline = robustness_headline(&found, None);
        assert_eq!(headline.finding, "c0 leads until a weight changes by 16.7 points of 100");
        assert!(headline.because.starts_with("4.00 against 3.50 for c1. The nearest: “k0” falls from 50% of the weight to 33.3%, and c1 takes the lead."));
        assert_eq!(
            said(&found, None),
            [
                "Other methods: 2 of 4 differ",
                "One weight: 16.7 points of 100",
                "One score: 4 scores decide",
                "Without one criterion: 1 of 2 decide",
                "Without one evaluator: holds"
            ]
        );
    }

    #[test]
    fn two_that_pass_the_leader_at_once_take_the_lead() {
        let mut evaluation = evaluation(&["a"], &[10.0, 10.0], 3);
        score(&mut evaluation, "a", 0, 0, 5);
        for candidate in [1, 2] {
            score(&mut evaluation, "a", 1, candidate, 4);
        }
        let found = robustness(&evaluation);
        let flip = found.nearest_flip().expect("one weight decides");
        assert_eq!(in_words(&found, &flip), "“k0” falls from 50% of the weight to 33.3%, and c1 and c2 take the lead");
    }

    #[test]
    fn drawn_weightings_count_only_for_the_scores_that_they_were_drawn_for() {
        let mut evaluation = evaluation(&["a"], &[10.0, 10.0], 2);
        score(&mut evaluation, "a", 0, 0, 5);
        let found = robustness(&evaluation);
        let accepted = |first: f64| Accepted { ranks: vec![first, 1.0 - first], before: vec![0.0, first], central: None, confidence: None };
        let [any, in_order, near] = [0.884, 0.7, 0.9999].map(|first| vec![accepted(first), accepted(1.0 - first)]);
        let drawn = Acceptability { draws: 1_000, seed: 1, table: found.table.clone(), in_order, any, near };
        let headline = robustness_headline(&found, Some(&drawn));
        assert_eq!(headline.finding, "c0 leads, and stays first in 88% of plausible weightings");
        assert!(headline.because.contains("Of those that keep the order of your weights it is 70%, with each weight up to half more or less more than 99%."));
        assert_eq!(said(&found, Some(&drawn)).last().map(String::as_str), Some("All weights at once: first in 88%"));
        score(&mut evaluation, "a", 0, 1, 4);
        let changed = robustness(&evaluation);
        assert_eq!(robustness_headline(&changed, Some(&drawn)).finding, "c0 leads whatever any single weight is");
    }

    #[test]
    fn one_candidate_alone_cannot_be_compared() {
        let headline = robustness_headline(&robustness(&evaluation(&["a"], &[1.0], 1)), None);
        assert_eq!((headline.finding.as_str(), checks(&Robustness::default(), None).len()), ("Nothing to compare yet", 0));
    }
}
