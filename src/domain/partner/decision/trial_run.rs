//! A choice that was decided, for the tests of this folder.

use serde_json::json;

use crate::domain::partner::evaluation::PartnerEvaluation;

/// Three candidates: `c0` was chosen and leads, `c1` lost, `c2` failed a knock-out. Two evaluators, three criteria.
pub(crate) fn decided() -> PartnerEvaluation {
    let score = |evaluator: &str, criterion: &str, candidate: &str, value: u8| json!({ "evaluator": evaluator, "criterion": criterion, "candidate": candidate, "value": value, "evidence": "Shown in the bid defence." });
    let mut scores = Vec::new();
    for (candidate, [team, link, reports]) in [("c0", [4, 3, 4]), ("c1", [3, 4, 3]), ("c2", [5, 5, 5])] {
        for (criterion, value) in [("team", team), ("link", link), ("reports", reports)] {
            scores.extend(["lead", "quality"].map(|evaluator| score(evaluator, criterion, candidate, value)));
        }
    }
    // Evaluators see the second candidate differently.
    scores[7] = score("quality", "team", "c1", 2);
    scores[11] = score("quality", "reports", "c1", 4);
    serde_json::from_value(json!({
        "document": { "id": "e", "title": "Partner for KESTREL", "created": "2027-01-12T09:00:00.000Z", "changed": "2027-01-12T09:00:00.000Z", "revision": 7 },
        "brief": { "need": "Somebody runs the sites until the report.", "decisionDue": "2027-03-01" },
        "candidates": [
            { "id": "c0", "name": "Alderney Trials", "kind": "contractResearchOrganisation" },
            { "id": "c1", "name": "Brackwater", "kind": "projectManagementFirm" },
            { "id": "c2", "name": "Cawdor Systems", "kind": "technologyProvider" },
        ],
        "criteria": [
            { "id": "team", "pillar": "expertise", "name": "Team", "weight": 40 },
            { "id": "link", "pillar": "technology", "name": "Link to our EDC", "weight": 40, "anchors": ["None", "Planned", "By file", "By interface", "Live since two years"] },
            { "id": "reports", "pillar": "performance", "name": "Reports", "weight": 20 },
        ],
        "evaluators": [
            { "id": "lead", "role": "Clinical operations lead", "interests": {} },
            { "id": "quality", "role": "Quality lead", "interests": { "conflict": "Worked for Brackwater until 2024" } },
        ],
        "knockouts": [{ "id": "debarred", "name": "No debarment", "evidence": "Lists of FDA and EMA" }],
        "knockoutResults": [
            { "knockout": "debarred", "candidate": "c0", "outcome": "pass" },
            { "knockout": "debarred", "candidate": "c1", "outcome": "pass" },
            { "knockout": "debarred", "candidate": "c2", "outcome": "fail", "evidence": "On the list since 2026" },
        ],
        "scores": scores,
        "weighting": { "method": "swing", "agreedOn": "2027-01-20", "agreedBy": "Steering committee" },
        "bids": [
            { "candidate": "c0", "currency": "EUR", "lines": [{ "id": "l", "name": "Management", "driver": "fixed", "unitPrice": "700000" }], "changeOrders": { "terms": "Each by signature", "rating": 2 } },
            { "candidate": "c1", "currency": "USD", "lines": [{ "id": "l", "name": "Management", "driver": "fixed", "unitPrice": "610000" }] },
        ],
        "partnerDecision": {
            "chosen": "c0", "decidedOn": "2027-02-26", "decidedBy": "Steering committee", "reason": "The team that we met has run two such trials.",
            "others": [
                { "candidate": "c1", "reason": "The named team had not run a trial of this size." },
                { "candidate": "c2", "reason": "It is debarred." },
            ],
            "dissents": [{ "who": "Quality lead", "view": "The link of the others is better tested." }],
            "contact": "Clinical operations lead",
        },
    }))
    .expect("an evaluation")
}
