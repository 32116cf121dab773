//! How the chosen partner does.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// How the chosen partner does.
#[component]
pub fn Performance() -> Html {
    html! { <PageHead finding=derive(|| "After the choice".to_owned()) because=derive(String::new)/> }
}
