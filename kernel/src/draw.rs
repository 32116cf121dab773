//! Random bits by their place: any draw of any stream can be made without those before it.
//!
//! SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014): a counter that a mixer
//! makes into 64 random bits. A stream is a counter's start, itself mixed from a seed and a name, so that a quantity draws
//! the same numbers whatever else is in the model: two plans that differ in one thing are compared on the same luck.

use crate::RUNS;

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
const HALF: usize = RUNS / 2;

/// The stream of a name under a seed.
pub(crate) fn stream(seed: u64, name: u64) -> u64 {
    mixed(mixed(seed.wrapping_add(STEP)) ^ mixed(name.wrapping_add(STEP.wrapping_mul(2))))
}

/// 32 random bits for each run of a block. One draw of 64 bits serves two runs.
#[inline]
pub(crate) fn fill(stream: u64, block: u32, out: &mut [u32; RUNS]) {
    let first = stream.wrapping_add((u64::from(block) * HALF as u64).wrapping_mul(STEP));
    let (low, high) = out.split_at_mut(HALF);
    for (place, (low, high)) in low.iter_mut().zip(high).enumerate() {
        let bits = mixed(first.wrapping_add((place as u64).wrapping_mul(STEP)));
        *low = bits as u32;
        *high = (bits >> 32) as u32;
    }
}

/// The mixer: every bit of the result hangs on every bit given.
#[inline]
fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mixer_is_the_published_one() {
        // The first three outputs of SplitMix64 from the state 0 (Vigna's reference implementation).
        let outputs = [1u64, 2, 3].map(|step| mixed(STEP.wrapping_mul(step)));
        assert_eq!(outputs, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]);
    }

    #[test]
    fn draws_fill_the_unit_evenly_and_streams_do_not_go_together() {
        let (one, other) = (stream(1, 10), stream(1, 11));
        let (mut sum, mut product, mut tenths) = (0.0, 0.0, [0u32; 10]);
        let blocks = 4_000;
        for block in 0..blocks {
            let (mut a, mut b) = ([0; RUNS], [0; RUNS]);
            fill(one, block, &mut a);
            fill(other, block, &mut b);
            for (a, b) in a.iter().zip(&b) {
                let (a, b) = (f64::from(*a) / 4_294_967_296.0, f64::from(*b) / 4_294_967_296.0);
                sum += a;
                product += (a - 0.5) * (b - 0.5);
                tenths[(a * 10.0) as usize] += 1;
            }
        }
        let count = f64::from(blocks) * RUNS as f64;
        assert!((sum / count - 0.5).abs() < 4.0 * (1.0 / 12.0 / count).sqrt());
        assert!((product / count * 12.0).abs() < 4.0 / count.sqrt());
        assert!(tenths.iter().all(|tenth| (f64::from(*tenth) - count / 10.0).abs() < 4.0 * (count * 0.09).sqrt()));
    }
}
