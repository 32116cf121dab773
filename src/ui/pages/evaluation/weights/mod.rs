//! How much each criterion counts, and why.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// How much each criterion counts, and why.
#[component]
pub fn Weights() -> Html {
    html! { <PageHead finding=derive(|| "Weights".to_owned()) because=derive(String::new)/> }
}
