//! How long it takes to keep what was typed: to append an edit, to fold a journal, to open a document again.
//!
//!     cargo bench --bench storage
//!
//! The store is in memory, so the figures are those of the code: the words of a document, its checksums, its history.

mod support;

use divan::{Bencher, black_box};
use trialwright::domain::document::Document;
use trialwright::session::editing::Session;
use trialwright::storage::memory::{Memory, at_once};
use trialwright::storage::vault::Vault;

use support::{RECORDS_PER_MEGABYTE, plan_of, rename};

type MemoryVault = Vault<Memory, Memory>;

fn main() {
    divan::main();
}

/// One edit, from the command to the entry in the journal, in documents of so many megabytes.
#[divan::bench(args = [1, 10, 50], sample_count = 100, sample_size = 1)]
fn append_an_edit(bencher: Bencher, megabytes: usize) {
    let (vault, document) = kept(megabytes);
    let mut session = Session::new(document);
    let mut number = 0;
    bencher.bench_local(move || {
        number += 1;
        session = edited(&vault, black_box(&session), number);
    });
}

/// A document of 1 MB with so many edits in its journal into a new snapshot.
#[divan::bench(args = [10, 100, 1_000], sample_count = 10, sample_size = 1)]
fn fold_commands(bencher: Bencher, commands: usize) {
    bencher.with_inputs(|| with_journal(1, commands)).bench_local_values(|(vault, session)| at_once(vault.fold(session.document())).expect("it folds"));
}

/// A document of so many megabytes, from its snapshot and 100 edits in its journal.
#[divan::bench(args = [1, 10, 50], sample_count = 5, sample_size = 1)]
fn open(bencher: Bencher, megabytes: usize) {
    let (vault, session) = with_journal(megabytes, 100);
    let id = session.document().head().id.clone();
    bencher.bench_local(|| {
        let opened = at_once(vault.open(black_box(&id))).expect("it opens");
        assert_eq!(opened.notices, Vec::<String>::new());
        opened.session
    });
}

/// A document of so many megabytes and the vault that keeps it.
fn kept(megabytes: usize) -> (MemoryVault, Document) {
    let document = Document::Plan(Box::new(plan_of(megabytes * RECORDS_PER_MEGABYTE)));
    let vault = Vault::new(Memory::default(), Memory::default());
    at_once(vault.create(&document, false)).expect("it is kept");
    (vault, document)
}

/// The same with so many edits in its journal.
fn with_journal(megabytes: usize, commands: usize) -> (MemoryVault, Session) {
    let (vault, document) = kept(megabytes);
    let session = (0..commands).fold(Session::new(document), |session, number| edited(&vault, &session, number));
    (vault, session)
}

fn edited(vault: &MemoryVault, session: &Session, number: usize) -> Session {
    let document = session.document();
    let command = rename(document, number);
    let next = session.dispatch(&command).expect("it applies").expect("it changes something");
    vault.append(&document.head().id, &command, next.document()).expect("it is saved");
    next
}
