//! What would change the ranking.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// What would change the ranking.
#[component]
pub fn Robustness() -> Html {
    html! { <PageHead finding=derive(|| "Robustness".to_owned()) because=derive(String::new)/> }
}
