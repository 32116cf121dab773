//! Going places, and what the address says of the page.

use leptos::prelude::*;

use super::Workspace;
use crate::ui::route::{Place, Route};

impl Workspace {
    /// Goes to a place; the browser's back button leads back.
    pub fn go(self, route: impl Into<Route>) {
        self.sidebar.set(false);
        let route = route.into();
        let _ = window().location().set_hash(&route.to_string());
        self.route.set(route);
    }

    /// Changes the address in place: what is chosen or filtered on the same page.
    pub fn adjust(self, route: impl Into<Route>) {
        let route = route.into();
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&route.href()));
        }
        self.route.set(route);
    }

    /// The place on screen, while it is one of a document.
    pub fn place(self) -> Option<Place> {
        self.route.with(|route| route.place().cloned())
    }

    /// Chooses a record of the page, or none.
    pub fn choose(self, record: Option<String>) {
        if let Some(place) = self.route.with_untracked(|route| route.place().cloned()) {
            self.adjust(place.with_record(record));
        }
    }

    /// Sets a filter of the page, or clears it where the value is empty.
    pub fn filter(self, name: &str, value: &str) {
        if let Some(place) = self.route.with_untracked(|route| route.place().cloned()) {
            self.adjust(place.with_query(name, value));
        }
    }

    /// A filter of the page; empty where it is not set.
    pub fn filtered(self, name: &str) -> String {
        self.route.with(|route| route.place().and_then(|place| place.query.get(name).cloned())).unwrap_or_default()
    }

    /// By which column the page is sorted, and whether downwards.
    pub fn sorting(self) -> (String, bool) {
        let sort = self.filtered("sort");
        match sort.strip_prefix('-') {
            Some(name) => (name.to_owned(), true),
            None => (sort, false),
        }
    }
}
