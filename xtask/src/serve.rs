//! Serving the page on this machine.
//!
//! What a person saves in the page belongs to its address, port included: so the port is always the same if it can be.

use crate::http::Site;
use crate::{build, process};
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};

const PORT: u16 = 8417;
/// How many ports above a taken one are tried.
const ATTEMPTS: u16 = 20;

struct Options {
    port: u16,
    under: String,
    open: bool,
}

/// `cargo xtask serve`: from a fresh checkout to the page in a browser.
pub fn page(options: &[&str]) -> Result<()> {
    let options = Options::from(options)?;
    build::site()?;
    let listener = listen(options.port)?;
    let site = open_folder(&build::dist(), &options.under)?;
    let address = address(&listener, &site)?;
    if !address.contains(&format!(":{}/", options.port)) && options.port != 0 {
        println!("Port {} is taken. What was saved under it in the browser is not seen under another one.", options.port);
    }
    println!("The page is at {address} until you stop this with Ctrl+C.");
    if options.open {
        open_in_browser(&address);
    }
    site.serve(&listener);
    Ok(())
}

/// `cargo xtask serve-dist`: for tests, which read the address from the first line.
pub fn folder(folder: &str, options: &[&str]) -> Result<()> {
    let options = Options::from(options)?;
    let listener = listen(options.port)?;
    let site = open_folder(Path::new(folder), &options.under)?;
    println!("{}", address(&listener, &site)?);
    site.serve(&listener);
    Ok(())
}

impl Options {
    fn from(words: &[&str]) -> Result<Options> {
        match words {
            [] => Ok(Options { port: PORT, under: "/".to_owned(), open: true }),
            ["--no-open", rest @ ..] => Ok(Options { open: false, ..Options::from(rest)? }),
            ["--under", path, rest @ ..] => Ok(Options { under: (*path).to_owned(), ..Options::from(rest)? }),
            ["--port", number, rest @ ..] => {
                let port = number.parse().with_context(|| format!("`{number}` is not a port: give a number up to 65535."))?;
                Ok(Options { port, ..Options::from(rest)? })
            }
            [other, ..] => bail!("`{other}` is not an option here. `cargo xtask help` lists them."),
        }
    }
}

/// The port asked for, or the next free one above it; 0 lets the system choose.
fn listen(port: u16) -> Result<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(ATTEMPTS) };
    (port..=last)
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("None of the ports {port} to {last} is free. Name another with --port."))
}

fn open_folder(folder: &Path, under: &str) -> Result<Site> {
    Site::new(folder, under).with_context(|| format!("{} is not there to be served", folder.display()))
}

fn address(listener: &TcpListener, site: &Site) -> Result<String> {
    Ok(format!("http://127.0.0.1:{}{}", listener.local_addr()?.port(), site.under()))
}

/// Where nothing can open it, the printed address is enough.
fn open_in_browser(address: &str) {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", "", address]);
        command
    } else {
        let mut command = process::command(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        command.arg(address);
        command
    };
    drop(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_gives_way_to_the_next_free_one() -> Result<()> {
        let first = listen(0)?;
        let taken = first.local_addr()?.port();
        let second = listen(taken)?.local_addr()?.port();
        assert!(second > taken && second <= taken.saturating_add(ATTEMPTS));
        Ok(())
    }

    #[test]
    fn options_come_in_any_order_and_an_unknown_one_is_refused() -> Result<()> {
        let options = Options::from(&["--no-open", "--under", "/x/", "--port", "9000"])?;
        assert_eq!((options.port, options.under.as_str(), options.open), (9000, "/x/", false));
        assert!(Options::from(&["--port", "many"]).is_err());
        assert!(Options::from(&["--fast"]).is_err());
        Ok(())
    }
}
