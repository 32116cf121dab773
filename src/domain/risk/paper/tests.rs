use serde_json::json;

use super::*;
use crate::domain::date::Timestamp;
use crate::domain::id::Id;
use crate::domain::paper::Block;

fn day() -> Date {
    "2027-05-14".parse().expect("a date")
}

fn plan() -> TrialPlan {
    serde_json::from_value(json!({
        "document": { "id": "p", "title": "Kestrel", "created": "2027-01-12T09:00:00.000Z", "changed": "2027-05-12T09:00:00.000Z", "revision": 4 },
        "trial": { "acronym": "KESTREL", "sponsor": "Lindersea", "protocolNumber": "K-201", "phase": "phase2" },
        "qualityFactors": [{ "id": "f", "group": "studyConduct", "title": "Doses are right", "why": "Harm." }],
        "toleranceLimits": [{ "id": "l", "name": "Wrong doses", "expected": 0.05, "observations": [{ "on": "2027-05-01", "count": 30, "of": 100 }] }],
        "escalationLevels": [{ "id": "e", "name": "Steering committee", "majorAfter": 10 }],
        "issues": [{ "id": "i", "number": 1, "title": "Kits are lost", "severity": "major", "raised": "2027-05-01", "due": "2027-05-10" }],
        "risks": [
            { "id": "a", "number": 1, "title": "Kits look alike", "category": "safety", "owner": "Supply lead", "factors": ["f"], "limits": ["l"], "cause": "One <colour>",
              "current": { "probability": 1, "impact": 2, "participants": 5 }, "response": "reduce", "responsePlan": "Two colours", "responseDue": "2027-05-01" },
            { "id": "b", "number": 2, "title": "Costs rise", "category": "finance", "current": { "probability": 3, "impact": 3 } },
            { "id": "c", "number": 3, "title": "Late approval", "category": "regulatory", "status": "closed" },
        ],
    }))
    .expect("a plan")
}

/// Everything that a section says, in one text.
fn said(paper: &Paper, title: &str) -> String {
    let section = paper.sections.iter().find(|section| section.title == title).expect(title);
    let block = |block: &Block| match block {
        Block::Heading(text) | Block::Words(text) => text.clone(),
        Block::Facts(facts) => facts.iter().map(|fact| format!("{}: {}", fact.name, fact.value)).collect::<Vec<_>>().join(" | "),
        Block::Table(table) => {
            table.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ")).collect::<Vec<_>>().join("\n")
        }
    };
    section.blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_row_has_a_cell_for_each_column_and_a_blank_plan_says_what_is_missing() {
    let blank = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
    for paper in [risk_management_plan(&plan(), day(), "Ada"), risk_management_plan(&blank, day(), "")] {
        for block in paper.sections.iter().flat_map(|section| &section.blocks) {
            if let Block::Table(table) = block {
                assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.caption);
            }
        }
    }
    let paper = risk_management_plan(&blank, day(), "");
    for (title, none) in [
        ("Register", "No risk is open."),
        ("Escalation", "No ladder of escalation is set."),
        ("Open issues", "No issue is open."),
        ("Tolerance limits", "No tolerance limit is set."),
    ] {
        assert!(said(&paper, title).contains(none), "{title}");
    }
}

#[test]
fn the_title_block_says_whose_plan_it_is_as_of_when() {
    let facts: Vec<String> = risk_management_plan(&plan(), day(), "Ada Miller").facts.iter().map(|fact| format!("{}: {}", fact.name, fact.value)).collect();
    assert_eq!(
        facts,
        ["Trial: Kestrel", "Sponsor: Lindersea", "Protocol: K-201", "Date: 14 May 2027", "Revision: 4", "Prepared by: Ada Miller", "Approved by: "]
    );
}

#[test]
fn the_sections_say_what_the_plan_says() {
    let paper = risk_management_plan(&plan(), day(), "");
    let holds = |title: &str, part: &str| assert!(said(&paper, title).contains(part), "{title}: {}", said(&paper, title));
    holds("How risks are scored", "Safety first: a risk of the highest impact on participants is high whatever its points");
    holds("What is critical to quality", "Doses are right | Study conduct | Harm. | R-01 (5, high) | Wrong doses");
    holds("What is critical to quality", "Nothing watches it | R-02 | Link a tolerance limit, or name the indicator that would show it.\nNo factor | R-02 | ");
    holds("Register", "R-01 | Kits look alike | Participant safety | 5 high | – | Reduce | Supply lead\nR-02");
    holds("Register", "R-03 | Late approval | Closed | –");
    holds("Each open risk in full", "Score now: Probability 1, impact 2, participants 5 (5, high), by safety first");
    holds("Responses", "R-01 | Reduce | Two colours | Supply lead | 1 May 2027 | 13 days late | –");
    holds("Tolerance limits", "30 of 100 (30%) on 1 May 2027; limit 11.5%: exceeded; 1 reading is not evaluated");
    holds("Escalation", "1 Steering committee | – | – | – | 10 days | –");
    holds("Open issues", "I-01 | Kits are lost | Major | 1 May 2027 | – | 10 May 2027, 4 days late | Steering committee by 11 May 2027 | –");
    holds("History of scores", "12 January 2027: 9 medium, open".replace("January", "Jan").as_str());
}

#[test]
fn the_fingerprint_changes_with_the_plan_and_not_with_the_day() {
    let fingerprint = |plan: &TrialPlan, day: Date| said(&risk_management_plan(plan, day, ""), "Control of this document");
    let mut changed = plan();
    changed.document.title = "Kestrel 2".to_owned();
    assert_eq!(fingerprint(&plan(), day()), fingerprint(&plan(), day().plus_days(1)));
    assert_ne!(fingerprint(&plan(), day()), fingerprint(&changed, day()));
}
