//! Finding things by what people type: in a list of names, or in a whole document.
//!
//! Letters match without regard to case and to the accents of Latin letters: `muller` finds `Müller`. Every word of
//! the query must occur. What begins a word ranks above what stands inside one, and early above late.
//!
//! Limits: no tolerance for typing errors, no stemming, no accents outside Latin letters.

use super::command::Kept;
use crate::domain::choice::Choice;
use crate::domain::collection::{Collection, Record};
use crate::domain::document::Document;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::partner::bid::Bid;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::score::Score;
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::{Country, Site};
use crate::domain::schedule::task::TaskKind;
use crate::domain::words::{count, quoted};

/// A record that a query found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The section of the document: `tasks`.
    pub section: &'static str,
    /// The id of the record.
    pub record: String,
    /// What kind of record it is, as in a sentence: "milestone".
    pub kind: &'static str,
    /// What people call it, with its reference where it has one: "R-07 Supply is late".
    pub title: String,
    /// Where it belongs: its work package, city, category, pillar; empty where there is nothing to say.
    pub context: String,
    /// How well it matches; higher is better, and only the order means something.
    pub score: u32,
}

/// How well `text` matches `query`: `None` where a word of the query does not occur, higher where words match better.
/// An empty query matches everything with 0.
pub fn score(query: &str, text: &str) -> Option<u32> {
    score_words(&words(query), text)
}

/// The records of a document whose names match, best first, at most `most` of them; equals in the document's order.
pub fn records(document: &Document, query: &str, most: usize) -> Vec<Hit> {
    let mut search = Search { words: words(query), hits: Vec::new() };
    match document {
        Document::Plan(plan) => search.in_plan(plan),
        Document::Evaluation(evaluation) => search.in_evaluation(evaluation),
    }
    let mut hits = search.hits;
    sort_by_rank(&mut hits, |hit| Rank::from(hit.score).down());
    hits.truncate(most);
    hits
}

/// A word that is matched whole.
const WHOLE: u32 = 3_000;
/// A word that is matched from its beginning.
const BEGINNING: u32 = 2_000;
/// A match inside a word.
const INSIDE: u32 = 1_000;
/// Matches further in than this all count alike, so that place never outweighs kind.
const FURTHEST: usize = 999;

fn words(query: &str) -> Vec<String> {
    folded(query).split_whitespace().map(str::to_owned).collect()
}

fn score_words(words: &[String], text: &str) -> Option<u32> {
    if words.is_empty() {
        return Some(0);
    }
    let text = folded(text);
    words.iter().try_fold(0u32, |sum, word| score_word(word, &text).map(|points| sum.saturating_add(points)))
}

/// The best of the places where a word occurs.
fn score_word(word: &str, text: &str) -> Option<u32> {
    text.match_indices(word)
        .map(|(place, _)| {
            let begins = !text[..place].ends_with(char::is_alphanumeric);
            let ends = !text[place + word.len()..].starts_with(char::is_alphanumeric);
            let kind = match (begins, ends) {
                (true, true) => WHOLE,
                (true, false) => BEGINNING,
                (false, _) => INSIDE,
            };
            kind + (FURTHEST - place.min(FURTHEST)) as u32
        })
        .max()
}

/// Lower case, without accents.
fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            letter if letter.is_ascii() => plain.push(letter),
            // Combining marks stand alone where a text was typed on some systems.
            '\u{300}'..='\u{36F}' => {}
            letter => match FOLDS.iter().find(|(_, accented)| accented.contains(letter)) {
                Some((base, _)) => plain.push_str(base),
                None => plain.push(letter),
            },
        }
    }
    plain
}

/// Plain letters, and the lower-case Latin letters that people type them for.
const FOLDS: [(&str, &str); 28] = [
    ("a", "àáâãäåāăąǎ"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęě"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįı"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņň"),
    ("o", "òóôõöøōŏőǒ"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųǔ"),
    ("w", "ŵ"),
    ("y", "ýÿŷ"),
    ("z", "źżž"),
    ("-", "‐‑‒–—−"),
    ("'", "‘’ʼ"),
    ("\"", "“”„«»"),
    ("...", "…"),
    (" ", "\u{A0}\u{202F}"),
];

struct Search {
    words: Vec<String>,
    hits: Vec<Hit>,
}

impl Search {
    fn in_plan(&mut self, plan: &TrialPlan) {
        self.each(&plan.objectives, |objective| objective.level.label().to_owned());
        self.each(&plan.endpoints, |endpoint| joined(&[endpoint.level.label(), &endpoint.time_frame]));
        self.each(&plan.arms, |arm| arm.kind.clone());
        self.each(&plan.interventions, |intervention| intervention.kind.clone());
        self.each(&plan.statements, |statement| statement.kind.label().to_owned());
        self.each(&plan.countries, country_context);
        self.each(&plan.sites, |site| site_context(plan, site));
        self.each(&plan.deliverables, |deliverable| deliverable.owner.clone());
        for task in plan.tasks.iter() {
            let kind = if task.kind == TaskKind::Milestone { "milestone" } else { "task" };
            self.offer(task.as_ref(), kind, task.name.clone(), || task.work_package.clone());
        }
        for risk in plan.risks.iter() {
            let title = format!("{} {}", risk.reference(), risk.title);
            self.offer_referred(risk.as_ref(), title, ('r', risk.number), || risk.category_label().to_owned());
        }
        self.each(&plan.quality_factors, |factor| factor.group.label().to_owned());
        self.each(&plan.tolerance_limits, |limit| limit.owner.clone());
        self.each(&plan.escalation_levels, |level| level.role.clone());
        for issue in plan.issues.iter() {
            let title = format!("{} {}", issue.reference(), issue.title);
            self.offer_referred(issue.as_ref(), title, ('i', issue.number), || issue.severity.label().to_owned());
        }
        for action in plan.actions.iter() {
            self.offer_referred(action.as_ref(), format!("{} {}", action.reference(), action.title), ('a', action.number), || action.owner.clone());
        }
        for decision in plan.decisions.iter() {
            let title = format!("{} {}", decision.reference(), decision.question);
            self.offer_referred(decision.as_ref(), title, ('d', decision.number), || decision.owner.clone());
        }
    }

    fn in_evaluation(&mut self, evaluation: &PartnerEvaluation) {
        self.each(&evaluation.candidates, |candidate| candidate.kind.label().to_owned());
        self.each(&evaluation.criteria, |criterion| criterion.pillar.label().to_owned());
        self.each(&evaluation.evaluators, |_| String::new());
        self.each(&evaluation.fit_questions, |_| String::new());
        self.each(&evaluation.selection_steps, |_| String::new());
        self.each(&evaluation.knockouts, |_| String::new());
        self.each(&evaluation.duties, |duty| duty.area.clone());
        for bid in evaluation.bids.iter() {
            let whose = evaluation.candidates.get(&bid.candidate).map_or(String::new(), |candidate| candidate.name.clone());
            self.offer(bid.as_ref(), Bid::NOUN, whose, || bid.note.clone());
        }
        self.each(&evaluation.indicators, |_| String::new());
        self.each(&evaluation.reviews, |_| String::new());
        // While scoring is blind nobody finds what others wrote; a copy for one evaluator holds nobody else's.
        if !scores_are_hidden(evaluation) || evaluation.scoring.only.is_some() {
            self.each(&evaluation.scores, |score| score_context(evaluation, score));
        }
    }

    fn each<T: Kept>(&mut self, collection: &Collection<T>, context: impl Fn(&T) -> String) {
        for record in collection.iter() {
            self.offer(record.as_ref(), T::NOUN, record.name().to_owned(), || context(record));
        }
    }

    fn offer<T: Kept>(&mut self, record: &T, kind: &'static str, title: String, context: impl FnOnce() -> String) {
        if let Some(score) = score_words(&self.words, &title).filter(|_| !title.trim().is_empty()) {
            self.hits.push(Hit { section: T::SECTION, record: record.id().to_string(), kind, title, context: context(), score });
        }
    }

    /// A record with a number by which people name it: `r7`, `R-7` and `r-07` all mean R-07.
    fn offer_referred<T: Kept>(&mut self, record: &T, title: String, (letter, number): (char, u32), context: impl FnOnce() -> String) {
        let means_number =
            |word: &String| word.strip_prefix(letter).map(|rest| rest.trim_start_matches('-')).and_then(|digits| digits.parse().ok()) == Some(number);
        let (named, others): (Vec<String>, Vec<String>) = self.words.iter().cloned().partition(means_number);
        if named.is_empty() {
            return self.offer(record, T::NOUN, title, context);
        }
        let reference = WHOLE + FURTHEST as u32;
        if let Some(score) = score_words(&others, &title).map(|rest| rest.saturating_add(reference)) {
            self.hits.push(Hit { section: T::SECTION, record: record.id().to_string(), kind: T::NOUN, title, context: context(), score });
        }
    }
}

fn country_context(country: &Country) -> String {
    country.planned_sites.map_or(String::new(), |sites| format!("{} planned", count(sites as usize, "site", "sites")))
}

fn site_context(plan: &TrialPlan, site: &Site) -> String {
    let country = site.country.as_ref().and_then(|country| plan.countries.get(country));
    joined(&[&site.city, country.map_or("", |country| country.name.as_str())])
}

/// A score is named by its evidence, so its context says whom it is about and on what.
fn score_context(evaluation: &PartnerEvaluation, score: &Score) -> String {
    let candidate = evaluation.candidates.get(&score.candidate).map(|candidate| quoted(&candidate.name));
    let criterion = evaluation.criteria.get(&score.criterion).map(|criterion| quoted(&criterion.name));
    joined(&[candidate.as_deref().unwrap_or_default(), criterion.as_deref().unwrap_or_default()])
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::risk::register::Risk;
    use crate::domain::schedule::task::Task;

    /// The texts that match, best first; equals in the order given.
    fn check(query: &str, texts: &[&str], expected: &[&str]) {
        let mut found: Vec<(u32, &str)> = texts.iter().filter_map(|text| score(query, text).map(|score| (score, *text))).collect();
        found.sort_by_key(|(score, _)| Reverse(*score));
        assert_eq!(found.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), expected, "{query:?}");
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        check("MULLER", &["Müller", "Miller"], &["Müller"]);
        check("lodz", &["Łódź", "Lo\u{301}dz\u{301}"], &["Łódź", "Lo\u{301}dz\u{301}"]);
        check("strasse", &["Hauptstraße"], &["Hauptstraße"]);
        check("ötzi", &["Otzi"], &["Otzi"]);
        check("month-end", &["Month–end report"], &["Month–end report"]);
    }

    #[test]
    fn every_word_must_occur_in_any_order() {
        check("lock database", &["Database lock", "Database design", "Lock"], &["Database lock"]);
    }

    #[test]
    fn beginnings_of_words_and_early_places_come_first() {
        check(
            "site",
            &["Opposite views", "Select sites", "Sites selected", "Close a site"],
            &["Close a site", "Sites selected", "Select sites", "Opposite views"],
        );
        check("a", &["b a", "a b"], &["a b", "b a"]);
    }

    #[test]
    fn an_empty_query_matches_everything_alike() {
        assert_eq!([score("", "x"), score(" \t", "")], [Some(0), Some(0)]);
        assert_eq!(score("x", ""), None);
    }

    #[test]
    fn matches_inside_letters_of_several_bytes_are_safe() {
        check("é", &["éé", "日本é", "日本"], &["éé", "日本é"]);
        check("本", &["日本"], &["日本"]);
        assert!(score("a", &"ä".repeat(10_000)).is_some());
    }

    #[test]
    fn records_are_found_by_name_and_by_reference() {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        for (number, title) in [(7, "Supply is late"), (17, "Sites drop out"), (70, "Fewer patients than R7 predicts")] {
            plan.risks = plan.risks.with(Risk::new(Id::joined(&[&format!("r{number}")]), number, title), None);
        }
        let mut task = Task::new(Id::joined(&["t1"]), "Supply plan approved", TaskKind::Milestone);
        task.work_package = "Supply".into();
        plan.tasks = plan.tasks.with(task, None).with(Task::new(Id::joined(&["t2"]), "", TaskKind::Task), None);
        let document = Document::Plan(Box::new(plan));
        let found =
            |query: &str| records(&document, query, 10).into_iter().map(|hit| format!("{} {} ({})", hit.kind, hit.title, hit.context)).collect::<Vec<_>>();
        assert_eq!(found("supply"), ["milestone Supply plan approved (Supply)", "risk R-07 Supply is late (Other)"]);
        assert_eq!(found("R-07"), ["risk R-07 Supply is late (Other)"]);
        assert_eq!(found("r7"), ["risk R-07 Supply is late (Other)", "risk R-70 Fewer patients than R7 predicts (Other)"]);
        assert_eq!(found("r-17 drop"), ["risk R-17 Sites drop out (Other)"]);
        assert_eq!(found("r-17 supply"), Vec::<String>::new());
        assert_eq!(records(&document, "", 3).len(), 3);
        assert!(records(&document, "", 9).iter().all(|hit| hit.score == 0 && !hit.title.is_empty()));
    }

    #[test]
    fn what_has_happened_is_found_by_the_letter_of_its_kind() {
        let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "qualityFactors": [{ "id": "f", "group": "patientSafety", "title": "Dosing is safe" }],
            "toleranceLimits": [{ "id": "l", "name": "Participants not dosed", "expected": 0.03, "owner": "Quality lead" }],
            "issues": [{ "id": "i", "number": 7, "title": "Kits are lost", "severity": "major", "raised": "2027-05-14" }],
            "actions": [{ "id": "a", "number": 7, "title": "Count the kits", "owner": "Supply lead" }],
            "decisions": [{ "id": "d", "number": 2, "question": "Which courier?" }],
        }))
        .expect("a plan");
        let document = Document::Plan(Box::new(plan));
        let found =
            |query: &str| records(&document, query, 10).into_iter().map(|hit| format!("{} {} ({})", hit.kind, hit.title, hit.context)).collect::<Vec<_>>();
        assert_eq!(found("i-07"), ["issue I-07 Kits are lost (Major)"]);
        assert_eq!(found("a7"), ["action A-07 Count the kits (Supply lead)"]);
        assert_eq!(found("D-02"), ["decision D-02 Which courier? ()"]);
        assert_eq!(found("dos"), ["critical-to-quality factor Dosing is safe (Patient safety)", "tolerance limit Participants not dosed (Quality lead)"]);
    }
}
