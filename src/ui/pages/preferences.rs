//! The user's name and the appearance of the page.

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use leptos::prelude::*;

use crate::domain::choice::Choice;
use crate::storage::preferences::Theme;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{TextField, any_text};
use crate::ui::widgets::headline::PageHead;
use crate::ui::workspace::workspace;

/// The user's name and the appearance of the page.
#[component]
pub fn PreferencesPage() -> Html {
    let ws = workspace();
    let name = derive(move || ws.preferences.with(|preferences| preferences.name.clone()));
    let finding = derive(move || match name.get() {
        name if name.is_empty() => "Your changes carry no name yet".to_owned(),
        name => format!("Your changes are signed {}", crate::domain::words::clipped(&name, 60)),
    });
    let because = "Name and appearance are kept in this browser, on this device. They are no part of any document.".to_owned();
    let rename = any_text(move |text| ws.prefer(|preferences| preferences.name = text.trim().to_owned()));
    let themes = Theme::ALL
        .iter()
        .copied()
        .map(|theme| {
            html! {
                <label class="option">
                    <input type="radio" name="theme" value=theme.key() prop:checked={move || ws.preferences.with(|preferences| preferences.theme == theme)} on:change=move |_| ws.prefer(|preferences| preferences.theme = theme)/>
                    {theme.label()}
                </label>
            }
        })
        .collect::<Html>();
    html! {
        <PageHead finding because=derive(move || because.clone())/>
        <div class="stack preferences">
            <Card title="Name">
                <TextField label=derive(|| "Your name".to_owned()) value=name commit=rename
                    hint="It stands beside every change that you make from now on, and travels in the files that you export. Leave it empty to stay unnamed."/>
            </Card>
            <Card title="Appearance">
                <fieldset class="options">
                    <legend class="visually-hidden">"Appearance"</legend>
                    {themes}
                </fieldset>
            </Card>
        </div>
    }
}
