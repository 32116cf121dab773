//! Starting other programs from the root of the project.
//!
//! The tools under `target/tools/bin` come first in `PATH`. What the outer `cargo run` says about *this* package is taken
//! out of the environment, so that a build started here is the same build as one started by hand.

use crate::node;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the root `Cargo.toml`.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// Where the programs fetched by Cargo stand.
pub fn tools_bin() -> PathBuf {
    root().join("target/tools/bin")
}

/// A command that runs in the root of the project.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", search_path());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(describes_this_package) {
            command.env_remove(name);
        }
    }
    command
}

pub fn cargo() -> Command {
    command("cargo")
}

/// Runs a command to its end. `what` completes the sentence "… failed".
pub fn succeed(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command, what))?;
    if !status.success() {
        bail!("{} failed ({status}).", capitalised(what));
    }
    Ok(())
}

/// What a command prints, trimmed; `None` if it cannot be started or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The first of these programs that `PATH` (with our own tools in front) knows.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = search_path();
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .map(|file| if cfg!(windows) { file.with_extension(env::consts::EXE_EXTENSION) } else { file })
        .find(|file| file.is_file())
}

fn search_path() -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let own = [tools_bin(), node::own_bin()];
    let others = env::split_paths(&inherited).filter(|folder| !own.contains(folder));
    env::join_paths(own.iter().cloned().chain(others)).unwrap_or(inherited)
}

fn describes_this_package(variable: &str) -> bool {
    matches!(variable, "CARGO" | "CARGO_BIN_NAME" | "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE")
        || variable.starts_with("CARGO_PKG_")
        || variable.starts_with("CARGO_MANIFEST_")
}

fn cannot_start(command: &Command, what: &str) -> String {
    format!("{} failed: `{}` cannot be started", capitalised(what), command.get_program().to_string_lossy())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_of_cargo_is_passed_on_but_not_the_name_of_the_running_package() {
        assert!(describes_this_package("CARGO_PKG_NAME"));
        assert!(describes_this_package("CARGO_MANIFEST_DIR"));
        assert!(!describes_this_package("CARGO_HOME"));
        assert!(!describes_this_package("CARGO_TARGET_DIR"));
        assert!(!describes_this_package("CARGO_NET_OFFLINE"));
    }

    #[test]
    fn our_own_tools_come_first_and_once() {
        let folders: Vec<PathBuf> = env::split_paths(&search_path()).collect();
        assert_eq!(folders.first(), Some(&tools_bin()));
        assert_eq!(folders.iter().filter(|folder| **folder == tools_bin()).count(), 1);
    }
}
