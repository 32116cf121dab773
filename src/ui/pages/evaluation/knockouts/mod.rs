//! What every candidate must have.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// What every candidate must have.
#[component]
pub fn Knockouts() -> Html {
    html! { <PageHead finding=derive(|| "Knock-outs".to_owned()) because=derive(String::new)/> }
}
