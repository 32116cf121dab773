//! How far evaluators agree, and what they agreed on.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// How far evaluators agree, and what they agreed on.
#[component]
pub fn Agreement() -> Html {
    html! { <PageHead finding=derive(|| "Agreement".to_owned()) because=derive(String::new)/> }
}
