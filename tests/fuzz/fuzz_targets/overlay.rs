//! Any text as an overlay of a document that is any text: every node of what the overlay makes of it
//! has a place, in the document or in the overlay.
#![no_main]

use codegen::Texts;
use fuzz::Bundle;
use fuzz::always::{check_diagnostics, check_files, check_places};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bundle = Bundle::with_overlay(bytes);
    let texts = Texts::new();
    let generation = bundle.input().generate(&texts, None);
    check_places(&generation);
    check_diagnostics(&generation);
    if let Some(files) = &generation.files {
        check_files(files);
    }
});
