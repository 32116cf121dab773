//! Which column of a table holds what, by its heading.

use super::table::Row;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Outline,
    Level,
    Name,
    Kind,
    Milestone,
    Owner,
    WorkPackage,
    Duration,
    Start,
    Finish,
    Predecessors,
    Wish,
    Deadline,
    Progress,
    Percent,
    Note,
    /// What is calculated anew, and so not read.
    Calculated,
}

/// The headings by which columns are known, in lower case and without anything but letters, digits and %; the first is what
/// sentences call the column, as it is written here.
const HEADINGS: [(Column, &str, &[&str]); 18] = [
    (Column::Number, "No.", &["no", "#", "nr", "id", "row", "number", "taskid", "taskno", "tasknumber", "uid", "uniqueid"]),
    (Column::Outline, "Outline number", &["outlinenumber", "outline", "wbs", "wbscode", "outlineno"]),
    (Column::Level, "Outline level", &["outlinelevel", "level", "indent"]),
    (Column::Name, "Name", &["name", "task", "taskname", "activity", "activityname", "title", "milestonename", "item", "what"]),
    (Column::Kind, "Kind", &["kind", "type", "tasktype"]),
    (Column::Milestone, "Milestone", &["milestone", "ismilestone"]),
    (Column::Owner, "Owner", &["owner", "role", "responsible", "resourcenames", "resource", "resources", "assignedto", "assignee", "lead", "who"]),
    (Column::WorkPackage, "Work package", &["workpackage", "package", "phase", "group", "section"]),
    (Column::Duration, "Duration", &["duration", "length", "durationdays", "days", "workingdays", "originalduration"]),
    (Column::Start, "Start", &["start", "startdate", "begin", "from", "plannedstart", "earlystart", "startson"]),
    (Column::Finish, "Finish", &["finish", "finishdate", "end", "enddate", "to", "plannedfinish", "earlyfinish", "date", "day", "plannedend"]),
    (Column::Predecessors, "Predecessors", &["predecessors", "predecessor", "dependson", "dependencies", "dependency", "waitsfor", "after"]),
    (Column::Wish, "Wish", &["wish", "constraint"]),
    (Column::Deadline, "Deadline", &["deadline", "due", "duedate"]),
    (Column::Progress, "Progress", &["progress", "status", "state"]),
    (Column::Percent, "% complete", &["%complete", "percentcomplete", "complete", "%", "completion", "%done", "percent"]),
    (Column::Note, "Note", &["note", "notes", "comment", "comments", "remark", "remarks", "description"]),
    (
        Column::Calculated,
        "Calculated",
        &[
            "baselinestart",
            "baselinefinish",
            "finishvariance",
            "finishvariancedays",
            "startvariance",
            "totalfloat",
            "totalfloatdays",
            "totalslack",
            "freefloat",
            "freefloatdays",
            "freeslack",
            "critical",
            "latestart",
            "latefinish",
        ],
    ),
];

/// The columns of a table that says nothing of them.
const UNNAMED: [Column; 5] = [Column::Name, Column::Duration, Column::Start, Column::Finish, Column::Owner];

impl Column {
    /// What sentences call it.
    pub(super) fn label(self) -> &'static str {
        HEADINGS.iter().find(|(column, ..)| *column == self).map_or("", |(_, label, _)| label)
    }

    fn of(heading: &str) -> Option<Column> {
        let plain: String = heading.to_lowercase().chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '%' | '#')).collect();
        HEADINGS.iter().find(|(.., known)| known.contains(&plain.as_str())).map(|(column, ..)| *column)
    }
}

/// The columns of a table, by their places.
pub(super) struct Columns {
    columns: Vec<Option<Column>>,
    /// The headings, where the table has such.
    headings: Vec<String>,
}

impl Columns {
    /// By the first row: it holds headings where every one of its cells is known, or two of them are with a name among them.
    pub(super) fn of(rows: &[Row]) -> Columns {
        let Some(first) = rows.first() else { return Columns { columns: Vec::new(), headings: Vec::new() } };
        let mut columns: Vec<Option<Column>> = Vec::new();
        for heading in first.cells() {
            // Where two columns are of one kind, the first counts.
            let found = Column::of(heading).filter(|found| *found == Column::Calculated || !columns.contains(&Some(*found)));
            columns.push(found);
        }
        let known = columns.iter().flatten().count();
        let filled = first.cells().filter(|cell| !cell.is_empty()).count();
        let named = columns.contains(&Some(Column::Name));
        if known == filled || (known >= 2 && (named || known * 2 >= filled)) {
            Columns { columns, headings: first.cells().map(str::to_owned).collect() }
        } else {
            Columns { columns: UNNAMED.into_iter().map(Some).collect(), headings: Vec::new() }
        }
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
        self.place(column).is_some()
    }

    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == Some(column))
    }

    /// What a row has in a column; empty where it has nothing.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.place(column).map_or("", |place| row.cell(place))
    }

    /// The headings that nobody knows, with the numbers of their columns, from 1.
    pub(super) fn strangers(&self) -> impl Iterator<Item = (usize, &str)> {
        let all = self.headings.iter().zip(&self.columns).enumerate();
        all.filter(|(_, (heading, column))| column.is_none() && !heading.is_empty()).map(|(place, (heading, _))| (place + 1, heading.as_str()))
    }
}
