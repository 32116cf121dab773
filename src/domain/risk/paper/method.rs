//! How risks are scored: the scales with their meaning, the bands, and what no score may hide.

use crate::domain::paper::{Cell, Section};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::method::RiskMethod;
use crate::domain::risk::scale::{Anchor, Band};

use super::dash;

pub(super) fn section(plan: &TrialPlan) -> Section {
    let method: &RiskMethod = &plan.risk_method;
    let parts = method.parts();
    let factors = if method.scores_detectability() { "probability × impact × detectability" } else { "probability × impact" };
    let mut section = Section::new("How risks are scored").words(format!(
        "A score is {factors}. Impact is judged on time and budget, on participants and on the reliability of results; the worst of them counts, because no other can make up for it. A score orders the register; it measures nothing."
    ));
    section = section.table(
        "Probability, over the life of the trial",
        ["Level", "What to look for", "Counts"],
        parts.probability.iter().enumerate().map(chance).collect(),
        "",
    );
    section = section.table(
        "Impact",
        ["Level", "On time and budget", "On participants", "On results", "Counts"],
        parts.impact.iter().enumerate().map(harm).collect(),
        "",
    );
    if method.scores_detectability() {
        section = section.table(
            "Detectability, the hardest to detect last",
            ["Level", "What to look for", "Counts"],
            parts.detectability.iter().enumerate().map(chance).collect(),
            "",
        );
    }
    section = section.table("Bands", ["Band", "Points, and what they ask for"], Band::ALL.iter().rev().map(|band| row(method, *band)).collect(), "");
    section.words(method.safety_rule().unwrap_or("The rule of safety first is off: a severe impact on participants can be low where it is improbable."))
}

fn chance((place, anchor): (usize, &Anchor)) -> [Cell; 3] {
    [level(place, anchor), dash(anchor.meaning.as_str()), anchor.worth.to_string().into()]
}

fn harm((place, anchor): (usize, &Anchor)) -> [Cell; 5] {
    [
        level(place, anchor),
        dash(anchor.meaning.as_str()),
        dash(anchor.participants.as_str()),
        dash(anchor.reliability.as_str()),
        anchor.worth.to_string().into(),
    ]
}

fn level(place: usize, anchor: &Anchor) -> Cell {
    format!("{} {}", place + 1, anchor.name).into()
}

fn row(method: &RiskMethod, band: Band) -> [Cell; 2] {
    [Cell { text: band.label().to_owned(), band: Some(band) }, method.band_meaning(band).into()]
}
