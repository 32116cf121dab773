//! A store in memory: for tests, and for a page whose storage is blocked.
//!
//! Clones share their texts, so that a vault can be dropped and another opened on what it left. The weather says
//! whether writes succeed; stores under the same weather count their writes together.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::port::{Blobs, KeyValue, StoreFault};

/// Texts in memory. Cheap to clone; clones share their texts.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    texts: Rc<RefCell<BTreeMap<String, String>>>,
    weather: Rc<Cell<Weather>>,
}

/// Whether writes succeed. Removing counts as writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weather {
    /// Every write succeeds.
    #[default]
    Fair,
    /// So many writes succeed, and none after them, as if the page had crashed.
    Stops(u32),
    /// So many writes succeed, the one after them fails, and then it is fair.
    Stumbles(u32),
    /// There is room for so many bytes of keys and texts in each store.
    Room(usize),
}

/// The outcome of a future on stores in memory, which never wait.
///
/// # Panics
///
/// Where it waits for anything else.
pub fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("a store in memory never waits"),
    }
}

impl Memory {
    /// An empty store under a weather that others may share.
    pub fn under(weather: &Rc<Cell<Weather>>) -> Memory {
        Memory { texts: Rc::default(), weather: weather.clone() }
    }

    /// Changes the weather for everything that shares it.
    pub fn set_weather(&self, weather: Weather) {
        self.weather.set(weather);
    }

    /// Everything that is kept.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.texts.borrow().clone()
    }

    /// Puts a text in whatever the weather, as damage does.
    pub fn plant(&self, name: &str, text: impl Into<String>) {
        self.texts.borrow_mut().insert(name.to_owned(), text.into());
    }

    /// Takes a text away whatever the weather, as eviction does.
    pub fn lose(&self, name: &str) {
        self.texts.borrow_mut().remove(name);
    }

    fn fetch(&self, name: &str) -> Option<String> {
        self.texts.borrow().get(name).cloned()
    }

    fn put(&self, name: &str, text: &str) -> Result<(), StoreFault> {
        let mut texts = self.texts.borrow_mut();
        if let Weather::Room(room) = self.weather.get() {
            let others: usize = texts.iter().filter(|(other, _)| *other != name).map(|(other, text)| other.len() + text.len()).sum();
            if others + name.len() + text.len() > room {
                return Err(StoreFault::Full);
            }
        }
        self.endure()?;
        texts.insert(name.to_owned(), text.to_owned());
        Ok(())
    }

    fn drop_text(&self, name: &str) -> Result<(), StoreFault> {
        self.endure()?;
        self.lose(name);
        Ok(())
    }

    fn list(&self, prefix: &str) -> Vec<String> {
        self.texts.borrow().keys().filter(|name| name.starts_with(prefix)).cloned().collect()
    }

    fn endure(&self) -> Result<(), StoreFault> {
        let failed = || StoreFault::Other("The store was made to fail".to_owned());
        let (next, outcome) = match self.weather.get() {
            Weather::Stops(0) => (Weather::Stops(0), Err(failed())),
            Weather::Stops(left) => (Weather::Stops(left - 1), Ok(())),
            Weather::Stumbles(0) => (Weather::Fair, Err(failed())),
            Weather::Stumbles(left) => (Weather::Stumbles(left - 1), Ok(())),
            steady => (steady, Ok(())),
        };
        self.weather.set(next);
        outcome
    }
}

impl KeyValue for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, StoreFault> {
        Ok(self.fetch(key))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreFault> {
        self.put(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StoreFault> {
        self.drop_text(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreFault> {
        Ok(self.list(prefix))
    }
}

impl Blobs for Memory {
    async fn read(&self, name: &str) -> Result<Option<String>, StoreFault> {
        Ok(self.fetch(name))
    }

    async fn write(&self, name: &str, text: &str) -> Result<(), StoreFault> {
        self.put(name, text)
    }

    async fn remove(&self, name: &str) -> Result<(), StoreFault> {
        self.drop_text(name)
    }

    async fn names(&self, prefix: &str) -> Result<Vec<String>, StoreFault> {
        Ok(self.list(prefix))
    }
}
