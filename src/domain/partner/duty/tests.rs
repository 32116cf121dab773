use std::sync::Arc;

use super::carried::{SponsorKeeps, Spread, carried, of_duty, spread, usual_partner};
use super::headline::{duties_headline, statements};
use super::paper::transfer_of_obligations;
use super::{Duty, DutyHolder};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::paper::Block;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scoring::ScoringPhase;
use crate::domain::partner::trial_run::{evaluation, score};

/// Two candidates, `c0` leading, and duties.
fn with(duties: Vec<Duty>) -> PartnerEvaluation {
    let mut made = evaluation(&["lead"], &[10.0], 2);
    score(&mut made, "lead", 0, 0, 5);
    for duty in duties {
        made.duties = made.duties.with(duty, None);
    }
    made
}

/// A duty with a holder for each text: `c0 visits @ WO 1` is a part that is written in an agreement, `lab` all of it and not written.
fn duty(name: &str, holders: &[&str]) -> Duty {
    let mut made = Duty::new(Id::joined(&[name]), name);
    made.oversight = "Monthly report".into();
    for text in holders {
        let (who, agreement) = text.split_once(" @ ").unwrap_or((text, ""));
        let (who, part) = who.split_once(' ').unwrap_or((who, ""));
        let holder = if who.starts_with('c') { DutyHolder::candidate(Id::joined(&[who])) } else { DutyHolder::party(who) };
        made.holders.push(DutyHolder { part: part.into(), agreement: agreement.into(), ..holder });
    }
    made
}

/// What is found of a duty if `c0` is the partner: what the sponsor keeps, and the keys of the troubles.
fn check(duty: Duty, sponsor: SponsorKeeps, troubles: &[&str]) {
    let name = format!("{duty:?}");
    let found = of_duty(&with(vec![]), &Arc::new(duty), Some(&Id::joined(&["c0"])));
    assert_eq!(found.sponsor, sponsor, "{name}");
    assert_eq!(found.troubles.iter().map(|trouble| trouble.key()).collect::<Vec<_>>(), troubles, "{name}");
}

#[test]
fn what_is_not_specifically_transferred_stays_with_the_sponsor() {
    check(duty("a", &[]), SponsorKeeps::All, &[]);
    check(duty("a", &["c0"]), SponsorKeeps::All, &["notSpecific"]);
    check(duty("a", &["c0 @ WO 1"]), SponsorKeeps::Nothing, &[]);
    check(duty("a", &["c0 visits @ WO 1", "lab samples"]), SponsorKeeps::Part, &["notSpecific"]);
}

#[test]
fn a_part_leaves_a_rest_that_somebody_must_do() {
    check(duty("a", &["c0 visits @ WO 1"]), SponsorKeeps::Nothing, &["restUnnamed"]);
    check(Duty { shared: true, ..duty("a", &["c0 visits @ WO 1"]) }, SponsorKeeps::Part, &[]);
    check(Duty { oversight: " ".into(), ..duty("a", &["c0 @ WO 1"]) }, SponsorKeeps::Nothing, &["noOversight"]);
}

#[test]
fn two_for_the_same_part_are_a_double_and_other_candidates_are_not() {
    check(duty("a", &["c0 visits @ 1", "lab VISITS @ 2"]), SponsorKeeps::Nothing, &["restUnnamed", "double"]);
    check(duty("a", &["c0 @ 1", "lab samples @ 2"]), SponsorKeeps::Nothing, &["double"]);
    check(Duty { shared: true, ..duty("a", &["c0 @ 1"]) }, SponsorKeeps::Part, &["double"]);
    check(duty("a", &["c0 @ 1", "c1 @ 2"]), SponsorKeeps::Nothing, &[]);
    check(duty("a", &["c1 @ 2"]), SponsorKeeps::All, &[]);
}

#[test]
fn what_cannot_be_transferred_is_marked_and_holders_that_nobody_knows_are_gaps() {
    check(Duty { retained: true, ..duty("a", &["c0 @ 1"]) }, SponsorKeeps::All, &["notTransferable"]);
    check(Duty { retained: true, ..duty("a", &["c0 reports @ 1"]) }, SponsorKeeps::Part, &[]);
    check(duty("a", &["c9 @ 1"]), SponsorKeeps::Nothing, &["unknown"]);
}

#[test]
fn the_headline_counts_gaps_and_doubles_for_the_partner_in_question() {
    let made = with(vec![duty("a", &["c0 visits @ 1"]), duty("b", &["c0 @ 1", "lab @ 2"]), duty("c", &["c0"]), duty("d", &[])]);
    let partner = usual_partner(&made).expect("somebody leads");
    assert_eq!(partner.id.as_str(), "c0");
    let head = duties_headline(&made, Some(&partner));
    assert_eq!(head.finding, "1 gap and 1 double in who keeps which duty");
    assert_eq!(head.because, "With c0, the sponsor keeps 2 of 4 duties and transfers 2. 1 transfer is in no agreement yet, which leaves it with the sponsor.");
    let expected = Spread { kept: 2, shared: 0, transferred: 2, gaps: 1, doubles: 1, not_specific: 1, not_transferable: 0 };
    assert_eq!(spread(&carried(&made, Some(&partner.id))), expected);
    let said: Vec<String> = statements(&made, Some(&partner)).into_iter().map(|found| format!("{}: {}", found.title, found.status)).collect();
    assert_eq!(said, ["a: nobody named for the rest", "b: two for the same part", "c: not specifically transferred"]);
    // The other candidate was asked for nothing: another party does b, the sponsor the rest.
    let other = made.candidates.get(&Id::joined(&["c1"])).expect("there");
    assert_eq!(duties_headline(&made, Some(other)).finding, "Every duty has a keeper");
    assert_eq!(duties_headline(&with(vec![]), None).finding, "Who keeps which duty is not said yet");
    assert_eq!(duties_headline(&with(vec![duty("d", &[])]), None).finding, "The sponsor keeps every duty");
}

#[test]
fn while_scoring_is_blind_nobody_is_told_who_leads() {
    let mut made = with(vec![]);
    score(&mut made, "lead", 0, 0, 2);
    score(&mut made, "lead", 0, 1, 5);
    assert_eq!(usual_partner(&made).map(|partner| partner.id.to_string()).as_deref(), Some("c1"));
    Arc::make_mut(&mut made.scoring).phase = Some(ScoringPhase::Blind);
    assert_eq!(usual_partner(&made).map(|partner| partner.id.to_string()).as_deref(), Some("c0"));
}

#[test]
fn the_chosen_partner_comes_before_the_leading_one() {
    let mut made = with(vec![]);
    Arc::make_mut(&mut made.partner_decision).chosen = Some(Id::joined(&["c1"]));
    assert_eq!(usual_partner(&made).map(|partner| partner.id.to_string()).as_deref(), Some("c1"));
    let mut gone = Candidate::clone(made.candidates.get(&Id::joined(&["c0"])).expect("there"));
    gone.withdrawn = "No capacity".into();
    made.candidates = made.candidates.with(gone, None);
    Arc::make_mut(&mut made.partner_decision).chosen = None;
    assert_eq!(usual_partner(&made).map(|partner| partner.id.to_string()).as_deref(), Some("c1"));
}

#[test]
fn the_document_names_who_carries_what_and_what_is_open() {
    let mut visits = duty("Visit sites", &["c0 on site @ WO 1", "lab samples"]);
    visits.area = "Monitoring".into();
    let made = with(vec![visits, Duty { retained: true, ..duty("Answer for it all", &[]) }]);
    let paper = transfer_of_obligations(&made, made.candidates.get(&Id::joined(&["c0"])).map(AsRef::as_ref), "2026-11-22".parse().expect("a date"), "");
    let tables: Vec<Vec<String>> = paper
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>().join(" | ")).collect()),
            _ => None,
        })
        .collect();
    assert_eq!(
        tables[0],
        [
            "Visit sites | Monitoring |  | A part | on site | lab: samples | WO 1\nNot written yet",
            "Answer for it all\nCannot be transferred | Other duties |  | All | – | – | –"
        ]
    );
    assert_eq!(tables[1], ["Visit sites | Monthly report"]);
    assert!(tables[2][0].starts_with("Visit sites | Not specifically transferred | Until it is written"), "{:?}", tables[2]);
}
