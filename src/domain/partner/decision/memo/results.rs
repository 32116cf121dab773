//! What came of it: scores, how far evaluators agree, what would change the result, and the price.

use super::{dash, score};
use crate::domain::choice::Choice;
use crate::domain::overview::evaluation::headline;
use crate::domain::paper::{Block, Cell, Section, Table};
use crate::domain::partner::bid::Bid;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::decision::readiness::scores_are_blind;
use crate::domain::partner::decision::risks::with_evidence;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::{Column, disagreements, scorecard, shown};
use crate::domain::partner::scoring::AgreedScore;
use crate::domain::words::count;

/// What stands in the place of scores that must not be seen yet.
const HIDDEN: &str = "Scoring is still blind; what evaluators gave is not shown before all have finished.";

pub(super) fn scores(evaluation: &PartnerEvaluation, section: Section) -> Section {
    if scores_are_blind(evaluation) {
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
    if scores_are_blind(evaluation) {
        return section.words(HIDDEN);
    }
    let rows = disagreements(evaluation).into_iter().map(|found| {
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

pub(super) fn robustness(evaluation: &PartnerEvaluation, section: Section) -> Section {
    if scores_are_blind(evaluation) {
        return section.words(HIDDEN);
    }
    let ranking = rank(evaluation);
    let Some(((first, best), (second, next))) =
        ranking.first_two().and_then(|(first, second)| Some(((first, first.weighted_score?), (second, second.weighted_score?))))
    else {
        return section.words("There are no two candidates with a result to compare.");
    };
    let name = |id| evaluation.candidates.get(id).map_or(String::new(), |candidate| shown(candidate.as_ref()));
    let ahead = evaluation.criteria.len();
    section.words(format!(
        "{} leads {} by {:.2} points of 5 ({} of the second result), over {}.",
        name(&first.candidate),
        name(&second.candidate),
        best - next,
        percent((best - next) / next),
        count(ahead, "criterion", "criteria")
    ))
}

pub(super) fn price(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let row = |bid: &Bid| {
        let name = evaluation.candidates.get(&bid.candidate).map_or("somebody who is no candidate".to_owned(), |candidate| shown(candidate.as_ref()));
        let rating = bid.change_orders.rating.map_or("not rated".to_owned(), |rating| format!("{rating} of 5"));
        [
            name.into(),
            bid.currency.code().into(),
            count(bid.lines.len(), "line", "lines").into(),
            super::dated(bid.received),
            super::dated(bid.valid_until),
            dash(bid.change_orders.terms.as_str()),
            rating.into(),
        ]
    };
    section.table(
        "What the candidates ask for",
        ["Candidate", "Currency", "Lines", "Received", "Holds until", "How the price may rise", "How well that protects us"],
        evaluation.bids.iter().map(|bid| row(bid)).collect(),
        "There is no bid on record.",
    )
}
