//! Which column of a table of risks holds what, by its heading.

use crate::domain::choice::Choice;
use crate::domain::risk::factor::Factor;
use crate::domain::risk::register::Risk;
use crate::domain::risk::scale::Score;
use crate::formats::pasted_tasks::table::Row;

/// Which of a risk's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Inherent,
    Current,
    Target,
}

impl Which {
    pub(super) const ALL: [Which; 3] = [Which::Inherent, Which::Current, Which::Target];

    pub(super) fn of(self, risk: &Risk) -> Option<Score> {
        match self {
            Which::Inherent => risk.inherent,
            Which::Current => risk.current,
            Which::Target => risk.target,
        }
    }

    /// What stands before the factor in a heading.
    fn label(self) -> &'static str {
        match self {
            Which::Inherent => "Inherent ",
            Which::Current => "",
            Which::Target => "Target ",
        }
    }
}

/// What a column can hold, but for scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Title,
    Cause,
    Effect,
    Description,
    Category,
    Status,
    Owner,
    Found,
    Factors,
    Controls,
    /// What is calculated anew, and so not read.
    Points,
    Band,
    Rationale,
    Chance,
    Optimistic,
    Likely,
    Pessimistic,
    Response,
    ResponsePlan,
    ResponseOwner,
    ResponseDue,
    ResponseDone,
    ResponseCost,
    Trigger,
    Fallback,
    Limits,
    Indicator,
    Review,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Of(Kind),
    Factor(Which, Factor),
}

/// The headings by which columns are known, in lower case and without anything but letters and digits; the first is what the
/// exported table calls the column. It must not be "ID": a file that begins with it is a SYLK file to Excel.
const HEADINGS: [(Kind, &str, &[&str]); 29] = [
    (Kind::Number, "Number", &["number", "no", "nr", "id", "riskid", "riskno", "risknumber", "ref", "reference"]),
    (Kind::Title, "Risk", &["risk", "title", "name", "event", "risktitle", "riskname", "riskevent", "riskstatement", "whatmayhappen"]),
    (Kind::Cause, "Cause", &["cause", "rootcause", "causes", "source"]),
    (Kind::Effect, "Effect", &["effect", "consequence", "consequences", "effects", "impactdescription"]),
    (Kind::Description, "Description", &["description", "details", "comment", "comments", "note", "notes", "riskdescription"]),
    (Kind::Category, "Category", &["category", "type", "riskcategory", "area", "kind"]),
    (Kind::Status, "Status", &["status", "state", "riskstatus"]),
    (Kind::Owner, "Owner", &["owner", "riskowner", "responsible", "role", "assignedto", "who"]),
    (Kind::Found, "Found on", &["foundon", "found", "identified", "identifiedon", "dateidentified", "raised", "raisedon", "dateraised", "logged"]),
    (Kind::Factors, "Factors", &["factors", "factor", "ctq", "ctqfactors", "criticaltoqualityfactors", "criticaltoquality"]),
    (Kind::Controls, "Existing controls", &["existingcontrols", "controls", "control", "currentcontrols"]),
    (Kind::Points, "Points", &["points", "score", "riskscore", "rpn", "total", "rating", "riskrating"]),
    (Kind::Band, "Band", &["band", "level", "risklevel", "rag", "severitylevel"]),
    (Kind::Rationale, "Why this score", &["whythisscore", "rationale", "reason", "justification", "why"]),
    (Kind::Chance, "Chance (%)", &["chance", "chancepercent", "probabilitypercent"]),
    (Kind::Optimistic, "Cost, optimistic", &["costoptimistic", "costlow", "costmin"]),
    (Kind::Likely, "Cost, likely", &["costlikely", "cost", "costimpact", "costmostlikely"]),
    (Kind::Pessimistic, "Cost, pessimistic", &["costpessimistic", "costhigh", "costmax"]),
    (Kind::Response, "Response", &["response", "strategy", "responsestrategy", "treatment", "responsetype"]),
    (Kind::ResponsePlan, "Response plan", &["responseplan", "mitigation", "mitigationplan", "action", "actions", "plan", "mitigations"]),
    (Kind::ResponseOwner, "Carried out by", &["carriedoutby", "responseowner", "actionowner", "mitigationowner"]),
    (Kind::ResponseDue, "In place by", &["inplaceby", "due", "duedate", "responsedue", "deadline", "targetdate"]),
    (Kind::ResponseDone, "In place since", &["inplacesince", "responsedone", "done", "completed", "completedon"]),
    (Kind::ResponseCost, "Response cost", &["responsecost", "costofresponse", "mitigationcost"]),
    (Kind::Trigger, "Trigger", &["trigger", "triggers", "earlywarning", "earlywarningsign"]),
    (Kind::Fallback, "Fallback", &["fallback", "fallbackplan", "contingency", "contingencyplan"]),
    (Kind::Limits, "Tolerance limits", &["tolerancelimits", "limits", "qtl", "qtls", "tolerancelimit"]),
    (Kind::Indicator, "Indicator", &["indicator", "kri", "indicators", "monitoredby"]),
    (Kind::Review, "Review on", &["reviewon", "review", "reviewdate", "reviewdue", "nextreview"]),
];

/// The headings of a factor: what the exported table says, and what else it is called.
fn factor_headings(factor: Factor) -> (&'static str, &'static [&'static str]) {
    match factor {
        Factor::Probability => ("Probability", &["probability", "likelihood", "p", "occurrence"]),
        Factor::Impact => ("Impact", &["impact", "severity", "i", "impacttime", "impactontimeandbudget"]),
        Factor::Participants => ("Impact on participants", &["impactonparticipants", "participants", "participantimpact", "impactonpatients", "safetyimpact"]),
        Factor::Reliability => (
            "Impact on reliability",
            &["impactonreliability", "reliability", "dataimpact", "impactondata", "impactonresults", "impactonthereliabilityofresults"],
        ),
        Factor::Detectability => ("Detectability", &["detectability", "detection", "d"]),
    }
}

impl Column {
    /// All columns, in the order of the exported table.
    pub(super) fn all() -> Vec<Column> {
        let mut columns = Vec::new();
        for (kind, ..) in HEADINGS {
            columns.push(Column::Of(kind));
            if kind == Kind::Controls {
                columns.extend(Which::ALL.into_iter().flat_map(|which| Factor::ALL.iter().map(move |factor| Column::Factor(which, *factor))));
            }
        }
        columns
    }

    /// What the exported table calls it, and sentences.
    pub(super) fn heading(self) -> String {
        match self {
            Column::Of(kind) => HEADINGS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, heading, _)| heading).to_owned(),
            Column::Factor(which, factor) => {
                let name = factor_headings(factor).0;
                if which == Which::Current { name.to_owned() } else { format!("{}{}", which.label(), name.to_lowercase()) }
            }
        }
    }

    fn of(heading: &str) -> Option<Column> {
        let plain = plain(heading);
        let kind = HEADINGS.iter().find(|(.., known)| known.contains(&plain.as_str())).map(|(kind, ..)| Column::Of(*kind));
        kind.or_else(|| {
            let (which, rest) = [
                ("inherent", Which::Inherent),
                ("initial", Which::Inherent),
                ("gross", Which::Inherent),
                ("target", Which::Target),
                ("residual", Which::Target),
                ("current", Which::Current),
            ]
            .into_iter()
            .find_map(|(word, which)| Some((which, plain.strip_prefix(word)?)))
            .unwrap_or((Which::Current, plain.as_str()));
            Factor::ALL.iter().find(|factor| factor_headings(**factor).1.contains(&rest)).map(|factor| Column::Factor(which, *factor))
        })
    }
}

/// A text in lower case and without anything but letters and digits.
pub(super) fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The columns of a table, by their places.
pub(super) struct Columns {
    columns: Vec<Option<Column>>,
    headings: Vec<String>,
}

impl Columns {
    /// By the first row, where it has headings; `None` where it has not. A table of one column is a list of risks.
    pub(super) fn of(rows: &[Row]) -> Option<Columns> {
        let first = rows.first()?;
        let cells: Vec<String> = first.cells().map(str::to_owned).collect();
        let one_heading = cells.len() == 1 && cells.iter().any(|cell| Column::of(cell) == Some(Column::Of(Kind::Title)));
        if !Columns::are_headings(&cells) && !one_heading {
            let is_list = rows.iter().all(|row| row.cells().count() == 1);
            return is_list.then(|| Columns { columns: vec![Some(Column::Of(Kind::Title))], headings: Vec::new() });
        }
        let mut columns: Vec<Option<Column>> = Vec::new();
        for cell in &cells {
            // Where two columns are of one kind, the first counts.
            columns.push(Column::of(cell).filter(|found| !columns.contains(&Some(*found))));
        }
        // A table without a column for the event may have one for what is written of it.
        if !columns.contains(&Some(Column::Of(Kind::Title)))
            && let Some(column) = columns.iter_mut().find(|column| **column == Some(Column::Of(Kind::Description)))
        {
            *column = Some(Column::Of(Kind::Title));
        }
        Some(Columns { columns, headings: cells })
    }

    /// Whether two of these cells, or more, are headings.
    pub(super) fn are_headings(cells: &[String]) -> bool {
        cells.iter().filter(|cell| Column::of(cell).is_some()).count() > 1
    }

    /// Whether the first row holds headings.
    pub(super) fn are_named(&self) -> bool {
        !self.headings.is_empty()
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// What a row has in a column; empty where it has nothing.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.columns.iter().position(|known| *known == Some(column)).map_or("", |place| row.cell(place))
    }

    /// The headings that nobody knows, with the numbers of their columns, from 1.
    pub(super) fn strangers(&self) -> impl Iterator<Item = (usize, &str)> {
        let all = self.headings.iter().zip(&self.columns).enumerate();
        all.filter(|(_, (heading, column))| column.is_none() && !heading.is_empty()).map(|(place, (heading, _))| (place + 1, heading.as_str()))
    }
}
