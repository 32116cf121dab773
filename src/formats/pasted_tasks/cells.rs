//! What single cells say: kinds, outline numbers, wishes, progress.

use super::days::Days;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::schedule::logic::{Wish, WishKind};
use crate::domain::schedule::task::{Progress, TaskKind};
use crate::domain::schedule::time_span::{Duration, TimeSpan};
use crate::domain::words::quoted;

/// A milestone or a task, where the text says so.
pub(super) fn kind(text: &str) -> Option<TaskKind> {
    TaskKind::ALL.iter().copied().find(|kind| kind.label().eq_ignore_ascii_case(text))
}

/// How deep a row stands, from 1: by its outline number (`1.2` is 2), or by its level. Spreadsheets cut the last noughts of
/// a number, so its parts are counted and not compared.
pub(super) fn outline_depth(text: &str, level: bool) -> Option<usize> {
    if level {
        return text.parse().ok();
    }
    let parts: Vec<&str> = text.trim_end_matches('.').split('.').collect();
    parts.iter().all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric)).then_some(parts.len())
}

/// A wish such as `Must finish on 2027-06-30`; `None` where the cell is empty or says what holds anyway.
pub(super) fn wish(text: &str, days: &Days) -> Result<Option<Wish>, String> {
    if text.is_empty() || text.eq_ignore_ascii_case("As soon as possible") {
        return Ok(None);
    }
    let fault = || format!("{} is not a wish such as “Start no earlier than 2027-05-14”", quoted(text));
    let begins = |kind: &WishKind| text.get(..kind.label().len()).is_some_and(|start| start.eq_ignore_ascii_case(kind.label()));
    let kind = WishKind::ALL.iter().copied().find(begins).ok_or_else(fault)?;
    let on = text.get(kind.label().len()..).map_or(Ok(None), |rest| days.read(rest.trim()))?;
    Wish::new(kind, on).map(Some).ok_or_else(fault)
}

/// What else a row says of how far it has come.
pub(super) struct Progressed<'a> {
    pub(super) start: Option<Date>,
    pub(super) finish: Option<Date>,
    pub(super) duration: Option<Duration>,
    pub(super) days: &'a Days,
}

/// `Not started`, `Started on 2027-05-04, 4d left`, `Done on 2027-05-10, since 2027-05-04`, `40%`, `0.4`.
pub(super) fn progress(text: &str, row: &Progressed) -> Result<Progress, String> {
    let lower = text.to_lowercase();
    if let Some(share) = share(&lower) {
        return of_share(share, row);
    }
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let day = |before: &str| match lower.split_once(before) {
        Some((_, rest)) => row.days.read(rest.split(',').next().unwrap_or_default().trim()),
        None => Ok(None),
    };
    if lower.is_empty() || begins(&["not started", "planned", "to do", "todo", "open", "future", "upcoming", "on schedule", "late"]) {
        Ok(Progress::NotStarted)
    } else if begins(&["done", "complete", "finished", "reached", "closed"]) {
        let on = day(" on ")?.or(row.finish).ok_or("the day on which it was done is missing, so it counts as not started")?;
        Ok(Progress::Done { on, since: day(" since ")?.or(row.start).filter(|since| *since <= on) })
    } else if begins(&["started", "under way", "underway", "in progress", "ongoing"]) {
        let on = day(" on ")?.or(row.start).ok_or("the day on which it was started is missing, so it counts as not started")?;
        let left = lower.split(',').find_map(|part| part.trim().strip_suffix("left")).and_then(|left| left.trim().parse().ok());
        Ok(Progress::Started { on, remaining: left })
    } else {
        Err(format!("{} is not read; write “Not started”, “Started on 2027-05-04” or “Done on 2027-05-10”", quoted(text)))
    }
}

/// A share from 0 to 1: `40%`, `40 %`, and `0.4` or `40` as spreadsheets give it.
fn share(text: &str) -> Option<f64> {
    let percent = text.strip_suffix('%').map(str::trim_end);
    let number: f64 = percent.unwrap_or(text).replace(',', ".").parse().ok()?;
    let share = if percent.is_some() || number > 1.0 { number / 100.0 } else { number };
    (0.0..=1.0).contains(&share).then_some(share)
}

fn of_share(share: f64, row: &Progressed) -> Result<Progress, String> {
    if share <= 0.0 {
        return Ok(Progress::NotStarted);
    }
    if share >= 1.0 {
        let on = row.finish.or(row.start).ok_or("the day on which it was done is missing, so it counts as not started")?;
        return Ok(Progress::Done { on, since: row.start });
    }
    let on = row.start.ok_or("the day on which it was started is missing, so it counts as not started")?;
    let left = |whole: Duration| {
        let ticks = (whole.ticks() as f64 * (1.0 - share)).round() as i64;
        TimeSpan::from_ticks(ticks, whole.span().is_elapsed()).and_then(Duration::new)
    };
    Ok(Progress::Started { on, remaining: row.duration.and_then(left) })
}
