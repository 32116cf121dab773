//! How a plan scores its risks, and what becomes of the scores that it has when that changes: one change of both.

use std::sync::Arc;

use super::together;
use crate::domain::extra::Extra;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::method::{LEVELS, RiskMethod, Written};
use crate::domain::risk::preset::Preset;
use crate::domain::risk::register::{Assessment, Risk};
use crate::domain::risk::scale::{Anchor, Level, Score, Worth};
use crate::session::command::{Change, Edit, Kept};

/// One of the scales of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// How likely it is.
    Probability,
    /// How much it would hurt.
    Impact,
    /// How late it would be noticed.
    Detectability,
}

impl Scale {
    /// The three scales.
    pub const ALL: [Scale; 3] = [Scale::Probability, Scale::Impact, Scale::Detectability];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Scale::Probability => "Probability",
            Scale::Impact => "Impact",
            Scale::Detectability => "Detectability",
        }
    }

    /// Its levels, lowest first.
    pub fn of(self, parts: &Written) -> &[Anchor] {
        match self {
            Scale::Probability => &parts.probability,
            Scale::Impact => &parts.impact,
            Scale::Detectability => &parts.detectability,
        }
    }

    /// Its levels, to be changed.
    pub fn in_parts(self, parts: &mut Written) -> &mut Vec<Anchor> {
        match self {
            Scale::Probability => &mut parts.probability,
            Scale::Impact => &mut parts.impact,
            Scale::Detectability => &mut parts.detectability,
        }
    }

    /// A score in which each level on this scale is another one.
    fn moved(self, score: Score, to: impl Fn(Level) -> Level) -> Score {
        match self {
            Scale::Probability => Score { probability: to(score.probability), ..score },
            Scale::Impact => Score { impact: to(score.impact), participants: score.participants.map(&to), reliability: score.reliability.map(&to), ..score },
            Scale::Detectability => Score { detectability: score.detectability.map(to), ..score },
        }
    }
}

/// Puts a method to begin with in the place of the plan's; scores move to the nearest levels of its scales, and the weights
/// of categories stay. `None` where nothing would change.
pub fn begun_with(plan: &TrialPlan, preset: Preset) -> Option<Change> {
    let parts = Written { weights: plan.risk_method.parts().weights.clone(), ..preset.method().parts().clone() };
    let method = RiskMethod::new(parts).ok()?;
    let before = plan.risk_method.clone();
    rescored(plan, &method, |score| method.converted(score, &before))
}

/// Another wording, worth, threshold or rule; scores stay as they are. `None` where nothing would change, or why the parts do
/// not fit together.
pub fn with_parts(plan: &TrialPlan, change: impl FnOnce(&mut Written)) -> Result<Option<Change>, String> {
    let mut parts = plan.risk_method.parts().clone();
    change(&mut parts);
    let method = RiskMethod::new(parts)?;
    Ok(rescored(plan, &method, |score| score))
}

/// Scores detectability, on the scale of the preset of three factors, or does not any more; what was scored stays on file.
pub fn with_detectability(plan: &TrialPlan, scored: bool) -> Result<Option<Change>, String> {
    with_parts(plan, |parts| {
        let scale = if scored { Preset::ThreeFactor.method().parts().detectability.clone() } else { Vec::new() };
        if parts.detectability.is_empty() == scored {
            parts.detectability = scale;
        }
    })
}

/// Adds a level above the highest of a scale; scores keep their levels.
pub fn with_level(plan: &TrialPlan, scale: Scale) -> Result<Option<Change>, String> {
    with_parts(plan, |parts| {
        let levels = scale.in_parts(parts);
        let next = levels.last().map_or(Worth::whole(1), |last| last.worth.next());
        levels.push(Anchor {
            name: format!("Level {}", levels.len() + 1),
            meaning: String::new(),
            participants: String::new(),
            reliability: String::new(),
            worth: next,
            extra: Extra::default(),
        });
    })
}

/// Takes a level out of a scale. Scores on it move to the level above, which takes its place, or to the highest that is left;
/// so no risk looks smaller than it was judged, but at the top of the scale.
pub fn without_level(plan: &TrialPlan, scale: Scale, place: usize) -> Result<Option<Change>, String> {
    let mut parts = plan.risk_method.parts().clone();
    let levels = scale.in_parts(&mut parts);
    if levels.len() <= *LEVELS.start() {
        return Err(format!("A scale needs at least {} levels.", LEVELS.start()));
    }
    if place < levels.len() {
        levels.remove(place);
    }
    let highest = levels.len().saturating_sub(1);
    let method = RiskMethod::new(parts)?;
    let to = |level: Level| {
        let next = if level.place() > place { level.place() - 1 } else { level.place() };
        Level::all().nth(next.min(highest)).unwrap_or(level)
    };
    Ok(rescored(plan, &method, |score| scale.moved(score, to)))
}

/// The method, and every score of every risk as `to` makes it.
fn rescored(plan: &TrialPlan, method: &RiskMethod, to: impl Fn(Score) -> Score) -> Option<Change> {
    let one = |risk: &Risk| {
        let assessed = |assessment: &Assessment| Assessment { score: to(assessment.score), ..assessment.clone() };
        let changed = Risk {
            inherent: risk.inherent.map(&to),
            current: risk.current.map(&to),
            target: risk.target.map(&to),
            assessments: risk.assessments.iter().map(assessed).collect(),
            ..risk.clone()
        };
        (changed != *risk).then(|| Risk::change(Edit::put(changed)))
    };
    let method = (*method != *plan.risk_method).then(|| Change::RiskMethod(Arc::new(method.clone())));
    together(method.into_iter().chain(plan.risks.iter().filter_map(|risk| one(risk))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::id::Id;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn level(number: u8) -> Level {
        Level::new(number).expect("a level")
    }

    /// A plan with a risk of each of these probabilities and impacts, as all of its scores.
    fn plan(scores: &[(u8, u8)]) -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        for (number, (probability, impact)) in (1..).zip(scores) {
            let score = Score { participants: Some(level(*impact)), ..Score::new(level(*probability), level(*impact)) };
            let mut risk = Risk::new(Id::joined(&[&format!("r{number}")]), number, "x");
            (risk.inherent, risk.current, risk.target) = (Some(score), Some(score), Some(score));
            risk.assessments = vec![Assessment { assessor: "A".into(), score, rationale: String::new(), on: None, extra: Extra::default() }];
            plan.risks = plan.risks.with(risk, None);
        }
        plan
    }

    /// What the scores are afterwards, of all kinds alike; and one step takes everything back.
    fn check(before: &TrialPlan, change: Option<Change>, expected: &[(u8, u8)]) -> TrialPlan {
        let command = |change: Change| Command { at: Timestamp::from_millis(0), who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&Document::Plan(Box::new(before.clone())), &command(change.expect("a change"))).expect("it applies");
        let after = applied.document.plan().expect("a plan").clone();
        for (risk, (probability, impact)) in after.risks.iter().zip(expected) {
            let assessed = risk.assessments.first().map(|assessment| assessment.score);
            for score in [risk.inherent, risk.current, risk.target, assessed] {
                let found = score.map(|score| (score.probability.get(), score.impact.get(), score.participants.map(Level::get)));
                assert_eq!(found, Some((*probability, *impact, Some(*impact))), "{}", risk.reference());
            }
        }
        let back = apply(&applied.document, &command(applied.inverse)).expect("it applies").document;
        let back = back.plan().expect("a plan");
        assert_eq!((&back.risks, &back.risk_method), (&before.risks, &before.risk_method));
        after
    }

    #[test]
    fn another_preset_takes_all_scores_along_in_one_step() {
        let plan = plan(&[(1, 5), (3, 2), (5, 4)]);
        let after = check(&plan, begun_with(&plan, Preset::ThreeByThree), &[(1, 3), (2, 2), (3, 3)]);
        assert_eq!(after.risk_method.parts().impact.len(), 3);
        assert_eq!(begun_with(&plan, Preset::FiveByFive), None, "it is in use already");
    }

    #[test]
    fn a_level_that_goes_takes_its_scores_up_and_at_the_top_down() {
        let plan = plan(&[(2, 2), (4, 5), (5, 3)]);
        check(&plan, without_level(&plan, Scale::Probability, 1).expect("it fits"), &[(2, 2), (3, 5), (4, 3)]);
        check(&plan, without_level(&plan, Scale::Impact, 4).expect("it fits"), &[(2, 2), (4, 4), (5, 3)]);
        check(&plan, with_level(&plan, Scale::Impact).expect("it fits"), &[(2, 2), (4, 5), (5, 3)]);
    }

    #[test]
    fn what_does_not_fit_is_refused_in_words() {
        let mut plan = plan(&[]);
        plan.risk_method = Arc::new(Preset::ThreeByThree.method());
        assert_eq!(without_level(&plan, Scale::Impact, 0), Err("A scale needs at least 3 levels.".to_owned()));
        plan.risk_method = Arc::new(Preset::SixBySix.method());
        assert_eq!(with_level(&plan, Scale::Impact), Err("The scale of impact has 7 levels; it needs 3 to 6.".to_owned()));
        assert_eq!(with_parts(&plan, |_| ()), Ok(None));
    }

    #[test]
    fn detectability_comes_with_a_scale_and_goes_without_a_score_being_lost() {
        let mut plan = plan(&[(2, 2)]);
        let Ok(Some(Change::RiskMethod(method))) = with_detectability(&plan, true) else { panic!("a change") };
        assert!(method.scores_detectability());
        assert_eq!(with_detectability(&plan, false), Ok(None));
        plan.risk_method = method;
        assert_eq!(with_detectability(&plan, true), Ok(None));
        assert!(matches!(with_detectability(&plan, false), Ok(Some(Change::RiskMethod(_)))));
    }
}
