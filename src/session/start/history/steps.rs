//! What the past of the sample consists of: a list of steps for the plan, and one for the evaluation.
//!
//! Moments are those of the sample's files, in UTC, within working hours, in order. What is written is what stood there
//! *before* the step; what stands there after it is what the next step found, or what the file holds. Roles, no people.

use super::Before::{Absent, Was};
use super::Step;

/// The past of the plan, from the letter of the board in Canada to the progress of the last Friday.
pub(in crate::session::start) const PLAN: &[Step] = &[
    Step(
        "2026-09-01T09:20",
        "Regulatory affairs lead",
        "The board has sent its second list of questions.",
        &[
            Absent("issues", "i-01"),
            Was(
                "risks",
                "r-02",
                r#"{ "status": "open", "current": { "probability": 4, "impact": 3 }, "rationale": "Likely: the first answers were not enough. Moderate: 12 of 132 participants were planned there." }"#,
            ),
        ],
    ),
    Step(
        "2026-09-09T10:05",
        "Regulatory affairs lead",
        "The cost of vaccines is not ours to decide.",
        &[Was("issues", "i-01", r#"{ "escalations": [{ "level": "level-team", "on": "2026-09-01" }] }"#)],
    ),
    Step(
        "2026-09-14T11:30",
        "Clinical operations lead",
        "The first month brought fewer than eight participants.",
        &[Was(
            "risks",
            "r-01",
            r#"{ "current": { "probability": 3, "impact": 4 }, "rationale": "Possible: six weeks of figures are too few to tell. Major: last participant in would move." }"#,
        )],
    ),
    Step("2026-09-14T15:10", "Clinical project manager", "", &[Absent("risks", "r-09")]),
    Step("2026-09-21T09:40", "Medical monitor", "A second country has changed its guidance.", &[Absent("risks", "r-12")]),
    Step("2026-09-21T16:00", "Biostatistics lead", "", &[Was("tasks", "t-sap", r#"{ "progress": { "state": "notStarted" } }"#)]),
    Step(
        "2026-09-25T16:25",
        "Start-up lead",
        "",
        &[
            Was("tasks", "t-half-sites", r#"{ "progress": { "state": "notStarted" } }"#),
            Was("sites", "site-glasgow", r#"{ "status": "contracted", "note": null }"#),
        ],
    ),
    Step(
        "2026-09-28T13:15",
        "Supply lead",
        "The telephone procedure passed its test.",
        &[Was(
            "risks",
            "r-16",
            r#"{ "responseDone": null, "current": { "probability": 3, "impact": 3 }, "rationale": "Possible: one outage of three hours in six months. Moderate: single sites affected." }"#,
        )],
    ),
    Step("2026-09-29T10:20", "Medical monitor", "Monthly risk review.", &[Was("risks", "r-12", r#"{ "current": null, "rationale": null, "factors": null }"#)]),
    Step(
        "2026-10-01T15:45",
        "Clinical operations lead",
        "Last participant in is at stake.",
        &[
            Was(
                "issues",
                "i-01",
                r#"{ "escalations": [{ "level": "level-team", "on": "2026-09-01" }, { "level": "level-lead", "on": "2026-09-09", "note": "Asked for a decision on the cost of vaccines." }] }"#,
            ),
            Absent("actions", "a-01"),
            Absent("decisions", "d-02"),
        ],
    ),
    Step("2026-10-05T11:15", "Regulatory affairs lead", "", &[Absent("risks", "r-11")]),
    Step("2026-10-07T14:10", "Clinical operations lead", "", &[Was("tasks", "t-referral", r#"{ "progress": { "state": "notStarted" }, "note": null }"#)]),
    Step(
        "2026-10-14T13:50",
        "Safety lead",
        "The IRT refuses the first kit before day 14 from today on.",
        &[Was(
            "risks",
            "r-19",
            r#"{ "responseDone": null, "current": { "probability": 4, "impact": 3, "participants": 4 }, "rationale": "Likely: sites may overlook the two weeks, and nothing stops them. Major: an important deviation." }"#,
        )],
    ),
    Step(
        "2026-10-19T11:00",
        "Clinical project manager",
        "The laboratory has made an offer for Saturdays.",
        &[Was("risks", "r-09", r#"{ "response": "undecided", "responsePlan": null, "responseDue": null, "responseCost": null, "target": null }"#)],
    ),
    Step(
        "2026-10-26T09:30",
        "Clinical operations lead",
        "One more post is vacant.",
        &[Was(
            "risks",
            "r-08",
            r#"{ "current": { "probability": 3, "impact": 4 }, "rationale": "Possible: one post is vacant. Major: handover of a country costs about seven weeks." }"#,
        )],
    ),
    Step(
        "2026-10-30T16:05",
        "Data management lead",
        "",
        &[Was(
            "toleranceLimits",
            "l-urine",
            r#"{ "observations": [{ "on": "2026-08-31", "count": 0, "of": 8 }, { "on": "2026-09-30", "count": 1, "of": 20 }] }"#,
        )],
    ),
    Step(
        "2026-11-02T09:15",
        "Data management lead",
        "The limit of 10% is passed.",
        &[
            Absent("issues", "i-02"),
            Was(
                "risks",
                "r-04",
                r#"{ "current": { "probability": 3, "impact": 4, "reliability": 4 }, "rationale": "Possible: one of 20 collections failed the creatinine check. Major: the primary endpoint of single participants is affected." }"#,
            ),
        ],
    ),
    Step("2026-11-04T10:40", "Data management lead", "", &[Absent("decisions", "d-01"), Absent("actions", "a-02")]),
    Step("2026-11-05T15:20", "Regulatory affairs lead", "", &[Was("actions", "a-01", r#"{ "done": null }"#)]),
    Step(
        "2026-11-09T09:50",
        "Start-up lead",
        "The hospital called this morning.",
        &[Absent("issues", "i-03"), Was("sites", "site-marseille", r#"{ "status": "active", "note": null }"#)],
    ),
    Step("2026-11-09T14:35", "Data management lead", "", &[Was("toleranceLimits", "l-urine", r#"{ "evaluations": null }"#)]),
    Step(
        "2026-11-10T11:25",
        "Clinical operations lead",
        "Three people scored it apart, then agreed.",
        &[Was(
            "risks",
            "r-01",
            r#"{ "current": { "probability": 4, "impact": 4 }, "assessments": null, "rationale": "Likely: enrolment was below plan two months in a row. Major: last participant in moves by some weeks." }"#,
        )],
    ),
    Step(
        "2026-11-10T16:30",
        "Clinical operations lead",
        "Decided by the steering committee.",
        &[Was("decisions", "d-01", r#"{ "outcome": null, "decided": null }"#)],
    ),
    Step("2026-11-11T10:15", "Start-up lead", "", &[Absent("actions", "a-04"), Absent("decisions", "d-03")]),
    Step(
        "2026-11-11T13:40",
        "Clinical project manager",
        "",
        &[Was("issues", "i-02", r#"{ "escalations": [{ "level": "level-team", "on": "2026-11-02" }] }"#), Absent("actions", "a-03")],
    ),
    Step("2026-11-12T14:55", "Data management lead", "", &[Was("actions", "a-02", r#"{ "done": null }"#)]),
    Step("2026-11-13T11:05", "Medical monitor", "", &[Absent("issues", "i-05"), Absent("actions", "a-05")]),
    Step("2026-11-16T10:10", "Start-up lead", "", &[Absent("risks", "r-25")]),
    Step(
        "2026-11-17T15:00",
        "Medical monitor",
        "Two people scored it apart, then agreed.",
        &[Was(
            "risks",
            "r-12",
            r#"{ "current": { "probability": 3, "impact": 4, "reliability": 4 }, "assessments": null, "rationale": "Possible: two countries have changed their guidance. Major: the primary result would be harder to read." }"#,
        )],
    ),
    Step(
        "2026-11-18T09:35",
        "Supply lead",
        "The packager has held the new slot for a month.",
        &[Was(
            "risks",
            "r-06",
            r#"{ "current": { "probability": 4, "impact": 4 }, "rationale": "Likely: the slot has moved once. Major: six to eight weeks without randomisation." }"#,
        )],
    ),
    Step(
        "2026-11-20T15:40",
        "Clinical operations lead",
        "Progress of the last two weeks.",
        &[
            Was("scheduling", "", r#"{ "statusDate": "2026-11-06" }"#),
            Was("tasks", "t-enrol", r#"{ "progress": { "state": "started", "on": "2026-08-03", "remaining": { "days": 378, "elapsed": true } } }"#),
            Was("tasks", "t-activation", r#"{ "progress": { "state": "started", "on": "2026-07-13", "remaining": { "days": 20 } } }"#),
        ],
    ),
];

/// The past of the evaluation, from the need to the day on which the scores were in. Scores are given while they are hidden.
pub(in crate::session::start) const EVALUATION: &[Step] = &[
    Step("2026-10-08T16:00", "Clinical operations lead", "", &[Was("selectionSteps", "s-need", r#"{ "done": null }"#)]),
    Step(
        "2026-10-23T10:20",
        "Clinical operations lead",
        "Experience counts most while two posts are vacant; dashboards can wait.",
        &[Was("criteria", "k-therapeutic", r#"{ "weight": 8 }"#), Was("criteria", "k-insight", r#"{ "weight": 9 }"#)],
    ),
    Step("2026-10-23T11:05", "Clinical operations lead", "", &[Was("weighting", "", r#"{ "agreedOn": null, "agreedBy": null, "agreedWeights": null }"#)]),
    Step("2026-10-26T14:20", "Quality lead", "", &[Was("selectionSteps", "s-shortlist", r#"{ "done": null, "note": null }"#)]),
    Step("2026-10-30T09:30", "Clinical operations lead", "Each evaluator scores alone.", &[Was("scoring", "", r#"{ "phase": null }"#)]),
    Step("2026-10-30T16:10", "Clinical operations lead", "", &[Was("selectionSteps", "s-rfp", r#"{ "done": null }"#)]),
    Step("2026-11-02T09:10", "Clinical operations lead", "", &[Was("evaluators", "v-operations", r#"{ "interests": null }"#)]),
    Step("2026-11-02T10:25", "Quality lead", "", &[Was("evaluators", "v-quality", r#"{ "interests": null }"#)]),
    Step("2026-11-03T08:40", "Finance lead", "", &[Was("evaluators", "v-finance", r#"{ "interests": null }"#)]),
    Step(
        "2026-11-04T14:30",
        "Quality lead",
        "",
        &[
            Absent("knockoutResults", "o-debarment~c-thornquay"),
            Absent("knockoutResults", "o-debarment~c-kestermoor"),
            Absent("knockoutResults", "o-debarment~c-pelorine"),
            Absent("knockoutResults", "o-debarment~c-saltmere"),
        ],
    ),
    Step("2026-11-06T12:10", "Finance lead", "", &[Absent("bids", "c-pelorine")]),
    Step("2026-11-12T16:20", "Finance lead", "", &[Absent("bids", "c-saltmere"), Was("selectionSteps", "s-proposals", r#"{ "done": null, "note": null }"#)]),
    Step("2026-11-13T11:20", "Finance lead", "", &[Absent("scores", "v-finance~k-validation~c-kestermoor")]),
    Step("2026-11-17T09:30", "Quality lead", "", &[Absent("scores", "v-quality~k-validation~c-kestermoor")]),
    Step(
        "2026-11-19T16:10",
        "Clinical operations lead",
        "All scores are in.",
        &[Was("scoring", "", r#"{ "phase": "blind" }"#), Was("selectionSteps", "s-scoring", r#"{ "done": null }"#)],
    ),
];
