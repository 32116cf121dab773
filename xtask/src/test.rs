//! Every layer of tests, in the order of what it costs: from the plain Rust of the domain to a whole page in a browser.
//!
//! A layer that fails does not stop the next: each tells something of its own. Layers may be named to run only those.

use crate::browsers::{self, Program, Screen};
use crate::{budget, build, bundle, node, process, tools};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

struct Layer {
    name: &'static str,
    about: &'static str,
    needs: &'static [&'static Program],
    run: fn(&mut Pages) -> Result<Outcome>,
}

const LAYERS: [Layer; 6] = [
    Layer { name: "native", about: "domain, formats, storage, compute and the chores, as plain Rust", needs: &[], run: native },
    Layer { name: "lint", about: "clippy, for this machine and for the browser", needs: &[], run: lint },
    Layer { name: "wasm", about: "components in headless Chromium", needs: &[&browsers::CHROMIUM, &browsers::CHROMEDRIVER], run: wasm },
    Layer { name: "e2e", about: "the whole page in Chromium", needs: &[&browsers::CHROMIUM, &browsers::NODE, &browsers::NPM], run: e2e },
    Layer { name: "smoke", about: "the whole page in Firefox and WebKit", needs: &SMOKE, run: smoke },
    Layer {
        name: "lighthouse",
        about: "speed, accessibility and good practice",
        needs: &[&browsers::CHROMIUM, &browsers::NODE, &browsers::NPM],
        run: lighthouse,
    },
];

const SMOKE: [&Program; 7] =
    [&browsers::FIREFOX, &browsers::GECKODRIVER, &browsers::WEBKIT_DRIVER, &browsers::WEBKIT_MINIBROWSER, &browsers::XVFB, &browsers::NODE, &browsers::NPM];

enum Outcome {
    Passed,
    Skipped(&'static str),
}

/// What the layers on a whole page share: both builds of it, made once, and the packages of the tests.
#[derive(Default)]
struct Pages {
    ready: Option<Result<(), String>>,
}

/// Whether every layer passed that could run.
pub fn run(names: &[&str]) -> Result<bool> {
    if let Some(unknown) = names.iter().find(|name| LAYERS.iter().all(|layer| layer.name != **name)) {
        bail!("There is no layer `{unknown}`. The layers are: {}.", LAYERS.map(|layer| layer.name).join(", "));
    }
    let chosen: Vec<&Layer> = LAYERS.iter().filter(|layer| names.is_empty() || names.contains(&layer.name)).collect();
    browsers::provide(&chosen.iter().flat_map(|layer| layer.needs).copied().collect::<Vec<_>>());

    let mut pages = Pages::default();
    let mut results = Vec::new();
    for layer in chosen {
        println!("\n── {}: {} ──", layer.name, layer.about);
        let started = Instant::now();
        let result = (layer.run)(&mut pages);
        if let Err(error) = &result {
            println!("{error:#}");
        }
        results.push((layer.name, result, started.elapsed().as_secs_f64()));
    }
    Ok(summary(&results))
}

fn summary(results: &[(&str, Result<Outcome>, f64)]) -> bool {
    println!();
    for (name, result, seconds) in results {
        let verdict = match result {
            Ok(Outcome::Passed) => "passed".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Err(_) => "FAILED".to_owned(),
        };
        println!("{name:<12}{seconds:>8.1} s  {verdict}");
    }
    let failed = results.iter().filter(|(_, result, _)| result.is_err()).count();
    let passed = results.iter().filter(|(_, result, _)| matches!(result, Ok(Outcome::Passed))).count();
    println!("\n{passed} passed, {failed} failed");
    failed == 0
}

/// How many histories of edits, crashes and damage the storage goes through in the full run.
const CASES: &str = "10000";

fn native(_: &mut Pages) -> Result<Outcome> {
    // Property tests draw other cases each time; the seed makes any run repeatable.
    let seed = env::var("PROPTEST_RNG_SEED").unwrap_or_else(|_| fresh_seed().to_string());
    println!("Property tests: PROPTEST_RNG_SEED={seed} repeats this run; the storage goes through {CASES} histories.");
    let mut command = process::cargo();
    command.args(["test", "--workspace", "--quiet"]).env("PROPTEST_RNG_SEED", seed).env("TRIALWRIGHT_CASES", CASES);
    process::succeed(&mut command, "testing natively")?;
    Ok(Outcome::Passed)
}

fn lint(_: &mut Pages) -> Result<Outcome> {
    if process::output_of(process::cargo().args(["clippy", "--version"])).is_none() {
        println!("Clippy is not installed here (`rustup component add clippy`).");
        return Ok(Outcome::Skipped("clippy is not installed"));
    }
    tools::ensure_wasm_target()?;
    let mut native = process::cargo();
    native.args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    let mut browser = process::cargo();
    browser.args(["clippy", "--quiet", "--target", tools::WASM, "--lib", "--bins", "--tests", "--", "-D", "warnings"]);
    let native = process::succeed(&mut native, "linting for this machine");
    let browser = process::succeed(&mut browser, "linting for the browser");
    native.and(browser)?;
    Ok(Outcome::Passed)
}

fn wasm(_: &mut Pages) -> Result<Outcome> {
    tools::ensure()?;
    let runner = process::find(&["wasm-bindgen-test-runner"]).context("wasm-bindgen-test-runner was not installed with wasm-bindgen.")?;
    let mut command = process::cargo();
    command
        .args(["test", "--target", tools::WASM, "--test", "browser"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", browsers::CHROMEDRIVER.path()?)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", headless_chromium()?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    process::succeed(&mut command, "testing components in Chromium")?;
    Ok(Outcome::Passed)
}

/// How ChromeDriver is to start the browser: without a screen, and in a container without its own sandbox.
fn headless_chromium() -> Result<PathBuf> {
    let binary = format!("{:?}", browsers::CHROMIUM.path()?.display().to_string());
    let file = process::root().join("target/xtask/webdriver.json");
    fs::create_dir_all(process::root().join("target/xtask"))?;
    let text = format!(
        "{{\"goog:chromeOptions\": {{\"binary\": {binary}, \"args\": [\"--headless=new\", \"--no-sandbox\", \"--disable-gpu\", \
         \"--disable-dev-shm-usage\", \"--no-first-run\", \"--disable-background-networking\", \"--disable-component-update\"]}}}}\n"
    );
    fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(file)
}

fn e2e(pages: &mut Pages) -> Result<Outcome> {
    pages.ready()?;
    let weight = budget::check(&build::dist());
    let mut command = page_test("node_modules/@playwright/test/cli.js", &[&browsers::CHROMIUM])?;
    process::succeed(command.arg("test"), "testing the whole page")?;
    weight?;
    Ok(Outcome::Passed)
}

fn smoke(pages: &mut Pages) -> Result<Outcome> {
    pages.ready()?;
    let drivers = [&browsers::FIREFOX, &browsers::GECKODRIVER, &browsers::WEBKIT_DRIVER, &browsers::WEBKIT_MINIBROWSER];
    let mut command = page_test("smoke.mjs", &drivers)?;
    let screen = Screen::start()?;
    process::succeed(command.env("DISPLAY", &screen.display), "testing in Firefox and WebKit")?;
    Ok(Outcome::Passed)
}

fn lighthouse(pages: &mut Pages) -> Result<Outcome> {
    pages.ready()?;
    let mut command = page_test("lighthouse.mjs", &[&browsers::CHROMIUM])?;
    command.env("CHROME_PATH", browsers::CHROMIUM.path()?);
    process::succeed(&mut command, "measuring with Lighthouse")?;
    Ok(Outcome::Passed)
}

impl Pages {
    fn ready(&mut self) -> Result<()> {
        let made = self.ready.get_or_insert_with(|| make_pages().map_err(|error| format!("{error:#}")));
        made.clone().map_err(anyhow::Error::msg)
    }
}

fn make_pages() -> Result<()> {
    bundle::write()?;
    install_packages()
}

/// The packages of tests/e2e, exactly those of its lock file; again only when that file changes.
fn install_packages() -> Result<()> {
    let lock = fs::read_to_string(suite().join("package-lock.json")).context("tests/e2e/package-lock.json cannot be read")?;
    let installed = suite().join("node_modules/.installed-from");
    if fs::read_to_string(&installed).is_ok_and(|present| present == lock) {
        return Ok(());
    }
    println!("Installing the packages of tests/e2e: once, some seconds.");
    let mut npm = process::command(browsers::NPM.path()?);
    npm.current_dir(suite())
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        // The browsers are the machine's own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("PUPPETEER_SKIP_DOWNLOAD", "1");
    process::succeed(&mut npm, "installing the packages of tests/e2e")?;
    fs::write(&installed, lock).with_context(|| format!("{} cannot be written", installed.display()))
}

/// A script of tests/e2e, told where the pages, the server and the browsers are.
fn page_test(script: &str, programs: &[&Program]) -> Result<Command> {
    let mut command = process::command(node::path()?);
    command
        .current_dir(suite())
        .arg(script)
        .env("TRIALWRIGHT_DIST", build::dist())
        .env("TRIALWRIGHT_BUNDLE", bundle::file())
        .env("TRIALWRIGHT_SERVE", env::current_exe().context("The place of this program is unknown")?);
    for program in programs {
        command.env(program.variable, program.path()?);
    }
    Ok(command)
}

fn suite() -> PathBuf {
    process::root().join("tests/e2e")
}

fn fresh_seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_layer_is_refused_before_anything_runs() {
        assert!(run(&["native", "e2d"]).is_err());
    }

    #[test]
    fn one_failed_layer_fails_the_whole_and_a_skipped_one_does_not() {
        assert!(summary(&[("native", Ok(Outcome::Passed), 1.0), ("lint", Ok(Outcome::Skipped("no clippy")), 0.0)]));
        assert!(!summary(&[("native", Ok(Outcome::Passed), 1.0), ("e2e", Err(anyhow::Error::msg("broken")), 2.0)]));
    }
}
