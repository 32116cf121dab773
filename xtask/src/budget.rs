//! What the page may weigh on the wire.

use crate::freshness;
use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;
use std::fs;
use std::path::Path;

/// Bytes of the whole page (wasm, JavaScript, CSS, HTML), compressed with Brotli at quality 11.
pub const BUDGET: usize = 950_000;

/// Weighs every file the browser needs to start, prints each and the sum, and fails above the budget.
pub fn check(dist: &Path) -> Result<()> {
    let mut parts = Vec::new();
    for file in freshness::files_below(dist)?.into_iter().filter(|file| counts(file)) {
        let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
        parts.push((name, compressed(&bytes, 11)?.len()));
    }
    let total = parts.iter().map(|(_, size)| size).sum();
    println!("Transfer size, Brotli 11:");
    for (name, size) in &parts {
        println!("{size:>9}  {name}");
    }
    println!("{total:>9}  in all, of {BUDGET} allowed");
    verdict(total)
}

pub fn compressed(bytes: &[u8], quality: i32) -> Result<Vec<u8>> {
    let settings = BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &settings).context("Compressing failed.")?;
    Ok(packed)
}

fn counts(file: &Path) -> bool {
    file.extension().is_some_and(|extension| ["wasm", "js", "css", "html"].iter().any(|counted| extension == *counted))
}

fn verdict(total: usize) -> Result<()> {
    if total > BUDGET {
        bail!("The page weighs {total} bytes, {} more than its budget of {BUDGET} (xtask/src/budget.rs).", total - BUDGET);
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
        assert!(verdict(BUDGET).is_ok());
        assert!(verdict(BUDGET + 1).is_err());
        assert!(verdict(0).is_err());
    }

    #[test]
    fn icons_and_schemas_are_not_needed_to_start() {
        assert!(counts(Path::new("trialwright-1234_bg.wasm")));
        assert!(counts(Path::new("index.html")));
        assert!(!counts(Path::new("icons/icon-192.png")));
        assert!(!counts(Path::new("schema/plan.json")));
    }
}
