//! The device's clock and its randomness, for the floors that take them as arguments.

use js_sys::Math;

use super::crypto::random;
use crate::domain::date::{Date, Timestamp};

/// The moment by the device's clock.
pub fn now() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// The civil date where the device is. A clock that is far off gives the nearest date that plans know.
pub fn today() -> Date {
    let local = js_sys::Date::new_0();
    Date::new(local.get_full_year() as i32, local.get_month() + 1, local.get_date()).unwrap_or_else(|| now().date())
}

/// Sixteen random bytes, from which ids are made.
pub fn random_seed() -> [u8; 16] {
    // Ids must differ; nobody needs to be unable to guess them.
    random().unwrap_or_else(|_| std::array::from_fn(|_| (Math::random() * 256.0) as u8))
}
