//! Encrypting and decrypting with the browser's Web Crypto (W3C Web Cryptography API, 29.4 PBKDF2 and 28.4 AES-GCM).
//!
//! A passphrase is put into Unicode's composed form first (NFC), so that the same letters typed on another system give
//! the same key.

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, SubtleCrypto};

use super::{object, settled};
use crate::formats::envelope::{self, Envelope, Lock, ROUNDS};

/// Why nothing was encrypted or decrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CryptoFault {
    /// Browsers encrypt on addresses that begin with https, on this device's own, and in files.
    #[error("This browser does not encrypt on this page's address; open the page by an address that begins with https, or from a file")]
    Unavailable,
    /// The browser failed.
    #[error("The browser could not encrypt the document; nothing was exported")]
    Failed,
    /// The passphrase is another one.
    #[error("This is not the passphrase of this file. The file itself is whole: check upper and lower case and the keyboard's language, then try again")]
    WrongPassphrase,
}

/// A file with this content under a passphrase.
pub async fn seal(passphrase: &str, content: &str) -> Result<Vec<u8>, CryptoFault> {
    let subtle = subtle()?;
    let lock = Lock { rounds: ROUNDS, salt: random()?, nonce: random()? };
    let header = envelope::header(&lock);
    let key = key(&subtle, passphrase, &lock).await.map_err(|_| CryptoFault::Failed)?;
    let encrypted = subtle.encrypt_with_object_and_u8_array(&cipher(&lock, &header), &key, content.as_bytes());
    let encrypted = settled(encrypted).await.map_err(|_| CryptoFault::Failed)?;
    Ok(envelope::write(&header, &Uint8Array::new(&encrypted).to_vec()))
}

/// The content of a file that is whole.
pub async fn unseal(passphrase: &str, envelope: &Envelope) -> Result<Vec<u8>, CryptoFault> {
    let subtle = subtle()?;
    let key = key(&subtle, passphrase, &envelope.lock).await.map_err(|_| CryptoFault::Failed)?;
    let decrypted = subtle.decrypt_with_object_and_u8_array(&cipher(&envelope.lock, &envelope.header), &key, &envelope.content);
    let decrypted = settled(decrypted).await.map_err(|_| CryptoFault::WrongPassphrase)?;
    Ok(Uint8Array::new(&decrypted).to_vec())
}

/// Some browsers have it on secure addresses only.
fn subtle() -> Result<SubtleCrypto, CryptoFault> {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(CryptoFault::Unavailable)?;
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle")).ok().filter(JsValue::is_object);
    subtle.map(JsValue::unchecked_into).ok_or(CryptoFault::Unavailable)
}

/// Random bytes that nobody can guess.
pub(super) fn random<const LENGTH: usize>() -> Result<[u8; LENGTH], CryptoFault> {
    let mut bytes = [0; LENGTH];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(CryptoFault::Unavailable)?;
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| CryptoFault::Failed)?;
    Ok(bytes)
}

async fn key(subtle: &SubtleCrypto, passphrase: &str, lock: &Lock) -> Result<CryptoKey, JsValue> {
    let composed = String::from(JsString::from(passphrase).normalize("NFC"));
    let raw = Uint8Array::from(composed.as_bytes());
    let uses = |what: &str| Array::of1(&JsValue::from_str(what));
    let material = settled(subtle.import_key_with_str("raw", &raw, "PBKDF2", false, &uses("deriveKey"))).await?;
    let method =
        object(&[("name", "PBKDF2".into()), ("hash", "SHA-256".into()), ("salt", Uint8Array::from(&lock.salt[..]).into()), ("iterations", lock.rounds.into())]);
    let made = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let both = Array::of2(&JsValue::from_str("encrypt"), &JsValue::from_str("decrypt"));
    let derived = subtle.derive_key_with_object_and_object(&method, material.unchecked_ref(), &made, false, &both);
    settled(derived).await.map(JsValue::unchecked_into)
}

fn cipher(lock: &Lock, header: &str) -> Object {
    object(&[("name", "AES-GCM".into()), ("iv", Uint8Array::from(&lock.nonce[..]).into()), ("additionalData", Uint8Array::from(header.as_bytes()).into())])
}
