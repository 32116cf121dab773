//! The project's chores, started as `cargo xtask <name>`.
//!
//! | name | what it does | where |
//! | --- | --- | --- |
//! | `serve` | fetches the tools, builds the page, serves it and opens it | `serve`, over `http` |
//! | `serve-dist` | serves a folder as it is | `serve`, over `http` |
//! | `build` | the static site in `dist/`, weighed against its budget | `build`, `budget`, `freshness` |
//! | `bundle` | the whole page as one HTML file | `bundle` |
//! | `schema` | writes `public/schema/` from the types | here |
//! | `test` | every layer of tests, with the browsers they need | `test`, `browsers`, `node` |
//! | `peers` | simulation and schedule timed beside their peers, on demand | `peers`, `tests/peers` |
//! | `hook` | what Trunk calls before and after its own build | `styles`, `site`, `parts` |
//!
//! `tools` holds the pins of the programs fetched by Cargo, `policy` the rules that the page gives the browser,
//! `process` how another program is started. Nothing here is part of the page.

mod browsers;
mod budget;
mod build;
mod bundle;
mod freshness;
mod http;
mod node;
mod parts;
mod peers;
mod policy;
mod process;
mod serve;
mod site;
mod styles;
mod test;
mod tools;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask <chore>

  serve [--port N] [--no-open]   build the page if it changed, serve it on this machine and open it
  serve-dist DIR [--port N] [--under /PATH/]
                                 serve a folder as it is; the address is the first line printed
  build                          write the static site to dist/ and weigh it
  bundle                         write the whole page as one file, target/bundle/trialwright.html
  schema                         write public/schema/ again from the types
  peers                          time the simulation beside NumPy, and simulation and schedule native and as WebAssembly
  test [LAYER…]                  run the tests: native lint wasm e2e smoke lighthouse (all, if none is named)";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the chore found everything in order; an error says why it could not be done.
fn run(arguments: Vec<String>) -> Result<bool> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve", options @ ..] => serve::page(options),
        ["serve-dist", folder, options @ ..] => serve::folder(folder, options),
        ["build"] => build::checked_site(),
        ["bundle"] => bundle::write(),
        ["schema"] => schema(),
        ["test", layers @ ..] => return test::run(layers),
        ["peers"] => return peers::compare(),
        ["hook", "styles"] => styles::write(),
        ["hook", "site"] => site::finish_staged(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("There is no chore `{}`.\n\n{USAGE}", other.join(" ")),
    }?;
    Ok(true)
}

/// The schemas are written by the test that compares them, so the two cannot disagree.
fn schema() -> Result<()> {
    let mut command = process::cargo();
    command.args(["test", "--quiet", "--lib", "schema"]).env("TRIALWRIGHT_UPDATE", "1");
    process::succeed(&mut command, "writing public/schema/")
}
