//! What the page would show of a partner evaluation.

use serde::Serialize;
use serde_json::{Map, Value, json};
use trialwright::domain::choice::Choice;
use trialwright::domain::date::Date;
use trialwright::domain::finding::Finding;
use trialwright::domain::overview::{self, Headline};
use trialwright::domain::partner::evaluation::PartnerEvaluation;
use trialwright::domain::partner::ranking::{Ranking, rank};

use crate::selection::of_selection;
use crate::{Report, head};

pub fn of_evaluation(file: String, evaluation: &PartnerEvaluation, findings: Vec<Finding>, today: Date) -> Report {
    let ranking = rank(evaluation);
    let headline = overview::evaluation::headline(evaluation, &ranking);
    Report {
        file,
        kind: "partnerEvaluation",
        today: today.iso(),
        document: Some(head(&evaluation.document)),
        findings,
        headline: Some(headline.clone()),
        statements: overview::evaluation::statements(evaluation, today),
        figures: json!({
            "candidates": evaluation.candidates.len(),
            "inTheRunning": evaluation.running().count(),
            "criteria": evaluation.criteria.len(),
            "evaluators": evaluation.evaluators.len(),
            "scores": evaluation.scores.iter().filter(|score| score.value.is_some()).count(),
        }),
        selection: Some(of_selection(evaluation, today)),
        partner: Some(Partner { ranking: ranking_rows(evaluation, &ranking), headline }),
        ..Report::default()
    }
}

#[derive(Serialize)]
pub struct Partner {
    ranking: Vec<RankingRow>,
    headline: Headline,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RankingRow {
    id: String,
    candidate: String,
    kind: &'static str,
    rank: Option<usize>,
    weighted_score: Option<f64>,
    coverage: f64,
    pillars: Map<String, Value>,
}

fn ranking_rows(evaluation: &PartnerEvaluation, ranking: &Ranking) -> Vec<RankingRow> {
    let row = |result: &trialwright::domain::partner::ranking::Result| {
        let candidate = evaluation.candidates.get(&result.candidate)?;
        Some(RankingRow {
            id: candidate.id.to_string(),
            candidate: candidate.name.clone(),
            kind: candidate.kind.key(),
            rank: result.rank,
            weighted_score: result.weighted_score,
            coverage: result.coverage,
            pillars: result.pillars.iter().map(|(pillar, score)| (pillar.key().to_owned(), json!(score))).collect(),
        })
    };
    ranking.results.iter().filter_map(row).collect()
}
