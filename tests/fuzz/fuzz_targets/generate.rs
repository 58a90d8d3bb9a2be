//! Any text as a schema of one file or several.
#![no_main]

use fuzz::Bundle;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    Bundle::of(bytes).input().check();
});
