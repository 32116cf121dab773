//! A chosen partner that was reviewed, for the tests of this folder.

use serde_json::{Value, json};

use crate::domain::partner::decision::trial_run::decided;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::wire::{from_value, to_value};

/// The decided choice with two reviews and three indicators.
pub(crate) fn reviewed() -> PartnerEvaluation {
    with(
        "reviews",
        json!([
            {
                "id": "q3", "name": "Third quarter", "on": "2027-09-30", "scores": [{ "criterion": "team", "value": 2, "note": "Lead left" }, { "criterion": "link", "value": 4 }],
                "issues": [{ "name": "Two visits without a report", "answer": "Reports by the end of the month", "due": "2027-10-31" }],
            },
            { "id": "q2", "name": "Second quarter", "on": "2027-06-30", "scores": [{ "criterion": "reports", "value": 4 }, { "criterion": "team", "value": 3 }] },
        ]),
    )
}

/// The decided choice with indicators, and one section replaced.
pub(crate) fn with(section: &str, value: Value) -> PartnerEvaluation {
    let mut written = to_value(&decided());
    written["indicators"] = json!([
        {
            "id": "reports", "name": "Visit reports on time", "unit": "%", "better": "up", "target": 95, "limit": 80,
            "readings": [{ "on": "2027-06-30", "value": 91 }, { "on": "2027-09-30", "value": 78 }],
        },
        { "id": "age", "name": "Age of open queries", "unit": "days", "better": "down", "target": 10, "limit": 20, "readings": [{ "on": "2027-09-30", "value": 12 }] },
        { "id": "staff", "name": "Staff turnover", "unit": "%", "better": "down", "target": 10 },
    ]);
    written[section] = value;
    from_value(written).expect("an evaluation")
}
