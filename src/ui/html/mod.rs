//! Pieces of the page: what stands where, what changes with which signals, who listens.
//!
//! A piece is plain data of one type, [`Html`], whatever it is made of; `draw` turns it into nodes of the document and
//! keeps them current. Leptos' own views are a type of their own for every piece, compiled anew each time: four times
//! the code (docs/decisions/0002). Signals, memos, effects, owners and components are those of Leptos.

mod draw;
mod plan;
mod rows;
mod setting;
mod template;

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::ui::signals::{Memo, Signal};
use leptos::prelude::*;
use leptos::tachys::html::element::ElementType;
use leptos::tachys::html::event::EventDescriptor;
use leptos::tachys::html::node_ref::NodeRefContainer;
use wasm_bindgen::JsCast;

pub use draw::show;
pub use setting::IntoValue;
use setting::Value;
pub use trialwright_macros::html;

use crate::domain::id::Id;
use crate::ui::run::{Run, RunMut};

/// What a component may have inside.
pub type Children = Box<dyn FnOnce() -> Html>;

/// A piece of the page.
#[derive(Default)]
pub enum Html {
    /// Nothing.
    #[default]
    Nothing,
    /// Text.
    Text(Cow<'static, str>),
    /// Elements and texts with what fills their holes.
    Template(Template),
    /// Pieces beside each other.
    Many(Vec<Html>),
    /// A piece that is drawn again whenever a signal that it reads changes.
    Live(Box<dyn RunMut<(), Html>>),
    /// A piece for each key, kept while the key is there.
    Keyed(Box<Keyed>),
}

/// A piece with holes, made by `html!`: a plan that never changes, and what goes into its holes, in order.
pub struct Template(Box<Filled>);

struct Filled {
    plan: &'static str,
    holes: Vec<Hole>,
}

/// What goes into a hole of a template.
enum Hole {
    Value(Value),
    Listener(Box<dyn RunMut<web_sys::Event, ()>>),
    Wanted(Box<dyn FnOnce(&web_sys::Element)>),
    Piece(Html),
}

impl Template {
    /// A template, by the plan's notation in `plan`, with as many holes.
    #[inline(never)]
    pub fn new(plan: &'static str, holes: usize) -> Template {
        Template(Box::new(Filled { plan, holes: Vec::with_capacity(holes) }))
    }

    /// Sets an attribute, class, style or property: a text, `true` for one without a text, `false` or `None` for none.
    pub fn value(&mut self, value: impl IntoValue) {
        self.fill(Hole::Value(value.into_value()));
    }

    /// Listens to an event.
    pub fn on<E: EventDescriptor<EventType: JsCast>>(&mut self, _: E, mut handler: impl FnMut(E::EventType) + 'static) {
        self.fill(Hole::Listener(Box::new(move |event: web_sys::Event| handler(event.unchecked_into()))));
    }

    /// Gives the element to a reference once it is there.
    pub fn node_ref<E: ElementType<Output: JsCast>>(&mut self, reference: NodeRef<E>) {
        self.fill(Hole::Wanted(Box::new(move |element| reference.load(element))));
    }

    /// Puts a piece here.
    pub fn piece(&mut self, piece: impl IntoHtml) {
        self.fill(Hole::Piece(piece.into_html()));
    }

    #[inline(never)]
    fn fill(&mut self, hole: Hole) {
        self.0.holes.push(hole);
    }
}

/// A piece for each of the keys.
pub struct Keyed {
    keys: Box<dyn RunMut<(), Vec<Arc<str>>>>,
    row: Box<dyn Run<Arc<str>, Html>>,
}

/// A piece for each key, kept while the key is in the list. The signals that `row` reads are not followed.
pub fn keyed(mut keys: impl FnMut() -> Vec<Arc<str>> + 'static, row: impl Fn(Arc<str>) -> Html + 'static) -> Html {
    Html::Keyed(Box::new(Keyed { keys: Box::new(move |()| keys()), row: Box::new(row) }))
}

/// A piece for each id, kept while the id is in the list.
pub fn rows<T: 'static>(ids: impl Fn() -> Vec<Id<T>> + 'static, row: impl Fn(Id<T>) -> Html + 'static) -> Html {
    keyed(move || ids().iter().map(Id::shared).collect(), move |key| Id::parse(&key).map(&row).into_html())
}

/// A piece for each item, kept while an item of that key is in the list.
pub fn each<T: Clone + 'static>(mut items: impl FnMut() -> Vec<T> + 'static, key: fn(&T) -> String, row: impl Fn(T) -> Html + 'static) -> Html {
    let current = Rc::new(RefCell::new(Vec::<(Arc<str>, T)>::new()));
    let kept = current.clone();
    let keys = move || {
        let items: Vec<(Arc<str>, T)> = items().into_iter().map(|item| (key(&item).into(), item)).collect();
        let keys = items.iter().map(|(key, _)| key.clone()).collect();
        *current.borrow_mut() = items;
        keys
    };
    keyed(keys, move |key| {
        let item = kept.borrow().iter().find(|(known, _)| *known == key).map(|(_, item)| item.clone());
        item.map(&row).into_html()
    })
}

/// A piece that is drawn again whenever a signal that it reads changes.
pub fn live<T: IntoHtml>(read: impl FnMut() -> T + 'static) -> Html {
    read.into_html()
}

/// What can stand as a piece of the page.
pub trait IntoHtml {
    /// The piece.
    fn into_html(self) -> Html;
}

impl IntoHtml for Html {
    fn into_html(self) -> Html {
        self
    }
}

impl IntoHtml for () {
    fn into_html(self) -> Html {
        Html::Nothing
    }
}

impl IntoHtml for &'static str {
    fn into_html(self) -> Html {
        Html::Text(Cow::Borrowed(self))
    }
}

impl IntoHtml for String {
    fn into_html(self) -> Html {
        Html::Text(Cow::Owned(self))
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {
        $(impl IntoHtml for $number {
            fn into_html(self) -> Html {
                self.to_string().into_html()
            }
        })+
    };
}

numbers! { i32 u8 u32 u64 usize }

impl<T: IntoHtml> IntoHtml for Option<T> {
    fn into_html(self) -> Html {
        self.map_or(Html::Nothing, T::into_html)
    }
}

impl<T: IntoHtml> IntoHtml for Vec<T> {
    fn into_html(self) -> Html {
        self.into_iter().collect()
    }
}

impl<T: IntoHtml, const N: usize> IntoHtml for [T; N] {
    fn into_html(self) -> Html {
        self.into_iter().collect()
    }
}

impl<T: IntoHtml, F: FnMut() -> T + 'static> IntoHtml for F {
    fn into_html(mut self) -> Html {
        Html::Live(Box::new(move |()| self().into_html()))
    }
}

impl<T: IntoHtml + Clone + Send + Sync + 'static> IntoHtml for Signal<T> {
    fn into_html(self) -> Html {
        (move || self.get()).into_html()
    }
}

impl<T: IntoHtml + Clone + Send + Sync + 'static> IntoHtml for Memo<T> {
    fn into_html(self) -> Html {
        (move || self.get()).into_html()
    }
}

impl<T: IntoHtml> FromIterator<T> for Html {
    fn from_iter<I: IntoIterator<Item = T>>(pieces: I) -> Html {
        Html::Many(pieces.into_iter().map(T::into_html).collect())
    }
}
