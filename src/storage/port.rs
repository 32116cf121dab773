//! What the storage floor asks of a store. Adapters are in `browser` and [`super::memory`].

/// Why a store did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// The browser keeps nothing for this page: private mode, a setting, or an embedded page.
    #[error(
        "The browser does not let this page keep anything, so this is held only in this tab; allow storage for the page, or export the document before you close the tab"
    )]
    Blocked,
    /// There is no room left.
    #[error("The browser's storage for this page is full, so this could not be saved; export the document now, then free some room and try again")]
    Full,
    /// The place where a change belongs holds another one.
    #[error("Another tab has saved a different change in the meantime, so this one could not be saved; export the document, then reload the page")]
    Taken,
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

/// Small texts under keys, written at once, like localStorage.
///
/// Invariant that adapters keep: after `Ok`, `get` gives what `set` was given, also after a reload of the page.
pub trait KeyValue {
    /// The text under the key; `None` where there is none.
    fn get(&self, key: &str) -> Result<Option<String>, StoreFault>;

    /// Puts a text under the key. A failure leaves what stood there.
    fn set(&self, key: &str, text: &str) -> Result<(), StoreFault>;

    /// Takes the text away, where there is one.
    fn remove(&self, key: &str) -> Result<(), StoreFault>;

    /// The keys that begin with `prefix`, sorted.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreFault>;
}

/// Large texts under names, like IndexedDB.
///
/// The futures stay on the thread that made them: a page has one, and its stores cannot move.
#[allow(async_fn_in_trait)]
pub trait Blobs {
    /// The text under the name; `None` where there is none.
    async fn read(&self, name: &str) -> Result<Option<String>, StoreFault>;

    /// Puts a text under the name, whole or not at all.
    async fn write(&self, name: &str, text: &str) -> Result<(), StoreFault>;

    /// Takes the text away, where there is one.
    async fn remove(&self, name: &str) -> Result<(), StoreFault>;

    /// The names that begin with `prefix`, sorted.
    async fn names(&self, prefix: &str) -> Result<Vec<String>, StoreFault>;
}
