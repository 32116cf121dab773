//! Why the vault did not do what was asked.

use crate::domain::document::DocumentId;
use crate::storage::port::StoreFault;
use crate::storage::snapshot::SnapshotFault;

/// Why the vault did not do what was asked. Whatever it is, what was kept before is still kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultFault {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// Nothing is kept of the document.
    #[error(
        "This browser does not hold the document {0}; it may have been made in another browser, or the browser's data were cleared. Import an exported copy"
    )]
    Missing(DocumentId),
    /// A document with this id is kept already.
    #[error("This browser holds this document already; import it again to compare the two")]
    Exists,
    /// A newer version of the page wrote the document. Holds a whole sentence.
    #[error("{0}")]
    Newer(String),
    /// No copy of the document is whole.
    #[error("No stored copy of this document is whole: {0}. The damaged copies are kept aside; import an exported copy")]
    Unreadable(String),
    /// The store keeps other changes than those that were handed over.
    #[error(
        "Another tab has saved other changes to this document, so this version was not stored over them; export it, then reload the page and import it to compare the two"
    )]
    Diverged,
    /// What was read back is not what was written.
    #[error("The browser did not keep the document as it was written; the copy before it is still there. Export the document now")]
    NotKept,
    /// An earlier version has made room for others.
    #[error("This earlier version is not kept any more; choose another one")]
    NoVersion,
    /// An earlier version is not whole.
    #[error("This earlier version is damaged ({0}); the document itself is not affected. Download it as it is, or choose another one")]
    DamagedVersion(SnapshotFault),
    /// An earlier version cannot be made the current one. Holds the reason.
    #[error("The earlier version does not fit any more ({0}); nothing was changed. Download it, then import it beside the document")]
    Unfit(String),
    /// Only documents in the bin are removed for good.
    #[error("This document is not in the bin, so it was not removed")]
    NotDeleted,
}
