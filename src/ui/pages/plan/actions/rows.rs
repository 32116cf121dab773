//! The rows of the two registers: which are shown, in which order, and what stands in their cells.

use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issue::action::{Action, Decision};
use crate::domain::issue::register::Issue;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::Risk;
use crate::domain::words::span;
use crate::session::search;
use crate::ui::html::{Html, html};
use crate::ui::pages::plan::schedule::with_plan;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::Column;
use crate::ui::workspace::{Workspace, workspace};

/// What stands in each row of the actions.
pub(super) fn action_columns() -> Vec<Column<Action>> {
    vec![
        Column { title: "Id", sort: "number", cell: |action| html! { <span class="muted">{action.reference()}</span> } },
        Column {
            title: "Action",
            sort: "title",
            cell: |action| html! { <div class:done=action.done.is_some()><span class="title">{action.title.clone()}</span></div> },
        },
        Column { title: "Owner", sort: "owner", cell: |action| html! { <span class="sub">{action.owner.clone()}</span> } },
        Column { title: "Due", sort: "due", cell: |action| date_cell(action.due, action.done, action.overdue(today()), "done") },
        Column { title: "About", sort: "", cell: |action| about_cell(&action.risk, &action.issue) },
    ]
}

/// What stands in each row of the decisions.
pub(super) fn decision_columns() -> Vec<Column<Decision>> {
    vec![
        Column { title: "Id", sort: "number", cell: |decision| html! { <span class="muted">{decision.reference()}</span> } },
        Column { title: "Question", sort: "title", cell: question_cell },
        Column { title: "Decided by", sort: "owner", cell: |decision| html! { <span class="sub">{decision.owner.clone()}</span> } },
        Column { title: "Due", sort: "due", cell: |decision| date_cell(decision.due, decision.decided, decision.overdue(today()), "decided") },
        Column { title: "About", sort: "", cell: |decision| about_cell(&decision.risk, &decision.issue) },
    ]
}

/// What the order and the filters go by.
struct Facts<'a> {
    number: u32,
    words: &'a str,
    owner: &'a str,
    due: Option<Date>,
    done: Option<Date>,
}

/// The ids of the actions that fit the filters, what is due first before the others.
pub(super) fn shown_actions(ws: Workspace, plan: &TrialPlan) -> Vec<Id<Action>> {
    let mut actions: Vec<&Action> = plan.actions.iter().map(AsRef::as_ref).collect();
    arrange(ws, &mut actions, 'A', |action| Facts { number: action.number, words: &action.title, owner: &action.owner, due: action.due, done: action.done });
    actions.into_iter().map(Record::id).collect()
}

/// The ids of the decisions that fit the filters, what is due first before the others.
pub(super) fn shown_decisions(ws: Workspace, plan: &TrialPlan) -> Vec<Id<Decision>> {
    let mut decisions: Vec<&Decision> = plan.decisions.iter().map(AsRef::as_ref).collect();
    arrange(ws, &mut decisions, 'D', |decision| Facts {
        number: decision.number,
        words: &decision.question,
        owner: &decision.owner,
        due: decision.due,
        done: decision.decided,
    });
    decisions.into_iter().map(Record::id).collect()
}

fn arrange<T>(ws: Workspace, records: &mut Vec<&T>, letter: char, facts: impl for<'a> Fn(&'a T) -> Facts<'a>) {
    let (find, status) = (ws.filtered("find"), ws.filtered("status"));
    records.retain(|record| {
        let facts = facts(record);
        let of_status = match status.as_str() {
            "all" => true,
            "done" => facts.done.is_some(),
            _ => facts.done.is_none(),
        };
        of_status && search::score(&find, &format!("{letter}-{:02} {} {}", facts.number, facts.words, facts.owner)).is_some()
    });
    let (column, downwards) = ws.sorting();
    sort_by_rank(records, |record| {
        let facts = facts(record);
        match column.as_str() {
            "number" => facts.number.into(),
            "title" => facts.words.to_lowercase().into(),
            "owner" => facts.owner.to_lowercase().into(),
            _ => Rank::Several(vec![
                Rank::from(facts.done.is_some()),
                Rank::from((facts.due.is_none(), facts.due.map(|due| due.days_since(Date::EARLIEST)))),
                Rank::from(facts.number),
            ]),
        }
    });
    if downwards {
        records.reverse();
    }
}

fn today() -> Date {
    workspace().today.get()
}

fn question_cell(decision: &Decision) -> Html {
    let outcome = (!decision.outcome.is_empty()).then(|| html! { <span class="sub">{decision.outcome.clone()}</span> });
    html! { <div class:done=decision.decided.is_some()><span class="title">{decision.question.clone()}</span>{outcome}</div> }
}

fn date_cell(due: Option<Date>, done: Option<Date>, overdue: Option<i64>, did: &'static str) -> Html {
    match (done, overdue, due) {
        (Some(on), ..) => html! { <Pill tone=Tone::Good text=format!("{did} {}", on.short(today()))/> },
        (None, Some(days), _) => html! { <Pill tone=Tone::Act text=format!("{} late", span(days))/> },
        (None, None, Some(due)) => html! { <span>{due.short(today())}</span> },
        (None, None, None) => html! { <span class="muted">"no date"</span> },
    }
}

/// The numbers of the risk and the issue.
fn about_cell(risk: &Option<Id<Risk>>, issue: &Option<Id<Issue>>) -> Html {
    let ws = workspace();
    let named = with_plan(ws, |plan| {
        let issue = issue.as_ref().and_then(|issue| plan.issues.get(issue)).map(|issue| issue.reference());
        let risk = risk.as_ref().and_then(|risk| plan.risks.get(risk)).map(|risk| risk.reference());
        issue.into_iter().chain(risk).collect::<Vec<_>>().join(", ")
    });
    html! { <span class="sub">{named.unwrap_or_default()}</span> }
}
