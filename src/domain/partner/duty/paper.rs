//! The transfer of obligations as a document to print, sign and file (TMF Reference Model, 01.01.19).

use super::carried::{Carried, Carrier, SponsorKeeps, areas, carried, spread};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::paper::{Cell, Fact, Paper, Section};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{capitalised, count};

/// The document, as of `today`, if this candidate is the partner. `who` is the person who makes it; empty where no name is known.
pub fn transfer_of_obligations(evaluation: &PartnerEvaluation, partner: Option<&Candidate>, today: Date, who: &str) -> Paper {
    let carried = carried(evaluation, partner.map(|partner| &partner.id));
    Paper {
        title: "Transfer of obligations".to_owned(),
        subject: evaluation.document.title.clone(),
        facts: title_block(evaluation, partner, today, who),
        sections: vec![summary(&carried, partner), matrix(evaluation, &carried), oversight(&carried), open(&carried), signatures()],
        note: "Made with Trialwright, a planning tool. The transfer takes effect by the agreement that it names, not by this document; it is not signed until a person signs it.".to_owned(),
    }
}

fn title_block(evaluation: &PartnerEvaluation, partner: Option<&Candidate>, today: Date, who: &str) -> Vec<Fact> {
    let chosen = partner.is_some_and(|partner| evaluation.partner_decision.chosen.as_ref() == Some(&partner.id));
    let partner = match partner {
        Some(partner) if chosen => format!("{}, {}", shown(partner), partner.kind.label()),
        Some(partner) => format!("{}, {}, if it is chosen", shown(partner), partner.kind.label()),
        None => "Nobody yet".to_owned(),
    };
    let facts = [
        ("Partner", partner),
        ("Date", today.to_string()),
        ("Revision", evaluation.document.revision.to_string()),
        ("To be filed", "01.01.19 Transfer of regulatory obligations (TMF Reference Model 3.3.1)".to_owned()),
        ("Prepared by", who.to_owned()),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| Fact::new(name, value)).collect()
}

fn summary(carried: &[Carried], partner: Option<&Candidate>) -> Section {
    let found = spread(carried);
    let name = partner.map_or("the partner".to_owned(), shown);
    Section::new("What this document says")
        .words("The sponsor may transfer duties to service providers by a written agreement. What is not specifically transferred stays with the sponsor, and so does the responsibility for all of it (ICH E6(R3), 3.6).")
        .words(format!(
            "Of {} the sponsor keeps {}, shares {} and transfers {} to {name} and other parties. {} and {} are open.",
            count(carried.len(), "duty", "duties"),
            found.kept,
            found.shared,
            found.transferred,
            count(found.gaps, "gap", "gaps"),
            count(found.doubles, "double", "doubles")
        ))
}

fn matrix(evaluation: &PartnerEvaluation, carried: &[Carried]) -> Section {
    let in_areas = areas(evaluation).into_iter().flat_map(|area| carried.iter().filter(move |one| one.duty.area() == area));
    let rows = in_areas.map(|one| {
        let others = |is_partner: bool| {
            one.carriers
                .iter()
                .filter(|carrier| carrier.is_partner == is_partner)
                .map(|carrier| of_carrier(carrier, !is_partner))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let agreements = one.carriers.iter().map(|carrier| if carrier.holder.is_specific() { carrier.holder.agreement.trim() } else { "Not written yet" });
        let name = if one.duty.retained { format!("{}\nCannot be transferred", shown(one.duty.as_ref())) } else { shown(one.duty.as_ref()) };
        let written = agreements.collect::<Vec<_>>().join("\n");
        [name.into(), one.duty.area().into(), one.duty.reference.clone().into(), sponsor(one).into(), dash(others(true)), dash(others(false)), dash(written)]
    });
    let columns = ["Duty", "Area", "Laid down in", "Sponsor", "Partner", "Other parties", "Written in"];
    Section::on_new_page("Who carries what").table("Duties and who carries them", columns, rows.collect(), "No duty is listed.")
}

fn of_carrier(carrier: &Carrier, named: bool) -> String {
    let part = if carrier.holder.takes_all() { "All".to_owned() } else { carrier.holder.part.trim().to_owned() };
    let name = if carrier.name.is_empty() { "Nobody that is known" } else { &carrier.name };
    if named { format!("{name}: {part}") } else { part }
}

fn sponsor(carried: &Carried) -> &'static str {
    match carried.sponsor {
        SponsorKeeps::All => "All",
        SponsorKeeps::Part => "A part",
        SponsorKeeps::Nothing => "Responsibility and oversight",
    }
}

fn oversight(carried: &[Carried]) -> Section {
    let rows = carried.iter().filter(|one| !one.carriers.is_empty()).map(|one| {
        let text = if one.duty.oversight.trim().is_empty() { "Not said yet" } else { one.duty.oversight.trim() };
        [shown(one.duty.as_ref()).into(), text.into()]
    });
    Section::new("How the sponsor oversees it").table("Oversight of what is transferred", ["Duty", "Oversight"], rows.collect(), "Nothing is transferred.")
}

fn open(carried: &[Carried]) -> Section {
    let rows = carried
        .iter()
        .flat_map(|one| one.troubles.iter().map(|trouble| [shown(one.duty.as_ref()).into(), capitalised(trouble.label()).into(), trouble.mend().into()]));
    Section::new("What is open").table("What does not fit together", ["Duty", "What is open", "What to do"], rows.collect(), "Nothing is open.")
}

fn signatures() -> Section {
    let row = |who: &str| [Cell::from(who), Cell::default(), Cell::default(), Cell::default()];
    Section::new("Agreed").table("Signatures", ["For", "Name and role", "Signature", "Date"], vec![row("The sponsor"), row("The partner")], "")
}

fn dash(text: String) -> Cell {
    if text.is_empty() { "–".into() } else { text.into() }
}
