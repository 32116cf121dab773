//! Who keeps which duty as a table for a spreadsheet: a row for each duty, a column for the sponsor, each candidate and each other party.

use super::csv::{BYTE_ORDER_MARK, row};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::carried::{Carried, SponsorKeeps, carried, parties};
use crate::domain::partner::duty::{Duty, DutyHolder};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;

/// The table; what the sponsor keeps and what is open is told for this candidate as the partner.
pub fn write(evaluation: &PartnerEvaluation, partner: Option<&Id<Candidate>>) -> String {
    let others = parties(evaluation);
    let heads = ["Area", "Duty", "Laid down in", "Cannot be transferred", "Sponsor"].map(str::to_owned).into_iter();
    let heads = heads.chain(evaluation.candidates.iter().map(|candidate| shown(candidate.as_ref()))).chain(others.iter().cloned());
    let heads: Vec<String> = heads.chain(["Written in", "Oversight", "Open"].map(str::to_owned)).collect();
    let mut text = format!("{BYTE_ORDER_MARK}{}", line(&heads));
    for one in carried(evaluation, partner) {
        let duty = &one.duty;
        let first =
            [duty.area().to_owned(), duty.name.clone(), duty.reference.clone(), if duty.retained { "yes" } else { "" }.to_owned(), sponsor(&one).to_owned()];
        let of_candidates = evaluation.candidates.iter().map(|candidate| parts(duty, |holder| holder.candidate.as_ref() == Some(&candidate.id)));
        let of_others = others.iter().map(|name| parts(duty, |holder| holder.candidate.is_none() && holder.party.trim() == name));
        let written = duty.holders.iter().map(|holder| holder.agreement.trim()).filter(|agreement| !agreement.is_empty()).collect::<Vec<_>>().join("; ");
        let open = one.troubles.iter().map(|trouble| trouble.label()).collect::<Vec<_>>().join("; ");
        let cells: Vec<String> = first.into_iter().chain(of_candidates).chain(of_others).chain([written, duty.oversight.clone(), open]).collect();
        text.push_str(&line(&cells));
    }
    text
}

fn line(cells: &[String]) -> String {
    row(&cells.iter().map(String::as_str).collect::<Vec<_>>())
}

fn sponsor(carried: &Carried) -> &'static str {
    match carried.sponsor {
        SponsorKeeps::All => "all",
        SponsorKeeps::Part => "a part",
        SponsorKeeps::Nothing => "",
    }
}

/// What a holder takes, and whether that is written anywhere.
fn parts(duty: &Duty, is: impl Fn(&DutyHolder) -> bool) -> String {
    let one = |holder: &DutyHolder| {
        let part = if holder.takes_all() { "all" } else { holder.part.trim() };
        format!("{part}{}", if holder.is_specific() { "" } else { " (not written)" })
    };
    duty.holders.iter().filter(|holder| is(holder)).map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn every_duty_has_its_row_with_a_column_for_each_holder() {
        let mut made = evaluation(&[], &[], 2);
        let mut visits = Duty { area: "Monitoring".into(), reference: "ICH E6(R3) 3.11.4".into(), ..Duty::new(Id::joined(&["d"]), "Visit sites") };
        visits.holders = vec![
            DutyHolder { part: "on site".into(), agreement: "Work order 1".into(), ..DutyHolder::candidate(Id::joined(&["c0"])) },
            DutyHolder::candidate(Id::joined(&["c1"])),
            DutyHolder { part: "samples".into(), ..DutyHolder::party("Laboratory") },
        ];
        made.duties = made.duties.with(visits, None).with(Duty { retained: true, ..Duty::new(Id::joined(&["e"]), "Answer for it") }, None);
        let text = write(&made, Some(&Id::joined(&["c0"])));
        let rows: Vec<&str> = text.trim_start_matches(BYTE_ORDER_MARK).lines().collect();
        assert_eq!(
            rows,
            [
                "Area,Duty,Laid down in,Cannot be transferred,Sponsor,c0,c1,Laboratory,Written in,Oversight,Open",
                "Monitoring,Visit sites,ICH E6(R3) 3.11.4,,a part,on site,all (not written),samples (not written),Work order 1,,transferred without oversight; not specifically transferred",
                "Other duties,Answer for it,,yes,all,,,,,,",
            ]
        );
    }
}
