//! Any bytes, read as YAML and as JSON: every node has a place in the text.
#![no_main]

use codegen::{Documents, Layout, Texts};
use fuzz::always::{Input, check_diagnostics, check_places};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for root in ["openapi.yaml", "openapi.json"] {
        let input = Input {
            reader: &Documents::default().with(root, bytes),
            root,
            overlays: &[],
            layout: Layout::Types,
        };
        let texts = Texts::new();
        let generation = input.generate(&texts, None);
        check_places(&generation);
        check_diagnostics(&generation);
    }
});
