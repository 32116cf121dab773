//! Methods to begin with. The words of all anchors are our own.

use super::method::{RiskMethod, Written};
use super::scale::{Anchor, Points, Worth};
use crate::domain::choice::choice;
use crate::domain::extra::Extra;

choice! {
    /// A method to begin with.
    Preset {
        FiveByFive = "fiveByFive", "5 × 5, probability × impact";
        Pmbok = "pmbok", "PMBOK, .05 to .80";
        ThreeFactor = "threeFactor", "3 × 3 × 3, impact × probability × detectability";
        ThreeByThree = "threeByThree", "3 × 3, probability × impact";
        FourByFour = "fourByFour", "4 × 4, probability × impact";
        SixBySix = "sixBySix", "6 × 6, probability × impact";
    }
}

/// Name, then what to look for.
type Probability = (&'static str, &'static str);

/// Name, then what it means for time and budget, for participants, and for the reliability of results.
type Impact = (&'static str, &'static str, &'static str, &'static str);

const RARE: Probability = ("Rare", "under 5%: would surprise everyone");
const UNLIKELY: Probability = ("Unlikely", "5 to 20%: has happened elsewhere");
const POSSIBLE: Probability = ("Possible", "20 to 50%: happens in trials like this");
const LIKELY: Probability = ("Likely", "50 to 80%: more likely than not");
const EXPECTED: Probability = ("Expected", "over 80%: plan as if it will happen");
const REMOTE: Probability = ("Remote", "under 1%: nobody has seen it happen");

const NEGLIGIBLE: Impact = ("Negligible", "no milestone moves; absorbed in the day's work", "no effect on participants", "no effect on results");
const MINOR: Impact = ("Minor", "under 2 weeks or 2% of budget", "an inconvenience that leaves no trace", "single data points that are not critical");
const MODERATE: Impact = (
    "Moderate",
    "2 to 6 weeks or 2 to 5% of budget",
    "discomfort, or a right touched, for single participants",
    "critical data of single participants or sites",
);
const MAJOR: Impact = (
    "Major",
    "6 to 13 weeks or 5 to 15% of budget",
    "harm that needs treatment, or rights of several participants",
    "a secondary endpoint, or the primary one in part",
);
const CRITICAL: Impact = ("Critical", "over a quarter or 15% of budget", "serious harm or death of a participant", "the primary result cannot be relied on");
const RUINOUS: Impact = ("Ruinous", "the trial ends, or cannot be paid for", "serious harm or death of several participants", "no result at all");

impl Preset {
    /// The method, as it is before anybody changes it.
    pub fn method(self) -> RiskMethod {
        let written = match self {
            Preset::FiveByFive => written(&[RARE, UNLIKELY, POSSIBLE, LIKELY, EXPECTED], &[NEGLIGIBLE, MINOR, MODERATE, MAJOR, CRITICAL], 8, 15),
            Preset::ThreeByThree => written(&[UNLIKELY_OF_THREE, POSSIBLE, LIKELY_OF_THREE], &[MINOR, MODERATE, MAJOR_OF_THREE], 3, 6),
            Preset::FourByFour => written(&[RARE, UNLIKELY, POSSIBLE, LIKELY_OF_THREE], &[MINOR, MODERATE, MAJOR, CRITICAL], 5, 9),
            Preset::SixBySix => {
                written(&[REMOTE, RARE_OF_SIX, UNLIKELY, POSSIBLE, LIKELY, EXPECTED], &[NEGLIGIBLE, MINOR, MODERATE, MAJOR, CRITICAL, RUINOUS], 10, 20)
            }
            Preset::Pmbok => pmbok(),
            Preset::ThreeFactor => three_factor(),
        };
        // The presets keep the rules of a method, which a test holds against each of them.
        RiskMethod::unchecked(written)
    }
}

const UNLIKELY_OF_THREE: Probability = ("Unlikely", "under 20%: would surprise the team");
const LIKELY_OF_THREE: Probability = ("Likely", "over 50%: more likely than not");
const RARE_OF_SIX: Probability = ("Rare", "1 to 5%: would surprise everyone");
const MAJOR_OF_THREE: Impact =
    ("Major", "over 6 weeks or 5% of budget", "harm that needs treatment, or rights of several participants", "the primary result is in doubt");

fn written(probability: &[Probability], impact: &[Impact], medium_from: u32, high_from: u32) -> Written {
    let counted = |place: usize| Worth::whole(place as u32 + 1);
    Written {
        probability: probability.iter().enumerate().map(|(place, words)| chance(*words, counted(place))).collect(),
        impact: impact.iter().enumerate().map(|(place, words)| harm(*words, counted(place))).collect(),
        detectability: Vec::new(),
        medium_from: Points::whole(medium_from),
        high_from: Points::whole(high_from),
        safety_first: true,
        weights: Vec::new(),
        extra: Extra::default(),
    }
}

/// Probabilities of .1 to .9 and impacts of .05 to .80 (PMI, PMBOK Guide, probability and impact matrix). Where the bands
/// begin is usually set by the organisation; .05 and .18 are common.
fn pmbok() -> Written {
    let words: [(&str, &str, u32); 5] =
        [("Very low", "about 10%", 10), ("Low", "about 30%", 30), ("Moderate", "about 50%", 50), ("High", "about 70%", 70), ("Very high", "about 90%", 90)];
    let harms: [(Impact, u32); 5] = [
        (("Very low", "insignificant for cost and time", NEGLIGIBLE.2, NEGLIGIBLE.3), 5),
        (("Low", "under 10% more cost, under 5% more time", MINOR.2, MINOR.3), 10),
        (("Moderate", "10 to 20% more cost, 5 to 10% more time", MODERATE.2, MODERATE.3), 20),
        (("High", "20 to 40% more cost, 10 to 20% more time", MAJOR.2, MAJOR.3), 40),
        (("Very high", "over 40% more cost, over 20% more time", CRITICAL.2, CRITICAL.3), 80),
    ];
    let hundredths = |number: u32| Worth::hundredths(number).unwrap_or(Worth::whole(1));
    Written {
        probability: words.iter().map(|(name, meaning, worth)| chance((name, meaning), hundredths(*worth))).collect(),
        impact: harms.iter().map(|(words, worth)| harm(*words, hundredths(*worth))).collect(),
        medium_from: Points::product(&[hundredths(5)]),
        high_from: Points::product(&[hundredths(18)]),
        ..written(&[], &[], 0, 0)
    }
}

/// Three factors of three levels, as tools that assess a trial by category use them; categories are weighted.
fn three_factor() -> Written {
    let seen = [
        ("Seen at once", "a system or a second person notices before harm is done"),
        ("Seen in time", "routine review notices within weeks"),
        ("Seen late", "only an audit, or the analysis, would notice"),
    ];
    Written {
        detectability: seen.iter().enumerate().map(|(place, words)| chance(*words, Worth::whole(place as u32 + 1))).collect(),
        ..written(&[UNLIKELY_OF_THREE, POSSIBLE, LIKELY_OF_THREE], &[MINOR, MODERATE, MAJOR_OF_THREE], 6, 12)
    }
}

fn chance((name, meaning): Probability, worth: Worth) -> Anchor {
    Anchor { name: name.to_owned(), meaning: meaning.to_owned(), participants: String::new(), reliability: String::new(), worth, extra: Extra::default() }
}

fn harm((name, meaning, participants, reliability): Impact, worth: Worth) -> Anchor {
    Anchor { participants: participants.to_owned(), reliability: reliability.to_owned(), ..chance((name, meaning), worth) }
}
