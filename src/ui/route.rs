//! What is on screen, as the part of the address after `#`.
//!
//! Hash routes work on any static host, under any sub-path, and from a file. The address says which page, which
//! record is chosen, and how a list is filtered and sorted: `#/plan/<id>/risks/<record>?band=high`.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::document::{DocumentId, DocumentKind};

/// A place in the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// All documents, and the ways to start one.
    Home,
    /// What is kept where, and copies of it.
    Data,
    /// Name and appearance.
    Preferences,
    /// A page of a document.
    Document(Place),
    /// An address that leads nowhere.
    Unknown(String),
}

/// A page of a document, with what is chosen on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// The page.
    pub page: Page,
    /// The id of the chosen record.
    pub record: Option<String>,
    /// Filters and sorting, by name.
    pub query: BTreeMap<String, String>,
}

/// The pages of the two kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// A plan: what follows from it.
    Overview,
    /// A plan: what the trial is and covers.
    Scope,
    /// A plan: milestones and tasks.
    Schedule,
    /// A plan: the risk register.
    Risks,
    /// A plan: what is critical to quality.
    QualityFactors,
    /// A plan: what its risks may cost in money and days.
    RiskMoney,
    /// A plan: how its risks are scored.
    RiskMethod,
    /// A plan: how its risks have moved.
    RiskHistory,
    /// A plan: the register as a document to file.
    RiskPlan,
    /// A plan: quality tolerance limits.
    Limits,
    /// A plan: what has happened, and its escalation.
    Issues,
    /// A plan: what is to be done, and what was decided.
    Actions,
    /// A plan: the evaluations that serve it.
    Partners,
    /// A plan: who changed what.
    PlanAudit,
    /// An evaluation: the ranking and what follows.
    Ranking,
    /// An evaluation: brief, candidates, criteria, evaluators.
    Setup,
    /// An evaluation: the scores.
    Scores,
    /// An evaluation: which kind of partner fits.
    Kind,
    /// An evaluation: what every candidate must have.
    Knockouts,
    /// An evaluation: how much each criterion counts, and why.
    Weights,
    /// An evaluation: how far evaluators agree, and what they agreed on.
    Agreement,
    /// An evaluation: what would change the ranking.
    Robustness,
    /// An evaluation: what the candidates ask for, on the same assumptions.
    Bids,
    /// An evaluation: who keeps which duty.
    Duties,
    /// An evaluation: the memo, and the decision.
    Decision,
    /// An evaluation: how the chosen partner does.
    Performance,
    /// An evaluation: who changed what.
    EvaluationAudit,
}

impl Page {
    /// Every page, in the order of the sidebar.
    pub const ALL: [Page; 27] = [
        Page::Overview,
        Page::Scope,
        Page::Schedule,
        Page::Risks,
        Page::QualityFactors,
        Page::RiskMoney,
        Page::RiskMethod,
        Page::RiskHistory,
        Page::RiskPlan,
        Page::Limits,
        Page::Issues,
        Page::Actions,
        Page::Partners,
        Page::PlanAudit,
        Page::Ranking,
        Page::Kind,
        Page::Setup,
        Page::Knockouts,
        Page::Weights,
        Page::Scores,
        Page::Agreement,
        Page::Robustness,
        Page::Bids,
        Page::Duties,
        Page::Decision,
        Page::Performance,
        Page::EvaluationAudit,
    ];

    /// Which kind of document has this page.
    pub fn kind(self) -> DocumentKind {
        match self {
            Page::Ranking
            | Page::Kind
            | Page::Setup
            | Page::Knockouts
            | Page::Weights
            | Page::Scores
            | Page::Agreement
            | Page::Robustness
            | Page::Bids
            | Page::Duties
            | Page::Decision
            | Page::Performance
            | Page::EvaluationAudit => DocumentKind::Evaluation,
            _ => DocumentKind::Plan,
        }
    }

    /// The first page of a kind of document.
    pub fn first(kind: DocumentKind) -> Page {
        match kind {
            DocumentKind::Plan => Page::Overview,
            DocumentKind::Evaluation => Page::Ranking,
        }
    }

    /// The name on the page.
    pub fn label(self) -> &'static str {
        match self {
            Page::Overview => "Overview",
            Page::Scope => "Scope",
            Page::Schedule => "Schedule",
            Page::Risks => "Risks",
            Page::QualityFactors => "What is critical to quality",
            Page::RiskMoney => "In money and days",
            Page::RiskMethod => "How risks are scored",
            Page::RiskHistory => "Over time",
            Page::RiskPlan => "Risk management plan",
            Page::Limits => "Tolerance limits",
            Page::Issues => "Issues",
            Page::Actions => "Actions and decisions",
            Page::Partners => "Partner selection",
            Page::PlanAudit | Page::EvaluationAudit => "Audit trail",
            Page::Ranking => "Ranking",
            Page::Setup => "Set-up",
            Page::Scores => "Scores",
            Page::Kind => "Which kind of partner",
            Page::Knockouts => "Knock-outs",
            Page::Weights => "Weights",
            Page::Agreement => "Agreement",
            Page::Robustness => "Robustness",
            Page::Bids => "Bids",
            Page::Duties => "Who keeps which duty",
            Page::Decision => "Decision",
            Page::Performance => "After the choice",
        }
    }

    fn slug(self) -> &'static str {
        match self {
            Page::Overview => "overview",
            Page::Scope => "scope",
            Page::Schedule => "schedule",
            Page::Risks => "risks",
            Page::QualityFactors => "quality-factors",
            Page::RiskMoney => "risk-money",
            Page::RiskMethod => "risk-method",
            Page::RiskHistory => "risk-history",
            Page::RiskPlan => "risk-plan",
            Page::Limits => "limits",
            Page::Issues => "issues",
            Page::Actions => "actions",
            Page::Partners => "partners",
            Page::PlanAudit | Page::EvaluationAudit => "audit",
            Page::Ranking => "ranking",
            Page::Setup => "setup",
            Page::Scores => "scores",
            Page::Kind => "kind",
            Page::Knockouts => "knockouts",
            Page::Weights => "weights",
            Page::Agreement => "agreement",
            Page::Robustness => "robustness",
            Page::Bids => "bids",
            Page::Duties => "duties",
            Page::Decision => "decision",
            Page::Performance => "performance",
        }
    }
}

impl Place {
    /// A page with nothing chosen on it.
    pub fn new(document: DocumentId, page: Page) -> Place {
        Place { document, page, record: None, query: BTreeMap::new() }
    }

    /// The same page with a record chosen, or none.
    pub fn with_record(mut self, record: Option<String>) -> Place {
        self.record = record;
        self
    }

    /// The same page with one filter set, or cleared where the value is empty.
    pub fn with_query(mut self, name: &str, value: &str) -> Place {
        if value.is_empty() {
            self.query.remove(name);
        } else {
            self.query.insert(name.to_owned(), value.to_owned());
        }
        self
    }
}

impl Route {
    /// Reads the address after `#`; what leads nowhere is kept as it was.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#');
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decoded).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let unknown = || Route::Unknown(hash.to_owned());
        match parts.as_slice() {
            [] => Route::Home,
            ["data"] => Route::Data,
            ["preferences"] => Route::Preferences,
            [kind @ ("plan" | "evaluation"), id, rest @ ..] => {
                let kind = if *kind == "plan" { DocumentKind::Plan } else { DocumentKind::Evaluation };
                let page = match rest.first() {
                    None => Some(Page::first(kind)),
                    Some(slug) => Page::ALL.into_iter().find(|page| page.kind() == kind && page.slug() == *slug),
                };
                match (page, DocumentId::parse(id)) {
                    (Some(page), Some(document)) if rest.len() <= 2 => {
                        let query = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (decoded(name), decoded(value))).collect();
                        Route::Document(Place { document, page, record: rest.get(1).map(|record| (*record).to_owned()), query })
                    }
                    _ => unknown(),
                }
            }
            _ => unknown(),
        }
    }

    /// The place within a document, where the route is one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Route::Document(place) => Some(place),
            _ => None,
        }
    }

    /// The page of a document, where the route is one.
    pub fn page(&self) -> Option<Page> {
        self.place().map(|place| place.page)
    }

    /// The address for a link.
    pub fn href(&self) -> String {
        format!("#{self}")
    }
}

impl From<Place> for Route {
    fn from(place: Place) -> Route {
        Route::Document(place)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Home => out.write_str("/"),
            Route::Data => out.write_str("/data"),
            Route::Preferences => out.write_str("/preferences"),
            Route::Unknown(hash) => out.write_str(hash.trim_start_matches('#')),
            Route::Document(place) => {
                let kind = match place.page.kind() {
                    DocumentKind::Plan => "plan",
                    DocumentKind::Evaluation => "evaluation",
                };
                write!(out, "/{kind}/{}/{}", encoded(place.document.as_str()), place.page.slug())?;
                if let Some(record) = &place.record {
                    write!(out, "/{}", encoded(record))?;
                }
                for (number, (name, value)) in place.query.iter().enumerate() {
                    write!(out, "{}{}={}", if number == 0 { '?' } else { '&' }, encoded(name), encoded(value))?;
                }
                Ok(())
            }
        }
    }
}

/// Percent-encodes all but unreserved characters (RFC 3986, section 2.3).
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        decoded.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(hash: &str, expected: &str) {
        assert_eq!(Route::parse(hash).to_string(), expected, "{hash}");
    }

    #[test]
    fn addresses_lead_where_they_say() {
        check("", "/");
        check("#/", "/");
        check("#/data", "/data");
        check("#/plan/p1", "/plan/p1/overview");
        check("#/plan/p1/risks/r-7?band=high", "/plan/p1/risks/r-7?band=high");
        check("#/evaluation/e1/scores", "/evaluation/e1/scores");
        assert_eq!(Route::parse("#/plan/p1/scores"), Route::Unknown("#/plan/p1/scores".to_owned()));
        assert_eq!(Route::parse("#/plan/p1/risks/a/b"), Route::Unknown("#/plan/p1/risks/a/b".to_owned()));
        assert_eq!(Route::parse("#/plan/%"), Route::Document(Place::new(DocumentId::joined(&["%"]), Page::Overview)));
    }

    proptest! {
        #[test]
        fn every_place_survives_its_address(id in "\\PC{1,20}", record in proptest::option::of("\\PC{1,20}"), filter in "\\PC{1,10}") {
            prop_assume!(DocumentId::parse(&id).is_some());
            let place = Place::new(DocumentId::joined(&[&id]), Page::Risks).with_record(record).with_query("q", &filter);
            let route = Route::from(place);
            prop_assert_eq!(Route::parse(&route.href()), route);
        }

        #[test]
        fn no_address_panics(hash in "\\PC*") {
            Route::parse(&hash);
        }
    }
}
