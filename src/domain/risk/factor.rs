//! What a score judges: the factors of a risk, each on a scale of the plan's method.

use super::method::RiskMethod;
use super::scale::{Anchor, Level, Score};
use crate::domain::choice::{Choice, choice};

choice! {
    /// What a score judges (ICH E6(R3), 3.10.1.2).
    Factor {
        Probability = "probability", "Probability";
        Impact = "impact", "Impact on time and budget";
        Participants = "participants", "Impact on participants";
        Reliability = "reliability", "Impact on the reliability of results";
        Detectability = "detectability", "Detectability";
    }
}

impl Factor {
    /// The factors that a method asks for: detectability only where it is scored.
    pub fn asked(method: &RiskMethod) -> impl Iterator<Item = Factor> + use<> {
        let all = method.scores_detectability();
        Factor::ALL.iter().copied().filter(move |factor| all || *factor != Factor::Detectability)
    }

    /// Whether every score has it.
    pub fn is_required(self) -> bool {
        matches!(self, Factor::Probability | Factor::Impact)
    }

    /// The levels that it is judged by, lowest first.
    pub fn scale(self, method: &RiskMethod) -> &[Anchor] {
        let parts = method.parts();
        match self {
            Factor::Probability => &parts.probability,
            Factor::Impact | Factor::Participants | Factor::Reliability => &parts.impact,
            Factor::Detectability => &parts.detectability,
        }
    }

    /// What a level of it means.
    pub fn meaning(self, anchor: &Anchor) -> &str {
        match self {
            Factor::Participants => &anchor.participants,
            Factor::Reliability => &anchor.reliability,
            Factor::Probability | Factor::Impact | Factor::Detectability => &anchor.meaning,
        }
    }

    /// Its level in a score.
    pub fn level(self, score: Score) -> Option<Level> {
        match self {
            Factor::Probability => Some(score.probability),
            Factor::Impact => Some(score.impact),
            Factor::Participants => score.participants,
            Factor::Reliability => score.reliability,
            Factor::Detectability => score.detectability,
        }
    }

    /// A score with another level of it; what every score has cannot be taken out.
    pub fn set(self, score: Score, level: Option<Level>) -> Score {
        match self {
            Factor::Probability => Score { probability: level.unwrap_or(score.probability), ..score },
            Factor::Impact => Score { impact: level.unwrap_or(score.impact), ..score },
            Factor::Participants => Score { participants: level, ..score },
            Factor::Reliability => Score { reliability: level, ..score },
            Factor::Detectability => Score { detectability: level, ..score },
        }
    }
}

impl RiskMethod {
    /// What a level of a factor means; `None` beyond its scale.
    pub fn meaning_of(&self, factor: Factor, level: Level) -> Option<Anchor> {
        factor.scale(self).get(level.place()).cloned()
    }

    /// The middle of probability and impact: it stands in for what has not been chosen yet, so that one choice gives a score.
    pub fn middling(&self) -> Score {
        let middle = |factor: Factor| Level::of(factor.scale(self).len().div_ceil(2)).next_back().unwrap_or(Level::LOWEST);
        Score::new(middle(Factor::Probability), middle(Factor::Impact))
    }

    /// The levels of a score that their scales do not have; such a level counts as the highest.
    pub fn off_scale(&self, score: Score) -> impl Iterator<Item = (Factor, Level)> {
        let levels = Factor::asked(self).filter_map(move |factor| factor.level(score).map(|level| (factor, level)));
        levels.filter(|(factor, level)| level.place() >= factor.scale(self).len())
    }

    /// Whether a score has a level that its scale does not have.
    pub fn is_off_scale(&self, score: Score) -> bool {
        self.off_scale(score).next().is_some()
    }

    /// Whether late detection counts and a score says nothing of it.
    pub fn lacks_detectability(&self, score: Score) -> bool {
        self.scores_detectability() && score.detectability.is_none()
    }

    /// The risk priority number: impact × probability × detectability, by levels alone. `None` where one is missing.
    ///
    /// Levels are ranks and not amounts, so their product can rank a severe risk below a mild one; a band never goes by it.
    pub fn priority_number(&self, score: Score) -> Option<u32> {
        let detectability = score.detectability.filter(|_| self.scores_detectability())?;
        Some(priority_number(score.worst_impact().get(), score.probability.get(), detectability.get()))
    }
}

/// The product of three ranks (failure mode and effects analysis).
pub fn priority_number(severity: u8, occurrence: u8, detection: u8) -> u32 {
    u32::from(severity) * u32::from(occurrence) * u32::from(detection)
}

#[cfg(test)]
mod tests {
    use super::super::preset::Preset;
    use super::*;

    /// Published at nirmiq.com, "RPN vs action priority (AIAG-VDA FMEA)".
    #[test]
    fn a_product_of_ranks_puts_the_severe_risk_below_the_mild_one() {
        assert_eq!((priority_number(9, 2, 3), priority_number(3, 6, 6)), (54, 108));
    }

    #[test]
    fn a_priority_number_needs_detectability() {
        let (two, three) = (Level::new(2).expect("a level"), Level::new(3).expect("a level"));
        let score = Score { detectability: Some(two), ..Score::new(three, two) };
        assert_eq!(Preset::ThreeFactor.method().priority_number(score), Some(12));
        assert_eq!(Preset::ThreeFactor.method().priority_number(Score::new(three, two)), None);
        assert_eq!(RiskMethod::default().priority_number(score), None);
        assert!(Preset::ThreeFactor.method().lacks_detectability(Score::new(two, two)));
    }

    #[test]
    fn each_factor_is_read_and_set_on_its_own_scale() {
        let method = Preset::ThreeFactor.method();
        let four = Level::new(4).expect("a level");
        for factor in Factor::ALL {
            let score = factor.set(method.middling(), Some(four));
            assert_eq!((factor.level(score), method.is_off_scale(score)), (Some(four), true), "{}", factor.label());
            assert_eq!(factor.level(factor.set(score, None)).is_some(), factor.is_required());
        }
        assert_eq!(Factor::asked(&RiskMethod::default()).count(), 4);
        assert_eq!(RiskMethod::default().middling().probability.get(), 3);
        assert!(!method.is_off_scale(method.middling()));
    }
}
