#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trialwright_fuzz::pasted_table(bytes));
