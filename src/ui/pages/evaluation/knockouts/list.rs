//! The knock-outs themselves: what a candidate must have, why, and what shows it.

use leptos::prelude::*;

use super::super::library::pick_from_library;
use super::super::{read, read_now};
use crate::domain::id::Id;
use crate::domain::partner::knockout::Knockout;
use crate::domain::words::count;
use crate::session::cascade_partner::remove_knockout;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{Kind, TextField, any_text};
use crate::ui::widgets::library::Words;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// What the dialog with the library says.
pub(super) const WORDS: Words = Words {
    title: "What candidates must have",
    about: "Choose what no good score makes up for in this choice. Each comes with its reason and with what shows it. All of it is one step that can be taken back.",
    noun: ["knock-out", "knock-outs"],
};

/// The list.
#[component]
pub(super) fn KnockoutList() -> Html {
    let ws = workspace();
    let rows = memo(move |_| read(ws, |evaluation| evaluation.knockouts.iter().map(|knockout| knockout.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let aside = derive(move || count(rows.with(Vec::len), "knock-out", "knock-outs"));
    let add = move |()| ws.add(Knockout::new(ws.id(), ""));
    let remove = move |id: Id<Knockout>| {
        let gone = read_now(ws, |evaluation| Some((remove_knockout(evaluation, &id), evaluation.knockouts.get(&id)?.name.clone()))).flatten();
        if let Some((change, name)) = gone {
            ws.remove_with(change, "knock-out", &name);
        }
    };
    html! {
        <Card title="What must be there, and why" aside>
            <EditableList label="Knock-outs" class="knockouts" rows fields add_label="Add a knock-out" add=Callback::new(add) remove=Callback::new(remove) empty=""/>
            <div class="row-of-buttons knockout-library">{pick_from_library::<Knockout>(ws, WORDS)}</div>
        </Card>
    }
}

fn fields(ws: Workspace, id: Id<Knockout>, record: Memo<Option<Shared<Knockout>>>) -> Html {
    let text =
        move |read: fn(&Knockout) -> &str| derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| read(&record.0).to_owned())));
    let set = |put: fn(&mut Knockout, String)| {
        let id = id.clone();
        any_text(move |text| ws.update(&id, |knockout: &mut Knockout| put(knockout, text)))
    };
    html! {
        <TextField label="Knock-out" placeholder="Right to audit" value=text(|knockout| &knockout.name) commit=set(|knockout, name| knockout.name = name)/>
        <TextField label="Why it cannot be done without" kind=Kind::Paragraph value=text(|knockout| &knockout.why) commit=set(|knockout, why| knockout.why = why)/>
        <TextField label="What shows it" kind=Kind::Paragraph value=text(|knockout| &knockout.evidence) commit=set(|knockout, evidence| knockout.evidence = evidence)/>
    }
}
