//! The rows of the register: which are shown, in which order, and what stands in their cells.

use crate::domain::collection::Record;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::tolerance::{LimitState, ToleranceLimit};
use crate::domain::risk::watch::percent;
use crate::domain::words::span;
use crate::session::search;
use crate::ui::html::{Html, html};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::Column;
use crate::ui::workspace::{Workspace, workspace};

/// What stands in each row.
pub(super) fn columns() -> Vec<Column<ToleranceLimit>> {
    vec![
        Column {
            title: "Parameter",
            sort: "name",
            cell: |limit| html! { <div><span class="title">{limit.name.clone()}</span><span class="sub">{limit.owner.clone()}</span></div> },
        },
        Column { title: "Expected", sort: "expected", cell: |limit| html! { <span>{limit.expected.to_string()}</span> } },
        Column { title: "Limit", sort: "", cell: |limit| html! { <span>{limit.latest().map(|(_, reading)| percent(reading.limit))}</span> } },
        Column { title: "Latest", sort: "latest", cell: latest_cell },
        Column { title: "State", sort: "state", cell: state_cell },
        Column { title: "Evaluation", sort: "", cell: evaluation_cell },
    ]
}

/// The ids of the limits that fit the filters, in the order that the address asks for: those that are furthest above what is
/// expected before the others.
pub(super) fn shown(ws: Workspace, plan: &TrialPlan) -> Vec<Id<ToleranceLimit>> {
    let (find, state, today) = (ws.filtered("find"), ws.filtered("state"), ws.today.get());
    let fits = |limit: &ToleranceLimit| {
        let now = limit.latest().map(|(_, reading)| reading.state);
        let of_state = match state.as_str() {
            "exceeded" => now == Some(LimitState::Exceeded),
            "warning" => now == Some(LimitState::Warning),
            "within" => now == Some(LimitState::Within),
            "old" => now.is_none() || limit.out_of_date(today).is_some(),
            _ => true,
        };
        of_state && search::score(&find, &format!("{} {}", limit.name, limit.owner)).is_some()
    };
    let mut limits: Vec<&ToleranceLimit> = plan.tolerance_limits.iter().map(AsRef::as_ref).filter(|limit| fits(limit)).collect();
    let (column, downwards) = ws.sorting();
    // Thousandths of a percent tell shares apart as far as anybody sees.
    let share = |share: f64| Rank::from((share * 100_000.0).round() as i64);
    sort_by_rank(&mut limits, |limit| match column.as_str() {
        "name" => limit.name.to_lowercase().into(),
        "expected" => share(limit.expected.get()),
        "latest" => share(limit.latest().map_or(-1.0, |(_, reading)| reading.share)).down(),
        _ => {
            let now = limit.latest().map(|(_, reading)| (reading.state as u8, (reading.distance * 1_000.0).round() as i64));
            Rank::from(now).down()
        }
    });
    if downwards {
        limits.reverse();
    }
    limits.into_iter().map(Record::id).collect()
}

/// The state in a pill.
pub(super) fn state_pill(state: LimitState) -> Html {
    let tone = match state {
        LimitState::Within => Tone::Good,
        LimitState::Warning => Tone::Watch,
        LimitState::Exceeded => Tone::Act,
    };
    html! { <Pill tone text=state.label()/> }
}

fn latest_cell(limit: &ToleranceLimit) -> Html {
    let today = workspace().today.get();
    match limit.latest() {
        Some((observation, reading)) => html! {
            <div><span>{format!("{} ({} of {})", percent(reading.share), observation.count, observation.of)}</span><span class="sub">{observation.on.short(today)}</span></div>
        },
        None => html! { <span class="muted">"nothing counted"</span> },
    }
}

fn state_cell(limit: &ToleranceLimit) -> Html {
    let old = limit.out_of_date(workspace().today.get()).map(|days| html! { <span class="sub">{format!("{} old", span(days))}</span> });
    html! { <div>{limit.latest().map(|(_, reading)| state_pill(reading.state))}{old}</div> }
}

fn evaluation_cell(limit: &ToleranceLimit) -> Html {
    match (limit.unevaluated().is_empty(), limit.evaluations.is_empty()) {
        (false, _) => html! { <Pill tone=Tone::Act text="to evaluate"/> },
        (true, false) => html! { <span class="muted">"done"</span> },
        (true, true) => Html::Nothing,
    }
}
