//! Finishing the site that Trunk has staged: the program in parts, the security policy in the page, and the service worker with
//! its list of files.
//!
//! Only a release build is taken apart, made strict and available offline. A debug build (`trunk serve`) carries Trunk's own inline
//! script and changes with every keystroke: there the worker takes itself away.

use crate::freshness::{files_below, hex};
use crate::{parts, policy};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::{env, fs};

const WORKER: &str = include_str!("service-worker.js");
const WORKER_OFF: &str = include_str!("service-worker-off.js");
const WORKER_FILE: &str = "sw.js";

/// Trunk's `post_build` hook.
pub fn finish_staged() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").context("This hook is called by Trunk, which sets TRUNK_STAGING_DIR.")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let staging = PathBuf::from(staging);
    if release {
        parts::take_apart(&staging, &page_of(&staging)?)?;
    }
    finish(&staging, release)
}

fn page_of(staging: &Path) -> Result<String> {
    let page = staging.join("index.html");
    fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))
}

fn finish(staging: &Path, release: bool) -> Result<()> {
    if !release {
        return write(&staging.join(WORKER_FILE), WORKER_OFF);
    }
    write(&staging.join("index.html"), &policy::insert(&page_of(staging)?, policy::SITE)?)?;
    let precache = Precache::of(staging)?;
    write(&staging.join(WORKER_FILE), &precache.worker())
}

/// What the service worker keeps, and the version that its contents give it.
struct Precache {
    addresses: Vec<String>,
    version: String,
}

impl Precache {
    fn of(folder: &Path) -> Result<Precache> {
        let mut addresses = Vec::new();
        let mut digest = Sha256::new();
        for file in files_below(folder)? {
            let parts: Vec<_> = file.strip_prefix(folder).unwrap_or(&file).iter().map(|part| part.to_string_lossy()).collect();
            let Some(address) = kept_as(&parts.join("/")) else { continue };
            let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            digest.update(address.as_bytes());
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(&bytes);
            addresses.push(address);
        }
        Ok(Precache { addresses, version: hex(&digest.finalize()[..8]) })
    }

    fn worker(&self) -> String {
        let quoted: Vec<String> = self.addresses.iter().map(|address| format!("{address:?}")).collect();
        WORKER.replace("__VERSION__", &self.version).replace("[\"__FILES__\"]", &format!("[{}]", quoted.join(", ")))
    }
}

/// The address under which a file is kept. Some hosts redirect `index.html` to its folder, and a redirected answer may not
/// be given to a navigation: so the page is kept as its folder.
fn kept_as(path: &str) -> Option<String> {
    match path {
        "index.html" => Some("./".to_owned()),
        WORKER_FILE | "robots.txt" => None,
        other => Some(other.to_owned()),
    }
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staged() -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("icons"))?;
        for (name, text) in [
            ("index.html", "<html><head></head></html>"),
            ("boot.js", "start()"),
            ("icons/mark.svg", "<svg/>"),
            ("robots.txt", "User-agent: *"),
            ("sw.js", "left over"),
        ] {
            fs::write(folder.path().join(name), text)?;
        }
        Ok(folder)
    }

    #[test]
    fn every_file_is_kept_but_the_worker_itself_and_what_only_robots_read() -> Result<()> {
        assert_eq!(Precache::of(staged()?.path())?.addresses, ["boot.js", "icons/mark.svg", "./"]);
        Ok(())
    }

    #[test]
    fn the_version_follows_the_contents() -> Result<()> {
        let folder = staged()?;
        let before = Precache::of(folder.path())?.version;
        assert_eq!(Precache::of(folder.path())?.version, before);
        fs::write(folder.path().join("boot.js"), "start(1)")?;
        assert_ne!(Precache::of(folder.path())?.version, before);
        Ok(())
    }

    #[test]
    fn a_release_is_strict_and_offline_and_a_debug_build_neither() -> Result<()> {
        let folder = staged()?;
        let read = |name: &str| fs::read_to_string(folder.path().join(name));
        finish(folder.path(), false)?;
        assert!(!read("index.html")?.contains("Content-Security-Policy"));
        assert!(read("sw.js")?.contains("unregister"));
        finish(folder.path(), true)?;
        assert!(read("index.html")?.contains("<head><meta http-equiv=\"Content-Security-Policy\""));
        let worker = read("sw.js")?;
        assert!(worker.contains("[\"boot.js\", \"icons/mark.svg\", \"./\"]"));
        assert!(!worker.contains("__"));
        Ok(())
    }
}
