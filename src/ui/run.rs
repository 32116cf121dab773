//! Closures behind one method each.
//!
//! Behind `dyn Fn` a closure is compiled three times, for each of the ways in which it could be called; here once.

use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{GetValue as _, StoredValue};

use super::signals::{Held, Value};

/// What can be run any number of times, also from several places at once.
pub trait Run<In, Out> {
    /// Runs it.
    fn run(&self, given: In) -> Out;
}

impl<In, Out, F: Fn(In) -> Out> Run<In, Out> for F {
    fn run(&self, given: In) -> Out {
        self(given)
    }
}

/// What can be run any number of times, one after the other.
pub trait RunMut<In, Out> {
    /// Runs it.
    fn run_mut(&mut self, given: In) -> Out;
}

impl<In, Out, F: FnMut(In) -> Out> RunMut<In, Out> for F {
    fn run_mut(&mut self, given: In) -> Out {
        self(given)
    }
}

/// What a callback holds.
type Shared<In, Out> = Arc<dyn Run<In, Out> + Send + Sync>;

/// A closure that is cheap to pass around; it goes with the part of the page in which it was made.
pub struct Callback<In, Out = ()> {
    kept: StoredValue<Value>,
    takes: PhantomData<fn(In) -> Out>,
}

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In: 'static, Out: 'static> Callback<In, Out>
where
    Shared<In, Out>: Held,
{
    /// Keeps a closure.
    pub fn new(run: impl Fn(In) -> Out + Send + Sync + 'static) -> Callback<In, Out> {
        let run: Shared<In, Out> = Arc::new(run);
        Callback { kept: keep(Value::new(run)), takes: PhantomData }
    }

    /// Runs it.
    pub fn run(self, given: In) -> Out {
        kept(self.kept).as_::<Shared<In, Out>>().run(given)
    }
}

#[inline(never)]
fn keep(value: Value) -> StoredValue<Value> {
    StoredValue::new(value)
}

#[inline(never)]
fn kept(kept: StoredValue<Value>) -> Value {
    kept.get_value()
}
