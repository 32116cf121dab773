//! Who has passed what, who is out, and what is still open.
//!
//! Candidates keep the order in which they were entered, so that a failure does not move the columns under the hand that
//! notes it. Of a candidate that is out, or has withdrawn, nothing more is asked.

use std::sync::Arc;

use super::{Knockout, KnockoutResult};
use crate::domain::id::Id;
use crate::domain::overview::{Headline, Statement, Subject, Urgency};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::stepped;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, listed};

/// The table: a row for each knock-out, a column for each candidate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// The rows.
    pub knockouts: Vec<Arc<Knockout>>,
    /// The columns.
    pub columns: Vec<Column>,
}

/// A candidate, and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Whom.
    pub candidate: Arc<Candidate>,
    /// Why it cannot be chosen any more; `None` while it can.
    pub out: Option<String>,
    /// The knock-outs that it has neither passed nor failed.
    pub open: Vec<Id<Knockout>>,
    /// How many results rest on nothing that is written down.
    pub bare: usize,
}

/// A place in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardCell {
    /// Which knock-out.
    pub knockout: Id<Knockout>,
    /// Whom.
    pub candidate: Id<Candidate>,
}

impl BoardCell {
    /// The id of the result that stands in it, whether or not there is one yet.
    pub fn key(&self) -> Id<KnockoutResult> {
        KnockoutResult::key(&self.knockout, &self.candidate)
    }

    /// The place with this key; `None` where there is none such.
    pub fn find(evaluation: &PartnerEvaluation, key: &str) -> Option<BoardCell> {
        let cells = evaluation
            .knockouts
            .iter()
            .flat_map(|knockout| evaluation.candidates.iter().map(|candidate| BoardCell { knockout: knockout.id.clone(), candidate: candidate.id.clone() }));
        cells.into_iter().find(|cell| cell.key().as_str() == key)
    }
}

impl Board {
    /// The table of an evaluation.
    pub fn of(evaluation: &PartnerEvaluation) -> Board {
        let column = |candidate: &Arc<Candidate>| {
            let result = |knockout: &Knockout| evaluation.knockout_results.get(&KnockoutResult::key(&knockout.id, &candidate.id));
            let is_open = |knockout: &&Arc<Knockout>| result(knockout).is_none_or(|result| result.outcome.is_none());
            let is_bare = |knockout: &&Arc<Knockout>| {
                result(knockout).is_some_and(|result| result.outcome.is_some() && result.evidence.trim().is_empty() && result.link.trim().is_empty())
            };
            Column {
                candidate: candidate.clone(),
                out: evaluation.out_because(candidate),
                open: evaluation.knockouts.iter().filter(is_open).map(|knockout| knockout.id.clone()).collect(),
                bare: evaluation.knockouts.iter().filter(is_bare).count(),
            }
        };
        Board { knockouts: evaluation.knockouts.iter().cloned().collect(), columns: evaluation.candidates.iter().map(column).collect() }
    }

    /// The cell at a row and a column.
    pub fn cell(&self, (row, column): (usize, usize)) -> Option<BoardCell> {
        Some(BoardCell { knockout: self.knockouts.get(row)?.id.clone(), candidate: self.columns.get(column)?.candidate.id.clone() })
    }

    /// Where a step of so many rows and columns leads; it stops at the edges.
    pub fn step(&self, from: (usize, usize), by: (isize, isize)) -> (usize, usize) {
        stepped(from, by, (self.knockouts.len(), self.columns.len()))
    }

    /// The first cell of a candidate in the running that is open, candidate by candidate.
    pub fn first_open(&self) -> Option<BoardCell> {
        self.running().find_map(|column| Some(BoardCell { knockout: column.open.first()?.clone(), candidate: column.candidate.id.clone() }))
    }

    fn running(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.out.is_none())
    }

    fn open(&self) -> usize {
        self.running().map(|column| column.open.len()).sum()
    }

    /// Results without evidence, those of candidates that are out among them: a rejection is what will be challenged.
    fn bare(&self) -> usize {
        self.columns.iter().filter(|column| column.candidate.withdrawn.is_empty()).map(|column| column.bare).sum()
    }

    /// The candidates with open knock-outs, with how many: "Pelorine Systems (2)".
    fn open_by_name(&self) -> String {
        let open = self.running().filter(|column| !column.open.is_empty());
        listed(&open.map(|column| format!("{} ({})", shown(column.candidate.as_ref()), column.open.len())).collect::<Vec<_>>())
    }
}

/// The finding: who is out and why, and what is still open.
pub fn knockout_headline(evaluation: &PartnerEvaluation) -> Headline {
    let board = Board::of(evaluation);
    let said = |finding: String, because: String, urgency| Headline { finding, because, urgency };
    if board.knockouts.is_empty() {
        let because = "Name what a candidate cannot do without, such as the right to audit, and check it before anyone scores.";
        return said("No knock-outs yet".to_owned(), because.to_owned(), Urgency::Upcoming);
    }
    let known = count(board.knockouts.len(), "knock-out", "knock-outs");
    if board.columns.is_empty() {
        return said(
            format!("{known} and no candidate yet"),
            "Add candidates on the set-up page; each passes or fails here before it is scored.".to_owned(),
            Urgency::Upcoming,
        );
    }
    let out: Vec<&Column> = board.columns.iter().filter(|column| column.out.is_some()).collect();
    let running = board.running().count();
    let reasons = out.iter().map(|column| format!("{} ({})", shown(column.candidate.as_ref()), in_brackets(column))).collect::<Vec<_>>();
    let mut because = Vec::new();
    if out.len() > 1 || running == 0 {
        because.push(format!("Out: {}.", listed(&reasons)));
    }
    let open = board.open();
    if open > 0 {
        because.push(format!("Open: {}. Close them before anyone scores.", board.open_by_name()));
    }
    let bare = board.bare();
    if bare > 0 {
        because.push(format!("{} no evidence yet: say what each rests on.", count(bare, "result has", "results have")));
    }
    let finding = match (out.as_slice(), running, open) {
        (_, 0, _) => "No candidate is left".to_owned(),
        ([only], _, _) => format!("{} is out: {}", shown(only.candidate.as_ref()), in_brackets(only)),
        ([_, ..], _, _) => format!("{} of {} candidates are out", out.len(), board.columns.len()),
        ([], _, 0) => format!("{} every knock-out", count(running, "candidate passes", "candidates pass")),
        ([], _, _) => format!("{} of {} results are open", open, running * board.knockouts.len()),
    };
    if because.is_empty() {
        because.push(format!("{known}, each with its evidence. {}", if running > 1 { "Scoring can begin." } else { "A choice needs a second candidate." }));
    }
    let urgency = match (running, open + bare) {
        (0, _) => Urgency::Act,
        (_, 0) => Urgency::OnTrack,
        _ => Urgency::Watch,
    };
    said(finding, because.join(" "), urgency)
}

/// Why a candidate is out, as it stands after its name.
fn in_brackets(column: &Column) -> String {
    let why = column.out.as_deref().unwrap_or_default();
    match why.split_once(": ") {
        Some(("Withdrawn", reason)) => format!("withdrawn, {reason}"),
        Some((_, failed)) => format!("failed {failed}"),
        None => why.to_owned(),
    }
}

/// What the overview says of it.
pub fn knockout_statements(evaluation: &PartnerEvaluation) -> Vec<Statement> {
    let board = Board::of(evaluation);
    if board.columns.is_empty() {
        return Vec::new();
    }
    let say = |title: &str, detail: String, status: String, record: Option<BoardCell>| Statement {
        urgency: Urgency::Watch,
        title: title.to_owned(),
        detail,
        status,
        subject: Subject { section: "knockouts", record: record.map(|cell| cell.key().to_string()) },
    };
    if board.knockouts.is_empty() && evaluation.scores.is_empty() {
        let detail = "Nothing is named that every candidate must have. Check it before anyone scores.".to_owned();
        return vec![say("Knock-outs", detail, "none yet".to_owned(), None)];
    }
    let (open, bare) = (board.open(), board.bare());
    let open = (open > 0).then(|| say("Knock-outs", format!("Open for {}.", board.open_by_name()), format!("{open} open"), board.first_open()));
    let bare = (bare > 0).then(|| {
        let detail = "A pass or a failure that rests on nothing does not survive a challenge: say what shows it.".to_owned();
        say("Knock-outs without evidence", detail, count(bare, "result", "results"), None)
    });
    open.into_iter().chain(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::knockout::KnockoutOutcome;
    use crate::domain::partner::trial_run::evaluation;

    /// An evaluation with candidates `c0`, `c1`, … and a row of results for each knock-out `o0`, `o1`, …: `p` passed with
    /// evidence, `b` passed without, `f` failed with evidence, `.` open.
    fn with(candidates: usize, rows: &[&str]) -> PartnerEvaluation {
        let mut evaluation = evaluation(&["a"], &[1.0], candidates);
        for (row, results) in rows.iter().enumerate() {
            let knockout = Knockout::new(Id::joined(&[&format!("o{row}")]), format!("Proof {row}"));
            for (candidate, letter) in results.chars().enumerate().filter(|(_, letter)| *letter != '.') {
                let mut result = KnockoutResult::open(knockout.id.clone(), Id::joined(&[&format!("c{candidate}")]));
                result.outcome = Some(if letter == 'f' { KnockoutOutcome::Fail } else { KnockoutOutcome::Pass });
                result.evidence = if letter == 'b' { String::new() } else { "Letter".to_owned() };
                evaluation.knockout_results = evaluation.knockout_results.with(result, None);
            }
            evaluation.knockouts = evaluation.knockouts.with(knockout, None);
        }
        evaluation
    }

    fn check(candidates: usize, rows: &[&str], expected: &str) {
        let head = knockout_headline(&with(candidates, rows));
        assert_eq!(format!("{:?}: {} | {}", head.urgency, head.finding, head.because), expected);
    }

    #[test]
    fn the_headline_says_who_is_out_and_what_is_open() {
        check(2, &["pp", "pp"], "OnTrack: 2 candidates pass every knock-out | 2 knock-outs, each with its evidence. Scoring can begin.");
        check(2, &["p.", ".."], "Watch: 3 of 4 results are open | Open: c0 (1) and c1 (2). Close them before anyone scores.");
        check(3, &["fpp", ".pp"], "OnTrack: c0 is out: failed Proof 0 | 2 knock-outs, each with its evidence. Scoring can begin.");
        check(3, &["fpb"], "Watch: c0 is out: failed Proof 0 | 1 result has no evidence yet: say what each rests on.");
        check(3, &["fpp", "pfp"], "OnTrack: 2 of 3 candidates are out | Out: c0 (failed Proof 0) and c1 (failed Proof 1).");
        check(1, &["f"], "Act: No candidate is left | Out: c0 (failed Proof 0).");
        assert!(knockout_headline(&with(2, &[])).finding.starts_with("No knock-outs"));
        assert!(knockout_headline(&with(0, &[""])).finding.starts_with("1 knock-out and no candidate"));
    }

    #[test]
    fn a_failure_leaves_the_columns_where_they_are() {
        let board = Board::of(&with(3, &["pfp", "p.."]));
        assert_eq!(
            board.columns.iter().map(|column| (column.candidate.id.to_string(), column.out.is_some())).collect::<Vec<_>>(),
            [("c0".into(), false), ("c1".into(), true), ("c2".into(), false)]
        );
        assert_eq!(board.first_open().map(|cell| cell.key().to_string()).as_deref(), Some("o1~c2"), "nothing more is asked of who is out");
        assert_eq!((board.step((0, 2), (5, 5)), board.step((0, 0), (-1, isize::MIN))), ((1, 2), (0, 0)));
    }

    #[test]
    fn the_overview_hears_of_open_knock_outs() {
        let said = |candidates, rows: &[&str]| knockout_statements(&with(candidates, rows)).into_iter().map(|statement| statement.status).collect::<Vec<_>>();
        assert_eq!(said(2, &["p.", "b."]), ["2 open", "1 result"]);
        assert_eq!([said(2, &[]), said(0, &[""]), said(2, &["pp"])], [const { Vec::<String>::new() }; 3]);
        let unscored = PartnerEvaluation { scores: Default::default(), ..with(2, &[]) };
        assert_eq!(knockout_statements(&unscored).first().map(|statement| statement.status.as_str()), Some("none yet"));
    }

    #[test]
    fn a_key_leads_to_its_cell() {
        let evaluation = with(2, &["pp"]);
        assert_eq!(BoardCell::find(&evaluation, "o0~c1").map(|cell| cell.candidate.to_string()).as_deref(), Some("c1"));
        assert_eq!(BoardCell::find(&evaluation, "o0~c9"), None);
    }
}
