use std::sync::Arc;

use super::*;
use crate::domain::id::Id;
use crate::domain::paper::Block;
use crate::domain::paper_text::{read, write};
use crate::domain::partner::decision::trial_run::decided;
use crate::domain::partner::scoring::ScoringPhase;
use crate::domain::wire::{from_value, to_value};

fn draft(evaluation: &PartnerEvaluation) -> Paper {
    memo(evaluation, Made::Draft("2027-02-26".parse().expect("a date")), "Ada")
}

fn text(evaluation: &PartnerEvaluation, section: MemoSection) -> String {
    write(&Paper { sections: vec![with_words(evaluation, section)], ..Paper::default() })
}

#[test]
fn an_empty_evaluation_has_every_section_and_says_what_is_not_there() {
    let evaluation = PartnerEvaluation::blank(Id::joined(&["e"]), "", Timestamp::from_millis(0));
    let paper = draft(&evaluation);
    assert_eq!(
        paper.sections.iter().map(|section| section.title.as_ref()).collect::<Vec<_>>(),
        MemoSection::ALL.iter().map(|section| section.label()).collect::<Vec<_>>()
    );
    assert!(paper.sections.iter().all(|section| !section.blocks.is_empty()));
    assert_eq!(paper.subject, "Evaluation without a title");
}

#[test]
fn the_memo_says_what_the_data_say() {
    let evaluation = decided();
    for (section, said) in [
        (MemoSection::Need, "Somebody runs the sites until the report."),
        (MemoSection::Candidates, "| Cawdor Systems | Technology provider | Knocked out: No debarment | – |"),
        (MemoSection::Method, "| Quality lead | Worked for Brackwater until 2024 | – |"),
        (MemoSection::Weights, "Method: swing weights. Agreed on 20 Jan 2027. Steering committee."),
        (MemoSection::Knockouts, "Failed: On the list since 2026"),
        (MemoSection::Scores, "| Alderney Trials | 1 | 3.60 | 100% | 100% |"),
        (MemoSection::Scores, "| Cawdor Systems | not ranked | 5.00 |"),
        (MemoSection::Agreement, "No two evaluators are two points or more apart."),
        (MemoSection::Robustness, "Alderney Trials leads Brackwater by 0.30 points of 5 (9.1% of the second result)."),
        (MemoSection::Price, "| Alderney Trials | EUR 700,000 |"),
        (MemoSection::Price, "| Brackwater | cannot be compared: There is no rate for USD."),
        (MemoSection::Price, "| Alderney Trials | Each by signature | 2 of 5 |"),
        (MemoSection::Agreement, "- Krippendorff’s alpha: "),
        (MemoSection::Risks, "Change orders of Alderney Trials raise the price"),
        (MemoSection::Dissent, "| Quality lead | The link of the others is better tested. |"),
        (MemoSection::Decision, "- Standing: rank 1, 3.60 of 5"),
        (MemoSection::Decision, "Nothing was left open."),
        (MemoSection::Others, "| Team | 40% | 2.50 | 4.00 | −0.60 |"),
        (MemoSection::Others, "It is debarred."),
        (MemoSection::Afterwards, "every 3 months"),
    ] {
        let text = text(&evaluation, section);
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
}

#[test]
fn what_evaluators_agreed_on_is_told_as_settled() {
    let settled = |agreed: serde_json::Value| {
        let mut written = to_value(&decided());
        written["scores"][7]["value"] = 1.into();
        written["agreedScores"] = agreed;
        text(&from_value(written).expect("an evaluation"), MemoSection::Agreement)
    };
    let row = "| Team, Brackwater | Quality lead 1, Clinical operations lead 3 |";
    let (open, agreed) = (
        settled(serde_json::json!([])),
        settled(serde_json::json!([
            { "criterion": "team", "candidate": "c1", "value": 2, "why": "Two of five have left." },
            { "criterion": "team", "candidate": "c0", "value": 4 },
        ])),
    );
    assert!(open.contains(&format!("{row} open | – |")), "{open}");
    assert!(agreed.contains(&format!("{row} agreed on 2 | Two of five have left. |")) && !agreed.contains("| Team, Alderney"), "{agreed}");
}

#[test]
fn the_method_says_who_did_not_score_whom_and_what_is_missing() {
    let said = |evaluation: &PartnerEvaluation| text(evaluation, MemoSection::Method);
    assert!(said(&decided()).contains("2 evaluators scored every candidate in the running on 3 criteria ("));
    let mut written = to_value(&decided());
    written["evaluators"][1]["interests"]["recused"] = serde_json::json!(["c1"]);
    written["scores"][0]["value"] = serde_json::Value::Null;
    let text = said(&from_value(written).expect("an evaluation"));
    assert!(text.contains("2 evaluators scored the candidates in the running on 3 criteria (") && !text.contains("every candidate in"), "{text}");
    assert!(text.contains("1 evaluator does not score everybody because of a conflict of interest; 1 score is missing."), "{text}");
}

#[test]
fn the_text_of_the_memo_is_read_back_as_the_memo() {
    let paper = draft(&decided());
    assert_eq!(read(&write(&paper)), paper);
}

#[test]
fn words_of_ones_own_follow_what_is_computed() {
    let mut evaluation = decided();
    Arc::make_mut(&mut evaluation.partner_decision).say("need", "We asked twice.\nOnce in May.\n\nThen again.".to_owned());
    let section = with_words(&evaluation, MemoSection::Need);
    assert_eq!(section.blocks.last(), Some(&Block::Words("Then again.".to_owned())));
    assert_eq!(section.blocks.len(), 4);
    Arc::make_mut(&mut evaluation.partner_decision).say("need", " ".to_owned());
    assert_eq!(evaluation, decided());
}

#[test]
fn blind_scores_are_in_no_section() {
    let mut evaluation = decided();
    Arc::make_mut(&mut evaluation.scoring).phase = Some(ScoringPhase::Blind);
    let text = write(&draft(&evaluation));
    assert!(["3.60", "3.30", "2.50", "5.00"].iter().all(|score| !text.contains(score)), "{text}");
}
