//! Lists whose pieces are kept while their keys are there.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::owner::Owner;
use web_sys::Node;

use super::Keyed;

use super::draw::{Drawn, Place, draw, end_mark};

/// A list that stands in the document.
pub(super) struct Rows {
    pub(super) end: Node,
    rows: Rc<RefCell<Vec<Row>>>,
    _effect: RenderEffect<()>,
}

struct Row {
    key: Arc<str>,
    owner: Owner,
    drawn: Drawn,
}

impl Rows {
    /// Draws the list and keeps it current.
    pub(super) fn draw(mut keyed: Keyed, place: &Place<'_>) -> Rows {
        let end = end_mark(place);
        let rows = Rc::new(RefCell::new(Vec::new()));
        let svg = place.svg;
        // Rows outlive the effect's runs, so they belong to whoever drew the list.
        let home = Owner::current().unwrap_or_default();
        let effect = RenderEffect::new({
            let (end, rows) = (end.clone(), rows.clone());
            move |_| {
                let keys = keyed.keys.run_mut(());
                if let Some(parent) = end.parent_node() {
                    let make = |key: &Arc<str>, place: &Place<'_>| {
                        let owner = home.with(Owner::new);
                        let drawn = owner.with(|| untrack(|| draw(keyed.row.run(key.clone()), place)));
                        Row { key: key.clone(), owner, drawn }
                    };
                    arrange(&mut rows.borrow_mut(), keys, &Place { parent: &parent, before: Some(&end), svg }, &make);
                }
            }
        });
        Rows { end, rows, _effect: effect }
    }

    /// The first node of the list.
    pub(super) fn first(&self) -> Node {
        self.rows.borrow().iter().find_map(|row| row.drawn.first()).unwrap_or_else(|| self.end.clone())
    }

    /// The nodes of the list, in order.
    pub(super) fn each_node(&self, visit: &mut dyn FnMut(&Node)) {
        self.rows.borrow().iter().for_each(|row| row.drawn.each_node(visit));
        visit(&self.end);
    }
}

impl Drop for Rows {
    /// As for a live piece: the effect's task goes only at its next turn.
    fn drop(&mut self) {
        if let Ok(mut rows) = self.rows.try_borrow_mut() {
            rows.clear();
        }
    }
}

/// Makes the rows those of the keys, in their order. Going from the last to the first, only what stands wrong is moved.
fn arrange(rows: &mut Vec<Row>, keys: Vec<Arc<str>>, place: &Place<'_>, make: &dyn Fn(&Arc<str>, &Place<'_>) -> Row) {
    let mut wanted = BTreeMap::<Arc<str>, usize>::new();
    for (place, key) in keys.iter().enumerate() {
        wanted.insert(key.clone(), place);
    }
    let mut kept: Vec<Option<Row>> = keys.iter().map(|_| None).collect();
    for row in rows.drain(..) {
        match wanted.get(&row.key).and_then(|place| kept.get_mut(*place)) {
            Some(slot) => *slot = Some(row),
            None => row.remove(),
        }
    }
    let mut next = place.before.cloned();
    for (key, kept) in keys.iter().zip(kept).rev() {
        let here = Place { before: next.as_ref(), ..*place };
        let row = match kept {
            Some(row) => {
                if row.drawn.last().and_then(|last| last.next_sibling()) != next {
                    row.drawn.each_node(&mut |node| here.put(node));
                }
                row
            }
            None => make(key, &here),
        };
        next = row.drawn.first().or(next);
        rows.push(row);
    }
    rows.reverse();
}

impl Row {
    fn remove(self) {
        self.drawn.remove();
        self.owner.cleanup();
    }
}
