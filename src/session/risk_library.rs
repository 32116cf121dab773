//! A library of risks that trials meet, to pick from when a register is begun or reviewed.
//!
//! It is a file of the page, `public/start/risk-library.json`, read when it is asked for; its words are our own. An entry
//! says for which phases and types of study it matters, what brings the risk about, what follows, how it shows early, and
//! how teams answer it. It carries no score: how likely and how bad a risk is, is a judgement about one trial.

use serde::Serialize;
use trialwright_macros::Read;

use super::command::{Change, Edit};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::IdMaker;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::trial::{Phase, StudyType};
use crate::domain::risk::quality::QualityGroup;
use crate::domain::risk::register::{ResponseStrategy, Risk, RiskCategory, next_number};
use crate::domain::wire::{WireFault, from_text};

/// The name of its file, without the ending.
pub const FILE: &str = "risk-library";

/// The library.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
pub struct RiskLibrary {
    /// The risks, in the order in which they are offered.
    pub risks: Vec<LibraryRisk>,
}

/// A risk that trials meet.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct LibraryRisk {
    /// By which it is known among the others.
    pub key: String,
    /// What may happen: the event.
    pub title: String,
    /// What kind of risk it is.
    pub category: RiskCategory,
    /// The phases for which it matters; empty where it does for all. Trials of devices have no phase.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// The types of study for which it matters; empty where it does for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub study_types: Vec<StudyType>,
    /// What typically brings it about.
    pub causes: Vec<String>,
    /// What would follow.
    pub effect: String,
    /// What shows that it is about to happen.
    pub triggers: Vec<String>,
    /// How teams answer it.
    pub responses: Vec<TypicalResponse>,
    /// The group of quality factors that it usually threatens.
    pub factor_group: QualityGroup,
    /// The kind of task that it usually delays; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub task: String,
}

/// A way to answer a risk.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
pub struct TypicalResponse {
    /// The strategy.
    pub strategy: ResponseStrategy,
    /// What is done.
    pub plan: String,
}

/// Which risks of the library are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Of this category; all where there is none.
    pub category: Option<RiskCategory>,
    /// That matter in this phase; all where there is none.
    pub phase: Option<Phase>,
    /// That matter for this type of study; all where there is none.
    pub study_type: Option<StudyType>,
    /// With these words, in whatever they say.
    pub find: String,
}

impl Filter {
    /// What fits a plan: its phase and its type of study.
    pub fn of(plan: &TrialPlan) -> Filter {
        Filter { phase: plan.trial.phase, study_type: plan.trial.study_type, ..Filter::default() }
    }
}

impl RiskLibrary {
    /// The library of a file's text.
    pub fn read(text: &str) -> Result<RiskLibrary, WireFault> {
        from_text(text)
    }

    /// The risks that a filter lets through, in order.
    pub fn shown(&self, filter: &Filter) -> Vec<&LibraryRisk> {
        let words: Vec<String> = filter.find.split_whitespace().map(str::to_lowercase).collect();
        self.risks.iter().filter(|risk| risk.fits(filter) && risk.says(&words)).collect()
    }
}

impl LibraryRisk {
    fn fits(&self, filter: &Filter) -> bool {
        let category = filter.category.is_none_or(|category| self.category == category);
        let phase = filter.phase.is_none_or(|phase| self.phases.is_empty() || self.phases.contains(&phase));
        category && phase && filter.study_type.is_none_or(|study| self.study_types.is_empty() || self.study_types.contains(&study))
    }

    fn says(&self, words: &[String]) -> bool {
        let responses = self.responses.iter().map(|response| response.plan.as_str());
        let parts = [self.title.as_str(), &self.effect, &self.task, self.category.label()].into_iter();
        let text: Vec<&str> = parts.chain(self.causes.iter().map(String::as_str)).chain(self.triggers.iter().map(String::as_str)).chain(responses).collect();
        let text = text.join("\n").to_lowercase();
        words.iter().all(|word| text.contains(word))
    }

    /// Whether the plan has it in its register, under its title.
    pub fn is_in(&self, plan: &TrialPlan) -> bool {
        plan.risks.iter().any(|risk| risk.title.trim().eq_ignore_ascii_case(self.title.trim()))
    }

    /// The ways to answer it, a line for each, to choose from.
    pub fn answers(&self) -> String {
        self.responses.iter().map(|response| format!("{}: {}", response.strategy.label(), response.plan)).collect::<Vec<_>>().join("\n")
    }

    /// The effect, with the kind of task that it usually delays.
    pub fn consequence(&self) -> String {
        if self.task.is_empty() { self.effect.clone() } else { format!("{} Usually delays: {}.", self.effect, self.task.to_lowercase()) }
    }
}

/// Adds risks of the library to a plan's register, as one change; `None` where none is chosen. Each is open, without a
/// score, an owner or a decision: these are the team's.
pub fn added(plan: &TrialPlan, chosen: &[&LibraryRisk], ids: &mut IdMaker, today: Date) -> Option<Change> {
    let first = next_number(plan.risks.iter().map(AsRef::as_ref));
    let risks = chosen.iter().zip(first..).map(|(entry, number)| Risk {
        category: entry.category,
        cause: entry.causes.join("; "),
        effect: entry.consequence(),
        trigger: entry.triggers.join("; "),
        response_plan: entry.answers(),
        found: Some(today),
        ..Risk::new(ids.make(), number, &entry.title)
    });
    let puts: Vec<Change> = risks.map(|risk| Change::Risks(Edit::put(risk))).collect();
    if puts.is_empty() { None } else { Some(Change::Several(puts)) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::id::Id;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn library() -> RiskLibrary {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/start").join(FILE).with_extension("json");
        RiskLibrary::read(&std::fs::read_to_string(path).expect("the file")).expect("the library")
    }

    fn plan() -> TrialPlan {
        TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0))
    }

    #[test]
    fn every_entry_is_complete_and_stands_once() {
        let library = library();
        assert!(library.risks.len() >= 75, "{}", library.risks.len());
        let distinct = |read: fn(&LibraryRisk) -> String| library.risks.iter().map(read).collect::<BTreeSet<_>>().len();
        assert_eq!([distinct(|risk| risk.key.clone()), distinct(|risk| risk.title.to_lowercase())], [library.risks.len(); 2]);
        for risk in &library.risks {
            let texts = risk.causes.iter().chain(&risk.triggers).chain(risk.responses.iter().map(|response| &response.plan)).chain([&risk.title, &risk.effect]);
            assert!(texts.clone().all(|text| !text.trim().is_empty()), "{}", risk.key);
            assert!(!risk.causes.is_empty() && !risk.triggers.is_empty() && !risk.responses.is_empty(), "{}", risk.key);
            let strategies: BTreeSet<&str> = risk.responses.iter().map(|response| response.strategy.key()).collect();
            assert!(strategies.len() == risk.responses.len() && !strategies.contains("undecided"), "{}", risk.key);
        }
    }

    #[test]
    fn every_category_group_phase_and_type_of_study_has_risks() {
        let library = library();
        let has = |fits: &dyn Fn(&LibraryRisk) -> bool| library.risks.iter().any(fits);
        assert!(RiskCategory::ALL.iter().all(|category| has(&|risk| risk.category == *category)));
        assert!(QualityGroup::ALL.iter().all(|group| has(&|risk| risk.factor_group == *group)));
        assert!(Phase::ALL.iter().all(|phase| has(&|risk| risk.phases.contains(phase))));
        assert!(StudyType::ALL.iter().all(|study| has(&|risk| risk.study_types.contains(study))));
    }

    #[test]
    fn a_filter_lets_through_what_matters_for_the_trial() {
        let library = library();
        let keys = |filter: Filter| library.shown(&filter).iter().map(|risk| risk.key.clone()).collect::<Vec<_>>();
        let of_phase = keys(Filter { phase: Some(Phase::Phase1), ..Filter::default() });
        assert!(of_phase.contains(&"first-in-human-reaction".to_owned()) && !of_phase.contains(&"device-use-error".to_owned()));
        let device = keys(Filter { phase: Some(Phase::NotApplicable), find: "HOTLINE question".into(), ..Filter::default() });
        assert_eq!(device, ["device-use-error"]);
        let watched = keys(Filter { study_type: Some(StudyType::Observational), category: Some(RiskCategory::Safety), ..Filter::default() });
        assert_eq!(watched, [""; 0]);
        assert_eq!(keys(Filter::default()).len(), library.risks.len());
    }

    #[test]
    fn what_is_picked_is_one_step_and_is_known_again() {
        let (library, plan) = (library(), plan());
        let chosen: Vec<&LibraryRisk> = library.risks.iter().take(3).collect();
        let today = "2027-05-14".parse().expect("a date");
        let change = added(&plan, &chosen, &mut IdMaker::new([7; 16]), today).expect("a change");
        let command = Command { at: Timestamp::from_millis(0), who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&Document::Plan(Box::new(plan)), &command).expect("it applies");
        let after = applied.document.plan().expect("a plan");
        assert_eq!(after.risks.iter().map(|risk| risk.number).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!((after.audit.entries().len(), after.findings()), (1, vec![]));
        assert!(chosen.iter().all(|risk| risk.is_in(after)) && !library.risks[3].is_in(after));
        let first = after.risks.iter().next().expect("a risk");
        assert!(first.response_plan.starts_with("Reduce: ") && first.found == Some(today) && first.current.is_none());
        assert_eq!(added(after, &[], &mut IdMaker::new([7; 16]), today), None);
    }
}
