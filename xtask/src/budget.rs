//! What the page may weigh on the wire.

use crate::{freshness, parts};
use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;
use std::fs;
use std::path::Path;

/// Bytes that the page begins with (wasm, JavaScript, CSS, HTML), compressed with Brotli at quality 11.
pub const TO_BEGIN: usize = 230_000;

/// Bytes of everything, with the parts that are loaded once the page stands.
pub const IN_ALL: usize = 1_525_000;

/// Weighs the files that the browser needs to begin and those that it loads later, prints each and the sums, and fails above the
/// budgets.
pub fn check(dist: &Path) -> Result<()> {
    let (mut begin, mut all) = (0, 0);
    println!("Transfer size, Brotli 11:");
    for file in freshness::files_below(dist)?.into_iter().filter(|file| counts(file)) {
        let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let size = compressed(&bytes, 11)?.len();
        all += size;
        let later = if is_later(&file) { "  (later)" } else { "" };
        if later.is_empty() {
            begin += size;
        }
        println!("{size:>9}  {}{later}", file.strip_prefix(dist).unwrap_or(&file).display());
    }
    println!("{begin:>9}  to begin, of {TO_BEGIN} allowed");
    println!("{all:>9}  in all, of {IN_ALL} allowed");
    verdict(begin, TO_BEGIN, "to begin")?;
    verdict(all, IN_ALL, "in all")
}

/// Whether the page stands before it asks for this file: a part of the program, or what runs in a worker.
fn is_later(file: &Path) -> bool {
    parts::is_one(file) || file.file_name().is_some_and(|name| name == "worker.js" || name == "sw.js")
}

pub fn compressed(bytes: &[u8], quality: i32) -> Result<Vec<u8>> {
    let settings = BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &settings).context("Compressing failed.")?;
    Ok(packed)
}

fn counts(file: &Path) -> bool {
    file.extension().is_some_and(|extension| ["wasm", "part", "js", "css", "html"].iter().any(|counted| extension == *counted))
}

fn verdict(total: usize, budget: usize, when: &str) -> Result<()> {
    if total > budget {
        bail!("The page weighs {total} bytes {when}, {} more than its budget of {budget} (xtask/src/budget.rs).", total - budget);
    }
    if total == 0 {
        bail!("There is nothing to weigh: the site has no wasm, JavaScript, CSS or HTML.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_above_the_budget_is_refused() {
        assert!(verdict(TO_BEGIN, TO_BEGIN, "to begin").is_ok());
        assert!(verdict(TO_BEGIN + 1, TO_BEGIN, "to begin").is_err());
        assert!(verdict(0, TO_BEGIN, "to begin").is_err());
    }

    #[test]
    fn icons_and_schemas_are_not_needed_to_start() {
        assert!(counts(Path::new("trialwright-1234_bg.wasm")));
        assert!(counts(Path::new("index.html")));
        assert!(!is_later(Path::new("trialwright-1234_bg.wasm")) && !is_later(Path::new("trialwright-1234-parts.js")));
        assert!(is_later(Path::new("trialwright-1234-risks.part")) && is_later(Path::new("worker.js")));
        assert!(!counts(Path::new("icons/icon-192.png")));
        assert!(!counts(Path::new("schema/plan.json")));
    }
}
