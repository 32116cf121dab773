//! Turns: what writes the snapshots of one document waits until the writing before it is done.
//!
//! Two folds in the same tab that overlap could put an older snapshot over a newer one. Between tabs the lock of the
//! document does the same.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use crate::domain::document::DocumentId;

/// Who has a turn, and who waits.
#[derive(Debug, Default)]
pub(super) struct Turns {
    queue: Rc<RefCell<Queue>>,
}

/// A turn; dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct Turn {
    id: DocumentId,
    queue: Rc<RefCell<Queue>>,
}

#[derive(Debug, Default)]
struct Queue {
    busy: BTreeSet<DocumentId>,
    waiting: Vec<Waker>,
}

impl Turns {
    /// Waits until nobody else writes the document's snapshots.
    pub(super) async fn take(&self, id: &DocumentId) -> Turn {
        poll_fn(|context| {
            let mut queue = self.queue.borrow_mut();
            if queue.busy.insert(id.clone()) {
                return Poll::Ready(());
            }
            queue.waiting.push(context.waker().clone());
            Poll::Pending
        })
        .await;
        Turn { id: id.clone(), queue: self.queue.clone() }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let waiting = {
            let mut queue = self.queue.borrow_mut();
            queue.busy.remove(&self.id);
            std::mem::take(&mut queue.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}
