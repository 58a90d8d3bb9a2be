//! Generated files without what has no part in decoding and encoding.

use std::borrow::Cow;

/// A generated file without what has no part in decoding and encoding: constructors and setters,
/// operations, and what is derived beside serde's traits.
pub(crate) fn only_serde(text: &str) -> String {
    let mut kept = String::new();
    let mut is_left_out = false;
    for line in text.split_inclusive('\n') {
        is_left_out |= begins_unneeded(line);
        if !is_left_out {
            kept.push_str(&only_serde_derived(line));
        }
        let is_last = ["}\n", ");\n"].iter().any(|end| line.ends_with(end));
        is_left_out &= !is_last || line.starts_with(' ');
    }
    kept
}

/// True for the first line of what has no part in decoding and encoding.
fn begins_unneeded(line: &str) -> bool {
    let is_impl = line.starts_with("impl ") && line.ends_with("{\n");
    let is_needed = line.contains(" for ")
        && !["Operation for ", "Debug for "]
            .iter()
            .any(|of| line.contains(of));
    (is_impl && !is_needed) || line.starts_with("operation_of_body!(")
}

/// A line; if it derives traits, without those that are not needed. Enums of texts and numbers
/// derive an order, and keep it all: their own impls need it.
fn only_serde_derived(line: &str) -> Cow<'_, str> {
    let derived = line.trim().strip_prefix("#[derive(");
    let derived = derived.and_then(|rest| rest.strip_suffix(")]"));
    let Some(derived) = derived.filter(|it| !it.contains("Ord")) else {
        return line.into();
    };
    let needed = ["Default", "Serialize", "Deserialize"];
    let kept = derived.split(", ").filter(|it| needed.contains(it));
    match kept.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => none.into(),
        kept => format!("#[derive({kept})]\n").into(),
    }
}
