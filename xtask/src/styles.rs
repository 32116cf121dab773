//! The style sheet: every `.css` under `src/ui/`, each standing beside the component it styles, joined into one file.
//!
//! `src/ui/style.css` comes first, because it declares the cascade layers; the others follow by path. With the layers
//! declared, their order among each other does not matter to what is seen.

use crate::{freshness, process};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Where index.html looks for it.
const JOINED: &str = "target/styles/trialwright.css";

pub fn write() -> Result<()> {
    let joined = joined(&process::root().join("src/ui"))?;
    let file = process::root().join(JOINED);
    // An unchanged file is left alone, lest `trunk serve` sees a change and builds again without end.
    if fs::read_to_string(&file).is_ok_and(|present| present == joined) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, joined).with_context(|| format!("{} cannot be written", file.display()))
}

fn joined(folder: &Path) -> Result<String> {
    let first = folder.join("style.css");
    if !first.is_file() {
        bail!("{} is missing: it declares the cascade layers that every other style sheet fills.", first.display());
    }
    let others = freshness::files_below(folder)?.into_iter().filter(|file| *file != first && is_style(file));
    let mut text = String::new();
    for file in std::iter::once(first.clone()).chain(others) {
        let style = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let name: PathBuf = file.strip_prefix(folder).unwrap_or(&file).iter().collect();
        text.push_str(&format!("/* {} */\n{}\n", name.display(), style.trim()));
    }
    Ok(text)
}

fn is_style(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "css")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_that_declares_the_layers_comes_first_and_the_rest_by_path() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("pages"))?;
        for (name, text) in [("a.css", "a{}"), ("style.css", "@layer reset;\n"), ("pages/b.css", "b{}"), ("a.rs", "fn a() {}")] {
            fs::write(folder.path().join(name), text)?;
        }
        assert_eq!(joined(folder.path())?.lines().collect::<Vec<_>>(), ["/* style.css */", "@layer reset;", "/* a.css */", "a{}", "/* pages/b.css */", "b{}"]);
        Ok(())
    }

    #[test]
    fn without_the_layers_there_is_no_sheet() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(joined(folder.path()).is_err());
        Ok(())
    }
}
