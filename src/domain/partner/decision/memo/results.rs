//! What came of it: scores, how far evaluators agree, what would change the result, and the price.

use super::{dash, dated, score};
use crate::domain::choice::Choice;
use crate::domain::money::Amount;
use crate::domain::overview::evaluation::headline;
use crate::domain::overview::robustness::{checks, in_words};
use crate::domain::paper::{Block, Cell, Fact, Section, Table};
use crate::domain::partner::agreement::consensus::{agreement_headline, moved};
use crate::domain::partner::agreement::{Agreement, Strength};
use crate::domain::partner::bid::Assumption;
use crate::domain::partner::bid::normalised::{Conversion, NormalisedBid, normalised};
use crate::domain::partner::compare::robustness::robustness as robust;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::decision::risks::with_evidence;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::{Column, WIDE, scorecard, talks};
use crate::domain::partner::scoring::{AgreedScore, scores_are_hidden};
use crate::domain::words::{count, grouped, listed};

/// What stands in the place of scores that must not be seen yet.
const HIDDEN: &str = "Scoring is still blind; what evaluators gave is not shown before all have finished.";

pub(super) fn scores(evaluation: &PartnerEvaluation, section: Section) -> Section {
    if scores_are_hidden(evaluation) {
        return section.words(HIDDEN);
    }
    let card = scorecard(evaluation);
    let heading = headline(evaluation, &rank(evaluation));
    let row = |column: &Column| {
        let rank = match &column.out {
            Some(_) => "not ranked".to_owned(),
            None => column.rank.clone().unwrap_or_else(|| "no score".to_owned()),
        };
        [
            column.candidate.name.as_str().into(),
            rank.into(),
            score(column.result.weighted_score).into(),
            percent(column.result.coverage).into(),
            with_evidence(evaluation, &column.candidate.id).unwrap_or_else(|| "–".to_owned()).into(),
        ]
    };
    let mut ranked: Vec<&Column> = card.columns.iter().collect();
    crate::domain::order::sort_by_rank(&mut ranked, |column| crate::domain::order::Rank::from(column.result.rank.unwrap_or(usize::MAX)));
    let section = section.words(format!("{}. {}", heading.finding, heading.because)).table(
        "Results, from 1 to 5",
        ["Candidate", "Rank", "Result", "Coverage", "Scores with evidence"],
        ranked.into_iter().map(row).collect(),
        "There is no candidate.",
    );
    let heads = || card.columns.iter().map(|column| column.candidate.name.clone());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for pillar in &card.pillars {
        rows.push(
            std::iter::once(pillar.pillar.label().to_uppercase().into())
                .chain([share_of(pillar.share)])
                .chain(pillar.means.iter().map(|mean| score(*mean).into()))
                .collect(),
        );
        for row in &pillar.rows {
            let cells = row.cells.iter().map(|cell| match cell.score {
                None => "not scored".into(),
                Some(score) if score.gap() == 0 => format!("{:.2}", score.mean).into(),
                Some(score) => format!("{:.2} ({} to {})", score.mean, score.lowest, score.highest).into(),
            });
            rows.push(std::iter::once(row.name.as_str().into()).chain([share_of(row.share)]).chain(cells).collect());
        }
    }
    if rows.is_empty() || card.columns.is_empty() {
        return section;
    }
    section.with(Block::Table(Table {
        caption: "Mean scores, with the lowest and the highest where evaluators differ".into(),
        columns: ["Criterion".to_owned(), "Weight".to_owned()].into_iter().chain(heads()).collect(),
        rows,
    }))
}

fn share_of(share: Option<f64>) -> Cell {
    share.map_or("–".into(), |share| percent(share).into())
}

pub(super) fn agreement(evaluation: &PartnerEvaluation, section: Section) -> Section {
    if scores_are_hidden(evaluation) {
        return section.words(HIDDEN);
    }
    let agreement = Agreement::of(evaluation);
    let heading = agreement_headline(evaluation, &agreement);
    let mut section = section.words(format!("{}. {}", heading.finding, heading.because));
    let number = |number: Option<f64>| number.map_or("not defined".to_owned(), |number| format!("{number:.2}"));
    if agreement.shared > 0 {
        let strength = agreement.alpha.map_or(String::new(), |alpha| format!(", {}", Strength::of(alpha).word()));
        let order = agreement.order.map_or("not defined".to_owned(), |order| format!("{:.2} ({} evaluators, {})", order.w, order.raters, chance(order.p)));
        section = section.with(Block::Facts(vec![
            Fact::new(
                "Krippendorff’s alpha",
                format!(
                    "{}{strength}, over {}",
                    number(agreement.alpha),
                    count(agreement.shared, "score that two or more gave", "scores that two or more gave")
                ),
            ),
            Fact::new("Kendall’s W", order),
        ]));
    }
    let moved: Vec<[Cell; 3]> = moved(evaluation)
        .into_iter()
        .map(|moved| {
            let written = |score: Option<f64>, rank: Option<String>| format!("{} (rank {})", self::score(score), rank.unwrap_or_else(|| "–".to_owned()));
            [moved.name.into(), written(moved.before, moved.rank_before).into(), written(moved.after, moved.rank_after).into()]
        })
        .collect();
    if !moved.is_empty() {
        section = section.table("What agreeing changed", ["Candidate", "By the blind scores", "As agreed"], moved, "");
    }
    let rows = talks(evaluation, None).into_iter().filter(|found| found.gap >= WIDE).map(|found| {
        let agreed = evaluation.agreed_scores.get(&AgreedScore::key(&found.criterion, &found.candidate));
        let settled = agreed.map_or("open".to_owned(), |agreed| format!("agreed on {}", agreed.value));
        let voices: Vec<String> = found.voices.iter().map(|(_, role, value)| format!("{role} {value}")).collect();
        [found.about.into(), voices.join(", ").into(), settled.into(), dash(agreed.map_or("", |agreed| agreed.why.as_str()))]
    });
    section.table(
        "Where evaluators are two points or more apart",
        ["On what, about whom", "Who gave what", "Settled", "Why"],
        rows.collect(),
        "No two evaluators are two points or more apart.",
    )
}

/// A p value as it is written: never a zero that it is not.
fn chance(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}

pub(super) fn robustness(evaluation: &PartnerEvaluation, section: Section) -> Section {
    if scores_are_hidden(evaluation) {
        return section.words(HIDDEN);
    }
    let found = robust(evaluation);
    let Some([(first, best), (second, next)]) = found.first_two() else {
        return section.words("There are no two candidates of which one leads, so there is nothing that would have to change.");
    };
    let (leader, other) = (found.candidates.get(first).cloned().unwrap_or_default(), found.candidates.get(second).cloned().unwrap_or_default());
    let nearest = match found.nearest_flip() {
        Some(flip) => format!("The nearest change of one weight that would bring another first: {}.", in_words(&found, &flip)),
        None => "No change of a single weight would bring another first.".to_owned(),
    };
    let rows = checks(&found, None).into_iter().map(|check| [check.title.into(), check.status.into(), check.detail.into()]);
    section
        .words(format!("{leader} leads {other} by {:.2} points of 5 ({} of the second result). {nearest}", best - next, percent((best - next) / next)))
        .table("What was tried, and what came of it", ["Check", "Result", "In words"], rows.collect(), "Nothing was tried.")
}

pub(super) fn price(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let currency = &evaluation.bid_assumptions.currency;
    let bids = normalised(evaluation);
    if bids.is_empty() {
        return section.words("There is no bid on record.");
    }
    let amount = |amount: Option<Amount>| amount.map_or("–".to_owned(), |amount| amount.in_currency(currency));
    let assumed: Vec<String> = Assumption::ALL
        .iter()
        .filter_map(|assumption| Some(format!("{} {}", assumption.label().to_lowercase(), grouped(evaluation.bid_assumptions.number(*assumption)?))))
        .collect();
    let section = section.words(match assumed.as_slice() {
        [] => "The assumptions that all bids are counted by are not written down.".to_owned(),
        assumed => format!("All bids are counted by the same assumptions: {}.", listed(assumed)),
    });
    let row = |bid: &NormalisedBid| {
        let total = bid.total().map(|total| total.in_currency(currency));
        let why: Vec<String> = bid.obstacles.iter().map(|obstacle| obstacle.sentence()).collect();
        let rate = match &bid.conversion {
            Conversion::Same => String::new(),
            Conversion::At(rate) => format!(" (1 {} = {currency} {})", bid.bid.currency, rate.price),
            Conversion::Missing => String::new(),
        };
        [
            bid.name().into(),
            total.map_or_else(|| format!("cannot be compared: {}", why.join(" ")), |total| format!("{total}{rate}")).into(),
            amount(Some(bid.services)).into(),
            amount(Some(bid.passed_on)).into(),
            amount(bid.per_participant).into(),
            amount(bid.delay).into(),
            dated(bid.bid.valid_until),
        ]
    };
    let terms = |bid: &NormalisedBid| {
        let rating = bid.bid.change_orders.rating.map_or("not rated".to_owned(), |rating| format!("{rating} of 5"));
        [bid.name().into(), dash(bid.bid.change_orders.terms.as_str()), rating.into()]
    };
    section
        .table(
            "What the candidates ask for, on the same assumptions",
            ["Candidate", "Total", "Services", "Passed on at cost", "Per participant", "A delay of 3 months", "Holds until"],
            bids.iter().map(row).collect(),
            "",
        )
        .table("How the price may rise", ["Candidate", "Terms of change orders", "How well they protect us"], bids.iter().map(terms).collect(), "")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_small_p_value_is_not_written_as_zero() {
        assert_eq!([0.0, 0.000_4, 0.001, 0.0421].map(super::chance), ["p < 0.001", "p < 0.001", "p = 0.001", "p = 0.042"]);
    }
}
