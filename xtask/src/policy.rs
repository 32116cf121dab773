//! The Content Security Policy: the promise that the page talks to nobody, kept by the browser.
//!
//! It stands in the page itself, because a static host may not let us set headers.

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// For the site, where every script and style is a file beside the page.
pub const SITE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'";

/// For the one file, which carries its scripts and its style: exactly these run, and no connection is allowed at all.
pub fn for_one_file(scripts: &[&str], style: &str) -> String {
    let scripts: Vec<String> = scripts.iter().map(|script| hash(script)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; worker-src blob:; \
         base-uri 'none'; form-action 'none'",
        scripts.join(" "),
        hash(style)
    )
}

/// Puts the policy first in the head, so that it governs everything after it.
pub fn insert(html: &str, policy: &str) -> Result<String> {
    let head = html.find("<head").context("The page has no <head> to put its security policy in.")?;
    let inside = head + html[head..].find('>').context("The page's <head> does not end.")? + 1;
    Ok(format!("{}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{}", &html[..inside], &html[inside..]))
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_before_everything_else_in_the_head() -> Result<()> {
        let page = insert("<!doctype html><html lang=\"en\"><head>\n<title>T</title></head>", "default-src 'none'")?;
        assert_eq!(
            page,
            "<!doctype html><html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>T</title></head>"
        );
        assert!(insert("<p>no head</p>", SITE).is_err());
        Ok(())
    }

    #[test]
    fn the_site_may_reach_nothing_but_itself() {
        assert!(SITE.starts_with("default-src 'none'; "));
        assert!(!SITE.contains("unsafe-inline") && !SITE.contains("http") && !SITE.contains('*') && !SITE.contains("  "));
    }

    /// The SHA-256 of no bytes is e3b0c442…b855 (FIPS 180-4); here it is in Base64.
    #[test]
    fn a_script_is_named_by_the_hash_of_its_text() {
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
