//! IndexedDB as [`Blobs`]: the database `trialwright`, one object store, texts under text keys.
//!
//! Each operation opens the database and closes it. Browsers drop long connections on their own (iOS does so in the
//! background), and an open one would hold up a newer page that changes the database.

use std::future::IntoFuture;

use idb::builder::ObjectStoreBuilder;
use idb::{Database, ObjectStore, Query, TransactionMode, TransactionResult};
use wasm_bindgen::JsValue;

use super::{fault_named, fault_of};
use crate::domain::order::sort_by_rank;
use crate::storage::port::{Blobs, StoreFault};

/// IndexedDB, of which it is known that the browser grants it.
#[derive(Debug, Clone)]
pub struct IndexedTexts {
    database: String,
}

const STORE: &str = "documents";

impl IndexedTexts {
    /// The database of this name, where the browser grants one; it is made where there is none.
    pub async fn open(database: &str) -> Result<IndexedTexts, StoreFault> {
        let texts = IndexedTexts { database: database.to_owned() };
        texts.connect().await?.close();
        Ok(texts)
    }

    /// A value of the browser's own kind that stands under the name, beside the texts.
    pub(super) async fn value(&self, name: &str) -> Result<Option<JsValue>, StoreFault> {
        let key = JsValue::from_str(name);
        self.run(TransactionMode::ReadOnly, |store| store.get(Query::Key(key))).await?.map_err(plain)
    }

    /// Puts a value of the browser's own kind under the name.
    pub(super) async fn put(&self, name: &str, value: &JsValue) -> Result<(), StoreFault> {
        let key = JsValue::from_str(name);
        self.run(TransactionMode::ReadWrite, |store| store.put(value, Some(&key))).await?.map_err(plain)?;
        Ok(())
    }

    async fn connect(&self) -> Result<Database, StoreFault> {
        Database::builder(&self.database).version(1).add_object_store(ObjectStoreBuilder::new(STORE)).build().await.map_err(plain)
    }

    /// Runs one request in a transaction of its own, and gives its answer when the transaction is through.
    async fn run<F>(&self, mode: TransactionMode, request: impl FnOnce(&ObjectStore) -> Result<F, idb::Error>) -> Result<F::Output, StoreFault>
    where
        F: IntoFuture,
    {
        let database = self.connect().await?;
        let outcome = through(&database, mode, request).await;
        database.close();
        outcome
    }
}

impl Blobs for IndexedTexts {
    async fn read(&self, name: &str) -> Result<Option<String>, StoreFault> {
        let found = self.value(name).await?;
        // Whatever is no text was not put there by this page; a snapshot that is not one shows as damaged.
        Ok(found.map(|value| value.as_string().unwrap_or_default()))
    }

    async fn write(&self, name: &str, text: &str) -> Result<(), StoreFault> {
        self.put(name, &JsValue::from_str(text)).await
    }

    async fn remove(&self, name: &str) -> Result<(), StoreFault> {
        let key = JsValue::from_str(name);
        self.run(TransactionMode::ReadWrite, |store| store.delete(Query::Key(key))).await?.map_err(plain)
    }

    async fn names(&self, prefix: &str) -> Result<Vec<String>, StoreFault> {
        let keys = self.run(TransactionMode::ReadOnly, |store| store.get_all_keys(None, None)).await?.map_err(plain)?;
        let mut names: Vec<String> = keys.iter().filter_map(JsValue::as_string).filter(|name| name.starts_with(prefix)).collect();
        sort_by_rank(&mut names, |name| name.as_str().into());
        Ok(names)
    }
}

async fn through<F>(database: &Database, mode: TransactionMode, request: impl FnOnce(&ObjectStore) -> Result<F, idb::Error>) -> Result<F::Output, StoreFault>
where
    F: IntoFuture,
{
    let transaction = database.transaction(&[STORE], mode).map_err(plain)?;
    let store = transaction.object_store(STORE).map_err(plain)?;
    let answer = request(&store).map_err(plain)?;
    // The transaction is listened to before the answer is awaited, because it may be through at once after it.
    let done = transaction.into_future();
    let answer = answer.await;
    match done.await.map_err(plain)? {
        TransactionResult::Committed => Ok(answer),
        // A full disk shows only here: the request succeeds, and the transaction does not.
        TransactionResult::Aborted => Err(store.transaction().error().map_or(StoreFault::Full, |thrown| fault_of(&thrown))),
    }
}

/// A fault of the database, by the name that the browser gave it.
fn plain(fault: idb::Error) -> StoreFault {
    // Where even asking for the database is refused, none can be had.
    if matches!(fault, idb::Error::IndexedDbNotFound(_)) {
        return StoreFault::Blocked;
    }
    let said = fault.to_string();
    let known = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "SecurityError", "NotAllowedError"];
    fault_named(known.into_iter().find(|name| said.contains(name)).unwrap_or("IndexedDB"), &said)
}
