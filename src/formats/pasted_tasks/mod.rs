//! Tasks out of rows that somebody pasted from a spreadsheet or a planning tool, or out of a CSV file.
//!
//! The first row names the columns, in any order, or else they are name, duration, start, finish and owner. The outline
//! comes of outline numbers, levels, or the spaces before the names. What a table does not say right is told in sentences
//! that name the row and the column; rows are counted as they were pasted, from 1.
//!
//! A row with a duration or with predecessors has its dates calculated: its start becomes the wish to start no earlier
//! where nothing else says when it comes. Columns of calculated values are passed over.

mod cells;
mod columns;
mod copied;
pub(super) mod days;
mod links;
pub(super) mod table;
#[cfg(test)]
mod tests;

pub use self::copied::write;

use self::cells::{Progressed, kind, outline_depth, progress, wish};
use self::columns::{Column, Columns};
use self::days::Days;
use self::table::Row;
use crate::domain::date::Date;
use crate::domain::id::{Id, IdMaker};
use crate::domain::schedule::logic::Wish;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::schedule::time_span::Duration;
use crate::domain::words::{count, quoted};

/// A table for those who do not know yet what a table can say.
pub const EXAMPLE: &str = "Name\tDuration\tStart\tPredecessors\tOwner
Start-up
  Write the protocol\t20\t2027-05-03\t\tMedical lead
  Ethics review\t30 elapsed days\t\t2\tRegulatory lead
First site open\t0\t\t3\tOperations lead
";

/// As many rows are read; plans have a tenth of them.
const MOST_ROWS: usize = 100_000;

/// As many sentences are said.
const MOST_SENTENCES: usize = 40;

/// The tasks of a pasted table, in its order and with ids of their own, and sentences about what was left out or could not
/// be understood.
pub fn read(text: &str, ids: &mut IdMaker) -> (Vec<Task>, Vec<String>) {
    let mut notes = Notes::default();
    let mut rows = table::rows(text);
    if rows.len() > MOST_ROWS {
        notes.say(format!("The table has {} rows; those after row {MOST_ROWS} were left out.", rows.len()));
        rows.truncate(MOST_ROWS);
    }
    let columns = Columns::of(&rows);
    if !columns.has(Column::Name) {
        if !rows.is_empty() {
            notes.say("The first row names columns, and none of them is the name of the task; call one of them Name.".to_owned());
        }
        return (Vec::new(), notes.told());
    }
    notes.columns(&columns);
    if columns.are_named() {
        rows.remove(0);
    }
    let mut reading = Reading { days: Days::of(&rows, &columns), columns, notes, left_to_links: 0 };
    let mut tasks: Vec<Task> = rows.iter().map(|row| reading.task(row, ids.make())).collect();
    reading.outline(&rows, &mut tasks);
    reading.dates(&rows, &mut tasks);
    links::read(&rows, &reading.columns, &mut tasks, &mut reading.notes);
    (tasks, reading.told())
}

/// A table while it is read.
struct Reading {
    columns: Columns,
    days: Days,
    notes: Notes,
    /// Rows whose dates are not taken, because their duration and their links say when they come.
    left_to_links: usize,
}

impl Reading {
    /// A row by itself: all but its place in the outline, its dates and its links.
    fn task(&mut self, row: &Row, id: Id<Task>) -> Task {
        let name = self.text(row, Column::Name);
        if name.is_empty() {
            self.notes.of_row(row, "it has no name, and is called “Task without a name”");
        }
        let mut task = Task::new(id, if name.is_empty() { "Task without a name".to_owned() } else { name }, TaskKind::Task);
        (task.owner, task.work_package, task.note) = (self.text(row, Column::Owner), self.text(row, Column::WorkPackage), self.text(row, Column::Note));
        task.duration = self.duration(row);
        let said = kind(self.columns.cell(row, Column::Kind)).or_else(|| kind_of_mark(self.columns.cell(row, Column::Milestone)));
        // Planning tools write a milestone as a task that takes no time.
        let instant = task.duration.is_some_and(|duration| duration.ticks() == 0);
        task.kind = said.unwrap_or(if instant { TaskKind::Milestone } else { TaskKind::Task });
        if task.kind == TaskKind::Milestone {
            if !instant && let Some(duration) = task.duration {
                self.notes.of_cell(row, Column::Duration, &format!("a milestone takes no time, so {duration} are left out"));
            }
            task.duration = None;
        }
        task.deadline = self.day(row, Column::Deadline);
        task.wish = self.wish(row);
        task
    }

    fn text(&self, row: &Row, column: Column) -> String {
        self.columns.cell(row, column).to_owned()
    }

    /// The duration; planning tools mark an estimated one with a question mark.
    fn duration(&mut self, row: &Row) -> Option<Duration> {
        let text = self.columns.cell(row, Column::Duration).trim_end_matches('?').trim_end();
        if text.is_empty() {
            return None;
        }
        let read = text.parse::<Duration>();
        read.inspect_err(|fault| self.notes.of_cell(row, Column::Duration, &fault.to_string())).ok()
    }

    fn day(&mut self, row: &Row, column: Column) -> Option<Date> {
        let text = self.columns.cell(row, column);
        match self.days.read(text) {
            Ok(day) => {
                if self.days.is_a_guess(text) {
                    self.notes.guess(row, column, text, day);
                }
                day
            }
            Err(why) => {
                self.notes.of_cell(row, column, &why);
                None
            }
        }
    }

    fn wish(&mut self, row: &Row) -> Option<Wish> {
        let text = self.columns.cell(row, Column::Wish);
        wish(text, &self.days).unwrap_or_else(|why| {
            self.notes.of_cell(row, Column::Wish, &why);
            None
        })
    }

    /// What is part of what: by outline numbers or levels where there are such, else by the spaces before the names.
    fn outline(&mut self, rows: &[Row], tasks: &mut [Task]) {
        let numbered = [Column::Outline, Column::Level].into_iter().any(|column| self.columns.has(column));
        let mut above: Vec<(usize, Id<Task>)> = Vec::new();
        for (row, task) in rows.iter().zip(tasks.iter_mut()) {
            let depth = if numbered { self.depth(row) } else { row.indent(self.columns.place(Column::Name)) };
            while above.last().is_some_and(|(level, _)| *level >= depth) {
                above.pop();
            }
            task.parent = above.last().map(|(_, id)| id.clone());
            above.push((depth, task.id.clone()));
        }
    }

    /// How deep a row stands by its outline number, or else by its level. Without either it stands at the top.
    fn depth(&mut self, row: &Row) -> usize {
        let said = |column: Column| Some((column, self.columns.cell(row, column))).filter(|(_, text)| !text.is_empty());
        let Some((column, text)) = said(Column::Outline).or_else(|| said(Column::Level)) else { return 1 };
        outline_depth(text, column == Column::Level).unwrap_or_else(|| {
            self.notes.of_cell(row, column, &format!("{} is not an outline number such as 1.2, so the row stands at the top", quoted(text)));
            1
        })
    }

    /// Dates, wishes and progress, once it is known which rows are the sum of others.
    fn dates(&mut self, rows: &[Row], tasks: &mut [Task]) {
        let summaries: std::collections::BTreeSet<Id<Task>> = tasks.iter().filter_map(|task| task.parent.clone()).collect();
        for (row, task) in rows.iter().zip(tasks.iter_mut()) {
            let (start, mut finish) = (self.day(row, Column::Start), self.day(row, Column::Finish));
            if summaries.contains(&task.id) {
                // A summary task is what its parts are.
                (task.duration, task.wish, task.kind) = (None, None, TaskKind::Task);
                continue;
            }
            if let (Some(first), Some(last)) = (start, finish)
                && last < first
            {
                self.notes.of_cell(row, Column::Finish, &format!("{last} comes before the start, {first}, and is left out"));
                finish = None;
            }
            task.progress = self.progress(row, task, start, finish);
            let linked = !self.columns.cell(row, Column::Predecessors).is_empty();
            let calculated = linked || (task.duration.is_some() && self.columns.has(Column::Wish));
            if calculated {
                self.left_to_links += usize::from(start.is_some() || finish.is_some());
            } else if task.duration.is_some() {
                let wish = start.map(Wish::StartNoEarlierThan).or_else(|| finish.map(Wish::FinishNoEarlierThan));
                task.wish = task.wish.or(wish);
            } else if task.kind == TaskKind::Milestone {
                task.planned_finish = if task.wish.is_some() { None } else { finish.or(start) };
            } else {
                (task.planned_start, task.planned_finish) = (start, finish);
            }
        }
    }

    fn progress(&mut self, row: &Row, task: &Task, start: Option<Date>, finish: Option<Date>) -> Progress {
        let (text, share) = (self.columns.cell(row, Column::Progress), self.columns.cell(row, Column::Percent));
        let column = if text.is_empty() { Column::Percent } else { Column::Progress };
        let read = progress(if text.is_empty() { share } else { text }, &Progressed { start, finish, duration: task.duration, days: &self.days });
        let found = read.unwrap_or_else(|why| {
            self.notes.of_cell(row, column, &why);
            Progress::NotStarted
        });
        match found {
            // A milestone is never under way.
            Progress::Started { .. } if task.kind == TaskKind::Milestone => Progress::NotStarted,
            found => found,
        }
    }

    fn told(mut self) -> Vec<String> {
        if self.left_to_links > 0 {
            let rows = count(self.left_to_links, "row has its", "rows have their");
            self.notes.say(format!("{rows} dates calculated from duration and links; the dates in the table were not taken for them."));
        }
        self.notes.told()
    }
}

fn kind_of_mark(text: &str) -> Option<TaskKind> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" | "x" | "y" | "✓" => Some(TaskKind::Milestone),
        "no" | "false" | "0" | "n" => Some(TaskKind::Task),
        _ => None,
    }
}

/// What was left out or not understood.
#[derive(Default)]
struct Notes {
    sentences: Vec<String>,
    unsaid: usize,
    /// Dates that can be read in two ways: the first as a sentence, and how many there are.
    guesses: Option<(String, usize)>,
}

impl Notes {
    fn say(&mut self, sentence: String) {
        let sentence = sentence.replace(char::is_control, " ");
        if self.sentences.len() < MOST_SENTENCES { self.sentences.push(sentence) } else { self.unsaid += 1 }
    }

    /// `what` has no capital letter and no full stop.
    fn of_row(&mut self, row: &Row, what: &str) {
        self.say(format!("Row {}: {what}.", row.number));
    }

    fn of_cell(&mut self, row: &Row, column: Column, what: &str) {
        self.say(format!("Row {}, {}: {what}.", row.number, column.label()));
    }

    fn guess(&mut self, row: &Row, column: Column, text: &str, day: Option<Date>) {
        match (&mut self.guesses, day) {
            (Some((_, times)), _) => *times += 1,
            (None, Some(day)) => {
                let first = format!(
                    "Row {}, {}: {} can be read in two ways and was taken as {day}, with the day before the month",
                    row.number,
                    column.label(),
                    quoted(text)
                );
                self.guesses = Some((first, 1));
            }
            (None, None) => {}
        }
    }

    /// What the headings say that is not read.
    fn columns(&mut self, columns: &Columns) {
        for (place, heading) in columns.strangers() {
            self.say(format!("Column {place}, {}: a plan keeps nothing of this name, so the column was left out.", quoted(heading)));
        }
    }

    fn told(mut self) -> Vec<String> {
        if let Some((first, times)) = self.guesses.take() {
            let others = if times > 1 { format!(", like {} more", count(times - 1, "date", "dates")) } else { String::new() };
            self.sentences.push(format!("{first}{others}. Write dates like 2027-06-05 to be sure."));
        }
        if self.unsaid > 0 {
            self.sentences.push(format!("So it is in {} more.", count(self.unsaid, "place", "places")));
        }
        self.sentences
    }
}
