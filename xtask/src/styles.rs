//! The style sheet: every `.css` under `src/ui/`, each standing beside the component it styles, joined into one file.
//!
//! `src/ui/style.css` comes first, because it declares the cascade layers; the others follow by path. With the layers
//! declared, their order among each other does not matter to what is seen, as long as no two of them style the same class.

use crate::{freshness, process};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
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
    let mut owners = BTreeMap::<String, PathBuf>::new();
    for file in std::iter::once(first.clone()).chain(others) {
        let style = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let name: PathBuf = file.strip_prefix(folder).unwrap_or(&file).iter().collect();
        for class in classes(&style).into_iter().filter(|_| file != first) {
            let owner = owners.entry(class.clone()).or_insert_with(|| name.clone());
            if *owner != name {
                bail!("The class `{class}` is styled by itself in {} and in {}: whatever has it gets both. Rename one.", owner.display(), name.display());
            }
        }
        text.push_str(&format!("/* {} */\n{}\n", name.display(), style.trim()));
    }
    Ok(text)
}

/// The classes that a sheet styles wherever they stand on the page: selectors of one class and nothing else. What is only said for
/// paper adds to a component of another sheet on purpose.
fn classes(style: &str) -> Vec<String> {
    let (mut found, mut open, mut rest) = (Vec::new(), Vec::new(), without_comments(style));
    while let Some(at) = rest.find(['{', '}']) {
        let head = rest[..at].rsplit(';').next().unwrap_or_default().trim().to_owned();
        if rest[at..].starts_with('}') {
            open.pop();
        } else {
            if !open.iter().any(|outer: &String| outer.starts_with("@media print")) {
                let alone =
                    |selector: &&str| selector.strip_prefix('.').is_some_and(|name| name.chars().all(|letter| letter.is_alphanumeric() || letter == '-'));
                found.extend(head.split(',').map(str::trim).filter(alone).map(str::to_owned));
            }
            open.push(head);
        }
        rest = rest[at + 1..].to_owned();
    }
    found
}

fn without_comments(style: &str) -> String {
    style.split("/*").enumerate().map(|(place, part)| if place == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) }).collect()
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
    fn a_class_of_two_components_is_refused_for_either_would_get_the_look_of_both() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, text) in [
            ("style.css", "@layer parts; .card { gap: 0; }"),
            ("a.css", "@layer parts { .card { gap: 1px; } /* .ways { } */ .plan > .ways { gap: 0; } @media print { .ways { display: none; } } }"),
            ("b.css", "@layer parts { h2, .ways { gap: 1px; } }"),
        ] {
            fs::write(folder.path().join(name), text)?;
        }
        joined(folder.path())?;
        fs::write(folder.path().join("c.css"), ".x{}\n.ways{display:block}")?;
        let refused = joined(folder.path()).map_err(|fault| fault.to_string());
        assert_eq!(refused, Err("The class `.ways` is styled by itself in b.css and in c.css: whatever has it gets both. Rename one.".to_owned()));
        Ok(())
    }

    #[test]
    fn without_the_layers_there_is_no_sheet() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(joined(folder.path()).is_err());
        Ok(())
    }
}
