//! Templates in the document: what their plans say, and what fills their holes.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Node};

use super::draw::{self, Drawn, Place};
use super::plan::{Step, Steps};
use super::setting::{Kind, Setting, Value, apply};
use super::{Filled, Hole};
use crate::ui::run::RunMut;

/// The namespace of elements inside of `svg`.
const SVG: &str = "http://www.w3.org/2000/svg";

/// A template that stands in the document.
pub(super) struct DrawnTemplate {
    plan: &'static str,
    roots: Vec<Root>,
    holes: Vec<DrawnHole>,
}

/// What stands at the top of a template.
enum Root {
    Node(Node),
    /// The piece in the hole at this place.
    Hole(usize),
}

enum DrawnHole {
    Setting { node: Element, kind: Kind, name: &'static str, state: State },
    Listener { node: Element, event: &'static str, closure: Closure<dyn FnMut(Event)> },
    Wanted { node: Element },
    Piece { drawn: Drawn, within: Option<Element>, next: Next, svg: bool },
}

/// What follows a piece inside its parent.
enum Next {
    End,
    Node(Node),
    /// The piece in the next hole.
    Hole,
}

enum State {
    Fixed(Setting),
    Live { _effect: RenderEffect<Setting> },
}

impl DrawnTemplate {
    /// Draws a template.
    pub(super) fn draw(template: Filled, place: &Place<'_>) -> DrawnTemplate {
        let mut drawn = DrawnTemplate { plan: template.plan, roots: Vec::new(), holes: Vec::with_capacity(template.holes.len()) };
        let mut fills = template.holes.into_iter();
        // The elements that have begun, each with whether what is in it is part of a drawing.
        let mut open: Vec<(Element, bool)> = Vec::new();
        // The hole that was drawn last, where nothing has followed it yet.
        let mut trailing: Option<usize> = None;
        for step in Steps(template.plan) {
            let (within, svg) = open.last().map_or((None, place.svg), |(element, svg)| (Some(element.clone()), *svg));
            match step {
                Step::Open(tag) => {
                    // The browser refuses none of the names of elements that the page's code has.
                    let svg = svg || tag == "svg";
                    if let Some(element) = element(tag, svg) {
                        drawn.follow(&mut trailing, Next::Node(element.clone().into()));
                        open.push((element, svg));
                    }
                }
                Step::Close => {
                    trailing = None;
                    if let Some((element, _)) = open.pop() {
                        drawn.put(open.last(), element.into(), place);
                    }
                }
                Step::Fixed(name, text) => {
                    if let Some(element) = within {
                        let _ = element.set_attribute(name, text);
                    }
                }
                Step::Text(text) => {
                    let node: Node = document().create_text_node(text).into();
                    drawn.follow(&mut trailing, Next::Node(node.clone()));
                    drawn.put(open.last(), node, place);
                }
                Step::Piece => {
                    let Some(Hole::Piece(html)) = fills.next() else { continue };
                    drawn.follow(&mut trailing, Next::Hole);
                    let here = match &within {
                        Some(element) => Place { parent: element, before: None, svg },
                        None => {
                            drawn.roots.push(Root::Hole(drawn.holes.len()));
                            Place { svg, ..*place }
                        }
                    };
                    let piece = draw::draw(html, &here);
                    trailing = Some(drawn.holes.len());
                    drawn.holes.push(DrawnHole::Piece { drawn: piece, within, next: Next::End, svg });
                }
                Step::Set(kind, name) => {
                    if let (Some(Hole::Value(value)), Some(node)) = (fills.next(), within) {
                        let state = set(&node, kind, name, value);
                        drawn.holes.push(DrawnHole::Setting { node, kind, name, state });
                    }
                }
                Step::Listen(event) => {
                    if let (Some(Hole::Listener(handler)), Some(node)) = (fills.next(), within) {
                        let closure = listen(&node, event, handler);
                        drawn.holes.push(DrawnHole::Listener { node, event, closure });
                    }
                }
                Step::Wanted => {
                    if let (Some(Hole::Wanted(wanted)), Some(node)) = (fills.next(), within) {
                        wanted(&node);
                        drawn.holes.push(DrawnHole::Wanted { node });
                    }
                }
            }
        }
        drawn
    }

    /// Notes what follows the piece that was drawn last.
    fn follow(&mut self, trailing: &mut Option<usize>, follower: Next) {
        if let Some(DrawnHole::Piece { next, .. }) = trailing.take().and_then(|last| self.holes.get_mut(last)) {
            *next = follower;
        }
    }

    /// Puts a finished node where it belongs.
    fn put(&mut self, within: Option<&(Element, bool)>, node: Node, place: &Place<'_>) {
        match within {
            Some((parent, _)) => {
                let _ = parent.append_child(&node);
            }
            None => {
                place.put(&node);
                self.roots.push(Root::Node(node));
            }
        }
    }

    /// Fills the holes anew.
    pub(super) fn refill(&mut self, fills: Vec<Hole>, place: &Place<'_>) {
        // From the last to the first, so that it is known what each piece stands before.
        let mut after: Option<Node> = None;
        for (hole, fill) in self.holes.iter_mut().zip(fills).rev() {
            match (hole, fill) {
                (DrawnHole::Setting { node, kind, name, state }, Hole::Value(value)) => match (&*state, value) {
                    (State::Fixed(before), Value::Fixed(setting)) if *before == setting => {}
                    (_, value) => *state = set(node, *kind, name, value),
                },
                (DrawnHole::Listener { node, event, closure }, Hole::Listener(handler)) => {
                    let _ = node.remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
                    *closure = listen(node, event, handler);
                }
                (DrawnHole::Wanted { node }, Hole::Wanted(wanted)) => wanted(node),
                (DrawnHole::Piece { drawn, within, next, svg }, Hole::Piece(html)) => {
                    let before = match next {
                        Next::Node(node) => Some(node.clone()),
                        Next::Hole => after.take(),
                        Next::End if within.is_none() => place.before.cloned(),
                        Next::End => None,
                    };
                    let parent = within.as_deref().map_or(place.parent, |element| element);
                    drawn.turn_into(html, &Place { parent, before: before.as_ref(), svg: *svg });
                    after = drawn.first().or(before);
                }
                // Plans that are the same have the same kinds of holes.
                _ => {}
            }
        }
    }

    /// Whether it is drawn by this plan, so that nothing but its holes can differ.
    pub(super) fn fits(&self, plan: &str) -> bool {
        self.plan == plan
    }

    /// Its first node.
    pub(super) fn first(&self) -> Option<Node> {
        self.roots.iter().find_map(|root| self.end_node(root, Drawn::first))
    }

    /// Its last node.
    pub(super) fn last(&self) -> Option<Node> {
        self.roots.iter().rev().find_map(|root| self.end_node(root, Drawn::last))
    }

    /// Its nodes that stand in the parent, in order.
    pub(super) fn each_node(&self, visit: &mut dyn FnMut(&Node)) {
        for root in &self.roots {
            match root {
                Root::Node(node) => visit(node),
                Root::Hole(place) => self.piece(*place).into_iter().for_each(|piece| piece.each_node(visit)),
            }
        }
    }

    fn piece(&self, place: usize) -> Option<&Drawn> {
        match self.holes.get(place) {
            Some(DrawnHole::Piece { drawn, .. }) => Some(drawn),
            _ => None,
        }
    }

    fn end_node(&self, root: &Root, of: fn(&Drawn) -> Option<Node>) -> Option<Node> {
        match root {
            Root::Node(node) => Some(node.clone()),
            Root::Hole(place) => self.piece(*place).and_then(of),
        }
    }
}

fn element(tag: &str, svg: bool) -> Option<Element> {
    if svg { document().create_element_ns(Some(SVG), tag) } else { document().create_element(tag) }.ok()
}

fn set(node: &Element, kind: Kind, name: &'static str, value: Value) -> State {
    match value {
        Value::Fixed(setting) => {
            apply(node, kind, name, &setting);
            State::Fixed(setting)
        }
        Value::Live(mut read) => {
            let node = node.clone();
            State::Live {
                _effect: RenderEffect::new(move |before: Option<Setting>| {
                    let setting = read.run_mut(());
                    if before.as_ref() != Some(&setting) {
                        apply(&node, kind, name, &setting);
                    }
                    setting
                }),
            }
        }
    }
}

fn listen(node: &Element, event: &str, mut handler: Box<dyn RunMut<Event, ()>>) -> Closure<dyn FnMut(Event)> {
    let closure = Closure::new(move |event| handler.run_mut(event));
    let _ = node.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure
}
