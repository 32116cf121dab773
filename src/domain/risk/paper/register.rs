//! The register: where its risks stand in the matrix, in a line each, and in full.

use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::paper::{Block, Cell, Fact, Section, Table};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::chain::{RiskLink, chain};
use crate::domain::risk::matrix::{Basis, matrix as cells};
use crate::domain::risk::method::RiskMethod;
use crate::domain::risk::register::{Assessment, Risk};
use crate::domain::risk::scale::{Level, Score};
use crate::domain::words::capitalised;

use super::{dash, in_brackets, scored};

pub(super) fn matrix(plan: &TrialPlan) -> Section {
    let method: &RiskMethod = &plan.risk_method;
    let impacts = &method.parts().impact;
    let placed = cells(method, plan.risks.iter().map(AsRef::as_ref), Basis::Current);
    let rows = placed.chunks(impacts.len().max(1)).map(|row| {
        let head = row.first().map_or(Cell::default(), |cell| named(method, cell.probability).into());
        let filled = row.iter().map(|cell| {
            let risks: Vec<String> = cell.risks.iter().map(|risk| risk.reference()).collect();
            Cell { text: if risks.is_empty() { cell.band.label().to_lowercase() } else { risks.join(", ") }, band: Some(cell.band) }
        });
        std::iter::once(head).chain(filled).collect()
    });
    let columns =
        std::iter::once("Probability \\ impact".to_owned()).chain(Level::of(impacts.len()).map(|level| format!("{level} {}", method.impact(level).name)));
    Section::on_new_page("Matrix")
        .words("Open risks by probability and worst impact, as things stand. A cell without a risk names its band.")
        .with(Block::Table(Table { caption: "Risk matrix".into(), columns: columns.collect(), rows: rows.collect() }))
}

fn named(method: &RiskMethod, level: Level) -> String {
    format!("{level} {}", method.probability(level).name)
}

pub(super) fn overview(plan: &TrialPlan) -> Section {
    let method = &plan.risk_method;
    let open = sorted(plan).into_iter().map(|risk| {
        let judged = |score: Option<Score>| scored(score.map(|score| method.judged(score)));
        let target = if risk.target.is_some() { judged(risk.target) } else { "–".into() };
        [
            risk.reference().into(),
            risk.title.as_str().into(),
            risk.category.label().into(),
            judged(risk.current),
            target,
            risk.response.label().into(),
            dash(risk.owner.as_str()),
        ]
    });
    let past = plan
        .risks
        .iter()
        .filter(|risk| !risk.is_open())
        .map(|risk| [risk.reference().into(), risk.title.as_str().into(), risk.status.label().into(), dash(risk.response_plan.as_str())]);
    let section = Section::new("Register").table(
        "Open risks, the highest first",
        ["Id", "Risk", "Category", "Now", "Target", "Response", "Owner"],
        open.collect(),
        "No risk is open.",
    );
    let past: Vec<[Cell; 4]> = past.collect();
    if past.is_empty() { section } else { section.table("Risks that happened or were closed", ["Id", "Risk", "Status", "What was done"], past, "") }
}

/// Open risks, the highest first; equals by number.
fn sorted(plan: &TrialPlan) -> Vec<&Risk> {
    let mut open: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| risk.is_open()).collect();
    let rank = |risk: &Risk| risk.current.map(|score| (plan.risk_method.band(score), plan.risk_method.points(score)));
    open.sort_by(|one, other| (rank(other), one.number).cmp(&(rank(one), other.number)));
    open
}

pub(super) fn in_full(plan: &TrialPlan) -> Section {
    let section = Section::on_new_page("Each open risk in full");
    let open = sorted(plan);
    if open.is_empty() {
        return section.words("No risk is open.");
    }
    let chain = chain(plan, plan.document.changed.date());
    let links: Vec<&RiskLink> = chain.factors.iter().flat_map(|link| &link.risks).chain(&chain.loose).collect();
    open.into_iter().fold(section, |section, risk| {
        let limits = links.iter().find(|link| link.risk.id == risk.id).map_or(Vec::new(), |link| link.limits.clone());
        let limits = limits.iter().map(|limit| limit.name.as_str()).collect::<Vec<_>>().join("; ");
        section.with(Block::Heading(format!("{} {}", risk.reference(), risk.title))).with(Block::Facts(facts(plan, risk, limits)))
    })
}

/// Every field of a risk that says something.
fn facts(plan: &TrialPlan, risk: &Risk, limits: String) -> Vec<Fact> {
    let method: &RiskMethod = &plan.risk_method;
    let factors: Vec<&str> = risk.factors.iter().filter_map(|id| plan.quality_factors.get(id)).map(|factor| factor.title.as_str()).collect();
    let delays = risk.delays.iter().filter_map(|delay| {
        let task = plan.tasks.get(&delay.task)?;
        Some(format!("{}: {}, most likely {}, to {}", task.name, delay.optimistic, delay.likely, delay.pessimistic))
    });
    let cost = risk.cost.as_ref().map(|cost| {
        let amount = |amount: crate::domain::money::Amount| amount.in_currency(&plan.contingency.currency);
        format!("{}, most likely {}, to {}", amount(cost.optimistic), amount(cost.likely), amount(cost.pessimistic))
    });
    let dated = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let score = |score: Option<Score>| score.map(|score| in_words(method, score)).unwrap_or_default();
    let assessed = |one: &Assessment| {
        format!("{}: {}{}", one.assessor, in_words(method, one.score), if one.rationale.is_empty() { String::new() } else { format!(" – {}", one.rationale) })
    };
    let all = [
        ("Category", risk.category.label().to_owned()),
        ("Cause", risk.cause.clone()),
        ("Effect", risk.effect.clone()),
        ("Description", risk.description.clone()),
        ("Owner", risk.owner.clone()),
        ("Found", dated(risk.found)),
        ("Threatens", factors.join("; ")),
        ("Controls", risk.controls.clone()),
        ("Score without controls", score(risk.inherent)),
        ("Why without controls", risk.inherent_rationale.clone()),
        ("Score now", score(risk.current)),
        ("Why", risk.rationale.clone()),
        ("Assessments", risk.assessments.iter().map(assessed).collect::<Vec<_>>().join("\n")),
        ("Chance", risk.chance.map(|chance| format!("{}%", chance.percent())).unwrap_or_default()),
        ("Delays", delays.collect::<Vec<_>>().join("\n")),
        ("Cost", cost.unwrap_or_default()),
        ("Response", risk.response.label().to_owned()),
        ("What is done", risk.response_plan.clone()),
        ("Carried out by", risk.response_owner.clone()),
        ("In place by", dated(risk.response_due)),
        ("In place since", dated(risk.response_done)),
        ("Cost of the response", risk.response_cost.map(|amount| amount.in_currency(&plan.contingency.currency)).unwrap_or_default()),
        ("Target score", score(risk.target)),
        ("Why this target", risk.target_rationale.clone()),
        ("Trigger", risk.trigger.clone()),
        ("Fallback", risk.fallback.clone()),
        ("Tolerance limits", limits),
        ("Indicator", risk.indicator.clone()),
        ("Looked at again", dated(risk.review_due)),
    ];
    all.into_iter().filter(|(_, value)| !value.trim().is_empty()).map(|(name, value)| Fact::new(name, value)).collect()
}

/// `Probability 4, impact 5 (participants 3): 20, high`.
fn in_words(method: &RiskMethod, score: Score) -> String {
    let others = [("participants", score.participants), ("results", score.reliability), ("detectability", score.detectability)];
    let others: Vec<String> = others.iter().filter_map(|(name, level)| Some(format!("{name} {}", (*level)?))).collect();
    let others = if others.is_empty() { String::new() } else { format!(", {}", others.join(", ")) };
    let lifted = if method.is_lifted(score) { ", by safety first" } else { "" };
    capitalised(&format!("probability {}, impact {}{others}{}{lifted}", score.probability, score.impact, in_brackets(Some(method.judged(score)))))
}
