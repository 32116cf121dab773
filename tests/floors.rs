//! The shape of the house: every floor imports only those below it, and no file grows past what can be read at once.
//!
//! The sources are read as text. Paths from the root of the crate are judged wherever they stand (`use crate::a::b`,
//! `crate::{a, b}`, `crate::a::b()`), in tests too. Relative paths (`super::…`) are not followed: they would have to
//! climb out of their floor, which is nobody's habit here.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first. Each may name itself and those before it.
const FLOORS: [&str; 6] = ["domain", "session", "formats", "compute", "storage", "ui"];

/// Crates that speak to a browser, by the beginning of their names.
const BROWSER_CRATES: [&str; 10] =
    ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo", "idb", "serde_wasm_bindgen", "console_error_panic_hook", "reactive_graph", "tachys"];

/// Where browser crates may be named: the page, the adapters of the storage, and what starts the page.
const BROWSER_PLACES: [&str; 4] = ["src/ui/", "src/storage/browser/", "src/storage/browser.rs", "src/main.rs"];

/// The longest file that can be read in one sitting, in lines.
const LONGEST: usize = 400;

/// Longer files, each with its reason.
const LONG_FOR_A_REASON: [(&str, &str); 0] = [];

/// Files of these kinds are data, which is as long as it is.
const DATA: [&str; 2] = ["json", "csv"];

#[test]
fn no_floor_imports_one_above_it() {
    let broken: Vec<String> = rust_files().iter().flat_map(|(name, text)| climbs(name, text)).collect();
    assert!(broken.is_empty(), "imports go down only ({}):\n{}", FLOORS.join(" < "), broken.join("\n"));
}

#[test]
fn only_the_page_and_the_storage_adapters_know_the_browser() {
    let broken: Vec<String> = rust_files().iter().flat_map(|(name, text)| browser_names(name, text)).collect();
    assert!(broken.is_empty(), "browser crates stay in {}:\n{}", BROWSER_PLACES.join(", "), broken.join("\n"));
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    let files: Vec<(String, String)> = ["src", "xtask/src"].iter().flat_map(|folder| files_under(folder)).collect();
    let length = |name: &str| files.iter().find(|(known, _)| known == name).map(|(_, text)| text.lines().count());
    let long = files.iter().filter(|(name, text)| !DATA.contains(&extension(name)) && text.lines().count() > LONGEST);
    let unexplained: Vec<String> = long
        .filter(|(name, _)| !LONG_FOR_A_REASON.iter().any(|(listed, _)| listed == name))
        .map(|(name, text)| format!("{name}: {} lines; split it, or list it with its reason in tests/floors.rs", text.lines().count()))
        .collect();
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    let stale: Vec<&str> = LONG_FOR_A_REASON.iter().map(|(name, _)| *name).filter(|name| length(name).is_none_or(|lines| lines <= LONGEST)).collect();
    assert!(stale.is_empty(), "no longer long, so no longer to be listed: {stale:?}");
}

#[test]
fn the_reader_sees_every_way_to_write_an_import() {
    let seen = |text: &str| climbs("src/session/x.rs", text);
    for fine in [
        "use crate::domain::id::Id;",
        "use super::storage;",
        "// use crate::ui::shell;",
        "let text = \"crate::ui::shell\";",
        "use crate::session::{apply, formats};",
        "pub(crate) fn ui() {}",
    ] {
        assert_eq!(seen(fine), Vec::<String>::new(), "{fine}");
    }
    for (broken, line) in [
        ("use crate::formats::read;", 1),
        ("\n\nuse trialwright::ui::shell;", 3),
        ("/* a\n b */ fn f() { crate::storage::open() }", 2),
        ("use crate::{\n    domain::id::Id,\n    session::{apply, command},\n    compute::Job,\n};", 4),
        ("macro_rules! m { () => { $crate::ui::shell() } }", 1),
        ("use crate :: ui;", 1),
    ] {
        let found = seen(broken);
        assert!(found.len() == 1 && found[0].starts_with(&format!("src/session/x.rs:{line}: ")), "{broken}: {found:?}");
    }
    assert_eq!(browser_names("src/session/x.rs", "use leptos::prelude::*;\nlet leptosy = idbase::f();\n// web_sys::Window\nweb_sys::window()").len(), 2);
    assert_eq!(browser_names("src/ui/x.rs", "use leptos::prelude::*;"), Vec::<String>::new());
}

/// The imports of a file that go up, as `file:line: what`.
fn climbs(name: &str, text: &str) -> Vec<String> {
    let Some(mine) = FLOORS.iter().position(|floor| name.starts_with(&format!("src/{floor}/")) || name == format!("src/{floor}.rs")) else {
        return Vec::new();
    };
    let tokens = tokens(text);
    let mut found = Vec::new();
    for (place, (_, token)) in tokens.iter().enumerate() {
        if matches!(token.as_str(), "crate" | "trialwright") && tokens.get(place + 1).is_some_and(|(_, next)| next == "::") {
            for (line, module) in first_names(&tokens[place + 2..]) {
                if FLOORS.iter().position(|floor| *floor == module).is_some_and(|theirs| theirs > mine) {
                    found.push(format!("{name}:{line}: {} names {module}, which stands above it", FLOORS[mine]));
                }
            }
        }
    }
    found
}

/// The modules that a path begins with: one, or several in braces.
fn first_names(tokens: &[(usize, String)]) -> Vec<(usize, &str)> {
    let Some(((line, first), rest)) = tokens.split_first() else { return Vec::new() };
    if first != "{" {
        return vec![(*line, first.as_str())];
    }
    let (mut depth, mut expecting, mut names) = (1, true, Vec::new());
    for (line, token) in rest {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 => expecting = true,
            name if depth == 1 && expecting => {
                names.push((*line, name));
                expecting = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// The browser crates that a file names where it must not, as `file:line: what`.
fn browser_names(name: &str, text: &str) -> Vec<String> {
    if BROWSER_PLACES.iter().any(|place| name.starts_with(place)) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let is_browser = |token: &str| BROWSER_CRATES.iter().any(|of| token == *of || token.strip_prefix(of).is_some_and(|rest| rest.starts_with('_')));
    let used = |place: usize| {
        let before = place.checked_sub(1).and_then(|before| tokens.get(before)).map_or("", |(_, token)| token.as_str());
        let after = tokens.get(place + 1).map_or("", |(_, token)| token.as_str());
        before != "::" && (after == "::" || before == "use" || before == "crate")
    };
    let named = tokens.iter().enumerate().filter(|(place, (_, token))| is_browser(token) && used(*place));
    named.map(|(_, (line, token))| format!("{name}:{line}: names {token}")).collect()
}

/// Names, `::`, braces and commas, each with its line; comments and texts are left out.
fn tokens(source: &str) -> Vec<(usize, String)> {
    let letters: Vec<char> = source.chars().collect();
    let (mut place, mut line, mut tokens) = (0, 1, Vec::new());
    let rest_is = |place: usize, mark: &str| mark.chars().enumerate().all(|(offset, letter)| letters.get(place + offset) == Some(&letter));
    while place < letters.len() {
        let start = place;
        if rest_is(place, "//") {
            while place < letters.len() && letters[place] != '\n' {
                place += 1;
            }
        } else if rest_is(place, "/*") {
            while place < letters.len() && !rest_is(place, "*/") {
                place += 1;
            }
            place += 2;
        } else if let Some(after) = raw_text(&letters, place) {
            place = after;
        } else if letters[place] == '"' {
            place += 1;
            while place < letters.len() && letters[place] != '"' {
                place += if letters[place] == '\\' { 2 } else { 1 };
            }
            place += 1;
        } else if rest_is(place, "'\"'") || rest_is(place, "'\\\"'") {
            place += if letters[place + 1] == '\\' { 4 } else { 3 };
        } else if letters[place].is_alphanumeric() || letters[place] == '_' {
            while place < letters.len() && (letters[place].is_alphanumeric() || letters[place] == '_') {
                place += 1;
            }
            tokens.push((line, letters[start..place].iter().collect()));
        } else if rest_is(place, "::") {
            tokens.push((line, "::".to_owned()));
            place += 2;
        } else {
            if !letters[place].is_whitespace() {
                tokens.push((line, letters[place].to_string()));
            }
            place += 1;
        }
        line += letters[start..place.min(letters.len())].iter().filter(|letter| **letter == '\n').count();
    }
    tokens
}

/// Where a raw text that begins here ends.
fn raw_text(letters: &[char], place: usize) -> Option<usize> {
    let mut at = place + usize::from(letters.get(place) == Some(&'b'));
    if letters.get(at) != Some(&'r') || place.checked_sub(1).is_some_and(|before| letters[before].is_alphanumeric() || letters[before] == '_') {
        return None;
    }
    at += 1;
    let hashes = letters[at..].iter().take_while(|letter| **letter == '#').count();
    at += hashes;
    if letters.get(at) != Some(&'"') {
        return None;
    }
    at += 1;
    let ends = |at: usize| letters[at] == '"' && letters[at + 1..].iter().take(hashes).filter(|letter| **letter == '#').count() == hashes;
    while at < letters.len() && !ends(at) {
        at += 1;
    }
    Some(at + 1 + hashes)
}

fn rust_files() -> Vec<(String, String)> {
    let files: Vec<_> = files_under("src").into_iter().filter(|(name, _)| extension(name) == "rs").collect();
    assert!(files.len() > 20, "the sources were found");
    files
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The text files under a folder of the project, by their names from its root, in order.
fn files_under(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut files) = (vec![root.join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        let entries: Vec<PathBuf> = fs::read_dir(&folder).expect("a folder of the project").map(|entry| entry.expect("an entry").path()).collect();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let name = path.strip_prefix(root).expect("under the root").to_string_lossy().replace('\\', "/");
                files.push((name, text));
            }
        }
    }
    files.sort();
    files
}
