//! The programs a build needs beside Cargo: the WebAssembly target, Trunk, and the wasm-bindgen of the lock file.
//!
//! They are pinned, installed once under `target/tools`, and taken from `PATH` where the very same version is there already.

use crate::process;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

pub const WASM: &str = "wasm32-unknown-unknown";

/// Newer releases want a newer compiler than this project asks for.
const TRUNK: Pin = Pin {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    // Without its network features: it downloads nothing, since every tool it calls is in PATH.
    options: &["--no-default-features"],
    // It copies files and calls others.
    optimised: "0",
    minutes: "two to four minutes",
};

pub const GECKODRIVER: Pin =
    Pin { package: "geckodriver", program: "geckodriver", version: "0.37.1", options: &[], optimised: "0", minutes: "a minute or two" };

/// A program of one exact version that Cargo can install.
pub struct Pin<'a> {
    pub package: &'a str,
    pub program: &'a str,
    pub version: &'a str,
    pub options: &'a [&'a str],
    /// How much it is optimised, as Cargo's `opt-level`: a tool that runs for seconds need not be optimised for minutes.
    pub optimised: &'a str,
    pub minutes: &'a str,
}

/// Makes sure that a build of the page can start.
pub fn ensure() -> Result<()> {
    ensure_wasm_target()?;
    TRUNK.ensure()?;
    let version = locked_version("wasm-bindgen")?;
    Pin { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: &version, options: &[], optimised: "1", minutes: "one to three minutes" }.ensure()
}

impl Pin<'_> {
    /// Installs the program unless this version answers already.
    pub fn ensure(&self) -> Result<()> {
        if self.is_there() {
            return Ok(());
        }
        println!("Installing {} {} under target/tools: once, about {}.", self.package, self.version, self.minutes);
        let mut install = process::cargo();
        install
            .args(["install", "--locked", "--quiet", "--force", "--root", "target/tools", "--target-dir", "target/tools-build"])
            .args(self.options)
            .arg(format!("{}@{}", self.package, self.version))
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.optimised);
        process::succeed(&mut install, &format!("installing {}", self.package))
    }

    fn is_there(&self) -> bool {
        process::find(&[self.program])
            .and_then(|program| process::output_of(process::command(program).env_remove("NO_COLOR").arg("--version")))
            .is_some_and(|answer| answer.split_whitespace().any(|word| word == self.version))
    }
}

pub fn ensure_wasm_target() -> Result<()> {
    let library = process::output_of(process::command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("Adding the compiler's {WASM} target: once, some seconds.");
    process::succeed(process::command("rustup").args(["target", "add", WASM]), &format!("adding the target {WASM} with rustup"))
}

/// The version of a package in `Cargo.lock`: Trunk asks for exactly this one.
fn locked_version(package: &str) -> Result<String> {
    let file = process::root().join("Cargo.lock");
    let lock = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    version_in(&lock, package).with_context(|| format!("Cargo.lock does not name {package}."))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    Some(lines.next()?.strip_prefix("version = \"")?.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_package_with_exactly_this_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(version_in(lock, "leptos"), None);
    }
}
