//! Taking the program apart: what `src/ui/parts.rs` marks is loaded later, so the page begins with less.
//!
//! Trunk has built the page from one program. The same program, as it was linked, is split by the relocations that
//! `build.rs` left in it; wasm-bindgen makes the glue of what is needed to begin, in the place of Trunk's, and every part that is
//! marked becomes a file beside it. What several of them need falls into dozens of small pieces, one for each set of parts that
//! share them, which stand in one file together. The loader knows which parts need which pieces; how they are fetched is said
//! once, in `parts.js`.

use crate::bundle::Tag;
use crate::{process, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// How the site fetches a part. The one file has its own way, in place of this.
pub const FETCHING: &str = include_str!("parts.js");

/// How a piece of the shared file is taken, and how bytes become a part of the program: the same wherever they come from.
const PIECES: &str = "\
const files = {};
async function piece(name, begin, end) {
  files[name] ??= part(name).catch((fault) => { delete files[name]; throw fault; });
  return (await files[name]).slice(begin, end);
}
async function instantiated(bytes, imports) {
  return WebAssembly.instantiate(await bytes, imports);
}
";

/// How the file of a part ends. What is shared is no module by itself, so none of them is called one.
const PART: &str = ".part";

/// How the loader asks for a part, as the splitter writes it and as it is written here.
const ASKED: (&str, &str) = ("fetch(new URL(\"./", ".wasm\", import.meta.url))");
const INSTANTIATED: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// Puts a program in parts in place of the whole one in a staged site.
pub fn take_apart(staging: &Path, html: &str) -> Result<()> {
    let boot = Tag::all(html, "script").into_iter().find(|tag| tag.attribute("data-wasm").is_some()).context("The page starts no program.")?;
    let glue = boot.attribute("data-js").context("The page's script has no data-js.")?.trim_start_matches("./").to_owned();
    let name = glue.strip_suffix(".js").context("The glue is no script.")?;
    let folder = process::root().join("target/parts");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    let loader = loader_of(&glue);
    let main = folder.join("main.wasm");
    let parts = split(&folder, &main, name, &loader)?;
    bind(&main, name, staging)?;
    let mut script = fs::read_to_string(folder.join(&loader)).context("The splitter wrote no loader.")?;
    let (shared_file, mut shared) = (format!("{name}-shared{PART}"), Vec::new());
    for part in parts {
        let own = part.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = without_custom_sections(&fs::read(&part).with_context(|| format!("{} cannot be read", part.display()))?)?;
        let call = match own.strip_prefix("split_") {
            Some(marked) => {
                let file = format!("{name}-{marked}{PART}");
                fs::write(staging.join(&file), bytes)?;
                format!("part(\"{file}\")")
            }
            None => {
                let begin = shared.len();
                shared.extend_from_slice(&bytes);
                format!("piece(\"{shared_file}\", {begin}, {})", shared.len())
            }
        };
        script = script.replace(&format!("{}{own}{}", ASKED.0, ASKED.1), &call);
    }
    fs::write(staging.join(&shared_file), shared)?;
    let script = format!("{FETCHING}{PIECES}{}", script.replace(INSTANTIATED, "instantiated(src, imports)"));
    if script.contains(ASKED.0) || script.contains("instantiateStreaming") {
        bail!("The loader of the parts is not written as it was expected; see xtask/src/parts.rs.");
    }
    fs::write(staging.join(&loader), script)?;
    Ok(())
}

/// The name of the loader of the parts, beside the glue.
pub fn loader_of(glue: &str) -> String {
    format!("{}-parts.js", glue.trim_end_matches(".js"))
}

/// Whether a file of the site is a part that is loaded later.
pub fn is_one(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().ends_with(PART))
}

/// Splits the linked program; gives the files of all parts but the first, which is `main`.
fn split(folder: &Path, main: &Path, name: &str, loader: &str) -> Result<Vec<PathBuf>> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| process::root().join("target"), PathBuf::from);
    let linked = target.join(tools::WASM).join("release/trialwright.wasm");
    let program = fs::read(&linked).with_context(|| format!("{} cannot be read", linked.display()))?;
    let (glue, loader) = (format!("./{name}.js"), format!("./{loader}"));
    let mut options = wasm_split_cli_support::Options::new(&program);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = &glue;
    options.link_name = &loader;
    let made = wasm_split_cli_support::transform(options).map_err(|fault| anyhow::anyhow!("The program cannot be taken apart: {fault:?}"))?;
    Ok(made.split_modules)
}

/// Has wasm-bindgen write the first part and its glue over Trunk's.
fn bind(main: &Path, name: &str, staging: &Path) -> Result<()> {
    let program = process::find(&["wasm-bindgen"]).context("wasm-bindgen was installed but cannot be found.")?;
    let mut bindgen = process::command(program);
    bindgen
        .arg(main)
        // The parts call functions through the table of the first one, which wasm-bindgen would leave out.
        .args([
            "--target",
            "web",
            "--no-typescript",
            "--keep-lld-exports",
            "--remove-name-section",
            "--remove-producers-section",
            "--out-name",
            name,
            "--out-dir",
        ])
        .arg(staging);
    process::succeed(&mut bindgen, "writing the glue of the program")
}

/// A module without what only tools read: names, producers, relocations (WebAssembly core specification, 5.5: a section is its
/// number, its length and its content, and number 0 means nothing to the program).
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let cut_short = || anyhow::anyhow!("A part of the program is cut short.");
    let mut kept = module.get(..HEADER).ok_or_else(cut_short)?.to_vec();
    let mut at = HEADER;
    while at < module.len() {
        let (length, content) = unsigned(module, at + 1).ok_or_else(cut_short)?;
        let section = module.get(at..content + length).ok_or_else(cut_short)?;
        if section.first() != Some(&0) {
            kept.extend_from_slice(section);
        }
        at = content + length;
    }
    Ok(kept)
}

/// An unsigned number in LEB128 at a place, and the place after it.
fn unsigned(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut number = 0;
    for (place, byte) in bytes.get(at..)?.iter().take(5).enumerate() {
        number |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((number, at + place + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_tools_read_is_taken_out() -> Result<()> {
        let header = *b"\0asm\x01\0\0\0";
        let (named, code) = (*b"\x00\x05\x04name", *b"\x0a\x81\x00x");
        let module = [&header[..], &named, &code, &named].concat();
        assert_eq!(without_custom_sections(&module)?, [&header[..], &code].concat());
        assert!(without_custom_sections(&module[..module.len() - 1]).is_err());
        Ok(())
    }

    #[test]
    fn the_loader_stands_beside_the_glue() {
        assert_eq!(loader_of("trialwright-1a2b.js"), "trialwright-1a2b-parts.js");
    }
}
