//! How a plan scores its risks: its scales with their meaning, its bands, and what no score may hide.

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use super::register::{Risk, RiskCategory};
use super::scale::{Anchor, Band, Level, Points, Score, Worth};
use crate::domain::choice::Choice;
use crate::domain::extra::Extra;

/// The fewest and the most levels of probability and impact.
pub const LEVELS: std::ops::RangeInclusive<usize> = 3..=6;

/// The rule of safety first, as a sentence.
const SAFETY_FIRST: &str = "Safety first: a risk of the highest impact on participants is high whatever its points, so that a low probability cannot hide it.";

/// How risks are scored.
///
/// Invariant: probability and impact have 3 to 6 levels each, detectability none or 3 to 6; no level is worth less than
/// the one below it; the band of high risks does not begin below that of medium ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "Written"))]
#[serde(try_from = "Written", into = "Written")]
pub struct RiskMethod(Written);

/// The parts of a method, as they are written.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "RiskMethod"))]
#[serde(rename_all = "camelCase")]
pub struct Written {
    /// Probability, lowest first.
    pub probability: Vec<Anchor>,
    /// Impact, lowest first.
    pub impact: Vec<Anchor>,
    /// How hard it is to detect, easiest first; empty where that is not scored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub detectability: Vec<Anchor>,
    /// From how many points a risk is medium.
    pub medium_from: Points,
    /// From how many points a risk is high.
    pub high_from: Points,
    /// Whether a risk of the highest impact on participants is high whatever its points.
    #[serde(default)]
    pub safety_first: bool,
    /// What categories count for where they are averaged; one that is not named counts once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<CategoryWeight>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What a category counts for beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CategoryWeight {
    /// The category.
    pub category: RiskCategory,
    /// What it counts for.
    pub weight: Worth,
}

/// A score by a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// What it comes to.
    pub points: Points,
    /// What that asks for.
    pub band: Band,
}

impl RiskMethod {
    /// A method of these parts, or why they do not fit together, as a sentence.
    pub fn new(parts: Written) -> Result<RiskMethod, String> {
        for (name, scale) in [("probability", &parts.probability), ("impact", &parts.impact), ("detectability", &parts.detectability)] {
            let may_be_absent = name == "detectability" && scale.is_empty();
            if !LEVELS.contains(&scale.len()) && !may_be_absent {
                return Err(format!("The scale of {name} has {} levels; it needs 3 to 6.", scale.len()));
            }
            if let Some(pair) = scale.windows(2).find(|pair| pair[1].worth < pair[0].worth) {
                return Err(format!("On the scale of {name}, “{}” is worth less than “{}”, which is the level below it.", pair[1].name, pair[0].name));
            }
        }
        if parts.high_from < parts.medium_from {
            return Err(format!("High begins at {}, which is below {}, where medium begins.", parts.high_from, parts.medium_from));
        }
        Ok(RiskMethod(parts))
    }

    /// A method of parts that are known to fit together.
    pub(super) fn unchecked(parts: Written) -> RiskMethod {
        RiskMethod(parts)
    }

    /// Its parts.
    pub fn parts(&self) -> &Written {
        &self.0
    }

    /// What a level of probability means, over the life of the trial.
    pub fn probability(&self, level: Level) -> &Anchor {
        anchor(&self.0.probability, level)
    }

    /// What a level of impact means.
    pub fn impact(&self, level: Level) -> &Anchor {
        anchor(&self.0.impact, level)
    }

    /// Whether detectability is scored.
    pub fn scores_detectability(&self) -> bool {
        !self.0.detectability.is_empty()
    }

    /// What a score comes to: probability × worst impact, × detectability where that is scored.
    pub fn points(&self, score: Score) -> Points {
        let mut factors = vec![self.probability(score.probability).worth, self.impact(score.worst_impact()).worth];
        if let (true, Some(level)) = (self.scores_detectability(), score.detectability) {
            factors.push(anchor(&self.0.detectability, level).worth);
        }
        Points::product(&factors)
    }

    /// What a score asks for. With the rule of safety first, the highest impact on participants is high whatever the
    /// points: a product of three levels would hide it behind a low probability.
    pub fn band(&self, score: Score) -> Band {
        if self.is_lifted(score) {
            return Band::High;
        }
        self.band_of(self.points(score))
    }

    /// What a score comes to, and what that asks for.
    pub fn judged(&self, score: Score) -> Judged {
        Judged { points: self.points(score), band: self.band(score) }
    }

    /// The band that so many points fall in.
    pub fn band_of(&self, points: Points) -> Band {
        if points >= self.0.high_from {
            Band::High
        } else if points >= self.0.medium_from {
            Band::Medium
        } else {
            Band::Low
        }
    }

    /// Whether the rule of safety first makes this score high.
    pub fn is_lifted(&self, score: Score) -> bool {
        let highest = Level::of(self.0.impact.len()).next_back();
        self.0.safety_first && score.participants.is_some() && score.participants >= highest && self.band_of(self.points(score)) < Band::High
    }

    /// The rule of safety first, as a sentence, where it is in force.
    pub fn safety_rule(&self) -> Option<&'static str> {
        self.0.safety_first.then_some(SAFETY_FIRST)
    }

    /// The band of a risk's current score; `None` where it is not scored.
    pub fn band_of_risk(&self, risk: &Risk) -> Option<Band> {
        risk.current.map(|score| self.band(score))
    }

    /// Which points a band covers, and what it asks for: `8 to below 15: needs an owner and a response`.
    pub fn band_meaning(&self, band: Band) -> String {
        let (medium, high) = (self.0.medium_from, self.0.high_from);
        match band {
            Band::Low => format!("below {medium}: {}", band.meaning()),
            Band::Medium => format!("{medium} to below {high}: {}", band.meaning()),
            Band::High => format!("from {high}: {}", band.meaning()),
        }
    }

    /// What a category counts for where categories are averaged.
    pub fn weight(&self, category: RiskCategory) -> f64 {
        self.0.weights.iter().find(|weight| weight.category == category).map_or(1.0, |weight| weight.weight.into())
    }

    /// A score made on the scales of another method, on the levels nearest to it on these.
    pub fn converted(&self, score: Score, from: &RiskMethod) -> Score {
        let to = |level: Level, of: &[Anchor], on: &[Anchor]| {
            let (old, new) = (of.len().max(2) as f64 - 1.0, on.len().max(1) as f64 - 1.0);
            let place = ((level.place() as f64).min(old) / old * new).round() as usize;
            Level::all().nth(place).unwrap_or(Level::LOWEST)
        };
        let impact = |level| to(level, &from.0.impact, &self.0.impact);
        Score {
            probability: to(score.probability, &from.0.probability, &self.0.probability),
            impact: impact(score.impact),
            participants: score.participants.map(impact),
            reliability: score.reliability.map(impact),
            detectability: score.detectability.map(|level| to(level, &from.0.detectability, &self.0.detectability)),
        }
    }
}

/// What a level means; the top of the scale where a file has a level beyond it.
fn anchor(scale: &[Anchor], level: Level) -> &Anchor {
    // A method has at least three levels of each kind that is asked for; the check stands in `new`.
    &scale[level.place().min(scale.len().saturating_sub(1))]
}

impl Default for RiskMethod {
    fn default() -> RiskMethod {
        super::preset::Preset::FiveByFive.method()
    }
}

impl TryFrom<Written> for RiskMethod {
    type Error = String;

    fn try_from(parts: Written) -> Result<RiskMethod, String> {
        RiskMethod::new(parts)
    }
}

impl From<RiskMethod> for Written {
    fn from(method: RiskMethod) -> Written {
        method.0
    }
}

/// How far the risks of a category go: the mean of their points, and the worst of them beside it, which a mean hides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CategoryFigures {
    /// The category.
    pub category: RiskCategory,
    /// How many open, scored risks it has.
    pub risks: usize,
    /// The mean of their points.
    pub mean: f64,
    /// The most points.
    pub worst: Points,
    /// The highest band.
    pub band: Band,
}

/// The categories that have open, scored risks, and the mean over them, each category counted by its weight.
pub fn by_category<'a>(method: &RiskMethod, risks: impl Iterator<Item = &'a Risk> + Clone) -> (Vec<CategoryFigures>, Option<f64>) {
    let figures = RiskCategory::ALL.iter().filter_map(|category| {
        let scores: Vec<Score> = risks.clone().filter(|risk| risk.is_open() && risk.category == *category).filter_map(|risk| risk.current).collect();
        let worst = scores.iter().map(|score| method.points(*score)).max()?;
        let band = scores.iter().map(|score| method.band(*score)).max()?;
        let mean = scores.iter().map(|score| method.points(*score).get()).sum::<f64>() / scores.len() as f64;
        Some(CategoryFigures { category: *category, risks: scores.len(), mean, worst, band })
    });
    let figures: Vec<CategoryFigures> = figures.collect();
    let weight: f64 = figures.iter().map(|one| method.weight(one.category)).sum();
    let total: f64 = figures.iter().map(|one| one.mean * method.weight(one.category)).sum();
    (figures, (weight > 0.0).then(|| total / weight))
}

#[cfg(test)]
mod tests {
    use super::super::preset::Preset;
    use super::*;
    use crate::domain::id::Id;

    fn level(number: u8) -> Level {
        Level::new(number).expect("on the scale")
    }

    #[test]
    fn every_preset_is_a_method_and_its_bands_rise_with_the_points() {
        for preset in Preset::ALL {
            let method = preset.method();
            assert_eq!(RiskMethod::new(method.parts().clone()).as_ref(), Ok(&method), "{}", preset.label());
            let mut scores: Vec<Score> = Level::of(method.parts().probability.len())
                .flat_map(|probability| Level::of(method.parts().impact.len()).map(move |impact| Score::new(probability, impact)))
                .collect();
            scores.sort_by_key(|score| method.points(*score));
            assert!(scores.windows(2).all(|pair| method.band(pair[0]) <= method.band(pair[1])));
        }
        let bands = |preset: Preset, band| {
            let method = preset.method();
            Level::of(5).flat_map(|one| Level::of(5).map(move |other| Score::new(one, other))).filter(|score| method.band(*score) == band).count()
        };
        assert_eq!(Band::ALL.map(|band| bands(Preset::FiveByFive, band)), [12, 7, 6]);
    }

    /// PMI, PMBOK Guide, probability and impact matrix: published to two decimals, rounded half up.
    #[test]
    fn the_grid_of_the_pmbok_guide() {
        let method = Preset::Pmbok.method();
        let row = |probability: u8| Level::of(5).map(|impact| method.points(Score::new(level(probability), impact)).get()).collect::<Vec<_>>();
        assert_eq!(row(5), [0.05, 0.09, 0.18, 0.36, 0.72]);
        assert_eq!(row(4), [0.04, 0.07, 0.14, 0.28, 0.56]);
        assert_eq!(row(3), [0.03, 0.05, 0.10, 0.20, 0.40]);
        assert_eq!(row(2), [0.02, 0.03, 0.06, 0.12, 0.24]);
        assert_eq!(row(1), [0.01, 0.01, 0.02, 0.04, 0.08]);
    }

    #[test]
    fn the_highest_impact_on_participants_is_never_hidden_by_a_low_probability() {
        let method = RiskMethod::default();
        let harmful = Score { participants: Some(level(5)), ..Score::new(level(1), level(1)) };
        assert_eq!((method.points(harmful), method.band(harmful), method.is_lifted(harmful)), (Points::whole(5), Band::High, true));
        let relaxed = RiskMethod::new(Written { safety_first: false, ..method.parts().clone() }).expect("a method");
        assert_eq!(relaxed.band(harmful), Band::Low);
        assert_eq!((method.safety_rule(), relaxed.safety_rule()), (Some(SAFETY_FIRST), None));
    }

    #[test]
    fn the_worst_impact_counts_and_late_detection_weighs_where_it_is_scored() {
        let score = Score { reliability: Some(level(3)), detectability: Some(level(3)), ..Score::new(level(2), level(1)) };
        assert_eq!(RiskMethod::default().points(score), Points::whole(6));
        assert_eq!(Preset::ThreeFactor.method().points(score), Points::whole(18));
    }

    #[test]
    fn parts_that_do_not_fit_together_are_refused_in_words() {
        let parts = || Preset::FiveByFive.method().parts().clone();
        let said = |parts| RiskMethod::new(parts).expect_err("a fault");
        let two = Written { impact: parts().impact.into_iter().take(2).collect(), ..parts() };
        assert_eq!(said(two), "The scale of impact has 2 levels; it needs 3 to 6.");
        assert_eq!(said(Written { high_from: Points::whole(4), ..parts() }), "High begins at 4, which is below 8, where medium begins.");
        let mut falling = parts();
        falling.probability[1].worth = Worth::whole(9);
        assert_eq!(said(falling), "On the scale of probability, “Possible” is worth less than “Unlikely”, which is the level below it.");
    }

    #[test]
    fn scores_move_to_the_nearest_levels_of_another_scale() {
        let (five, three) = (Preset::FiveByFive.method(), Preset::ThreeByThree.method());
        let down = |number: u8| three.converted(Score::new(level(number), level(number)), &five).probability.get();
        assert_eq!([1, 2, 3, 4, 5].map(down), [1, 2, 2, 3, 3]);
        assert_eq!([1, 2, 3].map(|number| five.converted(Score::new(level(number), level(1)), &three).probability.get()), [1, 3, 5]);
    }

    #[test]
    fn the_worst_of_a_category_stands_beside_its_mean() {
        let scored = |number: u32, probability, impact| {
            let mut risk = Risk::new(Id::joined(&[&number.to_string()]), number, "x");
            risk.current = Some(Score::new(level(probability), level(impact)));
            risk
        };
        let mut safety = scored(3, 1, 1);
        (safety.category, safety.current) = (RiskCategory::Safety, Some(Score { participants: Some(level(5)), ..Score::new(level(1), level(1)) }));
        let risks = [scored(1, 1, 2), scored(2, 5, 4), safety];
        let (figures, overall) = by_category(&RiskMethod::default(), risks.iter());
        let shown: Vec<_> = figures.iter().map(|one| (one.category, one.mean, one.worst, one.band)).collect();
        assert_eq!(shown, [(RiskCategory::Safety, 5.0, Points::whole(5), Band::High), (RiskCategory::Other, 11.0, Points::whole(20), Band::High)]);
        assert_eq!(overall, Some(8.0));
    }
}
