//! The adapters of the storage floor in a real browser: localStorage, IndexedDB, Web Locks, BroadcastChannel.
//!
//! `cargo xtask test wasm` runs them in headless Chromium; natively there is nothing here to run. The tests share one
//! origin, so each has documents, keys and databases of its own.

#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use trialwright::domain::document::{Document, DocumentId};
use trialwright::domain::id::Id;
use trialwright::domain::plan::TrialPlan;
use trialwright::domain::risk::register::Risk;
use trialwright::session::command::{Change, Command, Edit, Origin};
use trialwright::storage::browser::clock;
use trialwright::storage::browser::indexed::IndexedTexts;
use trialwright::storage::browser::local::LocalTexts;
use trialwright::storage::browser::locks::DocumentLock;
use trialwright::storage::browser::room::ask_to_keep;
use trialwright::storage::browser::stores::open_stores;
use trialwright::storage::browser::tabs::{Channel, Message};
use trialwright::storage::port::{Blobs, KeyValue, StoreFault};
use trialwright::storage::vault::VaultFault;
use trialwright_kernel::exposure::{SetAside, expose};
use trialwright_kernel::{sample, simulate};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn local_storage_gives_back_what_it_was_given() {
    let texts = LocalTexts::open().expect("granted");
    texts.set("test/b", "two").expect("kept");
    texts.set("test/a", "{\"ö\":\"\u{1F9EA}\"}").expect("kept");
    texts.set("other", "").expect("kept");
    assert_eq!(texts.get("test/a").expect("read").as_deref(), Some("{\"ö\":\"\u{1F9EA}\"}"));
    assert_eq!(texts.keys("test/").expect("listed"), ["test/a", "test/b"]);
    texts.remove("test/a").expect("removed");
    assert_eq!(texts.get("test/a").expect("read"), None);
    texts.remove("test/b").and_then(|()| texts.remove("other")).expect("removed");
}

#[wasm_bindgen_test]
fn a_simulation_has_the_bits_that_it_has_on_other_machines() {
    // The kernel's own tests compare with the same number natively.
    let found = simulate(&sample::varied(120), 1_000, 2_026, &mut |_| true).expect("not cancelled");
    assert_eq!(sample::fingerprint(&found), sample::FINGERPRINT);
    let aside = SetAside { money: Some(150_000.0), days: Some(3) };
    let found = expose(&sample::exposed(), Some(&sample::varied(120)), aside, 1_000, 2_026, &mut |_| true).expect("not cancelled");
    assert_eq!(sample::fingerprint_of_exposure(&found), sample::FINGERPRINT_OF_EXPOSURE);
    assert_eq!(sample::fingerprint_of_smaa(), sample::FINGERPRINT_OF_SMAA);
}

#[wasm_bindgen_test]
fn a_full_local_storage_says_so_and_keeps_what_it_has() {
    let texts = LocalTexts::open().expect("granted");
    texts.set("test/full", "small").expect("kept");
    assert_eq!(texts.set("test/full", &"x".repeat(16_000_000)), Err(StoreFault::Full));
    assert_eq!(texts.get("test/full").expect("read").as_deref(), Some("small"));
    texts.remove("test/full").expect("removed");
}

#[wasm_bindgen_test]
async fn indexed_db_gives_back_what_it_was_given() {
    let blobs = IndexedTexts::open("trialwright-test").await.expect("granted");
    let large = "Ä0123456789abcdef".repeat(64 * 1024);
    blobs.write("test/large", &large).await.expect("kept");
    blobs.write("test/small", "old").await.expect("kept");
    blobs.write("test/small", "new").await.expect("kept");
    let again = IndexedTexts::open("trialwright-test").await.expect("granted");
    assert!(large.len() > 1_000_000 && again.read("test/large").await.expect("read") == Some(large));
    assert_eq!(again.read("test/small").await.expect("read").as_deref(), Some("new"));
    assert_eq!(again.names("test/").await.expect("listed"), ["test/large", "test/small"]);
    again.remove("test/large").await.expect("removed");
    assert_eq!(again.read("test/large").await.expect("read"), None);
    again.remove("test/large").await.expect("nothing to remove is no fault");
}

#[wasm_bindgen_test]
async fn a_document_outlives_the_page() {
    let stores = open_stores().await;
    assert_eq!(stores.trouble, None);
    let document = plan("outlives");
    let id = document.head().id.clone();
    stores.vault.create(&document, false).await.expect("created");
    let mut session = stores.vault.open(&id).await.expect("opens").session;
    for number in 1..=3 {
        let command = Command { at: clock::now(), who: "Ada".to_owned(), why: None, origin: Origin::Edit, change: risk(number) };
        session = session.dispatch(&command).expect("fits").expect("changes something");
        let saved = stores.vault.append(&id, &command, session.document()).expect("saved");
        if number == 2 {
            assert_eq!(saved.journal_length, 2);
            stores.vault.fold(session.document()).await.expect("folded");
        }
    }

    let again = open_stores().await;
    let opened = again.vault.open(&id).await.expect("opens");
    assert_eq!((opened.session.document(), opened.notices, opened.journal_length), (session.document(), vec![], 1));
    assert_eq!(again.vault.library().get(&id).map(|entry| entry.revision), Some(3));

    again.vault.change_library(|library| library.delete(&id, clock::now())).expect("kept");
    again.vault.forget(&id).await.expect("forgotten");
    assert!(matches!(again.vault.open(&id).await, Err(VaultFault::Missing(_))));
}

#[wasm_bindgen_test]
async fn a_document_has_one_writer() {
    let (one, other) = (id("locked"), id("unlocked"));
    let held = DocumentLock::try_acquire(&one).await.expect("free");
    assert!(DocumentLock::try_acquire(&one).await.is_none());
    assert!(DocumentLock::try_acquire(&other).await.is_some());
    held.release().await;
    let again = DocumentLock::try_acquire(&one).await.expect("released");
    drop(again);
    turn_of_the_loop().await;
    assert!(DocumentLock::try_acquire(&one).await.is_some());
}

#[wasm_bindgen_test]
async fn a_lock_that_is_let_go_goes_to_whoever_waits() {
    let id = Id::joined(&["lock", "three"]);
    let got = Rc::new(RefCell::new(None));
    let held = DocumentLock::try_acquire(&id).await.expect("free");
    let given_up = DocumentLock::wait(id.clone(), |_| panic!("it was given up"));
    let _waiting = DocumentLock::wait(id.clone(), {
        let got = got.clone();
        move |lock| *got.borrow_mut() = Some(lock)
    });
    drop(given_up);
    held.release().await;
    turn_of_the_loop().await;
    assert!(got.borrow().is_some());
    assert!(DocumentLock::try_acquire(&id).await.is_none());
}

#[wasm_bindgen_test]
async fn a_lock_that_is_taken_away_is_reported_and_one_given_back_is_not() {
    let id = Id::joined(&["lock", "four"]);
    let lost = Rc::new(RefCell::new(0));
    let count = |lock: &DocumentLock| {
        let lost = lost.clone();
        lock.on_lost(move || *lost.borrow_mut() += 1);
    };
    let given_back = DocumentLock::try_acquire(&id).await.expect("free");
    count(&given_back);
    given_back.release().await;
    let held = DocumentLock::try_acquire(&id).await.expect("free again");
    count(&held);
    let _taken = DocumentLock::take(&id).await.expect("taken");
    turn_of_the_loop().await;
    assert_eq!(*lost.borrow(), 1);
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let (heard, echo) = (Rc::new(RefCell::new(Vec::new())), Rc::new(RefCell::new(Vec::new())));
    let here = Channel::open({
        let echo = echo.clone();
        move |message| echo.borrow_mut().push(message)
    });
    let there = Channel::open({
        let heard = heard.clone();
        move |message| heard.borrow_mut().push(message)
    });
    let said = [Message::Changed { id: id("heard"), revision: 7 }, Message::LibraryChanged, Message::Yield { id: id("heard") }];
    said.iter().for_each(|message| here.post(message));
    for _ in 0..100 {
        if heard.borrow().len() == said.len() {
            break;
        }
        turn_of_the_loop().await;
    }
    assert_eq!((heard.borrow().as_slice(), echo.borrow().as_slice()), (said.as_slice(), &[] as &[Message]));
    drop(there);
    here.post(&Message::LibraryChanged);
    turn_of_the_loop().await;
    assert_eq!(heard.borrow().len(), said.len());
}

#[wasm_bindgen_test]
async fn the_device_tells_time_and_draws_lots() {
    assert!((clock::now().date().days_since(clock::today())).abs() <= 1);
    assert_ne!(clock::random_seed(), clock::random_seed());
    // What the browser answers is its own affair; that it answers is ours.
    let _ = ask_to_keep().await;
}

fn id(name: &str) -> DocumentId {
    Id::joined(&["test", name])
}

fn plan(name: &str) -> Document {
    Document::Plan(Box::new(TrialPlan::blank(id(name), name, clock::now())))
}

fn risk(number: u32) -> Change {
    Change::Risks(Edit::put(Risk::new(Id::joined(&["risk", &number.to_string()]), number, "Supply is late")))
}

/// Lets the browser do what waits, for ten milliseconds.
async fn turn_of_the_loop() {
    let pause = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().expect("a page");
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 10).expect("a timer");
    });
    JsFuture::from(pause).await.expect("time passes");
}
