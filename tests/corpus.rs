//! The corpus of the fuzz targets, replayed: every seed, every case that a fuzzer once found, and what comes of each when
//! it is cut or changed a little.

#[path = "../fuzz/src/lib.rs"]
mod promises;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

/// Panics where a parser breaks its promise on these bytes.
type Promise = fn(&[u8]);

/// The parsers, by the names of their corpora.
const PARSERS: [(&str, Promise); 6] = [
    ("document", promises::document),
    ("registry_record", promises::registry_record),
    ("project", promises::project),
    ("pasted_table", promises::pasted_table),
    ("journal_entry", promises::journal_entry),
    ("encrypted_file", promises::encrypted_file),
];

fn corpus(parser: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(parser);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("a file"))).collect()
}

#[test]
fn every_case_keeps_the_parsers_promises() {
    for (parser, promise) in PARSERS {
        let cases = corpus(parser);
        assert!(!cases.is_empty(), "{parser} has a corpus");
        for (path, bytes) in cases {
            let outcome = std::panic::catch_unwind(|| promise(&bytes));
            assert!(outcome.is_ok(), "{}", path.display());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn cases_that_are_cut_or_changed_keep_them_too(which: prop::sample::Index, at: prop::sample::Index, byte: u8, cut in any::<bool>()) {
        for (parser, promise) in PARSERS {
            let cases = corpus(parser);
            let (_, mut bytes) = cases[which.index(cases.len())].clone();
            if bytes.is_empty() {
                continue;
            }
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            promise(&bytes);
        }
    }
}
