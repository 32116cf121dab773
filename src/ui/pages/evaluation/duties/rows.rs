//! The rows of the register: which are shown, under which headings, and what stands in their cells.

use super::Partner;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::Duty;
use crate::domain::partner::duty::carried::{Carried, Carrier, SponsorKeeps, Trouble, areas, carried, of_duty};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::session::search;
use crate::ui::html::{Html, html};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::{Column, Heading};
use crate::ui::workspace::{Workspace, workspace};

/// What stands in each row.
pub(super) fn columns() -> Vec<Column<Duty>> {
    vec![
        Column {
            title: "Duty",
            sort: "",
            cell: |duty| html! { <div><span class="title">{duty.name.clone()}</span><span class="sub">{if duty.retained { format!("{} · cannot be transferred", duty.reference) } else { duty.reference.clone() }}</span></div> },
        },
        Column { title: "Sponsor", sort: "", cell: sponsor_cell },
        Column { title: "Partner", sort: "", cell: |duty| carriers_cell(duty, true) },
        Column { title: "Other parties", sort: "", cell: |duty| carriers_cell(duty, false) },
        Column { title: "Oversight", sort: "", cell: |duty| html! { <span class="sub oversight">{duty.oversight.clone()}</span> } },
        Column { title: "State", sort: "", cell: state_cell },
    ]
}

/// The ids of the duties that fit the filters, area by area.
pub(super) fn shown(ws: Workspace, evaluation: &PartnerEvaluation, partner: Option<&Id<Candidate>>) -> Vec<Id<Duty>> {
    let (find, area, state) = (ws.filtered("find"), ws.filtered("area"), ws.filtered("state"));
    let fits = |one: &&Carried| {
        let of_state = match state.as_str() {
            "open" => !one.troubles.is_empty(),
            "sponsor" => one.sponsor == SponsorKeeps::All,
            "shared" => one.sponsor == SponsorKeeps::Part,
            "transferred" => one.sponsor == SponsorKeeps::Nothing,
            _ => true,
        };
        let holders =
            one.carriers.iter().map(|carrier| format!("{} {} {}", carrier.name, carrier.holder.part, carrier.holder.agreement)).collect::<Vec<_>>().join(" ");
        let text = format!("{} {} {} {} {holders}", one.duty.name, one.duty.area(), one.duty.reference, one.duty.oversight);
        of_state && (area.is_empty() || one.duty.area() == area) && search::score(&find, &text).is_some()
    };
    let all = carried(evaluation, partner);
    let of_area = |area: &String| all.iter().filter(|one| one.duty.area() == area).filter(fits).map(|one| one.duty.id.clone()).collect::<Vec<_>>();
    areas(evaluation).iter().flat_map(of_area).collect()
}

/// The areas as headings among these rows.
pub(super) fn headings(evaluation: &PartnerEvaluation, rows: &[Id<Duty>]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    for (place, id) in rows.iter().enumerate() {
        let Some(duty) = evaluation.duties.get(id) else { continue };
        match found.last_mut() {
            Some(last) if last.title == duty.area() => last.count += 1,
            _ => found.push(Heading { title: duty.area().to_owned(), first: place, count: 1 }),
        }
    }
    found
}

/// Who carries the duty with the partner of the page.
pub(super) fn told(ws: Workspace, duty: &Duty) -> Option<Carried> {
    let partner = Partner::in_use();
    // Holders are shown by the names that candidates have now.
    partner.follow_candidates();
    let partner = partner.id();
    ws.session.with_untracked(|session| {
        let evaluation = session.as_ref()?.document().evaluation()?;
        Some(of_duty(evaluation, evaluation.duties.get(&duty.id)?, partner.as_ref()))
    })
}

fn sponsor_cell(duty: &Duty) -> Html {
    match told(workspace(), duty).map(|found| found.sponsor) {
        Some(SponsorKeeps::All) => html! { <span class="holds">"all"</span> },
        Some(SponsorKeeps::Part) => html! { <span class="holds">"a part"</span> },
        _ => html! { <span class="muted">"oversight"</span> },
    }
}

fn carriers_cell(duty: &Duty, partner: bool) -> Html {
    let found = told(workspace(), duty).map(|found| found.carriers).unwrap_or_default();
    let one = |carrier: &Carrier| {
        let part = if carrier.holder.takes_all() { "all".to_owned() } else { carrier.holder.part.trim().to_owned() };
        let name = if carrier.name.is_empty() { "nobody that is known" } else { carrier.name.as_str() };
        let text = if partner { part } else { format!("{name}: {part}") };
        let agreement = if carrier.holder.is_specific() { carrier.holder.agreement.trim().to_owned() } else { "not written yet".to_owned() };
        html! { <span class="holds">{text}</span><span class="sub">{agreement}</span> }
    };
    found.iter().filter(|carrier| carrier.is_partner == partner).map(one).collect()
}

fn state_cell(duty: &Duty) -> Html {
    let troubles = told(workspace(), duty).map(|found| found.troubles).unwrap_or_default();
    html! { <div class="troubles">{troubles.into_iter().map(pill).collect::<Html>()}</div> }
}

/// A trouble in a pill, in as few words as a cell has room for.
pub(super) fn pill(trouble: Trouble) -> Html {
    let (tone, text) = match trouble {
        Trouble::RestUnnamed => (Tone::Act, "gap: nobody for the rest"),
        Trouble::Double => (Tone::Act, "double: two do the same"),
        Trouble::NotTransferable => (Tone::Act, "not transferable"),
        Trouble::NoOversight => (Tone::Act, "gap: oversight"),
        Trouble::NotSpecific => (Tone::Watch, "not written"),
        Trouble::Unknown => (Tone::Act, "gap: holder"),
    };
    html! { <Pill tone text/> }
}
