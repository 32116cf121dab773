//! Nodes of the document from pieces of the page.
//!
//! A live piece stands before a comment that marks its end. When a signal changes it is drawn again: where a template
//! with the same plan stands, its nodes are kept and only its holes are filled anew, so that focus, selection and
//! scrolling stay; live parts inside are always drawn anew, for the signals of their owner are gone.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use web_sys::{Element, Node};

use super::Html;
use super::rows::Rows;
use super::template::DrawnTemplate;
use crate::ui::run::RunMut;

/// Draws a piece at the end of an element, for as long as the page lives.
pub fn show(html: Html, parent: &Element) {
    std::mem::forget(draw(html, &Place { parent, before: None, svg: false }));
}

/// Where nodes are put.
pub(super) struct Place<'a> {
    pub(super) parent: &'a Node,
    /// The node that comes next; `None` at the end.
    pub(super) before: Option<&'a Node>,
    /// Whether it is inside of a drawing.
    pub(super) svg: bool,
}

impl Place<'_> {
    /// Puts a node here.
    pub(super) fn put(&self, node: &Node) {
        // It fails only where somebody else has taken the document apart; then there is nowhere to draw.
        let _ = self.parent.insert_before(node, self.before);
    }
}

/// A piece that stands in the document. Dropped, it is not kept current any more; `remove` takes its nodes away.
pub(super) enum Drawn {
    Nothing,
    Text(web_sys::Text, Cow<'static, str>),
    Template(Box<DrawnTemplate>),
    Many(Vec<Drawn>),
    Live(Live),
    Rows(Rows),
}

pub(super) struct Live {
    end: Node,
    content: Rc<RefCell<Drawn>>,
    _effect: RenderEffect<()>,
}

impl Drop for Live {
    /// The effect's task goes only at its next turn; until then what is inside would go on following signals that are
    /// gone with their owner.
    fn drop(&mut self) {
        if let Ok(mut content) = self.content.try_borrow_mut() {
            *content = Drawn::Nothing;
        }
    }
}

/// Draws a piece.
pub(super) fn draw(html: Html, place: &Place<'_>) -> Drawn {
    match html {
        Html::Nothing => Drawn::Nothing,
        Html::Text(text) => {
            let node = document().create_text_node(&text);
            place.put(&node);
            Drawn::Text(node, text)
        }
        Html::Template(template) => Drawn::Template(Box::new(DrawnTemplate::draw(*template.0, place))),
        Html::Many(pieces) => Drawn::Many(draw_all(pieces, place)),
        Html::Live(read) => Drawn::Live(draw_live(read, place)),
        Html::Keyed(keyed) => Drawn::Rows(Rows::draw(*keyed, place)),
    }
}

/// The comment that marks the end of a part that changes.
pub(super) fn end_mark(place: &Place<'_>) -> Node {
    let end = document().create_comment("").into();
    place.put(&end);
    end
}

fn draw_all(pieces: Vec<Html>, place: &Place<'_>) -> Vec<Drawn> {
    pieces.into_iter().map(|piece| draw(piece, place)).collect()
}

fn draw_live(mut read: Box<dyn RunMut<(), Html>>, place: &Place<'_>) -> Live {
    let end = end_mark(place);
    let content = Rc::new(RefCell::new(Drawn::Nothing));
    let svg = place.svg;
    let effect = RenderEffect::new({
        let (end, content) = (end.clone(), content.clone());
        move |_| {
            let html = read.run_mut(());
            if let Some(parent) = end.parent_node() {
                content.borrow_mut().turn_into(html, &Place { parent: &parent, before: Some(&end), svg });
            }
        }
    });
    Live { end, content, _effect: effect }
}

impl Drawn {
    /// Draws another piece in its place, and keeps what can be kept.
    pub(super) fn turn_into(&mut self, html: Html, place: &Place<'_>) {
        match (&mut *self, html) {
            (Drawn::Nothing, Html::Nothing) => {}
            (Drawn::Text(node, before), Html::Text(text)) => {
                if *before != text {
                    node.set_data(&text);
                    *before = text;
                }
            }
            (Drawn::Template(drawn), Html::Template(template)) if drawn.fits(template.0.plan) => drawn.refill(template.0.holes, place),
            (Drawn::Many(drawn), Html::Many(pieces)) => turn_all(drawn, pieces, place),
            (_, html) => {
                let first = self.first();
                let new = draw(html, &Place { before: first.as_ref().or(place.before), ..*place });
                self.remove();
                *self = new;
            }
        }
    }

    /// Takes its nodes out of the document.
    pub(super) fn remove(&self) {
        self.each_node(&mut |node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        });
    }

    /// Its first node.
    pub(super) fn first(&self) -> Option<Node> {
        match self {
            Drawn::Nothing => None,
            Drawn::Text(node, _) => Some(node.clone().into()),
            Drawn::Template(template) => template.first(),
            Drawn::Many(pieces) => pieces.iter().find_map(Drawn::first),
            Drawn::Live(live) => live.content.borrow().first().or_else(|| Some(live.end.clone())),
            Drawn::Rows(rows) => Some(rows.first()),
        }
    }

    /// Its last node.
    pub(super) fn last(&self) -> Option<Node> {
        match self {
            Drawn::Nothing => None,
            Drawn::Text(node, _) => Some(node.clone().into()),
            Drawn::Template(template) => template.last(),
            Drawn::Many(pieces) => pieces.iter().rev().find_map(Drawn::last),
            Drawn::Live(live) => Some(live.end.clone()),
            Drawn::Rows(rows) => Some(rows.end.clone()),
        }
    }

    /// Its nodes that stand in the parent, in order.
    pub(super) fn each_node(&self, visit: &mut dyn FnMut(&Node)) {
        match self {
            Drawn::Nothing => {}
            Drawn::Text(node, _) => visit(node),
            Drawn::Template(template) => template.each_node(visit),
            Drawn::Many(pieces) => pieces.iter().for_each(|piece| piece.each_node(visit)),
            Drawn::Live(live) => {
                live.content.borrow().each_node(visit);
                visit(&live.end);
            }
            Drawn::Rows(rows) => rows.each_node(visit),
        }
    }
}

fn turn_all(drawn: &mut Vec<Drawn>, mut pieces: Vec<Html>, place: &Place<'_>) {
    for gone in drawn.drain(pieces.len().min(drawn.len())..) {
        gone.remove();
    }
    let added = draw_all(pieces.split_off(drawn.len()), place);
    let mut next = added.iter().find_map(Drawn::first).or(place.before.cloned());
    for (mine, new) in drawn.iter_mut().zip(pieces).rev() {
        mine.turn_into(new, &Place { before: next.as_ref(), ..*place });
        next = mine.first().or(next);
    }
    drawn.extend(added);
}
