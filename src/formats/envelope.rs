//! An exported document under a passphrase: the envelope around its encrypted bytes. docs/encrypted-files.md describes
//! it for whoever writes another reader.
//!
//! Encrypting is the browser's work (`storage/browser/crypto`); here the envelope is written and read. A file that was
//! damaged and a passphrase that is wrong are told apart by a checksum over everything: AES-GCM alone refuses both alike.

use serde::Serialize;
use serde_json::Value;
use trialwright_macros::Read;

use super::fault::ReadFault;
use crate::domain::digest::{hex, sha256};
use crate::domain::wire::{from_text, to_text};

/// The rounds of PBKDF2-HMAC-SHA-256 with which the key of a new file is made, and the fewest that are taken in a file
/// (OWASP, Password Storage Cheat Sheet, 2023: 600,000).
pub const ROUNDS: u32 = 600_000;

/// The most rounds that are taken in a file: a file from outside may not keep the page busy for minutes.
const MOST_ROUNDS: u32 = 20_000_000;

/// The version of the envelope that is written, and the newest that is read.
const VERSION: u64 = 1;

const MARK: &str = "trialwright-encrypted";
const CIPHER: &str = "AES-256-GCM";
const KEY: &str = "PBKDF2-HMAC-SHA-256";

/// The shortest passphrase that is taken, in characters.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// What is needed beside the passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The rounds in which the key is made from the passphrase.
    pub rounds: u32,
    /// The salt of the key; new for each file.
    pub salt: [u8; 16],
    /// The nonce of the cipher; new for each file.
    pub nonce: [u8; 12],
}

/// A file under a passphrase, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// What is needed beside the passphrase.
    pub lock: Lock,
    /// The first two lines, which the cipher authenticates.
    pub header: String,
    /// The encrypted bytes with their tag.
    pub content: Vec<u8>,
}

#[derive(Serialize, Read)]
struct Header {
    cipher: String,
    key: String,
    rounds: u32,
    salt: String,
    nonce: String,
}

/// Whether a file begins as an envelope does.
pub fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK.as_bytes())
}

/// The lines that the cipher authenticates, for encrypting.
pub fn header(lock: &Lock) -> String {
    let fields = Header { cipher: CIPHER.to_owned(), key: KEY.to_owned(), rounds: lock.rounds, salt: hex(&lock.salt), nonce: hex(&lock.nonce) };
    format!("{MARK} {VERSION}\n{}\n", to_text(&fields))
}

/// The file: the header, a line with the checksum, and the encrypted bytes.
pub fn write(header: &str, content: &[u8]) -> Vec<u8> {
    let mut file = format!("{header}{}\n", checksum(header, content)).into_bytes();
    file.extend_from_slice(content);
    file
}

/// Takes a file apart.
pub fn read(bytes: &[u8]) -> Result<Envelope, ReadFault> {
    let damaged = || ReadFault::of_file("This encrypted file is damaged or was cut short; fetch it again or use another copy");
    let (first, rest) = line(bytes).ok_or_else(damaged)?;
    let version: u64 = first.strip_prefix(MARK).and_then(|version| version.trim().parse().ok()).ok_or_else(damaged)?;
    if version > VERSION {
        return Err(ReadFault::of_file(format!(
            "This encrypted file was written by a newer Trialwright (envelope {version}; this page reads up to {VERSION}); reload the page to update it, then import the file again"
        )));
    }
    let (second, rest) = line(rest).ok_or_else(damaged)?;
    let (sum, content) = line(rest).ok_or_else(damaged)?;
    let header = format!("{first}\n{second}\n");
    if sum != checksum(&header, content) {
        return Err(damaged());
    }
    let fields: Header = from_text(second).map_err(|fault| ReadFault::of_file(format!("The header of this encrypted file cannot be read: {fault}")))?;
    if fields.cipher != CIPHER || fields.key != KEY {
        let method = Value::from(format!("{} with {}", fields.cipher, fields.key));
        return Err(ReadFault::of_file(format!("This file is encrypted in a way that is not known here ({method})")));
    }
    if !(ROUNDS..=MOST_ROUNDS).contains(&fields.rounds) {
        let rounds = fields.rounds;
        return Err(ReadFault::of_file(format!("This encrypted file asks for {rounds} rounds, and {ROUNDS} to {MOST_ROUNDS} are taken")));
    }
    let lock = Lock { rounds: fields.rounds, salt: bytes_of(&fields.salt).ok_or_else(damaged)?, nonce: bytes_of(&fields.nonce).ok_or_else(damaged)? };
    Ok(Envelope { lock, header, content: content.to_vec() })
}

fn checksum(header: &str, content: &[u8]) -> String {
    sha256(&[header.as_bytes(), content].concat())
}

/// The first line, and what follows its line feed.
fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(bytes.get(..end)?).ok()?, bytes.get(end + 1..)?))
}

/// No line of a header comes near it.
const LONGEST_LINE: usize = 4096;

fn bytes_of<const LENGTH: usize>(hex: &str) -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    if hex.len() != 2 * LENGTH || !hex.is_ascii() {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lock() -> Lock {
        Lock { rounds: ROUNDS, salt: [7; 16], nonce: [255; 12] }
    }

    fn file() -> Vec<u8> {
        write(&header(&lock()), b"ciphertext\nand tag")
    }

    fn check(bytes: &[u8], expected: &str) {
        let said = read(bytes).expect_err("a fault").to_string();
        assert!(said.contains(expected), "{said}");
    }

    /// A file whose checksum matches a header that was written by hand.
    fn with_header(change: impl Fn(&str) -> String) -> Vec<u8> {
        write(&change(&header(&lock())), b"ciphertext")
    }

    #[test]
    fn what_is_written_is_read_again() {
        let read = read(&file()).expect("our own file");
        assert_eq!((read.lock, read.header.as_str(), read.content.as_slice()), (lock(), header(&lock()).as_str(), &b"ciphertext\nand tag"[..]));
        assert!(recognises(&file()) && !recognises(b"{}"));
    }

    #[test]
    fn a_header_that_cannot_be_used_is_named() {
        check(&with_header(|header| header.replace(" 1\n", " 2\n")), "written by a newer Trialwright (envelope 2");
        check(&with_header(|header| header.replace("600000", "1000")), "asks for 1000 rounds");
        check(&with_header(|header| header.replace("AES-256-GCM", "ROT13")), "not known here (\"ROT13 with PBKDF2-HMAC-SHA-256\")");
        check(&with_header(|header| header.replace("0707", "07")), "damaged");
        check(&with_header(|header| header.replace("\"salt\"", "\"pepper\"")), "missing field `salt`");
    }

    proptest! {
        #[test]
        fn any_damage_is_told_from_a_wrong_passphrase(which: prop::sample::Index, flip in 1u8.., cut in any::<bool>()) {
            let mut bytes = file();
            let at = which.index(bytes.len());
            if cut { bytes.truncate(at) } else { bytes[at] ^= flip }
            prop_assert!(read(&bytes).is_err());
        }

        #[test]
        fn no_bytes_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let mut begun = format!("{MARK} 1\n").into_bytes();
            begun.append(&mut bytes);
            let _ = read(&begun);
        }
    }
}
