//! What the page of the duties says first: what is left to nobody, what two do, and what is written nowhere.

use super::carried::{Carried, Trouble, carried, spread};
use crate::domain::choice::Choice;
use crate::domain::order::sort_by_rank;
use crate::domain::overview::{Headline, Statement, Subject, Urgency};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{capitalised, count, listed};

/// The finding, if this candidate is the partner.
pub fn duties_headline(evaluation: &PartnerEvaluation, partner: Option<&Candidate>) -> Headline {
    let say = |finding: String, because: String, urgency| Headline { finding, because, urgency };
    if evaluation.duties.is_empty() {
        let because = "Begin from the sponsor’s duties under ICH E6(R3) and say for each who carries it, where that is written, and how you see that it is done. What is not specifically transferred stays with the sponsor.";
        return say("Who keeps which duty is not said yet".to_owned(), because.to_owned(), Urgency::Upcoming);
    }
    let carried = carried(evaluation, partner.map(|partner| &partner.id));
    let found = spread(&carried);
    let with = partner.map_or("With no partner".to_owned(), |partner| format!("With {}", shown(partner)));
    let mut parts = vec![format!("the sponsor keeps {} of {} duties", found.kept, carried.len())];
    parts.extend((found.shared > 0).then(|| format!("shares {}", found.shared)));
    parts.extend((found.transferred > 0).then(|| format!("transfers {}", found.transferred)));
    let only_said = match found.not_specific {
        0 => String::new(),
        number => format!(
            " {} in no agreement yet, which leaves {} with the sponsor.",
            count(number, "transfer is", "transfers are"),
            if number == 1 { "it" } else { "them" }
        ),
    };
    let because = format!("{with}, {}.{only_said}", listed(&parts));
    let mut troubles = Vec::new();
    troubles.extend((found.gaps > 0).then(|| count(found.gaps, "gap", "gaps")));
    troubles.extend((found.doubles > 0).then(|| count(found.doubles, "double", "doubles")));
    troubles.extend((found.not_transferable > 0).then(|| count(found.not_transferable, "transfer that cannot be", "transfers that cannot be")));
    if !troubles.is_empty() {
        return say(format!("{} in who keeps which duty", capitalised(&listed(&troubles))), because, Urgency::Act);
    }
    if found.not_specific > 0 {
        return say(format!("{} not specifically transferred", count(found.not_specific, "duty is", "duties are")), because, Urgency::Watch);
    }
    if found.kept == carried.len() {
        return say("The sponsor keeps every duty".to_owned(), format!("{because} Assign what the partner takes over."), Urgency::Watch);
    }
    say("Every duty has a keeper".to_owned(), because, Urgency::OnTrack)
}

/// What to do, a statement for each duty and trouble, what presses most first.
pub fn statements(evaluation: &PartnerEvaluation, partner: Option<&Candidate>) -> Vec<Statement> {
    let carried = carried(evaluation, partner.map(|partner| &partner.id));
    let mut found: Vec<(usize, Statement)> = carried.iter().flat_map(of_duty).collect();
    sort_by_rank(&mut found, |(place, _)| (*place).into());
    found.into_iter().map(|(_, statement)| statement).collect()
}

fn of_duty(carried: &Carried) -> Vec<(usize, Statement)> {
    let one = |trouble: &Trouble| {
        let names: Vec<String> =
            carried.carriers.iter().map(|carrier| if carrier.name.is_empty() { "nobody".to_owned() } else { carrier.name.clone() }).collect();
        let statement = Statement {
            urgency: if *trouble == Trouble::NotSpecific { Urgency::Watch } else { Urgency::Act },
            title: shown(carried.duty.as_ref()),
            detail: format!("{}: {}. {}", carried.duty.area(), listed(&names), trouble.mend()),
            status: trouble.label().to_owned(),
            subject: Subject { section: "duties", record: Some(carried.duty.id.to_string()) },
        };
        (Trouble::ALL.iter().position(|known| known == trouble).unwrap_or_default(), statement)
    };
    carried.troubles.iter().map(one).collect()
}
