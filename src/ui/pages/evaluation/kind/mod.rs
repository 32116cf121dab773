//! Which kind of partner fits.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// Which kind of partner fits.
#[component]
pub fn Kind() -> Html {
    html! { <PageHead finding=derive(|| "Which kind of partner".to_owned()) because=derive(String::new)/> }
}
