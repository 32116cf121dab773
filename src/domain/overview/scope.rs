//! What follows from a plan's scope: what it says in one line, what it still lacks, where its figures disagree.
//!
//! A gap names the section where it is closed, by its name in files (`trial`, `population`, `countries`, …).

use super::plan::name;
use super::{Headline, Urgency};
use crate::domain::choice::Choice;
use crate::domain::date::{Certainty, Date, PartialDate};
use crate::domain::id::Id;
use crate::domain::order::sort_by_rank;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::{Country, Site, SiteStatus};
use crate::domain::plan::scope::{Deliverable, Level, StatementKind};
use crate::domain::plan::trial::StudyType;
use crate::domain::words::{count, listed, quoted, span};

/// How many days before its date a deliverable counts as coming up.
const SOON: i64 = 14;

/// Something that the scope lacks, or that does not agree in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Where it is closed: `endpoints`.
    pub section: &'static str,
    /// What is the matter, and what to do: one sentence.
    pub text: String,
    /// How it asks for attention.
    pub urgency: Urgency,
}

/// The scope in a sentence, and what to do next.
pub fn headline(plan: &TrialPlan, today: Date) -> Headline {
    let name = name(plan);
    let missing: Vec<(&str, &str)> = [
        (primary_endpoints(plan) == 0, "no primary endpoint", "what the trial is judged by"),
        (plan.trial.enrolment.is_none(), "no planned enrolment", "how many participants it needs"),
        (plan.countries.is_empty(), "no countries", "in which countries it runs"),
    ]
    .into_iter()
    .filter(|(missing, ..)| *missing)
    .map(|(_, what, say)| (what, say))
    .collect();
    if !missing.is_empty() {
        let words = |pick: fn(&(&str, &str)) -> String| listed(&missing.iter().map(pick).collect::<Vec<_>>());
        return Headline {
            finding: format!("{name} has {} yet", words(|(what, _)| (*what).to_owned())),
            because: format!("Next, say {}.", words(|(_, say)| (*say).to_owned())),
            urgency: Urgency::Watch,
        };
    }
    let gaps = gaps(plan, today);
    let finding = format!("{name}: {}, judged by {}", size(plan), count(primary_endpoints(plan), "primary endpoint", "primary endpoints"));
    let Some((first, rest)) = gaps.split_first() else {
        return Headline {
            finding,
            because: "Nothing that a plan is expected to say is missing, and its figures agree.".to_owned(),
            urgency: Urgency::OnTrack,
        };
    };
    let more = match rest.len() {
        0 => String::new(),
        1 => " One more point is marked below.".to_owned(),
        more => format!(" {more} more points are marked below."),
    };
    Headline { finding, because: format!("{}{more}", first.text), urgency: first.urgency }
}

/// What the scope lacks and where it disagrees, most pressing first, then in the order of the page.
pub fn gaps(plan: &TrialPlan, today: Date) -> Vec<Gap> {
    let mut gaps = Gaps::default();
    in_trial(plan, &mut gaps);
    in_aims(plan, &mut gaps);
    in_arms(plan, &mut gaps);
    in_statements(plan, &mut gaps);
    in_places(plan, &mut gaps);
    in_deliverables(plan, today, &mut gaps);
    sort_by_rank(&mut gaps.0, |gap| gap.urgency.into());
    gaps.0
}

/// How many there are of each level: "1 primary, 3 secondary"; empty where there is none.
pub fn levels(levels: impl Iterator<Item = Level> + Clone) -> String {
    let parts = Level::ALL.iter().filter_map(|wanted| {
        let number = levels.clone().filter(|level| level == wanted).count();
        (number > 0).then(|| format!("{number} {}", wanted.label().to_lowercase()))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// The sites that the list holds for a country, or for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Listed {
    /// How many.
    pub sites: usize,
    /// Participants planned at them, where they say so.
    pub participants: u64,
    /// How many of them do not say.
    pub silent: usize,
}

impl Listed {
    fn of<'a>(sites: impl Iterator<Item = &'a Site>) -> Listed {
        sites.fold(Listed::default(), |listed, site| Listed {
            sites: listed.sites + 1,
            participants: listed.participants + site.planned_participants.map_or(0, u64::from),
            silent: listed.silent + usize::from(site.planned_participants.is_none()),
        })
    }
}

/// The sites listed for a country.
pub fn in_country(plan: &TrialPlan, country: &Id<Country>) -> Listed {
    Listed::of(plan.sites.iter().map(AsRef::as_ref).filter(|site| site.country.as_ref() == Some(country)))
}

/// What is listed for a country, in words, and whether it agrees with what the country plans.
pub fn country_words(country: &Country, listed: Listed) -> (String, bool) {
    let sites = difference(listed.sites as u64, country.planned_sites.map(u64::from));
    // Participants compare only where the list of sites is complete and every site says how many it plans.
    let complete = listed.sites > 0 && listed.silent == 0 && country.planned_sites.is_none_or(|planned| listed.sites >= planned as usize);
    let participants = complete.then(|| difference(listed.participants, country.planned_participants.map(u64::from))).flatten();
    let mut words = if listed.sites == 0 { "no site listed".to_owned() } else { format!("{} listed", count(listed.sites, "site", "sites")) };
    if let Some(sites) = sites.as_ref().filter(|_| listed.sites > 0) {
        words.push_str(&format!(", {sites} than planned"));
    }
    if listed.participants > 0 {
        words.push_str(&format!("; {}", participants_words(listed.participants)));
        if let Some(participants) = &participants {
            words.push_str(&format!(", {participants} than planned"));
        }
    }
    (words, sites.is_none() && participants.is_none())
}

/// What the countries plan in all: "22 sites, 132 participants".
pub fn planned_words(plan: &TrialPlan) -> String {
    let sum = |read: fn(&Country) -> Option<u32>| plan.countries.iter().filter_map(|country| read(country)).map(u64::from).reduce(|one, other| one + other);
    let sites = sum(|country| country.planned_sites).map(|sites| format!("{} planned", count(sites as usize, "site", "sites")));
    let participants = sum(|country| country.planned_participants).map(participants_words);
    [sites, participants].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What the sites come to: "24 listed, 15 active, 132 participants".
pub fn listed_words(plan: &TrialPlan) -> String {
    if plan.sites.is_empty() {
        return String::new();
    }
    let listed = Listed::of(plan.sites.iter().map(AsRef::as_ref));
    let active = plan.sites.iter().filter(|site| site.status == SiteStatus::Active).count();
    let participants = if listed.participants > 0 { format!(", {}", participants_words(listed.participants)) } else { String::new() };
    format!("{} listed, {active} active{participants}", listed.sites)
}

/// How a deliverable stands; `None` where there is nothing to say of it.
pub fn deliverable_standing(deliverable: &Deliverable, today: Date) -> Option<(Urgency, String)> {
    match (deliverable.delivered, deliverable.due.map(|due| due.days_since(today))) {
        (Some(_), _) => Some((Urgency::OnTrack, "delivered".to_owned())),
        (None, Some(days)) if days < 0 => Some((Urgency::Act, format!("{} late", span(days)))),
        (None, Some(0)) => Some((Urgency::Upcoming, "due today".to_owned())),
        (None, Some(days)) if days <= SOON => Some((Urgency::Upcoming, format!("in {}", span(days)))),
        (None, _) => None,
    }
}

#[derive(Default)]
struct Gaps(Vec<Gap>);

impl Gaps {
    fn note(&mut self, section: &'static str, text: impl Into<String>) {
        self.0.push(Gap { section, text: text.into(), urgency: Urgency::Watch });
    }

    fn note_if(&mut self, missing: bool, section: &'static str, text: &str) {
        if missing {
            self.note(section, text);
        }
    }

    /// What a young plan may still leave open.
    fn ahead_if(&mut self, missing: bool, section: &'static str, text: &str) {
        if missing {
            self.0.push(Gap { section, text: text.to_owned(), urgency: Urgency::Upcoming });
        }
    }
}

fn in_trial(plan: &TrialPlan, gaps: &mut Gaps) {
    gaps.note_if(plan.trial.enrolment.is_none(), "trial", "The planned enrolment is missing: say how many participants the trial needs.");
    let trial = &plan.trial;
    for (one, first, other, second) in [
        ("start", trial.start, "primary completion", trial.primary_completion),
        ("start", trial.start, "completion", trial.completion),
        ("primary completion", trial.primary_completion, "completion", trial.completion),
    ] {
        if first.zip(second).is_some_and(|(first, second)| comes_before(second.date, first.date)) {
            gaps.note("trial", format!("The {other} is dated before the {one}."));
        }
    }
    let population = &plan.population;
    gaps.ahead_if(population.description.is_empty() && population.eligibility.is_empty(), "population", "Nothing says yet who may take part.");
}

fn in_aims(plan: &TrialPlan, gaps: &mut Gaps) {
    let primary = plan.objectives.iter().any(|objective| objective.level == Level::Primary);
    gaps.ahead_if(plan.objectives.is_empty(), "objectives", "No objective says yet what the trial is to find out.");
    gaps.note_if(!plan.objectives.is_empty() && !primary, "objectives", "No objective is the primary one.");
    gaps.note_if(primary_endpoints(plan) == 0, "endpoints", "There is no primary endpoint: say what the trial is judged by.");
    let serves = |objective: &Option<_>| objective.as_ref().is_some_and(|objective| plan.objectives.get(objective).is_some());
    let loose = plan.endpoints.iter().filter(|endpoint| !serves(&endpoint.objective)).count();
    if loose > 0 && !plan.objectives.is_empty() {
        gaps.note("endpoints", format!("{} no objective: choose the one that it answers.", count(loose, "endpoint serves", "endpoints serve")));
    }
}

fn in_arms(plan: &TrialPlan, gaps: &mut Gaps) {
    let observational = plan.trial.study_type == Some(StudyType::Observational);
    gaps.ahead_if(plan.arms.is_empty() && !observational, "arms", "No arm says yet which groups of participants there are.");
    gaps.ahead_if(plan.interventions.is_empty() && !observational, "interventions", "No intervention says yet what the participants receive.");
    let untreated = |kind: &str| kind.to_lowercase().contains("no intervention");
    let bare = plan.arms.iter().filter(|arm| arm.interventions.is_empty() && !untreated(&arm.kind)).count();
    if bare > 0 && !plan.interventions.is_empty() {
        gaps.note("arms", format!("{} no intervention: tick what the group receives.", count(bare, "arm has", "arms have")));
    }
    if !plan.arms.is_empty() {
        for intervention in plan.interventions.iter().filter(|one| !plan.arms.iter().any(|arm| arm.interventions.contains(&one.id))) {
            gaps.note("interventions", format!("No arm receives {}.", quoted(&intervention.name)));
        }
    }
}

fn in_statements(plan: &TrialPlan, gaps: &mut Gaps) {
    let says = |kind| plan.statements.iter().any(|statement| statement.kind == kind);
    match (plan.statements.is_empty(), says(StatementKind::OutOfScope), says(StatementKind::Assumption)) {
        (true, ..) => gaps.ahead_if(true, "statements", "Nothing says yet what is in scope, what is not, and what is assumed."),
        (false, false, _) => gaps.note("statements", "Nothing is named as out of scope: say what partners should not expect to do."),
        (false, true, false) => gaps.note("statements", "No assumption is written down: say what the plan takes for granted."),
        (false, true, true) => {}
    }
}

fn in_places(plan: &TrialPlan, gaps: &mut Gaps) {
    gaps.note_if(plan.countries.is_empty(), "countries", "No country is named: approvals, sites and start-up time depend on them.");
    let silent = plan.countries.iter().filter(|country| country.planned_participants.is_none()).count();
    let planned: u64 = plan.countries.iter().filter_map(|country| country.planned_participants).map(u64::from).sum();
    // What has been enrolled in a trial that is over need not be what was planned.
    let wanted = plan.trial.enrolment.filter(|enrolment| enrolment.certainty != Some(Certainty::Actual)).map(|enrolment| u64::from(enrolment.count));
    match (wanted, silent) {
        (Some(wanted), 0) if !plan.countries.is_empty() => {
            if let Some(difference) = difference(planned, Some(wanted)) {
                gaps.note(
                    "countries",
                    format!("The countries plan {} in all, {difference} than the planned enrolment of {wanted}.", participants_words(planned)),
                );
            }
        }
        (Some(_), silent) if silent > 0 => gaps.note("countries", format!("{} no planned participants.", count(silent, "country has", "countries have"))),
        _ => {}
    }
    let apart = plan.countries.iter().filter(|country| {
        let listed = in_country(plan, &country.id);
        listed.sites > 0 && !country_words(country, listed).1
    });
    let apart: Vec<String> = apart.map(|country| country.name.clone()).collect();
    if !apart.is_empty() && apart.len() <= 3 {
        gaps.note("countries", format!("The sites listed for {} differ from the plan there.", listed(&apart)));
    } else if !apart.is_empty() {
        gaps.note("countries", format!("In {} countries the sites listed differ from the plan there.", apart.len()));
    }
    gaps.ahead_if(plan.sites.is_empty() && !plan.countries.is_empty(), "sites", "No site is listed yet.");
    let homeless = plan.sites.iter().filter(|site| site.country.as_ref().is_none_or(|country| plan.countries.get(country).is_none())).count();
    if homeless > 0 {
        gaps.note("sites", format!("{} no country: choose it.", count(homeless, "site has", "sites have")));
    }
    let all = Listed::of(plan.sites.iter().map(AsRef::as_ref));
    if let Some((difference, wanted)) =
        wanted.filter(|_| all.sites > 0 && all.silent == 0).and_then(|wanted| difference(all.participants, Some(wanted)).map(|difference| (difference, wanted)))
    {
        gaps.note("sites", format!("The sites plan {} in all, {difference} than the planned enrolment of {wanted}.", participants_words(all.participants)));
    }
}

fn in_deliverables(plan: &TrialPlan, today: Date, gaps: &mut Gaps) {
    gaps.ahead_if(plan.deliverables.is_empty(), "deliverables", "No deliverable is named: say what the trial hands over, and when.");
    let late = plan
        .deliverables
        .iter()
        .filter(|deliverable| deliverable.delivered.is_none())
        .filter_map(|deliverable| Some((deliverable, deliverable.due.filter(|due| *due < today)?)));
    let late: Vec<_> = late.collect();
    if let Some((worst, due)) = late.iter().min_by_key(|(_, due)| *due) {
        let text = match late.len() {
            1 => format!("The deliverable {} was due on {due}.", quoted(&worst.name)),
            number => format!("{number} deliverables are late, {} the longest: it was due on {due}.", quoted(&worst.name)),
        };
        gaps.0.push(Gap { section: "deliverables", text, urgency: Urgency::Act });
    }
}

/// Whether one date certainly comes before the other; a month is not before a day in it.
fn comes_before(one: PartialDate, other: PartialDate) -> bool {
    match (one, other) {
        (PartialDate::Day(one), PartialDate::Day(other)) => one < other,
        (one, other) => one.earliest().first_of_month() < other.earliest().first_of_month(),
    }
}

fn primary_endpoints(plan: &TrialPlan) -> usize {
    plan.endpoints.iter().filter(|endpoint| endpoint.level == Level::Primary).count()
}

/// "132 participants at 24 sites in 6 countries", as far as the plan says.
fn size(plan: &TrialPlan) -> String {
    let participants = plan.trial.enrolment.map_or(String::new(), |enrolment| participants_words(u64::from(enrolment.count)));
    let planned: usize = plan.countries.iter().filter_map(|country| country.planned_sites).map(|sites| sites as usize).sum();
    let sites = match (plan.sites.len(), planned) {
        (0, 0) => String::new(),
        (0, planned) => format!(" at {}", count(planned, "planned site", "planned sites")),
        (listed, _) => format!(" at {}", count(listed, "site", "sites")),
    };
    format!("{participants}{sites} in {}", count(plan.countries.len(), "country", "countries"))
}

/// "2 fewer", "3 more"; `None` where nothing is planned or both agree.
fn difference(found: u64, planned: Option<u64>) -> Option<String> {
    let planned = planned?;
    (found != planned).then(|| format!("{} {}", found.abs_diff(planned), if found < planned { "fewer" } else { "more" }))
}

fn participants_words(number: u64) -> String {
    format!("{number} {}", if number == 1 { "participant" } else { "participants" })
}

#[cfg(test)]
mod tests;
