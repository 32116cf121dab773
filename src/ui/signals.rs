//! Signals, memos and effects of Leptos, behind one type each.
//!
//! Leptos compiles its machinery anew for every type of value, and writes the way to a value out at every place that
//! reads it. Here all values travel as one type and are told apart when they are read, which a handle's type makes sure
//! cannot fail; docs/decisions/0002 has what that saves.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude as leptos;
use leptos::{GetUntracked as _, Set as _};

use super::run::{Run, RunMut};

/// What a signal can hold.
pub trait Held: Send + Sync + 'static {}

impl<T: Send + Sync + 'static> Held for T {}

/// A value of any type.
#[derive(Clone)]
pub struct Value(Arc<dyn Any + Send + Sync>);

impl Value {
    /// A value.
    pub fn new<T: Held>(value: T) -> Value {
        Value(Arc::new(value))
    }

    /// The value again, for whoever knows that it is of this type.
    #[inline(never)]
    pub fn as_<T: Held>(&self) -> &T {
        match self.0.downcast_ref() {
            Some(value) => value,
            // Handles are made with the type of what they hold, and nothing else can be put there.
            None => unreachable!("a signal holds what its type says"),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

macro_rules! handle {
    ($(#[$about:meta])* $handle:ident) => {
        $(#[$about])*
        pub struct $handle<T> {
            inner: leptos::$handle<Value>,
            holds: PhantomData<fn() -> T>,
        }

        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}

        impl<T: Held> $handle<T> {
            /// What `read` makes of the value, which is followed from now on.
            pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
                read(now(&self.inner).as_())
            }

            /// What `read` makes of the value, without following it.
            pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
                read(glance(&self.inner).as_())
            }

            /// The value, which is followed from now on.
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.with(T::clone)
            }

            /// The value, without following it.
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.with_untracked(T::clone)
            }
        }
    };
}

#[inline(never)]
fn now(inner: &impl leptos::Get<Value = Value>) -> Value {
    inner.get()
}

#[inline(never)]
fn glance(inner: &impl leptos::GetUntracked<Value = Value>) -> Value {
    inner.get_untracked()
}

handle! {
    /// A value that changes, for those who only read it.
    Signal
}

handle! {
    /// A value that is computed from others, and only then changes when the result does.
    Memo
}

handle! {
    /// A value that can be set.
    RwSignal
}

impl<T: Held> RwSignal<T> {
    /// A signal with its first value.
    pub fn new(value: T) -> RwSignal<T> {
        RwSignal { inner: leptos::RwSignal::new(Value::new(value)), holds: PhantomData }
    }

    /// Sets the value.
    pub fn set(self, value: T) {
        self.put(Value::new(value));
    }

    /// Sets the value, unless the part of the page that it belongs to is gone.
    pub fn try_set(self, value: T) {
        let _ = self.inner.try_set(Value::new(value));
    }

    /// Follows the value from now on.
    pub fn track(self) {
        self.with(|_| ());
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }

    /// The value without following it; `None` once the part of the page that it belongs to is gone.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.inner.try_get_untracked().map(|value| value.as_::<T>().clone())
    }
}

impl<T> RwSignal<T> {
    #[inline(never)]
    fn put(self, value: Value) {
        self.inner.set(value);
    }
}

/// A signal whose value is computed whenever it is read.
pub fn derive<T: Held>(read: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    Signal { inner: derived(Box::new(move |()| Value::new(read()))), holds: PhantomData }
}

#[inline(never)]
fn derived(read: Box<dyn Run<(), Value> + Send + Sync>) -> leptos::Signal<Value> {
    leptos::Signal::derive(move || read.run(()))
}

/// What a memo computes from its last value.
type Compute = Box<dyn Run<Option<Value>, Value> + Send + Sync>;

#[inline(never)]
fn computed(compute: Compute) -> leptos::Memo<Value> {
    leptos::Memo::new(move |before: Option<&Value>| compute.run(before.cloned()))
}

/// A memo; `compute` is given the last value.
pub fn memo<T: Held + PartialEq>(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Memo<T> {
    let compute: Compute = Box::new(move |before: Option<Value>| {
        let value = compute(before.as_ref().map(Value::as_));
        match before {
            Some(before) if *before.as_::<T>() == value => before,
            _ => Value::new(value),
        }
    });
    Memo { inner: computed(compute), holds: PhantomData }
}

/// Runs soon, and again whenever a signal that it reads has changed; `run` is given what it gave the last time.
pub fn effect<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut last = None;
    follow(Box::new(move |()| last = Some(run(last.take()))));
}

#[inline(never)]
fn follow(mut step: Box<dyn RunMut<(), ()>>) {
    leptos::Effect::new(move |_: Option<()>| step.run_mut(()));
}

impl<T: Held> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Signal<T> {
        Signal { inner: memo.inner.into(), holds: PhantomData }
    }
}

impl<T: Held> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Signal<T> {
        Signal { inner: signal.inner.into(), holds: PhantomData }
    }
}

/// A signal that never changes.
pub fn constant<T: Held>(value: T) -> Signal<T> {
    Signal { inner: leptos::Signal::stored(Value::new(value)), holds: PhantomData }
}

impl From<&str> for Signal<String> {
    fn from(text: &str) -> Signal<String> {
        constant(text.to_owned())
    }
}

impl From<String> for Signal<String> {
    fn from(text: String) -> Signal<String> {
        constant(text)
    }
}

impl<T: Held> From<Vec<T>> for Signal<Vec<T>> {
    fn from(list: Vec<T>) -> Signal<Vec<T>> {
        constant(list)
    }
}

impl From<bool> for Signal<bool> {
    fn from(is: bool) -> Signal<bool> {
        constant(is)
    }
}

impl<T: Held + Default> Default for Signal<T> {
    fn default() -> Signal<T> {
        constant(T::default())
    }
}
