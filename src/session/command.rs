//! What a user can do to a document, as data.
//!
//! A command carries its time and its ids, so that replaying it gives the same document, and it is what the journal
//! keeps. One gesture is one command, one undo step and one audit entry.

use std::sync::Arc;

use serde::de::{self, DeserializeOwned};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use trialwright_macros::Read;

use crate::domain::collection::{Collection, Record};
use crate::domain::date::Timestamp;
use crate::domain::document::Document;
use crate::domain::id::Id;
use crate::domain::issue::action::{Action, Decision};
use crate::domain::issue::escalation::EscalationLevel;
use crate::domain::issue::register::Issue;
use crate::domain::partner::bid::{Bid, BidAssumptions};
use crate::domain::partner::candidate::{Candidate, Evaluator};
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::decision::PartnerDecision;
use crate::domain::partner::duty::Duty;
use crate::domain::partner::evaluation::Brief;
use crate::domain::partner::kind_fit::FitQuestion;
use crate::domain::partner::knockout::{Knockout, KnockoutResult};
use crate::domain::partner::performance::{PartnerIndicator, PartnerReview};
use crate::domain::partner::score::Score;
use crate::domain::partner::scoring::{AgreedScore, Scoring};
use crate::domain::partner::selection::SelectionStep;
use crate::domain::partner::weighting::Weighting;
use crate::domain::plan::place::{Country, Site};
use crate::domain::plan::scope::{Arm, Deliverable, Endpoint, Intervention, Objective, Population, Statement};
use crate::domain::plan::trial::Trial;
use crate::domain::risk::cost::Contingency;
use crate::domain::risk::method::RiskMethod;
use crate::domain::risk::quality::QualityFactor;
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::ToleranceLimit;
use crate::domain::schedule::baseline::Baseline;
use crate::domain::schedule::calendar::{Calendar, Scheduling};
use crate::domain::schedule::task::Task;
use crate::domain::wire::{from_value, to_value};

/// One gesture of a user.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Command {
    /// When.
    pub at: Timestamp,
    /// Who.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Whether it is a new edit, or takes one back or repeats it.
    #[serde(default)]
    pub origin: Origin,
    /// What changes.
    pub change: Change,
}

/// Where a command comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// The user edited.
    #[default]
    Edit,
    /// The user went back to an earlier version.
    Restore,
    /// The user took an edit back.
    Undo,
    /// The user repeated an edit that had been taken back.
    Redo,
}

/// What changes in a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// The document's title.
    Title(String),
    /// What the trial is.
    Trial(Arc<Trial>),
    /// Who may take part.
    Population(Arc<Population>),
    /// A plan's objectives.
    Objectives(Edit<Objective>),
    /// A plan's endpoints.
    Endpoints(Edit<Endpoint>),
    /// A plan's arms.
    Arms(Edit<Arm>),
    /// A plan's interventions.
    Interventions(Edit<Intervention>),
    /// A plan's statements of scope.
    Statements(Edit<Statement>),
    /// A plan's countries.
    Countries(Edit<Country>),
    /// A plan's sites.
    Sites(Edit<Site>),
    /// A plan's deliverables.
    Deliverables(Edit<Deliverable>),
    /// A plan's milestones and tasks.
    Tasks(Edit<Task>),
    /// A plan's working calendars.
    Calendars(Edit<Calendar>),
    /// What a plan's schedule goes by.
    Scheduling(Arc<Scheduling>),
    /// A plan's baselines.
    Baselines(Edit<Baseline>),
    /// How a plan's risks are scored.
    RiskMethod(Arc<RiskMethod>),
    /// What a plan sets aside for its risks.
    Contingency(Arc<Contingency>),
    /// A plan's risks.
    Risks(Edit<Risk>),
    /// A plan's critical-to-quality factors.
    QualityFactors(Edit<QualityFactor>),
    /// A plan's tolerance limits.
    ToleranceLimits(Edit<ToleranceLimit>),
    /// A plan's issues.
    Issues(Edit<Issue>),
    /// A plan's escalation levels.
    EscalationLevels(Edit<EscalationLevel>),
    /// A plan's actions.
    Actions(Edit<Action>),
    /// A plan's decisions.
    Decisions(Edit<Decision>),
    /// What an evaluation chooses.
    Brief(Arc<Brief>),
    /// An evaluation's candidates.
    Candidates(Edit<Candidate>),
    /// An evaluation's criteria.
    Criteria(Edit<Criterion>),
    /// An evaluation's evaluators.
    Evaluators(Edit<Evaluator>),
    /// An evaluation's scores.
    Scores(Edit<Score>),
    /// The questions on which kind of partner fits.
    FitQuestions(Edit<FitQuestion>),
    /// An evaluation's way to the contract.
    SelectionSteps(Edit<SelectionStep>),
    /// An evaluation's knock-outs.
    Knockouts(Edit<Knockout>),
    /// What candidates have shown for knock-outs.
    KnockoutResults(Edit<KnockoutResult>),
    /// What evaluators agreed on after talking.
    AgreedScores(Edit<AgreedScore>),
    /// The bids of an evaluation's candidates.
    Bids(Edit<Bid>),
    /// Who keeps which duty.
    Duties(Edit<Duty>),
    /// What is measured of the chosen partner.
    Indicators(Edit<PartnerIndicator>),
    /// How the chosen partner has done.
    Reviews(Edit<PartnerReview>),
    /// Where an evaluation's weights come from.
    Weighting(Arc<Weighting>),
    /// How far an evaluation's scoring is.
    Scoring(Arc<Scoring>),
    /// What bids are counted by.
    BidAssumptions(Arc<BidAssumptions>),
    /// What an evaluation decided.
    PartnerDecision(Arc<PartnerDecision>),
    /// Several at once, in order, as one gesture.
    Several(Vec<Change>),
}

/// What changes in a collection.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit<T: Record> {
    /// Replaces the record with the same id, or inserts it at `place` (at the end where that is absent).
    Put {
        /// The record as it shall be.
        record: Box<T>,
        /// Where a new record goes, counted from 0.
        place: Option<usize>,
    },
    /// Takes a record out.
    Remove {
        /// Its id.
        id: Id<T>,
    },
    /// Moves a record so that it stands at `to` afterwards.
    Move {
        /// Its id.
        id: Id<T>,
        /// Where to, counted from 0.
        to: usize,
    },
}

impl<T: Record> Edit<T> {
    /// Replaces or appends a record.
    pub fn put(record: T) -> Edit<T> {
        Edit::Put { record: Box::new(record), place: None }
    }
}

/// An edit as it is written, the same for all kinds of records.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum WrittenEdit {
    Put {
        record: Value,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<usize>,
    },
    Remove {
        id: String,
    },
    Move {
        id: String,
        to: usize,
    },
}

impl<T: Record + Serialize> Serialize for Edit<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = match self {
            Edit::Put { record, place } => WrittenEdit::Put { record: to_value(record.as_ref()), place: *place },
            Edit::Remove { id } => WrittenEdit::Remove { id: id.to_string() },
            Edit::Move { id, to } => WrittenEdit::Move { id: id.to_string(), to: *to },
        };
        written.serialize(serializer)
    }
}

impl<'de, T: Record + DeserializeOwned> Deserialize<'de> for Edit<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = |text: String| Id::parse(&text).ok_or_else(|| de::Error::custom("not an id"));
        Ok(match WrittenEdit::deserialize(deserializer)? {
            WrittenEdit::Put { record, place } => Edit::Put { record: Box::new(from_value(record).map_err(de::Error::custom)?), place },
            WrittenEdit::Remove { id: text } => Edit::Remove { id: id(text)? },
            WrittenEdit::Move { id: text, to } => Edit::Move { id: id(text)?, to },
        })
    }
}

/// A record that has a collection of its own in a document.
pub trait Kept: Record {
    /// The section's name in files.
    const SECTION: &'static str;

    /// The change that makes this edit.
    fn change(edit: Edit<Self>) -> Change;

    /// The document's collection of such records; `None` where it is of the other kind.
    fn of(document: &Document) -> Option<&Collection<Self>>;
}

macro_rules! kept {
    ($document:ident: $($record:ty => $field:ident, $section:literal, $change:ident;)+) => {
        $(impl Kept for $record {
            const SECTION: &'static str = $section;

            fn change(edit: Edit<Self>) -> Change {
                Change::$change(edit)
            }

            fn of(document: &Document) -> Option<&Collection<Self>> {
                document.$document().map(|document| &document.$field)
            }
        })+
    };
}

kept! {
    plan:
    Objective => objectives, "objectives", Objectives;
    Endpoint => endpoints, "endpoints", Endpoints;
    Arm => arms, "arms", Arms;
    Intervention => interventions, "interventions", Interventions;
    Statement => statements, "statements", Statements;
    Country => countries, "countries", Countries;
    Site => sites, "sites", Sites;
    Deliverable => deliverables, "deliverables", Deliverables;
    Task => tasks, "tasks", Tasks;
    Calendar => calendars, "calendars", Calendars;
    Baseline => baselines, "baselines", Baselines;
    Risk => risks, "risks", Risks;
    QualityFactor => quality_factors, "qualityFactors", QualityFactors;
    ToleranceLimit => tolerance_limits, "toleranceLimits", ToleranceLimits;
    Issue => issues, "issues", Issues;
    EscalationLevel => escalation_levels, "escalationLevels", EscalationLevels;
    Action => actions, "actions", Actions;
    Decision => decisions, "decisions", Decisions;
}

kept! {
    evaluation:
    Candidate => candidates, "candidates", Candidates;
    Criterion => criteria, "criteria", Criteria;
    Evaluator => evaluators, "evaluators", Evaluators;
    Score => scores, "scores", Scores;
    FitQuestion => fit_questions, "fitQuestions", FitQuestions;
    SelectionStep => selection_steps, "selectionSteps", SelectionSteps;
    Knockout => knockouts, "knockouts", Knockouts;
    KnockoutResult => knockout_results, "knockoutResults", KnockoutResults;
    AgreedScore => agreed_scores, "agreedScores", AgreedScores;
    Bid => bids, "bids", Bids;
    Duty => duties, "duties", Duties;
    PartnerIndicator => indicators, "indicators", Indicators;
    PartnerReview => reviews, "reviews", Reviews;
}
