//! Who keeps which duty.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::derive;
use crate::ui::widgets::headline::PageHead;

/// Who keeps which duty.
#[component]
pub fn Duties() -> Html {
    html! { <PageHead finding=derive(|| "Who keeps which duty".to_owned()) because=derive(String::new)/> }
}
