//! Whether `dist/` is what the sources at hand give.
//!
//! Told by contents, not by times: a checkout, a clock or a touched file cannot mislead it. The sources are read *before*
//! the build, so an edit made while it runs makes the next one build again. `dist/` is read too, since a debug build by
//! Trunk alone would have replaced it.

use crate::process;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything a build reads: the page, its styles and files, the manifests, and the chores that finish it.
const SOURCES: [&str; 12] =
    ["build.rs", "src", "kernel", "macros", "public", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", ".cargo", "rust-toolchain.toml", "xtask"];

/// A digest of names and contents.
#[derive(PartialEq, Eq)]
pub struct Fingerprint(String);

pub fn of_sources() -> Result<Fingerprint> {
    of(&process::root(), &SOURCES)
}

/// Whether the last recorded build was of these sources and still stands.
pub fn is_current(sources: &Fingerprint) -> bool {
    let recorded = fs::read_to_string(stamp()).unwrap_or_default();
    of_dist().is_ok_and(|dist| recorded == record_of(sources, &dist))
}

pub fn record(sources: &Fingerprint) -> Result<()> {
    let stamp = stamp();
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&stamp, record_of(sources, &of_dist()?)).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// Every file below a folder, sorted by path; `start` itself if it is a file; nothing if it does not exist.
pub fn files_below(start: &Path) -> Result<Vec<PathBuf>> {
    if start.is_file() {
        return Ok(vec![start.to_path_buf()]);
    }
    if !start.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries =
        fs::read_dir(start).and_then(Iterator::collect::<std::io::Result<Vec<_>>>).with_context(|| format!("{} cannot be listed", start.display()))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let nested: Vec<Vec<PathBuf>> = entries.iter().map(|entry| files_below(&entry.path())).collect::<Result<_>>()?;
    Ok(nested.concat())
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn of_dist() -> Result<Fingerprint> {
    of(&process::root(), &["dist"])
}

fn of(root: &Path, starts: &[&str]) -> Result<Fingerprint> {
    let mut digest = Sha256::new();
    for start in starts {
        for file in files_below(&root.join(start))? {
            let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy();
            for part in [name.as_bytes(), &bytes] {
                digest.update((part.len() as u64).to_le_bytes());
                digest.update(part);
            }
        }
    }
    Ok(Fingerprint(hex(&digest.finalize())))
}

fn record_of(sources: &Fingerprint, dist: &Fingerprint) -> String {
    format!("sources {}\ndist {}\n", sources.0, dist.0)
}

fn stamp() -> PathBuf {
    process::root().join("target/xtask/site.stamp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_changes_with_a_name_a_byte_or_a_removal_and_with_nothing_else() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        fs::create_dir(root.join("src"))?;
        fs::write(root.join("src/a.rs"), "one")?;
        let first = of(root, &["src"])?;
        fs::write(root.join("src/a.rs"), "one")?;
        assert!(of(root, &["src"])? == first);
        fs::write(root.join("src/b.rs"), "two")?;
        assert!(of(root, &["src"])? != first);
        fs::remove_file(root.join("src/b.rs"))?;
        assert!(of(root, &["src"])? == first);
        fs::rename(root.join("src/a.rs"), root.join("src/c.rs"))?;
        assert!(of(root, &["src"])? != first);
        Ok(())
    }
}
