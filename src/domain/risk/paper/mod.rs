//! The risk management plan: the register with everything around it, as a document to print, sign and file.
//!
//! It says what the plan says, on one day, and nothing of its own. What is empty is said to be empty, because a reader of
//! paper cannot tell what was left out from what there is not.

mod follow_up;
mod method;
mod register;

use super::history::histories;
use crate::domain::audit::chain::fingerprint;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::digest::{canonical, sha256};
use crate::domain::overview::plan::name;
use crate::domain::paper::{Cell, Fact, Paper, Section};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::chain::{Chain, Gap, Missing, chain};
use crate::domain::risk::method::Judged;
use crate::domain::risk::quality::QualityGroup;
use crate::domain::wire::to_value;
use crate::domain::words::{capitalised, count, listed};

/// The document, as of `today`. `who` is the person who makes it; empty where no name is known.
pub fn risk_management_plan(plan: &TrialPlan, today: Date, who: &str) -> Paper {
    let histories = histories(plan);
    Paper {
        title: "Risk management plan".to_owned(),
        subject: name(plan).to_owned(),
        facts: title_block(plan, today, who),
        sections: vec![
            context(plan, today),
            method::section(plan),
            factors(&chain(plan, today)),
            register::matrix(plan),
            register::overview(plan),
            register::in_full(plan),
            follow_up::responses(plan, today),
            follow_up::limits(plan),
            follow_up::ladder(plan),
            follow_up::issues(plan, today),
            follow_up::scores(plan, &histories, today),
            control(plan),
        ],
        note: "Made with Trialwright, a planning tool. The document is as good as the plan was on its date; it is not signed until a person signs it."
            .to_owned(),
    }
}

fn title_block(plan: &TrialPlan, today: Date, who: &str) -> Vec<Fact> {
    let ids: Vec<String> = plan.trial.other_ids.iter().map(|id| format!("{} ({})", id.value, id.issuer)).collect();
    let facts = [
        ("Trial", if plan.trial.official_title.is_empty() { plan.document.title.clone() } else { plan.trial.official_title.clone() }),
        ("Sponsor", plan.trial.sponsor.clone()),
        ("Protocol", plan.trial.protocol_number.clone()),
        ("Registries", ids.join("; ")),
        ("Date", today.to_string()),
        ("Revision", plan.document.revision.to_string()),
        ("Prepared by", who.to_owned()),
        ("Approved by", String::new()),
    ];
    facts.into_iter().filter(|(name, value)| !value.is_empty() || *name == "Approved by").map(|(name, value)| Fact::new(name, value)).collect()
}

fn context(plan: &TrialPlan, today: Date) -> Section {
    let trial = &plan.trial;
    // "Phase II" keeps its numeral.
    let kind = [trial.phase.map(|phase| phase.label().to_owned()), trial.study_type.map(|study| study.label().to_lowercase())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    let places = [(plan.countries.len(), "country", "countries"), (plan.sites.len(), "site", "sites")];
    let mut size: Vec<String> = places.iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(*number, one, many)).collect();
    size.extend(trial.enrolment.map(|enrolment| enrolment.to_string()));
    let open = plan.risks.iter().filter(|risk| risk.is_open()).count();
    let others = plan.risks.len() - open;
    let mut section = Section::new("Context");
    if !trial.summary.is_empty() {
        section = section.words(trial.summary.clone());
    }
    if !kind.is_empty() || !size.is_empty() {
        let kind = if kind.is_empty() { "trial".to_owned() } else { kind.join(", ") };
        let size = if size.is_empty() { String::new() } else { format!("; {}", listed(&size)) };
        section = section.words(format!("{}{size}.", capitalised(&kind)));
    }
    section.words(format!(
        "This plan says how risks to the participants, to the reliability of results, and to time and budget are found, judged, answered and watched (ICH E6(R3), 3.10). On {today} the register holds {}{}.",
        count(open, "open risk", "open risks"),
        if others == 0 { String::new() } else { format!(", and {} that happened or were closed", others) },
    ))
}

fn factors(chain: &Chain) -> Section {
    let row = |link: &crate::domain::risk::chain::FactorLink| {
        let risks: Vec<String> = link.risks.iter().map(|risk| format!("{}{}", risk.risk.reference(), in_brackets(risk.current))).collect();
        let limits: Vec<&str> = link.limits.iter().map(|limit| limit.name.as_str()).collect();
        let factor = link.factor;
        [factor.title.as_str().into(), factor.group.label().into(), factor.why.as_str().into(), dash(risks.join(", ")), dash(limits.join("; "))]
    };
    let in_groups = QualityGroup::ALL.iter().flat_map(|group| chain.factors.iter().filter(|link| link.factor.group == *group));
    let missing = chain.missing();
    let at = |gap: Gap| missing.iter().filter(move |missing| missing.gap() == gap).map(called).collect::<Vec<_>>();
    let gaps = Gap::ALL.iter().filter(|gap| !at(**gap).is_empty()).map(|gap| [capitalised(gap.label()).into(), at(*gap).join("; ").into(), gap.mend().into()]);
    let section = Section::new("What is critical to quality").table(
        "Factors, what threatens them, and what watches them",
        ["Factor", "Group", "Why", "Risks", "Tolerance limits"],
        in_groups.map(row).collect(),
        "No factor is named.",
    );
    if chain.factors.is_empty() {
        return section;
    }
    section.table("Links that are missing", ["What is missing", "Where", "What to do"], gaps.collect(), "No link is missing.")
}

/// What a record with a missing link is called.
fn called(missing: &Missing) -> String {
    match missing {
        Missing::Factor(_, factor) => factor.title.clone(),
        Missing::Risk(_, risk) => risk.reference(),
    }
}

fn control(plan: &TrialPlan) -> Section {
    let entries = plan.audit.entries();
    let last = entries.last().map_or("no entry yet".to_owned(), |entry| fingerprint(entry));
    let section = Section::new("Control of this document");
    section
        .words("The fingerprints tie this paper to the file that it was made from. The first is that of the plan as canonical JSON: fields by name, no white space, without the label of the format. Verify on the page “Audit trail” checks the second against every entry before it.")
        .with(crate::domain::paper::Block::Facts(vec![
            Fact::new("Document", format!("{} ({})", plan.document.title, plan.document.id)),
            Fact::new("Revision", format!("{}, changed on {} at {} UTC", plan.document.revision, plan.document.changed.date(), plan.document.changed.clock())),
            Fact::new("Audit trail", count(entries.len(), "entry", "entries")),
            Fact::new("SHA-256 of the plan", sha256(&canonical(&to_value(plan)))),
            Fact::new("SHA-256 of the last entry", last),
        ]))
}

/// ` (16, high)`; nothing where there is no score.
fn in_brackets(judged: Option<Judged>) -> String {
    judged.map_or(String::new(), |judged| format!(" ({}, {})", judged.points, judged.band.label().to_lowercase()))
}

/// `16 high` in the colour of its band.
fn scored(judged: Option<Judged>) -> Cell {
    match judged {
        Some(judged) => Cell { text: format!("{} {}", judged.points, judged.band.label().to_lowercase()), band: Some(judged.band) },
        None => "not scored".into(),
    }
}

/// A text, or a dash where there is none: an empty cell could be an oversight.
fn dash(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.trim().is_empty() { "–".into() } else { text.into() }
}

fn dated(date: Option<Date>) -> Cell {
    date.map_or("–".into(), |date| date.to_string().into())
}

#[cfg(test)]
mod tests;
