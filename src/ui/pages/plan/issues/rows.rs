//! The rows of the register: which are shown, in which order, and what stands in their cells.

use super::Ladder;
use crate::domain::choice::Choice;
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issue::escalation::{NextEscalation, level_reached, next_escalation};
use crate::domain::issue::register::{Issue, Severity};
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::plan::TrialPlan;
use crate::domain::words::span;
use crate::session::search;
use crate::ui::html::{Html, html};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::Column;
use crate::ui::workspace::{Workspace, workspace};

/// How many days ahead the next step up is shown as coming up.
const SOON: i64 = 7;

/// What stands in each row.
pub(super) fn columns() -> Vec<Column<Issue>> {
    vec![
        Column { title: "Id", sort: "number", cell: |issue| html! { <span class="muted">{issue.reference()}</span> } },
        Column { title: "Issue", sort: "title", cell: title_cell },
        Column { title: "Severity", sort: "severity", cell: |issue| severity_pill(issue.severity) },
        Column { title: "Age", sort: "age", cell: age_cell },
        Column { title: "Owner", sort: "owner", cell: |issue| html! { <span class="sub">{issue.owner.clone()}</span> } },
        Column { title: "Due", sort: "due", cell: due_cell },
        Column { title: "Level reached", sort: "level", cell: level_cell },
        Column { title: "Next escalation", sort: "next", cell: next_cell },
    ]
}

/// The ids of the issues that fit the filters, in the order that the address asks for: those that must go up first before the
/// others.
pub(super) fn shown(ws: Workspace, plan: &TrialPlan) -> Vec<Id<Issue>> {
    let (find, status, severity) = (ws.filtered("find"), ws.filtered("status"), ws.filtered("severity"));
    let fits = |issue: &Issue| {
        let of_status = match status.as_str() {
            "all" => true,
            "resolved" => !issue.is_open(),
            _ => issue.is_open(),
        };
        of_status
            && (severity.is_empty() || issue.severity.key() == severity)
            && search::score(&find, &format!("{} {} {}", issue.reference(), issue.title, issue.owner)).is_some()
    };
    let mut issues: Vec<&Issue> = plan.issues.iter().map(AsRef::as_ref).filter(|issue| fits(issue)).collect();
    let (column, downwards) = ws.sorting();
    let today = ws.today.get();
    let levels = &plan.escalation_levels;
    let dated = |date: Option<Date>| Rank::from((date.is_none(), date.map(|date| date.days_since(Date::EARLIEST))));
    let worst_first = |issue: &Issue| Rank::from(issue.severity as u8).down();
    sort_by_rank(&mut issues, |issue| match column.as_str() {
        "number" => issue.number.into(),
        "title" => issue.title.to_lowercase().into(),
        "severity" => worst_first(issue),
        "age" => Rank::from(issue.age(today)).down(),
        "owner" => issue.owner.to_lowercase().into(),
        "due" => dated(issue.due),
        "level" => level_reached(levels, issue).and_then(|level| levels.place(&level.id)).map_or(0, |place| place + 1).into(),
        _ => Rank::Several(vec![Rank::from(!issue.is_open()), dated(next_escalation(levels, issue).map(|next| next.due)), worst_first(issue)]),
    });
    if downwards {
        issues.reverse();
    }
    issues.into_iter().map(Record::id).collect()
}

/// The severity in a pill.
pub(super) fn severity_pill(severity: Severity) -> Html {
    let tone = match severity {
        Severity::Minor => Tone::Good,
        Severity::Major => Tone::Watch,
        Severity::Critical => Tone::Act,
    };
    html! { <Pill tone text=severity.label().to_lowercase()/> }
}

/// When the next step up is due, in a pill where it presses.
pub(super) fn due_pill(next: &NextEscalation<'_>, today: Date) -> Html {
    let (tone, text) = match next.days_left(today) {
        days @ ..0 => (Tone::Act, format!("{} late", span(days))),
        0 => (Tone::Act, "today".to_owned()),
        days @ 1..=SOON => (Tone::Upcoming, format!("in {}", span(days))),
        _ => return html! { <span class="muted">{format!("by {}", next.due.short(today))}</span> },
    };
    html! { <Pill tone text/> }
}

fn title_cell(issue: &Issue) -> Html {
    let state = issue.resolved.map(|on| html! { <span class="sub">{format!("resolved on {on}")}</span> });
    html! { <div class:done=!issue.is_open()><span class="title">{issue.title.clone()}</span>{state}</div> }
}

fn age_cell(issue: &Issue) -> Html {
    html! { <span>{format!("{} d", issue.age(workspace().today.get()))}</span> }
}

fn due_cell(issue: &Issue) -> Html {
    let today = workspace().today.get();
    match (issue.overdue(today), issue.due) {
        (Some(days), _) => html! { <Pill tone=Tone::Act text=format!("{} late", span(days))/> },
        (None, due) => html! { <span>{due.map(|due| due.short(today))}</span> },
    }
}

fn level_cell(issue: &Issue) -> Html {
    let levels = Ladder::in_use().get();
    html! { <span class="sub">{level_reached(&levels, issue).map(|level| level.name.clone())}</span> }
}

fn next_cell(issue: &Issue) -> Html {
    let (levels, today) = (Ladder::in_use().get(), workspace().today.get());
    match next_escalation(&levels, issue) {
        Some(next) => html! { <div>{due_pill(&next, today)}<span class="sub">{next.level.name.clone()}</span></div> },
        None => html! { <span class="muted">{if issue.is_open() { "none due" } else { "" }}</span> },
    }
}
