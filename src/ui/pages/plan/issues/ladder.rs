//! The escalation ladder: its levels in order, who is told, what brings an issue there, and the clocks.

use leptos::prelude::*;

use super::Ladder;
use crate::domain::id::Id;
use crate::domain::issue::escalation::{EscalationLevel, starting_ladder};
use crate::session::cascade_risk::without_level;
use crate::session::command::{Change, Edit, Kept};
use crate::ui::html::{Html, html};
use crate::ui::pages::plan::follow_up::roles;
use crate::ui::pages::plan::scope::edit::ids;
use crate::ui::pages::plan::scope::facts::Facts;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::field::{Kind, TextField};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The card of the ladder.
#[component]
pub(super) fn LadderCard() -> Html {
    let ws = workspace();
    let ladder = Ladder::in_use();
    let rows = ids::<EscalationLevel>(ws);
    let empty = memo(move |_| ladder.0.with(|levels| levels.is_empty()));
    let add = Callback::new(move |()| ws.add(EscalationLevel::new(ws.id(), "")));
    let remove = Callback::new(move |id: Id<EscalationLevel>| ws.remove_linked(&id, without_level));
    let aside = derive(move || if empty.get() { String::new() } else { "lowest level first".to_owned() });
    html! {
        <Card title="Escalation ladder" aside class="ladder">
            {move || if empty.get() {
                html! {
                    <Empty title="Nobody knows yet who must be told, and when" text="A ladder names the levels that an issue climbs while it is open, and within how many days it comes to each. Start from three levels and change what does not fit; the days are a start, not a rule.">
                        <button type="button" class="primary" on:click=move |_| start(ws)>"Start from three levels"</button>
                        <button type="button" on:click=move |_| add.run(())>"Add a level"</button>
                    </Empty>
                }
            } else {
                html! {
                    <p class="field-help">"Days are counted from the day on which an issue was raised. Empty: an issue of that severity does not come here by the clock."</p>
                    <EditableList label="Escalation levels, lowest first" class="ladder-levels" rows fields=level add_label="Add a level" add remove empty=""/>
                }
            }}
        </Card>
    }
}

/// Makes the ladder to start from, as one step.
fn start(ws: Workspace) {
    let levels = starting_ladder([ws.id(), ws.id(), ws.id()]);
    ws.dispatch(Change::Several(levels.into_iter().map(|level| EscalationLevel::change(Edit::put(level))).collect()));
}

fn level(ws: Workspace, id: Id<EscalationLevel>, record: Memo<Option<Shared<EscalationLevel>>>) -> Html {
    let facts = Facts::labelled(ws, id, record);
    let days = move |label: &'static str, read: fn(&EscalationLevel) -> Option<u16>, write: fn(&mut EscalationLevel, Option<u16>)| {
        let value = derive(move || record.get().and_then(|level| read(&level.0)).map(|days| days.to_string()).unwrap_or_default());
        let commit = Callback::new(move |text: String| {
            let days = match text.trim() {
                "" => None,
                digits => Some(digits.parse().map_err(|_| format!("“{digits}” is no whole number of days."))?),
            };
            facts.update(|level| write(level, days));
            Ok(())
        });
        html! { <TextField label value commit kind=Kind::Number/> }
    };
    html! {
        {facts.line("Level", |level| &level.name, |level, text| level.name = text)}
        {facts.usual("Who is told (role)", roles(ws), |level| &level.role, |level, text| level.role = text)}
        <div class="clocks" role="group" aria-label="Comes here after so many days">
            {days("Minor, days", |level| level.minor_after, |level, days| level.minor_after = days)}
            {days("Major, days", |level| level.major_after, |level, days| level.major_after = days)}
            {days("Critical, days", |level| level.critical_after, |level, days| level.critical_after = days)}
        </div>
        <div class="wide">{facts.prose("What brings an issue here, besides the clock", |level| &level.trigger, |level, text| level.trigger = text)}</div>
    }
}
