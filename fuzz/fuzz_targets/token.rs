#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    enkash_fuzz::check("token", data);
});
