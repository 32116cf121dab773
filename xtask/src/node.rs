//! Node.js for the tests in `tests/e2e`: the machine's own if it is new enough, else one from npm under `target/tools`.
//!
//! Debian 12 still brings version 18, which Playwright does not run on.

use crate::browsers::{NODE, NPM};
use crate::process;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

const OLDEST_MAJOR: u32 = 20;
const FROM_NPM: &str = "node@22.23.3";

/// Where the one from npm stands; `process` looks here before the machine's own.
pub fn own_bin() -> PathBuf {
    process::root().join("target/tools/node/node_modules/node/bin")
}

/// A Node.js that runs the tests, installed if need be.
pub fn path() -> Result<PathBuf> {
    let found = NODE.path()?;
    if is_new_enough(&found) {
        return Ok(found);
    }
    println!("Node.js here is older than {OLDEST_MAJOR}. Installing {FROM_NPM} under target/tools: once, some seconds.");
    let mut npm = process::command(NPM.path()?);
    npm.args(["install", "--prefix", "target/tools/node", "--no-audit", "--no-fund", "--loglevel=error", FROM_NPM]);
    process::succeed(&mut npm, "installing Node.js from npm")?;
    let installed = process::find(&["node"]).context("Node.js was installed but cannot be found.")?;
    if !is_new_enough(&installed) {
        bail!("The tests need Node.js {OLDEST_MAJOR} or newer: install it, or set NODE to its place.");
    }
    Ok(installed)
}

fn is_new_enough(node: &PathBuf) -> bool {
    process::output_of(process::command(node).arg("--version")).and_then(|answer| major(&answer)).is_some_and(|major| major >= OLDEST_MAJOR)
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_says() {
        assert_eq!(major("v18.20.4"), Some(18));
        assert_eq!(major("v22.23.3"), Some(22));
        assert_eq!(major("command not found"), None);
    }
}
