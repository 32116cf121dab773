//! Who carries each duty if a candidate is the partner, and what does not fit together in that.
//!
//! Candidates are alternatives: a duty may name several of them as holders, and only those of the partner in question count, with
//! the other parties, who are there whoever is chosen. A transfer that is written nowhere is none: the duty, or the part, stays with
//! the sponsor (ICH E6(R3), 3.6.4), and is said to.
//!
//! Limits: parts are words. Two that overlap under different words are not found out, and where several parts are named they are taken
//! to make up the whole.

use std::sync::Arc;

use super::{Duty, DutyHolder};
use crate::domain::choice::{Choice, choice};
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_hidden;

choice! {
    /// What does not fit together in who carries a duty.
    Trouble {
        RestUnnamed = "restUnnamed", "nobody named for the rest";
        Double = "double", "two for the same part";
        NotTransferable = "notTransferable", "cannot be transferred";
        NoOversight = "noOversight", "transferred without oversight";
        NotSpecific = "notSpecific", "not specifically transferred";
        Unknown = "unknown", "held by nobody that is known";
    }
}

impl Trouble {
    /// Whether something is left to nobody.
    pub fn is_gap(self) -> bool {
        matches!(self, Trouble::RestUnnamed | Trouble::NoOversight | Trouble::Unknown)
    }

    /// What to do about it.
    pub fn mend(self) -> &'static str {
        match self {
            Trouble::RestUnnamed => "Name who does the rest, or say that the sponsor does.",
            Trouble::Double => "Say which part is whose, or take one of them out.",
            Trouble::NotTransferable => "Others may do the work; the sponsor stays answerable. Write it as a part, with its oversight.",
            Trouble::NoOversight => "Say how the sponsor sees that it is done: what is reported, how often, to whom.",
            Trouble::NotSpecific => "Until it is written in an agreement it stays with the sponsor. Say where it is written.",
            Trouble::Unknown => "Name the holder, or take it out.",
        }
    }
}

/// What the sponsor keeps of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SponsorKeeps {
    /// All of it.
    All,
    /// A part of it.
    Part,
    /// Nothing but the responsibility.
    Nothing,
}

/// Somebody who was asked to take a duty or a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Carrier {
    /// What they are called.
    pub name: String,
    /// Whether it is the partner in question.
    pub is_partner: bool,
    /// As it stands in the duty.
    pub holder: DutyHolder,
}

/// Who carries a duty.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The duty.
    pub duty: Arc<Duty>,
    /// What the sponsor keeps.
    pub sponsor: SponsorKeeps,
    /// Who else carries it, by what is written or only said.
    pub carriers: Vec<Carrier>,
    /// What does not fit together, what presses most first.
    pub troubles: Vec<Trouble>,
}

impl Carried {
    /// Whether something is left to nobody.
    pub fn has_gap(&self) -> bool {
        self.troubles.iter().any(|trouble| trouble.is_gap())
    }

    /// Whether two do the same.
    pub fn is_double(&self) -> bool {
        self.troubles.contains(&Trouble::Double)
    }
}

/// How duties are spread if a candidate is the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    /// Duties of which the sponsor keeps all.
    pub kept: usize,
    /// Duties that the sponsor shares.
    pub shared: usize,
    /// Duties of which the sponsor keeps nothing but the responsibility.
    pub transferred: usize,
    /// Duties with a gap.
    pub gaps: usize,
    /// Duties that two carry.
    pub doubles: usize,
    /// Duties with a transfer that is written nowhere.
    pub not_specific: usize,
    /// Duties that cannot be transferred and name a holder for all of it.
    pub not_transferable: usize,
}

/// Who is taken for the partner where nobody says otherwise: the chosen candidate, else the one that leads, as far as that may be
/// seen, else the first in the running.
pub fn usual_partner(evaluation: &PartnerEvaluation) -> Option<Arc<Candidate>> {
    let chosen = evaluation.partner_decision.chosen.as_ref().and_then(|chosen| evaluation.candidates.get(chosen));
    let leading = || {
        if scores_are_hidden(evaluation) {
            return None;
        }
        let ranking = rank(evaluation);
        let first = ranking.results.iter().find(|result| result.rank == Some(1))?;
        evaluation.candidates.get(&first.candidate).cloned()
    };
    chosen.cloned().or_else(leading).or_else(|| evaluation.running().next().cloned())
}

/// Who carries each duty, in the order of the duties, if this candidate is the partner; without one, what the sponsor and other
/// parties carry.
pub fn carried(evaluation: &PartnerEvaluation, partner: Option<&Id<Candidate>>) -> Vec<Carried> {
    evaluation.duties.iter().map(|duty| of_duty(evaluation, duty, partner)).collect()
}

/// Who carries one duty.
pub fn of_duty(evaluation: &PartnerEvaluation, duty: &Arc<Duty>, partner: Option<&Id<Candidate>>) -> Carried {
    let carrier = |holder: &DutyHolder| match &holder.candidate {
        Some(candidate) => {
            let known = evaluation.candidates.get(candidate);
            // Another candidate is an alternative; one that is in no list is a hole.
            let counts = known.is_none() || partner == Some(candidate);
            counts.then(|| Carrier { name: known.map_or(String::new(), |known| shown(known.as_ref())), is_partner: known.is_some(), holder: holder.clone() })
        }
        None => Some(Carrier { name: holder.party.trim().to_owned(), is_partner: false, holder: holder.clone() }),
    };
    let carriers: Vec<Carrier> = duty.holders.iter().filter_map(carrier).collect();
    let written = || carriers.iter().filter(|carrier| carrier.holder.is_specific());
    let sponsor = if written().next().is_none() || duty.retained && !duty.shared && written().all(|carrier| carrier.holder.takes_all()) {
        SponsorKeeps::All
    } else if duty.shared || duty.retained || carriers.iter().any(|carrier| !carrier.holder.is_specific()) {
        SponsorKeeps::Part
    } else {
        SponsorKeeps::Nothing
    };
    Carried { duty: duty.clone(), sponsor, troubles: troubles(duty, &carriers), carriers }
}

fn troubles(duty: &Duty, carriers: &[Carrier]) -> Vec<Trouble> {
    let written = || carriers.iter().filter(|carrier| carrier.holder.is_specific());
    let has = |trouble: &Trouble| match trouble {
        Trouble::RestUnnamed => !duty.shared && !duty.retained && is_one_part(carriers),
        Trouble::Double => is_double(duty, carriers),
        Trouble::NotTransferable => duty.retained && carriers.iter().any(|carrier| carrier.holder.takes_all()),
        Trouble::NoOversight => written().next().is_some() && duty.oversight.trim().is_empty(),
        Trouble::NotSpecific => carriers.iter().any(|carrier| !carrier.holder.is_specific()),
        Trouble::Unknown => carriers.iter().any(|carrier| carrier.name.is_empty()),
    };
    Trouble::ALL.iter().copied().filter(has).collect()
}

/// Whether all that is given away is one part of it.
fn is_one_part(carriers: &[Carrier]) -> bool {
    let Some(first) = carriers.first() else { return false };
    !first.holder.takes_all() && carriers.iter().all(|carrier| part(carrier) == part(first))
}

fn part(carrier: &Carrier) -> String {
    carrier.holder.part.trim().to_lowercase()
}

/// Whether one takes all of it where another takes anything, or two take the same part.
fn is_double(duty: &Duty, carriers: &[Carrier]) -> bool {
    let whole = carriers.iter().filter(|carrier| carrier.holder.takes_all()).count();
    let same_part = carriers.iter().enumerate().any(|(place, one)| carriers.iter().skip(place + 1).any(|other| part(one) == part(other)));
    whole > 0 && (carriers.len() > 1 || duty.shared) || same_part
}

/// How duties are spread.
pub fn spread(carried: &[Carried]) -> Spread {
    let number = |is: &dyn Fn(&Carried) -> bool| carried.iter().filter(|one| is(one)).count();
    Spread {
        kept: number(&|one| one.sponsor == SponsorKeeps::All),
        shared: number(&|one| one.sponsor == SponsorKeeps::Part),
        transferred: number(&|one| one.sponsor == SponsorKeeps::Nothing),
        gaps: number(&Carried::has_gap),
        doubles: number(&Carried::is_double),
        not_specific: number(&|one| one.troubles.contains(&Trouble::NotSpecific)),
        not_transferable: number(&|one| one.troubles.contains(&Trouble::NotTransferable)),
    }
}

/// The areas in the order in which they come first.
pub fn areas(evaluation: &PartnerEvaluation) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for duty in evaluation.duties.iter() {
        if !found.iter().any(|area| area == duty.area()) {
            found.push(duty.area().to_owned());
        }
    }
    found
}

/// The parties that hold duties and are no candidates, in the order in which they come first.
pub fn parties(evaluation: &PartnerEvaluation) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let holders = evaluation.duties.iter().flat_map(|duty| &duty.holders).filter(|holder| holder.candidate.is_none());
    for name in holders.map(|holder| holder.party.trim()).filter(|name| !name.is_empty()) {
        if !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}
