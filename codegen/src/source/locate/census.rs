//! How much there is in a text, before anything is made of it.

use super::lines::content_start;
use super::{Format, relax};

/// Where a text goes beyond what is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Census {
    /// The first bracket that is nested deeper than any document in earnest.
    pub(in crate::source) too_deep: Option<usize>,
    /// The first of too many values.
    pub(in crate::source) too_many: Option<usize>,
}

/// Counts the values of a text: not exactly, but never less than half of them.
pub(in crate::source) fn census(text: &str, format: Format, most: usize) -> Census {
    match format {
        Format::Yaml => relax::census(text, most),
        Format::Json => Census {
            too_deep: None,
            too_many: too_many(text, most),
        },
    }
}

/// In JSON every value but the first of a collection has a comma before it.
fn too_many(text: &str, most: usize) -> Option<usize> {
    let start = content_start(text);
    let (mut count, mut quoted, mut escaped) = (0, false, false);
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b'[' | b'{' if !quoted => {
                count += 1;
                if count > most {
                    return Some(start + at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Format, census};

    #[test]
    fn only_values_count() {
        let json = r#"{"a": [1, ",,,[[[", {}], "\",": 2}"#;
        let yaml = "# - a: [,]\na: - , [\nb: [1, ',,[[', {c: d}]\nc:\n- |\n  - [,\n  - {\n- e\n";
        for (text, format, count) in [(json, Format::Json, 6), (yaml, Format::Yaml, 10)] {
            assert_eq!(census(text, format, count).too_many, None, "{text}");
            assert!(census(text, format, count - 1).too_many.is_some(), "{text}");
        }
    }
}
