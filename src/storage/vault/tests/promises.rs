//! The vault's promises, one by one.

use super::page::Page;
use crate::domain::date::Timestamp;
use crate::session::compare::differences;
use crate::session::editing::Hand;
use crate::storage::memory::{Weather, at_once};
use crate::storage::names;
use crate::storage::port::StoreFault;
use crate::storage::preferences::{Preferences, Theme};
use crate::storage::sealed::seal;
use crate::storage::snapshot::SnapshotFault;
use crate::storage::trial_run::{command, fresh, id, risk};
use crate::storage::vault::turn::Turns;
use crate::storage::vault::{AsideKind, Vault, VaultFault};

/// Damages the text under a name, loads the page again, and compares the notices and the revision that is reached.
fn check(page: &mut Page, name: &str, expected: &str) {
    page.damage(name, |text| text.replacen("Kestrel", "Kastrel", 1).replacen("Risk of", "Rask of", 1));
    let said = match page.reload() {
        Ok(()) => format!("{} At change {}.", page.notices.join(" "), page.revision()),
        Err(fault) => fault.to_string(),
    };
    assert_eq!(said, expected);
}

#[test]
fn what_was_typed_is_there_again_with_its_undo_steps() {
    let mut page = Page::new();
    page.edits(5);
    let before = page.document().clone();
    page.reload().expect("opens");
    assert_eq!((page.document(), page.notices.len()), (&before, 0));
    assert_eq!(page.session.undo_label(), Some("Added the risk “Risk of 5”"));
}

#[test]
fn the_journal_reaches_back_to_the_snapshot_before_the_newest() {
    let mut page = Page::new();
    page.edits(3);
    page.fold().expect("folds");
    assert_eq!(page.journal(), [1, 2, 3]);
    assert_eq!(page.edit().expect("saved").journal_length, 1);
    page.fold().expect("folds");
    assert_eq!(page.journal(), [4]);
    page.fold().expect("folds");
    assert_eq!(page.journal(), [] as [u64; 0]);
}

/// A page that has folded at changes 2, 4, 6 and 8, so that 0 to 6 are earlier versions.
fn with_earlier_versions() -> Page {
    let mut page = Page::new();
    for _ in 0..4 {
        page.edits(2);
        page.fold().expect("folds");
    }
    page
}

fn earlier_revisions(page: &Page) -> Vec<u64> {
    at_once(page.vault.generations(&id())).expect("memory").iter().map(|generation| generation.revision).collect()
}

#[test]
fn earlier_versions_are_kept_and_can_be_read() {
    let page = with_earlier_versions();
    // All are of one day: the last three stay.
    assert_eq!(earlier_revisions(&page), [6, 4, 2]);
    let oldest = at_once(page.vault.generations(&id())).expect("memory").pop().expect("three");
    let document = at_once(page.vault.generation(&id(), &oldest)).expect("whole");
    assert_eq!((document.head().revision, document.audit().entries()), (2, &page.document().audit().entries()[..2]));

    let name = page.blobs.texts().into_keys().filter(|name| name.starts_with(&names::generation(&id()))).min().expect("three");
    page.damage(&name, |text| text.replacen("Kestrel", "Kastrel", 1));
    assert_eq!(at_once(page.vault.generation(&id(), &oldest)), Err(VaultFault::DamagedVersion(SnapshotFault::Checksum)));
    assert!(at_once(page.vault.generation_text(&oldest)).expect("what is left").contains("Kastrel"));
    page.blobs.lose(&name);
    assert_eq!(at_once(page.vault.generation(&id(), &oldest)), Err(VaultFault::NoVersion));
}

#[test]
fn an_earlier_version_comes_back_as_one_edit_that_can_be_undone() {
    let mut page = with_earlier_versions();
    let before = page.document().clone();
    let oldest = at_once(page.vault.generations(&id())).expect("memory").pop().expect("three");
    let hand = || Hand { who: "Ada".to_owned(), at: Timestamp::from_millis(500) };
    assert_eq!(at_once(page.vault.go_back(&id(), &oldest, hand())), Ok(true));
    page.reload().expect("opens");
    let earlier = at_once(page.vault.generation(&id(), &oldest)).expect("whole");
    assert_eq!(differences(page.document(), &earlier), []);
    assert_eq!((page.revision(), page.document().audit().entries().last().map(|entry| entry.what.as_str())), (9, Some("Went back to an earlier version")));
    page.step_back();
    assert_eq!(differences(page.document(), &before), []);
    page.reload().expect("opens");
    assert_eq!((differences(page.document(), &before), page.revision()), (vec![], 10));
    // There is no room in the journal for it: the next snapshot holds it.
    page.texts.set_weather(Weather::Stumbles(0));
    assert_eq!(at_once(page.vault.go_back(&id(), &oldest, hand())), Ok(true));
    page.reload().expect("opens");
    assert_eq!(differences(page.document(), &earlier), []);
}

#[test]
fn no_room_for_an_earlier_version_stops_no_fold() {
    let mut page = with_earlier_versions();
    page.edits(1);
    // The copy before the newest is written, and the earlier version fails.
    page.texts.set_weather(Weather::Stumbles(1));
    page.fold().expect("folds");
    assert_eq!(earlier_revisions(&page), [6, 4, 2]);
    page.reload().expect("opens");
    assert_eq!((page.revision(), page.notices.len()), (9, 0));
}

#[test]
fn an_import_that_goes_back_leaves_the_order_of_earlier_versions() {
    let mut page = with_earlier_versions();
    let mut import = fresh("Kestrel again");
    import.head_mut().created = Timestamp::from_millis(-5);
    at_once(page.vault.replace(&import, Timestamp::from_millis(900))).expect("replaced");
    page.reload().expect("opens");
    page.clock = 1_000;
    for _ in 0..3 {
        page.edits(1);
        page.fold().expect("folds");
    }
    assert_eq!(earlier_revisions(&page), [2, 1, 0]);
}

#[test]
fn where_both_copies_are_damaged_the_newest_earlier_version_opens() {
    const OPENED: &str = "Neither of the stored copies of this document is whole; the earlier version with change";
    let mut page = with_earlier_versions();
    page.edits(1);
    let ruin = |text: &str| text.replacen("Kestrel", "Kastrel", 1);
    page.damage(&names::current(&id()), ruin);
    page.damage(&names::previous(&id()), ruin);
    page.reload().expect("opens");
    // The journal reaches back to the copy before the newest, and that is the newest earlier version: nothing is missing.
    assert_eq!((page.revision(), page.notices.clone()), (9, vec![format!("{OPENED} 6 was opened.")]));
    let aside: Vec<AsideKind> = at_once(page.vault.asides(&id())).expect("memory").into_iter().map(|aside| aside.what).collect();
    assert_eq!(aside, [AsideKind::Snapshot, AsideKind::Snapshot]);

    let newest = page.blobs.texts().into_keys().filter(|name| name.starts_with(&names::generation(&id()))).max().expect("earlier versions");
    page.damage(&newest, ruin);
    page.reload().expect("opens");
    assert_eq!(page.revision(), 4);
    assert_eq!(
        page.notices,
        [
            format!("{OPENED} 4 was opened."),
            "2 pieces of this document are kept aside because of earlier damage.".to_owned(),
            "Change 5 is missing, so that change 7 cannot be made again. It and 2 later changes are kept aside and are not in the document.".to_owned(),
        ]
    );
}

#[test]
fn one_damaged_piece_is_named_and_loses_what_it_must() {
    let folded = || {
        let mut page = Page::new();
        page.edits(2);
        page.fold().expect("folds");
        page.edits(2);
        page
    };
    check(
        &mut folded(),
        &names::current(&id()),
        "The newest stored copy is damaged (its checksum does not match). It is kept aside; the copy before it was opened, with the changes made since. At change 4.",
    );
    check(
        &mut folded(),
        &names::previous(&id()),
        "The stored copy before the newest is damaged (its checksum does not match). It is kept aside; the newest copy is whole and nothing is missing. At change 4.",
    );
    check(
        &mut folded(),
        &names::journal_entry(&id(), 1),
        "The record of change 1 is damaged (its checksum does not match). It is kept aside; the stored copy holds the change, so nothing is missing. At change 4.",
    );
    check(
        &mut folded(),
        &names::journal_entry(&id(), 3),
        "Change 3 is damaged (its checksum does not match). It and 1 later change are kept aside and are not in the document. At change 2.",
    );
    check(
        &mut folded(),
        names::LIBRARY,
        "The list of documents was damaged. It is kept aside. The list of documents was made again from 1 document; which were archived, in the bin or exported is not known any more. At change 4.",
    );
    check(
        &mut Page::new(),
        &names::current(&id()),
        "No stored copy of this document is whole: its checksum does not match. The damaged copies are kept aside; import an exported copy",
    );
}

#[test]
fn what_is_missing_without_a_trace_is_missed_all_the_same() {
    let mut page = Page::new();
    page.edits(4);
    page.texts.lose(&names::journal_entry(&id(), 4));
    page.reload().expect("opens");
    assert_eq!(page.notices, ["The list of documents knows of change 4 of this document, and the stored changes end at 3: 1 change is missing."]);

    let mut page = Page::new();
    page.edits(4);
    page.texts.lose(&names::journal_entry(&id(), 2));
    page.reload().expect("opens");
    assert_eq!(page.notices, ["Change 2 is missing, so that change 3 cannot be made again. It and 1 later change are kept aside and are not in the document."]);
}

#[test]
fn damaged_pieces_stay_whole_in_a_place_of_their_own() {
    let mut page = Page::new();
    page.edits(2);
    page.fold().expect("folds");
    page.edits(2);
    page.damage(&names::journal_entry(&id(), 3), |text| text.replace("Kestrel", "Kastrel"));
    page.damage(&names::current(&id()), |text| text.replace("Kestrel", "Kastrel"));
    let damaged: Vec<String> =
        [page.texts.texts().get(&names::journal_entry(&id(), 3)), page.blobs.texts().get(&names::current(&id()))].into_iter().flatten().cloned().collect();
    page.reload().expect("opens");
    assert_eq!(page.revision(), 2);
    page.edits(3);
    page.fold().expect("folds");
    page.fold().expect("folds");
    page.reload().expect("opens");
    assert_eq!((page.revision(), page.lost()), (5, vec![]));
    assert_eq!(page.notices, ["3 pieces of this document are kept aside because of earlier damage."]);
    let asides = at_once(page.vault.asides(&id())).expect("listed");
    let texts: Vec<String> = asides.iter().filter_map(|aside| at_once(page.vault.aside_text(aside)).expect("read")).collect();
    assert!(damaged.iter().all(|text| texts.contains(text)));
    asides.iter().for_each(|aside| at_once(page.vault.discard_aside(aside)).expect("discarded"));
    page.reload().expect("opens");
    assert_eq!(page.notices.len(), 0);
}

#[test]
fn a_change_that_could_not_be_saved_is_saved_with_the_next() {
    let mut page = Page::new();
    page.texts.set_weather(Weather::Stumbles(0));
    assert!(page.edit().is_err());
    assert!(page.edit().is_ok());
    page.reload().expect("opens");
    assert_eq!((page.revision(), page.notices.len()), (2, 0));
}

#[test]
fn a_full_journal_is_rescued_by_folding() {
    let mut page = Page::new();
    page.edits(6);
    let room = page.texts.texts().iter().map(|(key, text)| key.len() + text.len()).sum::<usize>();
    page.texts.set_weather(Weather::Room(room));
    assert_eq!(page.edit(), Err(StoreFault::Full));
    // IndexedDB has room of its own.
    page.texts.set_weather(Weather::Fair);
    page.fold().expect("folds");
    page.fold().expect("folds");
    page.texts.set_weather(Weather::Room(room));
    page.edits(1);
    page.reload().expect("opens");
    assert_eq!((page.revision(), page.notices.len()), (8, 0));
}

#[test]
fn another_tabs_changes_are_never_written_over() {
    refuses_another_tabs_change(|_| {});
    // Where the newest copy is gone or damaged, only the journal tells of the other tab.
    refuses_another_tabs_change(|page| page.blobs.lose(&names::current(&id())));
    refuses_another_tabs_change(|page| page.damage(&names::current(&id()), |text| text.replacen("Kestrel", "Kastrel", 1)));
}

fn refuses_another_tabs_change(mishap: impl Fn(&Page)) {
    let mut page = Page::new();
    page.edits(1);
    page.fold().expect("folds");
    let other = Vault::new(page.texts.clone(), page.blobs.clone());
    let theirs = at_once(other.open(&id())).expect("opens").session;
    page.edits(1);
    mishap(&page);
    let wanted = command(risk(9, "Theirs"), 99);
    let after = theirs.dispatch(&wanted).expect("fits").expect("changes something");
    assert_eq!(other.append(&id(), &wanted, after.document()), Err(StoreFault::Taken));
    assert_eq!(at_once(other.fold(after.document())), Err(VaultFault::Diverged));
    page.reload().expect("opens");
    assert_eq!((page.revision(), page.lost()), (2, vec![]));
}

#[test]
fn a_tab_that_only_looks_writes_nothing() {
    let mut page = Page::new();
    page.edits(3);
    page.damage(&names::journal_entry(&id(), 2), |text| text.replace("Risk", "Rask"));
    let before = (page.texts.texts(), page.blobs.texts());
    let seen = at_once(page.vault.read_copy(&id())).expect("readable");
    assert_eq!((seen.session.document().head().revision, seen.notices.len()), (1, 1));
    assert_eq!((page.texts.texts(), page.blobs.texts()), before);
}

#[test]
fn an_import_replaces_a_document_and_the_earlier_one_stays() {
    let mut page = Page::new();
    page.edits(4);
    let earlier = page.document().clone();
    let import = fresh("Imported");
    at_once(page.vault.replace(&import, Timestamp::from_millis(77))).expect("replaced");
    page.reload().expect("opens");
    assert_eq!((page.document(), page.notices.len()), (&import, 0));
    let asides = at_once(page.vault.asides(&id())).expect("listed");
    assert_eq!(asides.iter().map(|aside| aside.what).collect::<Vec<_>>(), [AsideKind::Replaced { at: Timestamp::from_millis(77) }]);
    assert_eq!(at_once(page.vault.aside_text(&asides[0])).expect("read"), Some(crate::formats::native::write(&earlier)));
    page.edits(2);
    page.fold().expect("folds");
    page.reload().expect("opens");
    assert_eq!((page.revision(), page.notices.len()), (2, 0));
}

#[test]
fn changes_to_an_import_are_not_made_to_the_document_that_it_replaced() {
    let mut page = Page::new();
    page.edits(1);
    let mut import = fresh("Imported");
    (import.head_mut().created, import.head_mut().revision) = (Timestamp::from_millis(-5), 1);
    at_once(page.vault.replace(&import, Timestamp::from_millis(77))).expect("replaced");
    page.reload().expect("opens");
    page.edits(1);
    page.blobs.lose(&names::current(&id()));
    page.reload().expect("opens");
    assert_eq!(
        page.notices,
        [
            "The newest stored copy is missing; the copy before it was opened, with the changes made since.",
            "Change 2 was made on another version of this document. It is kept aside and is not in the document."
        ]
    );
    assert_eq!(page.document().head().title, "Kestrel");
}

#[test]
fn a_newer_pages_document_is_left_untouched() {
    let mut page = Page::new();
    page.edits(1);
    page.fold().expect("folds");
    let newer = crate::formats::native::write(page.document()).replace("\"schemaVersion\": 1", "\"schemaVersion\": 7");
    page.blobs.plant(&names::current(&id()), format!("trialwright-snapshot {} {}\n{newer}", crate::domain::digest::sha256(&newer), newer.len()));
    let before = (page.texts.texts(), page.blobs.texts());
    assert!(matches!(at_once(page.vault.open(&id())), Err(VaultFault::Newer(said)) if said.contains("newer Trialwright")));
    assert!(matches!(page.fold(), Err(VaultFault::Newer(_))));
    assert!(matches!(at_once(page.vault.replace(&fresh("Import"), Timestamp::from_millis(1))), Err(VaultFault::Newer(_))));
    assert_eq!((page.texts.texts(), page.blobs.texts()), before);

    let mut page = Page::new();
    page.texts.plant(&names::journal_entry(&id(), 1), seal(r#"{"version":9,"revision":1,"gesture":[]}"#));
    assert!(matches!(page.reload(), Err(VaultFault::Newer(_))));
    assert_eq!(page.journal(), [1]);
}

#[test]
fn only_the_bin_is_emptied_and_then_nothing_is_left() {
    let mut page = Page::new();
    page.edits(2);
    assert_eq!(at_once(page.vault.create(&fresh("Again"), true)), Err(VaultFault::Exists));
    assert_eq!(at_once(page.vault.forget(&id())), Err(VaultFault::NotDeleted));
    page.vault.change_library(|library| library.delete(&id(), Timestamp::from_millis(9))).expect("kept");
    at_once(page.vault.forget(&id())).expect("forgotten");
    assert_eq!((page.blobs.texts().len(), page.vault.library().entries.len()), (0, 0));
    assert_eq!(page.texts.texts().into_keys().collect::<Vec<_>>(), [names::LIBRARY]);
    assert!(matches!(page.reload(), Err(VaultFault::Missing(_))));
}

#[test]
fn preferences_that_cannot_be_read_are_kept_aside() {
    let page = Page::new();
    let wanted = Preferences { name: "Ada".to_owned(), theme: Theme::Dark, ..Preferences::default() };
    page.vault.set_preferences(&wanted).expect("kept");
    assert_eq!(page.vault.preferences(), wanted);
    page.damage(names::PREFERENCES, |text| text.replace("Ada", "Ida"));
    assert_eq!(page.vault.preferences(), Preferences::default());
    assert_eq!(at_once(page.vault.mend()).expect("mended").notices.len(), 1);
    assert_eq!(page.texts.texts().iter().filter(|(key, text)| key.starts_with("trialwright/preferences.damaged-") && text.contains("Ida")).count(), 1);
}

#[test]
fn folds_of_one_document_wait_for_each_other() {
    let turns = Turns::default();
    let first = at_once(turns.take(&id()));
    let id = id();
    let mut second = std::pin::pin!(turns.take(&id));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(second.as_mut().poll(&mut context).is_pending());
    drop(first);
    assert!(second.as_mut().poll(&mut context).is_ready());
}
