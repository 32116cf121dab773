//! The risk register as a table for a spreadsheet, and risks out of rows that were pasted from one.
//!
//! Invariant: the table that is exported, pasted into the same plan again, gives the same risks. Limits: the delays of tasks,
//! single assessments, and how costs are spread between their points stay in the plan's own file.

mod columns;
mod read;

use self::columns::{Column, Kind};
use super::csv::{BYTE_ORDER_MARK, separated};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::delay::Length;
use crate::domain::risk::register::Risk;

pub use self::read::read;

/// What stands between the names of several factors or limits in one cell.
const BETWEEN: &str = " | ";

/// A table for those who do not know yet what a table can say.
pub const EXAMPLE: &str = "Risk\tCause\tEffect\tCategory\tOwner\tProbability\tImpact\tResponse\tDue
Enrolment stays below plan\tFew patients are eligible\tlast patient in moves\tRecruitment\tOperations lead\t4\t4\tReduce\t2027-05-14
The drug comes late\tOne supplier\tno site can open\tSupply\tSupply lead\tPossible\tMajor\tTransfer\t
";

/// All risks of a plan as CSV.
pub fn write(plan: &TrialPlan) -> String {
    format!("{BYTE_ORDER_MARK}{}", rows(plan, plan.risks.iter().map(AsRef::as_ref), ','))
}

/// These risks as rows for the clipboard, under a row of headings.
pub fn copied<'a>(plan: &TrialPlan, risks: impl Iterator<Item = &'a Risk>) -> String {
    rows(plan, risks, '\t')
}

fn rows<'a>(plan: &TrialPlan, risks: impl Iterator<Item = &'a Risk>, separator: char) -> String {
    let columns = Column::all();
    let headings: Vec<String> = columns.iter().map(|column| column.heading()).collect();
    let line = |cells: &[String]| separated(&cells.iter().map(String::as_str).collect::<Vec<_>>(), separator);
    let mut text = line(&headings);
    for risk in risks {
        let cells: Vec<String> = columns.iter().map(|column| cell(plan, risk, *column)).collect();
        text.push_str(&line(&cells));
    }
    text
}

fn cell(plan: &TrialPlan, risk: &Risk, column: Column) -> String {
    let method = &plan.risk_method;
    match column {
        Column::Factor(which, factor) => which.of(risk).and_then(|score| factor.level(score)).map(|level| level.to_string()).unwrap_or_default(),
        Column::Of(kind) => match kind {
            Kind::Number => risk.reference(),
            Kind::Title => risk.title.clone(),
            Kind::Cause => risk.cause.clone(),
            Kind::Effect => risk.effect.clone(),
            Kind::Description => risk.description.clone(),
            Kind::Category => risk.category.label().to_owned(),
            Kind::Status => risk.status.label().to_owned(),
            Kind::Owner => risk.owner.clone(),
            Kind::Found => iso(risk.found),
            Kind::Factors => {
                risk.factors.iter().filter_map(|id| plan.quality_factors.get(id)).map(|factor| factor.title.as_str()).collect::<Vec<_>>().join(BETWEEN)
            }
            Kind::Controls => risk.controls.clone(),
            Kind::Points => risk.current.map(|score| method.points(score).to_string()).unwrap_or_default(),
            Kind::Band => risk.current.map(|score| method.band(score).label().to_owned()).unwrap_or_default(),
            Kind::Rationale => risk.rationale.clone(),
            Kind::Chance => risk.chance.map(|chance| chance.percent().to_string()).unwrap_or_default(),
            Kind::Optimistic => cost(risk, Length::Optimistic),
            Kind::Likely => cost(risk, Length::Likely),
            Kind::Pessimistic => cost(risk, Length::Pessimistic),
            Kind::Response => risk.response.label().to_owned(),
            Kind::ResponsePlan => risk.response_plan.clone(),
            Kind::ResponseOwner => risk.response_owner.clone(),
            Kind::ResponseDue => iso(risk.response_due),
            Kind::ResponseDone => iso(risk.response_done),
            Kind::ResponseCost => risk.response_cost.map(String::from).unwrap_or_default(),
            Kind::Trigger => risk.trigger.clone(),
            Kind::Fallback => risk.fallback.clone(),
            Kind::Limits => {
                risk.limits.iter().filter_map(|id| plan.tolerance_limits.get(id)).map(|limit| limit.name.as_str()).collect::<Vec<_>>().join(BETWEEN)
            }
            Kind::Indicator => risk.indicator.clone(),
            Kind::Review => iso(risk.review_due),
        },
    }
}

fn cost(risk: &Risk, which: Length) -> String {
    risk.cost.as_ref().map(|cost| String::from(cost.amount(which))).unwrap_or_default()
}

fn iso(date: Option<Date>) -> String {
    date.map(Date::iso).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Id, IdMaker};

    fn without_ids(mut risk: Risk) -> Risk {
        risk.id = Id::joined(&["x"]);
        (risk.delays, risk.assessments, risk.extra) = Default::default();
        risk
    }

    fn plan() -> TrialPlan {
        crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "qualityFactors": [{ "id": "f", "group": "feasibility", "title": "Sites recruit" }, { "id": "g", "group": "patientSafety", "title": "Nobody is harmed" }],
            "toleranceLimits": [{ "id": "l", "name": "Ineligible", "expected": 0.03 }],
            "risks": [
                {
                    "id": "a", "number": 7, "title": "=Late, \"very\" late", "cause": "Two\nlines", "effect": "No, nothing", "description": "More", "category": "supply",
                    "status": "occurred", "owner": "Lead", "found": "2027-05-01", "factors": ["f", "g"], "controls": "Stock",
                    "inherent": { "probability": 5, "impact": 4, "participants": 2 },
                    "current": { "probability": 3, "impact": 4, "participants": 5, "reliability": 1, "detectability": 2 },
                    "target": { "probability": 1, "impact": 4 },
                    "chance": 0.35, "cost": { "optimistic": "1000", "likely": "2500.50", "pessimistic": "9000" }, "rationale": "Seen before",
                    "response": "transfer", "responsePlan": "Second supplier", "responseDue": "2027-06-05", "responseDone": "2027-06-04", "responseOwner": "Supply lead",
                    "responseCost": "12000", "trigger": "Stock below 10", "fallback": "Pause", "limits": ["l"], "indicator": "Weekly report", "reviewDue": "2027-07-01",
                },
                { "id": "b", "number": 8, "title": "-1", "category": "other" },
            ],
        }))
        .expect("a plan")
    }

    #[test]
    fn the_exported_table_pasted_again_gives_the_same_risks() {
        let plan = plan();
        for text in [write(&plan), copied(&plan, plan.risks.iter().map(AsRef::as_ref))] {
            let (found, remarks) = read(&text, &plan, &mut IdMaker::new([7; 16]));
            assert_eq!(remarks, Vec::<String>::new());
            let expected: Vec<Risk> = plan.risks.iter().map(|risk| without_ids(Risk::clone(risk))).collect();
            assert_eq!(found.into_iter().map(without_ids).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        let text = write(&plan());
        assert!(text.starts_with("\u{feff}Number,Risk,Cause,"), "{text}");
        assert!(text.contains("\"'=Late, \"\"very\"\" late\""), "{text}");
    }
}
