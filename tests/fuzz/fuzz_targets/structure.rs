//! Documents that are made up along the lines of OpenAPI: the bytes decide which.
#![no_main]

use codegen::{Documents, Layout};
use fuzz::always::Input;
use fuzz::invented::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = document(bytes).to_string();
    let input = Input {
        reader: &Documents::default().with("openapi.json", text),
        root: "openapi.json",
        overlays: &[],
        layout: Layout::Types,
    };
    input.check();
});
