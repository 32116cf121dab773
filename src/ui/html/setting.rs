//! What is set on an element: attributes, classes, styles, properties, from values that stay or follow signals.

use std::borrow::Cow;

use crate::ui::run::RunMut;
use crate::ui::signals::{Memo, RwSignal, Signal};
use wasm_bindgen::{JsCast, JsValue};

/// What an attribute, class, style or property is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// It is not there; a property is false.
    No,
    /// It is there without a text; a property is true.
    Yes,
    /// It has this text.
    Text(Cow<'static, str>),
}

/// A setting that stays, or one that follows the signals it reads.
pub enum Value {
    /// It stays.
    Fixed(Setting),
    /// It follows signals.
    Live(Box<dyn RunMut<(), Setting>>),
}

/// Where a setting goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Attribute,
    Class,
    Style,
    Property,
}

/// What an element can be given.
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

/// What a closure or a signal may give.
pub trait IntoSetting {
    /// The setting.
    fn into_setting(self) -> Setting;
}

impl IntoSetting for bool {
    fn into_setting(self) -> Setting {
        if self { Setting::Yes } else { Setting::No }
    }
}

impl IntoSetting for &'static str {
    fn into_setting(self) -> Setting {
        Setting::Text(Cow::Borrowed(self))
    }
}

impl IntoSetting for String {
    fn into_setting(self) -> Setting {
        Setting::Text(Cow::Owned(self))
    }
}

impl<T: IntoSetting> IntoSetting for Option<T> {
    fn into_setting(self) -> Setting {
        self.map_or(Setting::No, T::into_setting)
    }
}

macro_rules! fixed {
    ($($kind:ty)+) => {
        $(impl IntoValue for $kind {
            fn into_value(self) -> Value {
                Value::Fixed(self.into_setting())
            }
        })+
    };
}

fixed! { bool &'static str String }

impl<T: IntoSetting> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        Value::Fixed(self.into_setting())
    }
}

impl<T: IntoSetting, F: FnMut() -> T + 'static> IntoValue for F {
    fn into_value(mut self) -> Value {
        Value::Live(Box::new(move |()| self().into_setting()))
    }
}

impl<T: IntoSetting + Clone + Send + Sync + 'static> IntoValue for Signal<T> {
    fn into_value(self) -> Value {
        (move || self.get()).into_value()
    }
}

impl<T: IntoSetting + Clone + Send + Sync + 'static> IntoValue for RwSignal<T> {
    fn into_value(self) -> Value {
        (move || self.get()).into_value()
    }
}

impl<T: IntoSetting + Clone + Send + Sync + 'static> IntoValue for Memo<T> {
    fn into_value(self) -> Value {
        (move || self.get()).into_value()
    }
}

/// Sets it on an element. A browser that refuses, for a name it does not know, leaves the element as it was.
pub(super) fn apply(element: &web_sys::Element, kind: Kind, name: &str, setting: &Setting) {
    let text = match setting {
        Setting::Text(text) => Some(&**text),
        Setting::Yes => Some(""),
        Setting::No => None,
    };
    match (kind, text) {
        (Kind::Attribute, Some(text)) => drop(element.set_attribute(name, text)),
        (Kind::Attribute, None) => drop(element.remove_attribute(name)),
        (Kind::Class, _) => drop(element.class_list().toggle_with_force(name, text.is_some())),
        (Kind::Style, text) => {
            let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
            drop(style.set_property(name, text.unwrap_or_default()));
        }
        (Kind::Property, _) => {
            let value = match setting {
                Setting::Text(text) => JsValue::from_str(text),
                other => JsValue::from_bool(*other == Setting::Yes),
            };
            drop(js_sys::Reflect::set(element, &JsValue::from_str(name), &value));
        }
    }
}
