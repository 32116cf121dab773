//! What was decided: risks and duties that come with the choice, dissent, the decision, the reasons against the others, and
//! what happens next.

use super::{FILED, dash};
use crate::domain::choice::Choice;
use crate::domain::paper::{Block, Fact, Section};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::decision::readiness::{chosen, open};
use crate::domain::partner::decision::reasons::{Gap, compared};
use crate::domain::partner::decision::risks::risks_of_the_choice;
use crate::domain::partner::duty::Duty;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::performance::review_months;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::words::{count, listed};

/// On how many criteria a comparison is written out.
const COMPARED: usize = 4;

pub(super) fn duties(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let holders = |duty: &Duty| {
        let one = |holder: &crate::domain::partner::duty::DutyHolder| {
            let name = match holder.candidate.as_ref().and_then(|id| evaluation.candidates.get(id)) {
                Some(candidate) => shown(candidate.as_ref()),
                None => holder.party.trim().to_owned(),
            };
            if holder.part.trim().is_empty() { name } else { format!("{name}: {}", holder.part.trim()) }
        };
        let names: Vec<String> = duty.holders.iter().map(one).collect();
        if names.is_empty() { "Sponsor".to_owned() } else { names.join("; ") + if duty.shared { "; sponsor in part" } else { "" } }
    };
    let agreement = |duty: &Duty| duty.holders.iter().map(|holder| holder.agreement.trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
    let row = |duty: &Duty| [shown(duty).into(), dash(duty.reference.as_str()), holders(duty).into(), dash(agreement(duty)), dash(duty.oversight.as_str())];
    section.words("What is not specifically transferred in an agreement stays with the sponsor (ICH E6(R3), 3.6.4).").table(
        "Duties, who carries them, and how the sponsor sees that they are done",
        ["Duty", "Laid down in", "Who", "Agreement", "Oversight"],
        evaluation.duties.iter().map(|duty| row(duty)).collect(),
        "No duty is listed.",
    )
}

pub(super) fn risks(evaluation: &PartnerEvaluation, section: Section) -> Section {
    if chosen(evaluation).is_none() {
        return section.words("Nobody is chosen yet.");
    }
    if scores_are_hidden(evaluation) {
        return section.words("Scoring is still blind.");
    }
    let rows = risks_of_the_choice(evaluation)
        .into_iter()
        .map(|risk| [risk.title.into(), risk.category.label().into(), risk.cause.into(), risk.effect.into(), risk.response.into(), risk.owner.into()]);
    section.table(
        "What the choice brings along; the plan’s risk register takes it over",
        ["Risk", "Category", "Cause", "Effect", "Response", "Owner"],
        rows.collect(),
        "Nothing in the scores, bids and duties of the chosen candidate stands out as a risk.",
    )
}

pub(super) fn dissent(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let decision = &evaluation.partner_decision;
    let none = match decision.dissent_asked {
        Some(on) => format!("All evaluators were asked on {on} whether they see it differently. Nobody did."),
        None => "Nobody was asked yet whether they see it differently.".to_owned(),
    };
    let rows = decision.dissents.iter().map(|dissent| [dash(dissent.who.as_str()), dash(dissent.view.as_str())]);
    section.table("Who sees it differently", ["Who", "View"], rows.collect(), &none)
}

pub(super) fn decision(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let decision = &evaluation.partner_decision;
    let Some(chosen) = chosen(evaluation) else { return section.words("Nobody is chosen yet.") };
    let ranking = rank(evaluation);
    let result = ranking.of(&chosen.id);
    let standing = match result.and_then(|result| Some((ranking.rank_as_written(result)?, result.weighted_score?))) {
        Some((rank, score)) => format!("rank {rank}, {score:.2} of 5"),
        None => "no rank".to_owned(),
    };
    let standing = if scores_are_hidden(evaluation) { "not shown while scoring is blind".to_owned() } else { standing };
    let facts = [
        ("Chosen", format!("{} ({})", shown(chosen), chosen.kind.label())),
        ("Standing", standing),
        ("Decided on", decision.decided_on.map_or("not stated".to_owned(), |on| on.to_string())),
        ("Decided by", if decision.decided_by.trim().is_empty() { "not stated".to_owned() } else { decision.decided_by.trim().to_owned() }),
    ];
    let reason = decision.reason.trim();
    let section = section.with(Block::Facts(facts.into_iter().map(|(name, value)| Fact::new(name, value)).collect())).words(if reason.is_empty() {
        "No reason is given."
    } else {
        reason
    });
    let open: Vec<String> = open(evaluation).into_iter().map(|statement| format!("{} ({})", statement.title, statement.status)).collect();
    section.words(if open.is_empty() { "Nothing was left open.".to_owned() } else { format!("Decided with this open: {}.", listed(&open)) })
}

pub(super) fn others(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let Some(chosen) = chosen(evaluation) else { return section.words("Nobody is chosen yet.") };
    let others: Vec<&Candidate> = evaluation.candidates.iter().map(AsRef::as_ref).filter(|other| other.id != chosen.id).collect();
    if others.is_empty() {
        return section.words("There was no other candidate.");
    }
    others.into_iter().fold(section, |section, other| against(evaluation, chosen, other, section))
}

fn against(evaluation: &PartnerEvaluation, chosen: &Candidate, other: &Candidate, section: Section) -> Section {
    let reason = evaluation.partner_decision.reason_against(&other.id).trim();
    let mut section = section.with(Block::Heading(shown(other)));
    if let Some(why) = evaluation.out_because(other) {
        section = section.words(format!("{}.", why.trim_end_matches('.')));
    }
    section = section.words(if reason.is_empty() { "No reason is written down." } else { reason });
    if scores_are_hidden(evaluation) {
        return section;
    }
    let comparison = compared(evaluation, &chosen.id, &other.id);
    let row = |gap: &Gap| {
        [
            gap.name.as_str().into(),
            percent(gap.share).into(),
            format!("{:.2}", gap.own).into(),
            format!("{:.2}", gap.chosen).into(),
            signed(-gap.points()).into(),
        ]
    };
    let rows = comparison.behind.iter().take(COMPARED).chain(comparison.ahead.iter().take(COMPARED)).map(row);
    section.table(
        "What cost it most against the chosen candidate, and what it was better at",
        ["Criterion", "Weight", "Its score", "Score of the chosen", "Effect on its result"],
        rows.collect(),
        "There is no criterion on which both are scored and differ.",
    )
}

/// A number with its sign, a true minus.
fn signed(points: f64) -> String {
    if points < 0.0 { format!("−{:.2}", -points) } else { format!("+{points:.2}") }
}

pub(super) fn afterwards(evaluation: &PartnerEvaluation, section: Section) -> Section {
    let open: Vec<String> = evaluation.selection_steps.iter().filter(|step| step.done.is_none()).map(|step| shown(step.as_ref())).collect();
    let section = if open.is_empty() { section } else { section.words(format!("Still to do on the way to the contract: {}.", listed(&open))) };
    let months = review_months(evaluation);
    let rows = evaluation.indicators.iter().map(|indicator| {
        let value = |value: Option<f64>| value.map_or("–".to_owned(), |value| indicator.written(value));
        [
            shown(indicator.as_ref()).into(),
            dash(indicator.definition.as_str()),
            indicator.better.label().into(),
            value(indicator.target).into(),
            value(indicator.limit).into(),
        ]
    });
    section
        .words(format!(
            "The partner is reviewed every {} on the criteria of this choice and on the indicators below.",
            count(months as usize, "month", "months")
        ))
        .table("What is measured", ["Indicator", "Definition", "Direction", "Target", "Limit"], rows.collect(), "No indicator is agreed yet.")
        .words(format!("This memo is filed in the trial master file under {FILED}."))
}
