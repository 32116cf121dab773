//! The programs that the tests drive: browsers, their drivers, Node, and a screen for those that need one.
//!
//! Each is taken from its environment variable, else from `PATH` or a known place, else installed: by apt where that is
//! possible without asking, by Cargo where it is a crate. Otherwise a sentence says what is missing.

use crate::process;
use crate::tools::{self, Pin};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A program the tests need, and the environment variable that tells them where it is.
pub struct Program {
    pub variable: &'static str,
    title: &'static str,
    names: &'static [&'static str],
    /// Where it stands if not in `PATH`; a `*` stands for one folder.
    places: &'static [&'static str],
    from: Source,
}

enum Source {
    Apt(&'static [&'static str]),
    Cargo(Pin<'static>),
}

pub const CHROMIUM: Program = Program {
    variable: "CHROMIUM_PATH",
    title: "Chromium",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    places: &["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    from: Source::Apt(&["chromium", "fonts-dejavu-core"]),
};
pub const CHROMEDRIVER: Program = Program {
    variable: "CHROMEDRIVER",
    title: "ChromeDriver",
    names: &["chromedriver"],
    places: &["/usr/lib/chromium-browser/chromedriver"],
    from: Source::Apt(&["chromium-driver"]),
};
pub const FIREFOX: Program = Program {
    variable: "FIREFOX_PATH",
    title: "Firefox",
    names: &["firefox-esr", "firefox"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
    from: Source::Apt(&["firefox-esr"]),
};
pub const GECKODRIVER: Program =
    Program { variable: "GECKODRIVER", title: "geckodriver", names: &["geckodriver"], places: &[], from: Source::Cargo(tools::GECKODRIVER) };
pub const WEBKIT_DRIVER: Program =
    Program { variable: "WEBKIT_DRIVER", title: "WebKitWebDriver", names: &["WebKitWebDriver"], places: &[], from: Source::Apt(&["webkit2gtk-driver"]) };
pub const WEBKIT_MINIBROWSER: Program = Program {
    variable: "WEBKIT_MINIBROWSER",
    title: "WebKitGTK's MiniBrowser",
    names: &["MiniBrowser"],
    places: &["/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/lib/*/webkitgtk-6.0/MiniBrowser", "/usr/libexec/webkit2gtk-4.1/MiniBrowser"],
    from: Source::Apt(&["webkit2gtk-driver"]),
};
pub const XVFB: Program = Program { variable: "XVFB", title: "Xvfb", names: &["Xvfb"], places: &[], from: Source::Apt(&["xvfb", "xauth"]) };
pub const NODE: Program = Program { variable: "NODE", title: "Node.js", names: &["node", "nodejs"], places: &[], from: Source::Apt(&["nodejs"]) };
pub const NPM: Program = Program { variable: "NPM", title: "npm", names: &["npm"], places: &[], from: Source::Apt(&["npm"]) };

impl Program {
    /// Where the program is, or a sentence that says what to do.
    pub fn path(&self) -> Result<PathBuf> {
        self.find().with_context(|| {
            let how = match &self.from {
                Source::Apt(packages) => format!("install it (on Debian: `apt-get install {}`)", packages.join(" ")),
                Source::Cargo(pin) => format!("install it (`cargo install {}`)", pin.package),
            };
            format!("{} was not found: {how}, or set {} to its place.", self.title, self.variable)
        })
    }

    fn find(&self) -> Option<PathBuf> {
        let named = env::var_os(self.variable).filter(|value| !value.is_empty()).map(PathBuf::from);
        named.filter(|file| file.is_file()).or_else(|| process::find(self.names)).or_else(|| self.places.iter().find_map(|place| expand(place)))
    }
}

/// Installs what is missing, all apt packages in one go. What cannot be installed is told when it is needed.
pub fn provide(programs: &[&Program]) {
    let missing: Vec<&&Program> = programs.iter().filter(|program| program.find().is_none()).collect();
    let mut packages: Vec<&str> = missing
        .iter()
        .flat_map(|program| match program.from {
            Source::Apt(packages) => packages,
            Source::Cargo(_) => &[],
        })
        .copied()
        .collect();
    packages.sort_unstable();
    packages.dedup();
    if !packages.is_empty() {
        println!("Installing by apt: {}. Once, about a minute.", packages.join(", "));
        report(apt_install(&packages));
    }
    for program in missing {
        if let Source::Cargo(pin) = &program.from {
            report(pin.ensure());
        }
    }
}

/// A screen without a monitor, for a browser that cannot do without one. Ends with this value.
pub struct Screen {
    server: Child,
    pub display: OsString,
}

impl Screen {
    pub fn start() -> Result<Screen> {
        let mut server = Command::new(XVFB.path()?)
            .args(["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started")?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut number)?;
        }
        let screen = Screen { server, display: format!(":{}", number.trim()).into() };
        if number.trim().is_empty() {
            bail!("Xvfb started but named no display.");
        }
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

fn report(result: Result<()>) {
    if let Err(error) = result {
        eprintln!("{error:#}");
    }
}

fn apt_install(packages: &[&str]) -> Result<()> {
    if process::find(&["apt-get"]).is_none() {
        bail!("There is no apt-get on this machine: install them in its own way.");
    }
    let is_root = process::output_of(process::command("id").arg("-u")).is_some_and(|user| user == "0");
    let may_become_root = is_root || process::output_of(process::command("sudo").args(["-n", "true"])).is_some();
    if !may_become_root {
        bail!("This takes an administrator: `sudo apt-get install --no-install-recommends {}`.", packages.join(" "));
    }
    let apt = |words: &[&str]| {
        let mut command = if is_root { process::command("apt-get") } else { process::command("sudo") };
        if !is_root {
            command.args(["-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        }
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        command
    };
    // An old list may name packages that are gone; a failing update may still leave a usable one.
    report(process::succeed(&mut apt(&["update", "-qq"]), "updating the list of packages"));
    process::succeed(apt(&["install", "-y", "-qq", "--no-install-recommends"]).args(packages), "installing by apt")
}

/// The first file that a pattern with at most one `*` (standing for one folder) names.
fn expand(pattern: &str) -> Option<PathBuf> {
    let Some((before, after)) = pattern.split_once("*/") else {
        return Some(PathBuf::from(pattern)).filter(|file| file.is_file());
    };
    let mut folders: Vec<PathBuf> = fs::read_dir(Path::new(before)).ok()?.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders.into_iter().map(|folder| folder.join(after)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_one_folder() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir_all(folder.path().join("x86_64/webkit"))?;
        fs::write(folder.path().join("x86_64/webkit/MiniBrowser"), "")?;
        let pattern = format!("{}/*/webkit/MiniBrowser", folder.path().display());
        assert_eq!(expand(&pattern), Some(folder.path().join("x86_64/webkit/MiniBrowser")));
        assert_eq!(expand(&pattern.replace("Mini", "Maxi")), None);
        Ok(())
    }

    #[test]
    fn a_missing_program_is_told_with_the_way_to_get_it() {
        let missing = Program { variable: "NO_SUCH_VARIABLE", title: "Nothing", names: &["no-such-program"], places: &[], from: Source::Apt(&["nothing"]) };
        let sentence = missing.path().map_or_else(|error| error.to_string(), |path| path.display().to_string());
        assert_eq!(sentence, "Nothing was not found: install it (on Debian: `apt-get install nothing`), or set NO_SUCH_VARIABLE to its place.");
    }
}
