//! The whole page as one HTML file that opens from disk: the site of `dist/` with its files written into the page.
//!
//! The program is gzipped and Base64-encoded in a block of data, the glue that wasm-bindgen made becomes a function, and
//! `boot.js` is carried as it stands. What a file cannot have is left out: the manifest and the service worker.
//! Limits: it knows the page that this project's `index.html` and Trunk give, not HTML at large; whatever would still
//! point outside the file is an error, not a broken bundle.

use crate::{build, freshness, parts, policy, process};
use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const CARRIER: &str = include_str!("one-file.js");

/// Where the one file is written.
pub fn file() -> PathBuf {
    process::root().join("target/bundle/trialwright.html")
}

/// Builds the site if need be and writes the file.
pub fn write() -> Result<()> {
    build::site()?;
    let page = one_file(&build::dist())?;
    let file = file();
    fs::create_dir_all(process::root().join("target/bundle"))?;
    fs::write(&file, &page).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{}: {} bytes", file.display(), page.len());
    Ok(())
}

fn one_file(dist: &Path) -> Result<String> {
    let html = read(dist, "index.html")?;
    let boot = Tag::all(&html, "script").into_iter().find(|tag| tag.attribute("data-wasm").is_some()).context("dist/index.html starts no program.")?;
    let named = |attribute| boot.attribute(attribute).with_context(|| format!("The script of dist/index.html has no {attribute}."));

    let glue_file = named("data-js")?;
    let loader = parts::loader_of(glue_file.trim_start_matches("./"));
    let glue = as_function_body(&without_import_of(&read(dist, glue_file)?, &loader))?;
    let loading = loader_as_function_body(&read(dist, &loader)?)?;
    let carrier = CARRIER.replace("__GLUE__", &glue).replace("__LOADER__", &loading).replace("__FILES__", &carried_files(dist)?);
    let carrier = safe_in_script(&carrier);
    let starter = safe_in_script(&read(dist, named("src")?)?);
    let program = packed(&bytes(dist, named("data-wasm")?)?)?;
    let later = packed_parts(dist)?;
    let style = joined_styles(dist, &html)?;

    // In place of the start tag: the end tag that follows it closes the last of them.
    let scripts = format!(
        "<script type=\"application/octet-stream\" id=\"program\">{program}</script>{later}\
         <script type=\"module\">{carrier}</script><script type=\"module\">{starter}"
    );
    let page = replace_tags(&html, "meta", |tag| match tag.attribute("http-equiv") {
        Some("Content-Security-Policy") => Some(String::new()),
        _ => None,
    });
    let mut style_stands = false;
    let page = replace_tags(&page, "link", |tag| match tag.attribute("rel") {
        Some("stylesheet") if !style_stands => {
            style_stands = true;
            Some(format!("<style>{style}</style>"))
        }
        Some("icon") if tag.attribute("type") == Some("image/svg+xml") => icon(dist, tag).ok(),
        _ => Some(String::new()),
    });
    let page = policy::insert(&page, &policy::for_one_file(&[&carrier, &starter], &style))?;
    refuse_outside_addresses(&page)?;
    // The scripts go in last, so that nothing is looked for inside them.
    Ok(replace_tags(&page, "script", |tag| tag.attribute("data-wasm").map(|_| scripts.clone())))
}

/// A start tag of the page.
pub struct Tag<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Tag<'a> {
    pub fn all(html: &'a str, name: &str) -> Vec<Tag<'a>> {
        let opening = format!("<{name}");
        html.match_indices(&opening)
            .filter(|(start, _)| html[start + opening.len()..].starts_with([' ', '\n', '>', '/']))
            .filter_map(|(start, _)| Some(Tag { text: &html[start..=start + html[start..].find('>')?], start }))
            .collect()
    }

    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let text = self.text;
        let (at, _) = text.match_indices(name).find(|(at, _)| text[..*at].ends_with(char::is_whitespace) && text[at + name.len()..].starts_with('='))?;
        let value = &text[at + name.len() + 1..];
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split([' ', '>']).next(),
        }
    }
}

/// Puts what `replacement` gives in place of a tag; `None` leaves it.
fn replace_tags(html: &str, name: &str, mut replacement: impl FnMut(&Tag) -> Option<String>) -> String {
    let mut page = String::with_capacity(html.len());
    let mut done = 0;
    for tag in Tag::all(html, name) {
        if let Some(text) = replacement(&tag) {
            page.push_str(&html[done..tag.start]);
            page.push_str(&text);
            done = tag.start + tag.text.len();
        }
    }
    page.push_str(&html[done..]);
    page
}

/// The glue with what the loader gives, which stands in the same function, in place of its imports.
fn without_import_of(glue: &str, loader: &str) -> String {
    let from = format!(" from \"./{loader}\"");
    let line = |line: &str| match line.strip_prefix("import * as ").and_then(|rest| rest.trim_end_matches(';').strip_suffix(&from)) {
        Some(name) => format!("const {name} = loader;"),
        None => line.to_owned(),
    };
    glue.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The loader as a function that returns what the module exports. It is called inside the glue, whose `initSync` it uses, and
/// is given its way to the parts.
fn loader_as_function_body(loader: &str) -> Result<String> {
    let own = loader.strip_prefix(parts::FETCHING).context("The loader of the parts does not begin as xtask/src/parts.js does.")?;
    let (imports, rest): (Vec<&str>, Vec<&str>) = own.lines().partition(|line| line.starts_with("import "));
    if imports.iter().any(|line| !line.starts_with("import { initSync }")) {
        bail!("The loader of the parts imports more than it did: {imports:?}");
    }
    let exports: Vec<&str> = rest.iter().filter_map(|line| line.strip_prefix("export const ")?.split(' ').next()).collect();
    let body: Vec<&str> = rest.iter().map(|line| line.strip_prefix("export ").unwrap_or(line)).collect();
    Ok(format!("{}\nreturn {{ {} }};", body.join("\n"), exports.join(", ")))
}

/// The parts that are loaded later, each in a block of data.
fn packed_parts(dist: &Path) -> Result<String> {
    let mut blocks = String::new();
    for file in freshness::files_below(dist)?.into_iter().filter(|file| parts::is_one(file)) {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        blocks += &format!("<script type=\"application/octet-stream\" data-part=\"{name}\">{}</script>", packed(&bytes(dist, &name)?)?);
    }
    Ok(blocks)
}

/// The glue as a function that returns what the module exports.
fn as_function_body(glue: &str) -> Result<String> {
    let mut exports = Vec::new();
    let mut lines = Vec::new();
    for line in glue.lines() {
        if line.starts_with("import ") || line.starts_with("import{") || line.contains("import(") {
            bail!("The glue imports another script (`{line}`), which a page opened from disk cannot load.");
        }
        let Some(exported) = line.strip_prefix("export ") else {
            // Only used where no program is given; here one always is.
            lines.push(line.replace("import.meta.url", "globalThis.location.href"));
            continue;
        };
        if let Some(list) = exported.strip_prefix('{') {
            for item in list.trim_end().trim_end_matches([';', '}']).split(',').map(str::trim).filter(|item| !item.is_empty()) {
                let (own, public) = item.split_once(" as ").unwrap_or((item, item));
                exports.push(format!("{}: {}", public.trim(), own.trim()));
            }
        } else if let Some(value) = exported.strip_prefix("default ") {
            exports.push(format!("default: {}", value.trim_end().trim_end_matches(';')));
        } else {
            let name = exported
                .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '$')))
                .find(|word| !word.is_empty() && !["async", "function", "class", "const", "let"].contains(word))
                .with_context(|| format!("The glue exports something without a name: `{line}`."))?;
            exports.push(name.to_owned());
            lines.push(exported.to_owned());
        }
    }
    if !exports.iter().any(|export| export.starts_with("default: ")) {
        bail!("The glue has no default export to start the program with.");
    }
    lines.push(format!("return {{ {} }};", exports.join(", ")));
    Ok(lines.join("\n"))
}

/// Text that would end a script element early, written so that it means the same and does not.
fn safe_in_script(script: &str) -> String {
    script.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

/// The files that the program asks for when it runs, as an object of their texts by their paths.
fn carried_files(dist: &Path) -> Result<String> {
    let mut texts = Vec::new();
    for file in freshness::files_below(&dist.join("start"))? {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let path = format!("start/{name}");
        texts.push(format!("{}: {}", json_string(&path), json_string(&read(dist, &path)?)));
    }
    Ok(format!("{{{}}}", texts.join(", ")))
}

fn json_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

fn packed(program: &[u8]) -> Result<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(program)?;
    Ok(STANDARD.encode(encoder.finish()?))
}

fn joined_styles(dist: &Path, html: &str) -> Result<String> {
    let sheets = Tag::all(html, "link").into_iter().filter(|tag| tag.attribute("rel") == Some("stylesheet"));
    let texts: Vec<String> =
        sheets.map(|tag| read(dist, tag.attribute("href").context("A style sheet of dist/index.html has no address.")?)).collect::<Result<_>>()?;
    let style = texts.join("\n").replace("\r\n", "\n");
    if style.contains("</style") || style.contains("@import") {
        bail!("The style sheet ends a style element or imports another sheet; neither can stand inside the page.");
    }
    for address in style.split("url(").skip(1) {
        let address = address.trim_start_matches(['"', '\'', ' ']);
        if !address.starts_with("data:") && !address.starts_with('#') {
            bail!("The style sheet refers to a file, which the one-file page cannot carry: url({:.40}…", address);
        }
    }
    Ok(style)
}

fn icon(dist: &Path, tag: &Tag) -> Result<String> {
    let image = bytes(dist, tag.attribute("href").context("The icon has no address.")?)?;
    Ok(format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{}\">", STANDARD.encode(image)))
}

fn refuse_outside_addresses(page: &str) -> Result<()> {
    for (name, attribute) in [("link", "href"), ("img", "src"), ("script", "src"), ("base", "href")] {
        for tag in Tag::all(page, name) {
            let allowed = tag.attribute("data-wasm").is_some() || tag.attribute(attribute).is_none_or(|value| value.starts_with("data:"));
            if !allowed {
                bail!("The one-file page would still point outside itself: {}", tag.text);
            }
        }
    }
    Ok(())
}

fn read(dist: &Path, address: &str) -> Result<String> {
    String::from_utf8(bytes(dist, address)?).with_context(|| format!("{address} is not UTF-8"))
}

fn bytes(dist: &Path, address: &str) -> Result<Vec<u8>> {
    let file = dist.join(address.trim_start_matches("./"));
    fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_becomes_a_function_that_returns_its_exports() -> Result<()> {
        let glue = "let wasm;\nexport function rescue_document() {\n    return 1;\n}\nexport class Job {\n}\nconst at = import.meta.url;\nexport { initSync, __wbg_init as default };";
        assert_eq!(
            as_function_body(glue)?,
            "let wasm;\nfunction rescue_document() {\n    return 1;\n}\nclass Job {\n}\nconst at = globalThis.location.href;\nreturn { rescue_document, Job, initSync: initSync, default: __wbg_init };"
        );
        assert!(as_function_body("import { a } from './snippets/a.js';\nexport default b;").is_err());
        assert!(as_function_body("let wasm;").is_err());
        Ok(())
    }

    #[test]
    fn a_script_cannot_end_its_element() {
        assert_eq!(safe_in_script("'</script><!--'"), "'<\\/script><\\!--'");
        assert_eq!(json_string("a \"b\"\n\\"), "\"a \\\"b\\\"\\n\\\\\"");
    }

    #[test]
    fn attributes_are_read_quoted_or_not_and_by_their_whole_name() {
        let html = "<script type=module src=\"./boot.js\" data-src='x' data-js=./a.js></script>";
        let tags = Tag::all(html, "script");
        let tag = &tags[0];
        assert_eq!(tag.attribute("src"), Some("./boot.js"));
        assert_eq!(tag.attribute("data-src"), Some("x"));
        assert_eq!(tag.attribute("data-js"), Some("./a.js"));
        assert_eq!(tag.attribute("js"), None);
    }

    #[test]
    fn the_one_file_points_nowhere() -> Result<()> {
        let dist = tempfile::tempdir()?;
        fs::create_dir(dist.path().join("start"))?;
        for (name, text) in [
            (
                "index.html",
                "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\"><link rel=\"stylesheet\" href=\"./a.css\"><link rel=\"manifest\" href=\"manifest.webmanifest\"><link rel=\"modulepreload\" href=\"./a.js\"></head><body><script type=\"module\" src=\"./boot.js\" data-js=\"./a.js\" data-wasm=\"./a_bg.wasm\"></script></body></html>",
            ),
            ("a.css", "p { color: teal }"),
            ("a.js", "import * as import1 from \"./a-parts.js\"\nfunction go() {}\nexport { go as default };"),
            ("a-parts.js", &format!("{}import {{ initSync }} from \"./a.js\";\nexport const load = part(\"a-later.part\");", parts::FETCHING)),
            ("a_bg.wasm", "\0asm"),
            ("a-later.part", "\0asm"),
            ("boot.js", "start();"),
            ("start/plan.json", "{\"a\": 1}"),
        ] {
            fs::write(dist.path().join(name), text)?;
        }
        let page = one_file(dist.path())?;
        assert!(page.contains("<style>p { color: teal }</style>"));
        assert!(page.contains("return { default: go };") && page.contains("const import1 = loader;"));
        assert!(page.contains("const load = part(\"a-later.part\");\nreturn { load };") && page.contains("data-part=\"a-later.part\""));
        assert!(page.contains("const files = {\"start/plan.json\": \"{\\\"a\\\": 1}\"};"));
        assert!(page.contains("<script type=\"module\">start();</script></body>"));
        assert_eq!(page.matches("Content-Security-Policy").count(), 1);
        for gone in ["manifest", "modulepreload", "./", "'self'"] {
            assert!(!page.contains(gone), "{gone} in {page}");
        }
        Ok(())
    }
}
