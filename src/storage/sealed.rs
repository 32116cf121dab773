//! Short texts with their checksum in front: 16 hex digits of SHA-256, a space, the text.
//!
//! The checksum shows damage; it is no protection from a person who means harm.

use crate::domain::digest::sha256;

/// Why a sealed text cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// There is no checksum in front.
    #[error("its checksum is missing")]
    Unsealed,
    /// The checksum is another text's.
    #[error("its checksum does not match")]
    Mismatch,
}

/// The text with its checksum in front.
pub fn seal(text: &str) -> String {
    format!("{} {text}", fingerprint(text))
}

/// The text behind a checksum that matches.
pub fn unseal(sealed: &str) -> Result<&str, SealFault> {
    let (checksum, text) = sealed.split_once(' ').filter(|(checksum, _)| checksum.len() == FINGERPRINT).ok_or(SealFault::Unsealed)?;
    if checksum == fingerprint(text) { Ok(text) } else { Err(SealFault::Mismatch) }
}

/// The first 16 hex digits of the text's SHA-256.
pub fn fingerprint(text: &str) -> String {
    let mut hex = sha256(text);
    hex.truncate(FINGERPRINT);
    hex
}

const FINGERPRINT: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_beginning_of_the_published_one() {
        assert_eq!(seal("abc"), "ba7816bf8f01cfea abc");
    }

    #[test]
    fn a_sealed_text_opens_and_a_touched_one_does_not() {
        assert_eq!(unseal(&seal("a b")), Ok("a b"));
        assert_eq!(unseal(&seal("a b").replace("a b", "a c")), Err(SealFault::Mismatch));
        assert_eq!(unseal("{}"), Err(SealFault::Unsealed));
        assert_eq!(unseal(""), Err(SealFault::Unsealed));
    }
}
