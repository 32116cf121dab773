//! The memo, and the decision.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// The memo, and the decision.
#[component]
pub fn Decision() -> Html {
    html! { <PageHead finding=derive(|| "Decision".to_owned()) because=derive(String::new)/> }
}
