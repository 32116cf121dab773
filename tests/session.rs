//! What always holds of a session, whatever a user does in it.

mod support;

use proptest::prelude::*;
use support::{Gesture, after, at, blank_evaluation, blank_plan, command, content, gestures, hand};
use trialwright::domain::audit::chain::{Chain, verify};
use trialwright::domain::audit::{AuditEntry, AuditTrail};
use trialwright::domain::document::Document;
use trialwright::domain::wire::{from_text, to_text};
use trialwright::formats::native;
use trialwright::session::apply::apply;
use trialwright::session::command::{Change, Command, Origin};
use trialwright::session::compare::{Relation, differences, relation};
use trialwright::session::editing::{STEPS, Session};
use trialwright::session::restore::change_to;

/// A session with the commands that went through, as a journal keeps them.
struct Journalled {
    session: Session,
    journal: Vec<String>,
}

impl Journalled {
    fn new(document: &Document) -> Journalled {
        Journalled { session: Session::new(document.clone()), journal: Vec::new() }
    }

    /// Carries out a command and checks what holds of every one. Whether it changed anything.
    fn dispatch(&mut self, command: &Command) -> bool {
        let before = self.session.document().clone();
        match self.session.dispatch(command) {
            Ok(Some(next)) => {
                let (old, new) = (before.audit().entries(), next.document().audit().entries());
                assert_eq!(new.len(), old.len() + 1, "one audit entry for each command");
                assert_eq!(&new[..old.len()], old, "the trail is only appended to");
                let entry = &new[old.len()];
                assert!(!entry.changes.is_empty() && !entry.what.is_empty());
                assert_eq!((entry.revision, entry.at), (next.document().head().revision, command.at));
                assert_eq!((next.document().head().revision, next.document().head().changed), (before.head().revision + 1, command.at));
                self.session = next;
                self.journal.push(to_text(command));
                true
            }
            Ok(None) => {
                assert_eq!(content(&apply(&before, command).expect("it went through").document), content(&before), "nothing noted, so nothing changed");
                false
            }
            Err(rejection) => {
                assert!(!rejection.to_string().contains('\n') && self.session.document() == &before);
                false
            }
        }
    }

    fn edits(&mut self, gestures: &[Gesture]) -> usize {
        (0..gestures.len()).filter(|number| command(self.session.document(), gestures, *number).is_some_and(|command| self.dispatch(&command))).count()
    }

    fn undo(&mut self, minute: usize) -> bool {
        self.session.undo_command(hand(minute)).is_some_and(|command| {
            assert!(self.dispatch(&command), "an undo changes something");
            true
        })
    }

    fn redo(&mut self, minute: usize) -> bool {
        self.session.redo_command(hand(minute)).is_some_and(|command| {
            assert!(self.dispatch(&command), "a redo changes something");
            true
        })
    }
}

fn undo_and_redo_and_replay(start: Document, gestures: &[Gesture], later: &[Gesture]) {
    let mut run = Journalled::new(&start);
    let edits = run.edits(gestures);
    let edited = content(run.session.document());

    let undone = (0..).take_while(|minute| run.undo(1_000 + minute)).count();
    assert_eq!(undone, edits);
    assert_eq!(differences(&start, run.session.document()), []);
    assert_eq!(content(run.session.document()), content(&start), "undo gives back every record in its place");

    let redone = (0..).take_while(|minute| run.redo(2_000 + minute)).count();
    assert_eq!(redone, edits);
    assert_eq!(content(run.session.document()), edited);

    // Back to the middle, then on along another way: nothing is left to redo.
    for minute in 0..edits / 2 {
        run.undo(3_000 + minute);
    }
    if run.edits(later) > 0 {
        assert_eq!(run.session.redo_command(hand(0)), None);
    }

    let mut replayed = Session::new(start);
    for line in &run.journal {
        let command: Command = from_text(line).expect("a journalled command");
        replayed = replayed.dispatch(&command).expect("it went through before").expect("it changed something before");
    }
    let chain = verify(run.session.document().head(), run.session.document().audit());
    assert!(matches!(chain, Chain::Empty | Chain::Whole { bare: 0 }), "every edit carries the chain on: {chain:?}");
    assert_eq!(replayed.document(), run.session.document(), "replay gives the same document, audit trail and all");
    assert_eq!((replayed.undo_label(), replayed.redo_label()), (run.session.undo_label(), run.session.redo_label()));
    assert_eq!(replayed.undo_command(hand(0)), run.session.undo_command(hand(0)));
}

fn relations(start: Document, shared: &[Gesture], mine: &[Gesture], theirs: &[Gesture]) {
    let common = Document::clone(after(start, shared).document());
    let grown = |gestures: &[Gesture]| Document::clone(after(common.clone(), gestures).document());
    let has_grown = |document: &Document| document.audit().entries().len() > common.audit().entries().len();
    let (mine, theirs) = (grown(mine), grown(theirs));
    assert_eq!(relation(&common, &common.clone()), Relation::Same);
    assert_eq!(relation(&mine, &mine.clone()), Relation::Same);
    for side in [&mine, &theirs] {
        let (newer, older) = if has_grown(side) { (Relation::Newer, Relation::Older) } else { (Relation::Same, Relation::Same) };
        assert_eq!((relation(&common, side), relation(side, &common)), (newer, older));
    }
    let apart = |one: &Document, other: &Document| one.audit().entries().iter().zip(other.audit().entries()).any(|(one, other)| one != other);
    if apart(&mine, &theirs) {
        assert_eq!((relation(&mine, &theirs), relation(&theirs, &mine)), (Relation::Diverged, Relation::Diverged));
    }
    // What nobody's audit trail tells of is a difference all the same.
    let mut edited_by_hand = mine.clone();
    edited_by_hand.head_mut().title.push('!');
    assert_eq!(relation(&mine, &edited_by_hand), Relation::Diverged);
}

/// Goes back to an earlier version, and back again.
fn restoring(start: Document, shared: &[Gesture], later: &[Gesture]) {
    let earlier = Document::clone(after(start, shared).document());
    let mut run = Journalled::new(after(earlier.clone(), later).document());
    let before = content(run.session.document());
    match change_to(run.session.document(), &earlier) {
        None => assert_eq!(before, content(&earlier)),
        Some(change) => {
            assert!(run.dispatch(&Command { at: at(5_000), who: "Lead".to_owned(), why: None, origin: Origin::Edit, change }));
            assert_eq!(content(run.session.document()), content(&earlier));
            assert!(run.undo(6_000));
            assert_eq!(content(run.session.document()), before);
        }
    }
}

/// Changes one entry past the page, after a journey through the file format.
fn tampering_shows(gestures: &[Gesture], which: usize, how: u8) {
    let document = Document::clone(after(blank_plan(), gestures).document());
    let mut document = native::read_text(&native::write(&document)).expect("our own file");
    let mut entries: Vec<AuditEntry> = document.audit().entries().iter().map(|entry| AuditEntry::clone(entry)).collect();
    if entries.is_empty() {
        return;
    }
    assert_eq!(verify(document.head(), document.audit()), Chain::Whole { bare: 0 });
    let place = which % entries.len();
    match how % 6 {
        0 => entries[place].who.push('!'),
        1 => entries[place].what.push('!'),
        2 => entries[place].revision += 1,
        3 => entries[place].changes.clear(),
        4 => drop(entries.remove(place)),
        _ => entries.insert(place, entries[place].clone()),
    }
    // Nothing may have been there to clear.
    let tampered = entries.into_iter().fold(AuditTrail::default(), |trail, entry| trail.with(entry));
    let touched = tampered != *document.audit();
    *document.audit_mut() = tampered;
    match verify(document.head(), document.audit()) {
        Chain::Broken { place: found, .. } => assert!(touched && found.abs_diff(place) <= 1, "entry {place} was touched, and {found} is named"),
        chain => assert!(!touched, "entry {place} was touched, and the trail is {chain:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_earlier_version_comes_back_as_one_edit(shared in gestures(20), later in gestures(20)) {
        restoring(blank_plan(), &shared, &later);
        restoring(blank_evaluation(), &shared, &later);
    }

    #[test]
    fn tampering_with_a_trail_shows_where_it_was_done(gestures in gestures(12), which in 0_usize..12, how in 0_u8..6) {
        tampering_shows(&gestures, which, how);
    }

    #[test]
    fn any_edits_of_a_plan_can_be_undone_redone_and_replayed(gestures in gestures(40), later in gestures(8)) {
        undo_and_redo_and_replay(blank_plan(), &gestures, &later);
    }

    #[test]
    fn any_edits_of_an_evaluation_can_be_undone_redone_and_replayed(gestures in gestures(40), later in gestures(8)) {
        undo_and_redo_and_replay(blank_evaluation(), &gestures, &later);
    }

    #[test]
    fn copies_of_a_plan_know_how_they_stand_to_each_other(shared in gestures(8), mine in gestures(8), theirs in gestures(8)) {
        relations(blank_plan(), &shared, &mine, &theirs);
    }

    #[test]
    fn copies_of_an_evaluation_know_how_they_stand_to_each_other(shared in gestures(8), mine in gestures(8), theirs in gestures(8)) {
        relations(blank_evaluation(), &shared, &mine, &theirs);
    }

    #[test]
    fn documents_that_differ_in_anything_have_differences(common in gestures(12), more in gestures(3)) {
        for blank in [blank_plan(), blank_evaluation()] {
            let one = after(blank, &common);
            let other = after(Document::clone(one.document()), &more);
            let (one, other) = (one.document(), other.document());
            prop_assert_eq!(differences(one, other).is_empty(), content(one) == content(other));
        }
    }
}

#[test]
fn a_change_of_another_kind_of_document_is_refused() {
    let command = |change| Command { at: at(0), who: String::new(), why: None, origin: Origin::Edit, change };
    let refused = apply(&blank_evaluation(), &command(Change::Trial(Default::default()))).expect_err("a plan's change");
    assert_eq!(refused.to_string(), "This change belongs to another kind of document; nothing was changed");
    assert!(apply(&blank_plan(), &command(Change::Several(vec![Change::Title("New".into()), Change::Brief(Default::default())]))).is_err());
}

#[test]
fn the_oldest_steps_give_way_and_the_rest_can_still_be_undone() {
    let mut session = Session::new(blank_plan());
    for number in 0..STEPS + 20 {
        let command = Command { at: at(number), who: String::new(), why: None, origin: Origin::Edit, change: Change::Title(format!("Title {number}")) };
        session = session.dispatch(&command).expect("it goes through").expect("it changes something");
    }
    let mut undone = 0;
    while let Some(command) = session.undo_command(hand(0)) {
        session = session.dispatch(&command).expect("it goes through").expect("it changes something");
        undone += 1;
    }
    assert_eq!((undone, session.document().head().title.as_str()), (STEPS, "Title 19"));
}

#[test]
fn an_order_of_its_own_is_a_difference_also_beside_others() {
    let with = |sites: &str| -> Document {
        let head = r#""document":{"id":"p","title":"P","created":"2026-01-01T00:00:00Z","changed":"2026-01-01T00:00:00Z","revision":0}"#;
        Document::Plan(serde_json::from_str(&format!(r#"{{{head},"sites":[{sites}]}}"#)).expect("a plan"))
    };
    let [one, two, three] = ["a", "b", "c"].map(|id| format!(r#"{{"id":"{id}","name":"{id}"}}"#));
    let fields = |before: &str, after: &str| differences(&with(before), &with(after)).into_iter().map(|change| change.field).collect::<Vec<_>>();
    assert_eq!(fields(&format!("{one},{two}"), &format!("{two},{one}")), ["order"]);
    assert_eq!(fields(&format!("{one},{two}"), &format!("{two},{three},{one}")), ["", "order"]);
    assert_eq!(fields(&format!("{one},{two}"), &format!("{three},{one},{two}")), [""]);
    assert_eq!(fields(&format!("{one},{two},{three}"), &format!("{one},{three}")), [""]);
}

#[test]
fn a_rejection_is_one_short_line_whatever_the_name_is() {
    for name in ["two\nlines".to_owned(), "x".repeat(10_000)] {
        let task = serde_json::json!({ "id": "t", "name": name, "kind": "task", "plannedStart": "2027-01-04", "plannedFinish": "2027-01-03", "progress": { "state": "notStarted" } });
        let change = serde_json::from_value(serde_json::json!({ "tasks": { "put": { "record": task } } })).expect("a change");
        let said = apply(&blank_plan(), &Command { at: at(0), who: String::new(), why: None, origin: Origin::Edit, change }).expect_err("nonsense").to_string();
        assert!(said.contains("would finish on 3 Jan 2027, before it starts on 4 Jan 2027") && said.chars().count() < 250 && !said.contains('\n'), "{said}");
    }
}

#[test]
fn lists_that_nobody_knows_are_compared_as_a_whole() {
    let with = |list: &str| -> Document {
        let text = format!(
            r#"{{"document":{{"id":"p","title":"P","created":"2026-01-01T00:00:00Z","changed":"2026-01-01T00:00:00Z","revision":0}},"future":{list}}}"#
        );
        Document::Plan(serde_json::from_str(&text).expect("a plan"))
    };
    for (one, other) in [("[1, 2]", "[3, 2]"), ("[1]", "[1, 1]"), ("[]", "[[]]"), (r#"[{"id":"a"},{"id":"a","x":1}]"#, r#"[{"id":"a","x":1}]"#)] {
        assert_eq!(relation(&with(one), &with(other)), Relation::Diverged, "{one} and {other}");
        assert_eq!(differences(&with(one), &with(other)).len(), 1);
    }
}
