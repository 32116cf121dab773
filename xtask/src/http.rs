//! A small static file server for one folder, on this machine only.
//!
//! It behaves like a good static host: right media types, compressed answers, revalidation by `ETag`, a folder answered
//! with its `index.html`. GET and HEAD only; nothing outside the folder is reachable, not even through a symbolic link.
//! A thread per connection; it is not meant for the open network and binds to 127.0.0.1 only.

use crate::budget;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

/// A request with more than this before its blank line is refused.
const LONGEST_HEAD: u64 = 32 * 1024;
/// How long a kept connection may stay silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder, served below a path such as `/` or `/any/sub/`.
pub struct Site {
    folder: PathBuf,
    under: String,
    packed: Mutex<HashMap<(PathBuf, Coding), Packed>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Coding {
    Plain,
    Gzip,
    Brotli,
}

/// The bytes of a file as they were sent last, good for as long as the file has this time and length.
struct Packed {
    modified: Option<SystemTime>,
    length: u64,
    bytes: Arc<Vec<u8>>,
}

#[derive(Default)]
struct Request {
    method: String,
    target: String,
    accept_encoding: String,
    if_none_match: String,
    close: bool,
}

struct Response {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Arc<Vec<u8>>,
}

impl Site {
    /// `folder` must exist; `under` is made to begin and end with a slash.
    pub fn new(folder: &Path, under: &str) -> io::Result<Site> {
        let path = under.trim_matches('/');
        let under = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Ok(Site { folder: folder.canonicalize()?, under, packed: Mutex::default() })
    }

    pub fn under(&self) -> &str {
        &self.under
    }

    /// Answers connections until the process ends.
    pub fn serve(self, listener: &TcpListener) {
        let site = Arc::new(self);
        for connection in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // A connection that breaks concerns nobody but itself.
            thread::spawn(move || site.converse(&connection).ok());
        }
    }

    fn converse(&self, connection: &TcpStream) -> io::Result<()> {
        connection.set_read_timeout(Some(PATIENCE))?;
        let mut reader = BufReader::new(connection);
        while let Some(request) = Request::read(&mut reader)? {
            let response = self.answer(&request);
            // A body that we did not read would be taken for the next request.
            let close = request.close || !matches!(request.method.as_str(), "GET" | "HEAD");
            response.write(connection, request.method == "HEAD", close)?;
            if close {
                break;
            }
        }
        Ok(())
    }

    fn answer(&self, request: &Request) -> Response {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Response::plain("405 Method Not Allowed", "This server only gives files.").with("Allow", "GET, HEAD");
        }
        let path = request.target.split(['?', '#']).next().unwrap_or_default();
        if !path.is_empty() && format!("{path}/") == self.under {
            return Response::plain("301 Moved Permanently", "").with("Location", &self.under);
        }
        let Some(file) = self.locate(path) else {
            return Response::plain("404 Not Found", "There is no such file.");
        };
        if file.is_dir() {
            return Response::plain("301 Moved Permanently", "").with("Location", &format!("{path}/"));
        }
        let media_type = media_type(&file);
        let coding = if is_text_like(media_type) { best_coding(&request.accept_encoding) } else { Coding::Plain };
        let Ok(bytes) = self.packed(&file, coding) else {
            return Response::plain("404 Not Found", "The file cannot be read.");
        };
        let tag = format!("\"{}\"", crate::freshness::hex(&Sha256::digest(bytes.as_slice())[..12]));
        let unchanged = request.if_none_match.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
        let response = match unchanged {
            true => Response { status: "304 Not Modified", headers: Vec::new(), body: Arc::default() },
            false => Response { status: "200 OK", headers: Vec::new(), body: bytes }.with("Content-Type", media_type),
        };
        let response = match coding {
            Coding::Plain => response,
            Coding::Gzip => response.with("Content-Encoding", "gzip"),
            Coding::Brotli => response.with("Content-Encoding", "br"),
        };
        response.with("ETag", &tag).with("Vary", "Accept-Encoding")
    }

    /// The file a path names, `None` for whatever is missing, malformed or outside the folder.
    fn locate(&self, path: &str) -> Option<PathBuf> {
        let path = percent_decoded(path.strip_prefix(&self.under)?)?;
        let mut file = self.folder.clone();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            if part == "." || part == ".." || part.contains(['\\', ':', '\0']) {
                return None;
            }
            file.push(part);
        }
        if path.is_empty() || path.ends_with('/') {
            file.push("index.html");
        }
        let file = file.canonicalize().ok()?;
        file.starts_with(&self.folder).then_some(file)
    }

    fn packed(&self, file: &Path, coding: Coding) -> io::Result<Arc<Vec<u8>>> {
        let about = fs::metadata(file)?;
        let (modified, length) = (about.modified().ok(), about.len());
        let key = (file.to_path_buf(), coding);
        let known = self
            .packed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .and_then(|packed| (packed.modified == modified && packed.length == length).then(|| Arc::clone(&packed.bytes)));
        if let Some(bytes) = known {
            return Ok(bytes);
        }
        let plain = fs::read(file)?;
        let bytes = Arc::new(match coding {
            Coding::Plain => plain,
            Coding::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(&plain)?;
                encoder.finish()?
            }
            Coding::Brotli => budget::compressed(&plain, 9).map_err(io::Error::other)?,
        });
        let packed = Packed { modified, length, bytes: Arc::clone(&bytes) };
        self.packed.lock().unwrap_or_else(PoisonError::into_inner).insert(key, packed);
        Ok(bytes)
    }
}

impl Request {
    /// The next request of a connection; `None` when the other side is done or talks no HTTP.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
        let mut head = reader.take(LONGEST_HEAD);
        let mut line = String::new();
        head.read_line(&mut line)?;
        let mut words = line.split_whitespace().map(str::to_owned);
        let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else { return Ok(None) };
        let mut request = Request { method, target, close: version == "HTTP/1.0", ..Request::default() };
        loop {
            line.clear();
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            if line.trim().is_empty() {
                return Ok(Some(request));
            }
            let Some((name, value)) = line.split_once(':') else { return Ok(None) };
            let value = value.trim().to_owned();
            match name.to_ascii_lowercase().as_str() {
                "accept-encoding" => request.accept_encoding = value,
                "if-none-match" => request.if_none_match = value,
                "connection" => request.close |= value.eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
    }
}

impl Response {
    fn plain(status: &'static str, text: &str) -> Response {
        let body = Arc::new(text.as_bytes().to_vec());
        Response { status, headers: Vec::new(), body }.with("Content-Type", "text/plain; charset=utf-8")
    }

    fn with(mut self, name: &'static str, value: &str) -> Response {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn write(&self, mut connection: &TcpStream, without_body: bool, close: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.status.starts_with("304") {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str(if close { "Connection: close\r\n\r\n" } else { "\r\n" });
        let mut message = head.into_bytes();
        if !without_body {
            message.extend_from_slice(&self.body);
        }
        connection.write_all(&message)
    }
}

fn best_coding(accepted: &str) -> Coding {
    let accepts = |name: &str| {
        accepted.split(',').any(|entry| {
            let (coding, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let refused = weight.trim().strip_prefix("q=").is_some_and(|weight| weight.trim().parse() == Ok(0.0));
            coding.trim().eq_ignore_ascii_case(name) && !refused
        })
    };
    match () {
        () if accepts("br") => Coding::Brotli,
        () if accepts("gzip") => Coding::Gzip,
        () => Coding::Plain,
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn is_text_like(media_type: &str) -> bool {
    media_type.starts_with("text/") || (media_type.starts_with("application/") && media_type != "application/octet-stream") || media_type == "image/svg+xml"
}

/// `None` for a broken escape or bytes that are not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok().filter(|digits| !digits.contains('+'))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(under: &str) -> io::Result<(tempfile::TempDir, Site)> {
        let outer = tempfile::tempdir()?;
        fs::create_dir_all(outer.path().join("dist/icons"))?;
        fs::write(outer.path().join("secret.txt"), "secret")?;
        fs::write(outer.path().join("dist/index.html"), "<p>the page</p>".repeat(50))?;
        fs::write(outer.path().join("dist/a b.txt"), "spaced")?;
        let site = Site::new(&outer.path().join("dist"), under)?;
        Ok((outer, site))
    }

    fn get(site: &Site, target: &str) -> Response {
        site.answer(&Request { method: "GET".into(), target: target.into(), ..Request::default() })
    }

    fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
        response.headers.iter().find(|(present, _)| *present == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn nothing_outside_the_folder_is_reachable() -> io::Result<()> {
        let (_outer, site) = site("/")?;
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/icons/../../secret.txt",
            "/..%2fsecret.txt",
            "/..\\secret.txt",
            "//etc/passwd",
            "/%00",
            "/%zz",
            "secret.txt",
            "",
        ] {
            assert_eq!(get(&site, target).status, "404 Not Found", "{target}");
        }
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_leads_nowhere() -> io::Result<()> {
        let (outer, site) = site("/")?;
        std::os::unix::fs::symlink(outer.path().join("secret.txt"), outer.path().join("dist/link.txt"))?;
        assert_eq!(get(&site, "/link.txt").status, "404 Not Found");
        Ok(())
    }

    #[test]
    fn the_page_is_found_below_its_path_and_nowhere_else() -> io::Result<()> {
        let (_outer, site) = site("any/sub")?;
        assert_eq!(get(&site, "/any/sub/").status, "200 OK");
        assert_eq!(get(&site, "/any/sub/index.html?x=1").status, "200 OK");
        assert_eq!(get(&site, "/any/sub/a%20b.txt").status, "200 OK");
        assert_eq!(header(&get(&site, "/any/sub"), "Location"), Some("/any/sub/"));
        assert_eq!(header(&get(&site, "/any/sub/icons"), "Location"), Some("/any/sub/icons/"));
        assert_eq!(get(&site, "/").status, "404 Not Found");
        Ok(())
    }

    #[test]
    fn only_reading_is_allowed() -> io::Result<()> {
        let (_outer, site) = site("/")?;
        let request = Request { method: "POST".into(), target: "/".into(), ..Request::default() };
        assert_eq!(site.answer(&request).status, "405 Method Not Allowed");
        Ok(())
    }

    #[test]
    fn a_client_gets_the_best_coding_it_accepts_and_nothing_it_has_already() -> io::Result<()> {
        let (_outer, site) = site("/")?;
        let ask = |accepted: &str, known: &str| {
            site.answer(&Request { method: "GET".into(), target: "/".into(), accept_encoding: accepted.into(), if_none_match: known.into(), close: false })
        };
        assert_eq!(header(&ask("gzip, deflate, br", ""), "Content-Encoding"), Some("br"));
        assert_eq!(header(&ask("gzip, br;q=0", ""), "Content-Encoding"), Some("gzip"));
        assert_eq!(header(&ask("", ""), "Content-Encoding"), None);
        let first = ask("br", "");
        assert_eq!(ask("br", header(&first, "ETag").unwrap_or_default()).status, "304 Not Modified");
        Ok(())
    }

    #[test]
    fn a_browser_is_told_what_a_file_is() {
        for (name, expected) in [
            ("a.wasm", "application/wasm"),
            ("manifest.webmanifest", "application/manifest+json"),
            ("boot.js", "text/javascript; charset=utf-8"),
            ("icon.svg", "image/svg+xml"),
            ("unknown", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), expected);
        }
    }
}
