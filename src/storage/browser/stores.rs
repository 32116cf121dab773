//! The stores that this browser grants, and the vault on them.

use super::indexed::IndexedTexts;
use super::local::LocalTexts;
use crate::storage::memory::Memory;
use crate::storage::port::{Blobs, KeyValue, StoreFault};
use crate::storage::vault::{Mended, Strays, Vault};

/// The vault of the page.
pub type PageVault = Vault<AnyKeyValue, AnyBlobs>;

/// The vault of the page, and what the user must know of it.
#[derive(Debug, Clone)]
pub struct Stores {
    /// The vault.
    pub vault: PageVault,
    /// Why the browser keeps nothing, where that is so: a steady notice.
    pub trouble: Option<String>,
    /// What was damaged in the list of documents or the preferences, a sentence each.
    pub notices: Vec<String>,
    /// Documents that must be listed again.
    pub strays: Option<Strays>,
}

/// Small texts, in the browser or in memory.
#[derive(Debug, Clone)]
pub enum AnyKeyValue {
    /// localStorage.
    Local(LocalTexts),
    /// Memory, for as long as the tab is open.
    Memory(Memory),
}

/// Large texts, in the browser or in memory.
#[derive(Debug, Clone)]
pub enum AnyBlobs {
    /// IndexedDB.
    Indexed(IndexedTexts),
    /// Memory, for as long as the tab is open.
    Memory(Memory),
}

/// The database of the page.
pub(super) const DATABASE: &str = "trialwright";

/// Opens the stores. Where the browser denies one, neither is used: a journal without its snapshot is worth nothing.
pub async fn open_stores() -> Stores {
    let (texts, blobs) = (LocalTexts::open(), IndexedTexts::open(DATABASE).await);
    let (vault, mut trouble) = match (texts, blobs) {
        (Ok(texts), Ok(blobs)) => (Vault::new(AnyKeyValue::Local(texts), AnyBlobs::Indexed(blobs)), None),
        (Err(fault), _) | (_, Err(fault)) => (Vault::new(AnyKeyValue::Memory(Memory::default()), AnyBlobs::Memory(Memory::default())), Some(fault)),
    };
    let Mended { notices, strays } = vault.mend().await.unwrap_or_else(|fault| {
        trouble.get_or_insert(fault);
        Mended::default()
    });
    Stores { vault, trouble: trouble.map(|fault| format!("{fault}.")), notices, strays }
}

impl KeyValue for AnyKeyValue {
    fn get(&self, key: &str) -> Result<Option<String>, StoreFault> {
        match self {
            AnyKeyValue::Local(store) => store.get(key),
            AnyKeyValue::Memory(store) => store.get(key),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreFault> {
        match self {
            AnyKeyValue::Local(store) => store.set(key, text),
            AnyKeyValue::Memory(store) => store.set(key, text),
        }
    }

    fn remove(&self, key: &str) -> Result<(), StoreFault> {
        match self {
            AnyKeyValue::Local(store) => store.remove(key),
            AnyKeyValue::Memory(store) => KeyValue::remove(store, key),
        }
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreFault> {
        match self {
            AnyKeyValue::Local(store) => store.keys(prefix),
            AnyKeyValue::Memory(store) => store.keys(prefix),
        }
    }
}

impl Blobs for AnyBlobs {
    async fn read(&self, name: &str) -> Result<Option<String>, StoreFault> {
        match self {
            AnyBlobs::Indexed(store) => store.read(name).await,
            AnyBlobs::Memory(store) => store.read(name).await,
        }
    }

    async fn write(&self, name: &str, text: &str) -> Result<(), StoreFault> {
        match self {
            AnyBlobs::Indexed(store) => store.write(name, text).await,
            AnyBlobs::Memory(store) => store.write(name, text).await,
        }
    }

    async fn remove(&self, name: &str) -> Result<(), StoreFault> {
        match self {
            AnyBlobs::Indexed(store) => store.remove(name).await,
            AnyBlobs::Memory(store) => Blobs::remove(store, name).await,
        }
    }

    async fn names(&self, prefix: &str) -> Result<Vec<String>, StoreFault> {
        match self {
            AnyBlobs::Indexed(store) => store.names(prefix).await,
            AnyBlobs::Memory(store) => store.names(prefix).await,
        }
    }
}
