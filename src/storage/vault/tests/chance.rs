//! The vault's first promise under whatever may happen: crashes, failing writes, full storage, another tab that writes
//! without the lock, imports, and damage to one text.

use proptest::prelude::*;

use super::page::Page;
use crate::domain::date::Timestamp;
use crate::session::command::Change;
use crate::storage::memory::{Memory, Weather, at_once};
use crate::storage::trial_run::{command, fresh, id};
use crate::storage::vault::{Vault, VaultFault};

/// What happens to a page.
#[derive(Debug, Clone)]
enum Happening {
    Edit,
    Undo,
    Fold,
    Import,
    Reload,
    /// The next write but so many fails.
    Stumble(u32),
    /// There is room for so many bytes more, until the page is loaded again.
    Fill(usize),
    /// Another tab makes so many edits, and folds or not; then this one tries to go on, and is loaded again.
    OtherTab(u8, bool),
    /// After so many writes the page is gone, wherever it is in an edit, a fold or an import.
    Crash(u32, u8),
}

/// What happens to one stored text.
#[derive(Debug, Clone)]
enum Damage {
    Flip(prop::sample::Index),
    Cut(prop::sample::Index),
    Lose,
    /// It changes places with another one.
    Swap(prop::sample::Index),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => Just(Happening::Edit),
        2 => Just(Happening::Undo),
        3 => Just(Happening::Fold),
        1 => Just(Happening::Import),
        1 => Just(Happening::Reload),
        2 => (0..6u32).prop_map(Happening::Stumble),
        1 => (0..6_000_usize).prop_map(Happening::Fill),
        1 => (0..4u8, any::<bool>()).prop_map(|(edits, folds)| Happening::OtherTab(edits, folds)),
        3 => (0..14u32, 0..4u8).prop_map(|(writes, during)| Happening::Crash(writes, during)),
    ]
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    prop_oneof![index().prop_map(Damage::Flip), index().prop_map(Damage::Cut), Just(Damage::Lose), index().prop_map(Damage::Swap)]
}

/// An import over the page's document; whether it came to be shows when the page is loaded again.
fn import(page: &mut Page) {
    page.clock += 1;
    let mut import = fresh(&format!("Import {}", page.clock));
    // Copies of one document share its id, and two imports differ in their history.
    import.head_mut().created = Timestamp::from_millis(-page.clock);
    let outcome = at_once(page.vault.replace(&import, Timestamp::from_millis(page.clock)));
    page.reload().expect("opens");
    if page.document().head().created == import.head().created {
        assert_eq!(page.revision(), 0);
        page.saved.clear();
    } else {
        assert!(outcome.is_err(), "an import that was reported is there");
    }
}

/// A tab that writes without the lock, as one that was frozen may, and this one beside it. What either was told is saved
/// is there afterwards.
fn with_another_tab(page: &mut Page, edits: u8, folds: bool) {
    let other = Vault::new(page.texts.clone(), page.blobs.clone());
    let Ok(opened) = at_once(other.open(&id())) else { return };
    let mut session = opened.session;
    let mut saved = Vec::new();
    for _ in 0..edits {
        page.clock += 1;
        let command = command(Change::Title(format!("Other {}", page.clock)), page.clock);
        let next = session.dispatch(&command).expect("fits").expect("changes something");
        if other.append(&id(), &command, next.document()).is_err() {
            break;
        }
        session = next;
        saved.push((session.document().head().revision, command.at));
    }
    if folds {
        let _ = at_once(other.fold(session.document()));
    }
    drop(page.edit());
    drop(page.fold());
    saved.append(&mut page.saved);
    page.saved = saved;
    page.reload().expect("opens");
    let lost = page.lost();
    assert!(lost.is_empty() || !page.notices.is_empty(), "{lost:?} went missing beside another tab");
    page.saved.retain(|change| !lost.contains(change));
}

fn live(page: &mut Page, happening: &Happening) -> Result<(), TestCaseError> {
    match happening {
        Happening::Edit => drop(page.edit()),
        Happening::Undo => page.step_back(),
        Happening::Fold => drop(page.fold()),
        Happening::Import => import(page),
        Happening::Reload => page.reload().expect("opens"),
        Happening::Stumble(writes) => page.texts.set_weather(Weather::Stumbles(*writes)),
        Happening::Fill(bytes) => {
            let used = |store: &Memory| store.texts().iter().map(|(name, text)| name.len() + text.len()).sum::<usize>();
            page.texts.set_weather(Weather::Room(used(&page.texts).max(used(&page.blobs)) + bytes));
        }
        Happening::OtherTab(edits, folds) => with_another_tab(page, *edits, *folds),
        Happening::Crash(writes, during) => {
            page.texts.set_weather(Weather::Stops(*writes));
            match during {
                0 => drop((page.edit(), page.edit())),
                1 => drop(page.fold()),
                2 => drop((page.edit(), page.fold(), page.fold())),
                _ => import(page),
            }
            page.reload().expect("opens");
        }
    }
    // No damage has been done: nothing is missing, and nothing is reported that is not so.
    prop_assert_eq!(page.lost(), vec![]);
    prop_assert_eq!(&page.notices, &Vec::<String>::new());
    Ok(())
}

/// As many as the full run asks for, or enough for a quick look.
fn cases() -> u32 {
    std::env::var("TRIALWRIGHT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(500)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn a_saved_change_is_there_or_missed(happenings in prop::collection::vec(happening(), 1..24), which: prop::sample::Index, damage in damage(), after in prop::collection::vec(happening(), 0..6)) {
        let mut page = Page::new();
        for happening in &happenings {
            live(&mut page, happening)?;
        }
        page.reload().expect("opens");
        prop_assert_eq!(page.lost(), vec![]);

        let pieces: Vec<String> = page.texts.texts().into_keys().chain(page.blobs.texts().into_keys()).filter(|name| !name.contains("/replaced/") && !name.contains("/generation/")).collect();
        let name = which.get(&pieces);
        let text = page.texts.texts().get(name).or(page.blobs.texts().get(name)).cloned().unwrap_or_default();
        let letters: Vec<char> = text.chars().collect();
        // Two whole copies that changed places may make no difference: the journal holds what the older one lacks.
        let seen = matches!(damage, Damage::Flip(_) | Damage::Cut(_));
        let damaged: Option<String> = match damage {
            Damage::Flip(at) => {
                let mut letters = letters.clone();
                let at = at.index(letters.len());
                letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
                Some(letters.into_iter().collect())
            }
            Damage::Cut(at) => Some(letters[..at.index(letters.len())].iter().collect()),
            Damage::Lose => None,
            Damage::Swap(other) => {
                let other = other.get(&pieces);
                let theirs = page.texts.texts().get(other).or(page.blobs.texts().get(other)).cloned().unwrap_or_default();
                // The same text in both places is no damage.
                prop_assume!(theirs != text);
                page.damage(other, |_| text.clone());
                Some(theirs)
            }
        };
        match damaged {
            Some(damaged) => page.damage(name, |_| damaged.clone()),
            None => [&page.texts, &page.blobs].into_iter().for_each(|store| store.lose(name)),
        }
        match page.reload() {
            Ok(()) => {
                prop_assert!(!page.notices.is_empty() || !seen, "the damage to {} is noticed", name);
                prop_assert!(!page.notices.is_empty() || page.lost().is_empty(), "{:?} went missing without a word", page.lost());
            }
            Err(fault) => {
                prop_assert!(matches!(fault, VaultFault::Unreadable(_) | VaultFault::Missing(_)), "{fault:?}");
                return Ok(());
            }
        }
        // Life goes on, and what is saved from now on is kept as before.
        page.saved = page.document().audit().entries().iter().map(|entry| (entry.revision, entry.at)).collect();
        for happening in after.iter().filter(|happening| !matches!(happening, Happening::Import | Happening::Crash(_, 3))) {
            page.notices.clear();
            let _ = live(&mut page, happening);
            prop_assert_eq!(page.lost(), vec![]);
        }
    }
}
