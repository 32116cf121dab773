//! The static site in `dist/`: one release build by Trunk, whose hooks (see `Trunk.toml`) call back into this crate.
//!
//! The site works under any sub-path, because every address in it is relative.

use crate::{budget, freshness, process, tools};
use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;
use std::time::Instant;

/// Where Trunk puts the site.
pub fn dist() -> PathBuf {
    process::root().join("dist")
}

/// `cargo xtask build`: builds, weighs, and refuses a page above its budget.
pub fn checked_site() -> Result<()> {
    site()?;
    budget::check(&dist())
}

/// Builds the site unless `dist/` is already what the sources give.
pub fn site() -> Result<()> {
    tools::ensure()?;
    let sources = freshness::of_sources()?;
    if freshness::is_current(&sources) {
        println!("dist/ is up to date.");
        return Ok(());
    }
    println!("Building the page into dist/: one to five minutes the first time, less after that.");
    let started = Instant::now();
    let mut trunk = process::command(process::find(&["trunk"]).context("Trunk was installed but cannot be found.")?);
    trunk
        .args(["build", "--release"])
        // Trunk 0.21 stops at NO_COLOR=1.
        .env_remove("NO_COLOR")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_the_builders_folders());
    process::succeed(&mut trunk, "building the page with Trunk")?;
    freshness::record(&sources)?;
    println!("Built in {} s.", started.elapsed().as_secs());
    Ok(())
}

/// Panic messages carry source paths; the published page should not tell where its builder's home is.
fn without_the_builders_folders() -> String {
    let given = env::var("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS").unwrap_or_default();
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    match cargo_home.map(|folder| folder.display().to_string()) {
        // The flags are split at spaces, so a folder with one in its name has to stay.
        Some(folder) if !folder.contains(' ') => format!("{given} --remap-path-prefix={folder}=/cargo").trim().to_owned(),
        _ => given,
    }
}
