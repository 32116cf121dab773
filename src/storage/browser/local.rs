//! localStorage as a [`KeyValue`].

use gloo_storage::{LocalStorage, Storage as _};
use web_sys::Storage;

use super::fault_of;
use crate::domain::order::sort_by_rank;
use crate::storage::port::{KeyValue, StoreFault};

/// localStorage, of which it is known that the browser grants it. Values are the texts as they are.
#[derive(Debug, Clone)]
pub struct LocalTexts {
    storage: Storage,
}

impl LocalTexts {
    /// localStorage, where the browser grants it.
    ///
    /// gloo-storage 0.4 panics where storage is blocked, so that web-sys is asked first. A storage that is full counts
    /// as granted: what is in it can be read.
    pub fn open() -> Result<LocalTexts, StoreFault> {
        const PROBE: &str = "trialwright/probe";
        let window = web_sys::window().ok_or(StoreFault::Blocked)?;
        let probed = window.local_storage().map_err(|thrown| fault_of(&thrown))?.ok_or(StoreFault::Blocked)?;
        match probed.set_item(PROBE, "").and_then(|()| probed.remove_item(PROBE)).map_err(|thrown| fault_of(&thrown)) {
            Ok(()) | Err(StoreFault::Full) => Ok(LocalTexts { storage: LocalStorage::raw() }),
            Err(fault) => Err(fault),
        }
    }
}

impl KeyValue for LocalTexts {
    fn get(&self, key: &str) -> Result<Option<String>, StoreFault> {
        self.storage.get_item(key).map_err(|thrown| fault_of(&thrown))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreFault> {
        self.storage.set_item(key, text).map_err(|thrown| fault_of(&thrown))
    }

    fn remove(&self, key: &str) -> Result<(), StoreFault> {
        self.storage.remove_item(key).map_err(|thrown| fault_of(&thrown))
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreFault> {
        let count = self.storage.length().map_err(|thrown| fault_of(&thrown))?;
        let mut keys = Vec::new();
        for place in 0..count {
            keys.extend(self.storage.key(place).map_err(|thrown| fault_of(&thrown))?.filter(|key| key.starts_with(prefix)));
        }
        sort_by_rank(&mut keys, |key| key.as_str().into());
        Ok(keys)
    }
}
