//! Whether a text is one that its `pattern` and its `format` let in.

use std::cell::RefCell;
use std::collections::HashMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use email_address::EmailAddress;
use iri_string::types::UriStr;
use regex::{Regex, RegexBuilder};
use toml_edit::Datetime;
use uuid::Uuid;

/// Texts of more bytes are not held against patterns.
const LONGEST: usize = 10_000;

/// So many different patterns are compiled.
const MOST: usize = 2_000;

/// The bytes that a pattern may take when it is compiled.
const LARGEST: usize = 256 << 10;

/// The patterns of a run, compiled. None for those that are not judged by.
#[derive(Default)]
pub(crate) struct Patterns(RefCell<HashMap<String, Option<Regex>>>);

impl Patterns {
    /// False for a text that a pattern certainly does not fit. Patterns are in the words of ECMA-262:
    /// what only these have, such as looking ahead, or have with another meaning, fits any text.
    pub(super) fn may_fit(&self, pattern: &str, text: &str) -> bool {
        if text.len() > LONGEST || (!text.is_ascii() && depends_on_alphabet(pattern)) {
            return true;
        }
        let mut compiled = self.0.borrow_mut();
        if compiled.len() >= MOST && !compiled.contains_key(pattern) {
            return true;
        }
        let regex = compiled
            .entry(pattern.to_owned())
            .or_insert_with(|| compiled_or_not(pattern));
        regex.as_ref().is_none_or(|it| it.is_match(text))
    }
}

fn compiled_or_not(pattern: &str) -> Option<Regex> {
    let regex = || RegexBuilder::new(pattern).size_limit(LARGEST).build().ok();
    is_common(pattern).then(regex).flatten()
}

/// True for a pattern with a class that is one of ASCII in ECMA-262, and of Unicode here.
fn depends_on_alphabet(pattern: &str) -> bool {
    let classes = ["\\w", "\\W", "\\d", "\\D", "\\s", "\\S", "\\b", "\\B"];
    classes.iter().any(|class| pattern.contains(class))
}

/// False for a pattern that may be read by both ECMA-262 and `regex`, and differently: classes in
/// classes and their differences, an empty class, escapes that mean something in one of the two.
fn is_common(pattern: &str) -> bool {
    let mut characters = pattern.char_indices();
    let mut is_in_class = false;
    while let Some((at, character)) = characters.next() {
        let rest = pattern.get(at..).unwrap_or_default();
        let starts = |texts: &[&str]| texts.iter().any(|text| rest.starts_with(text));
        match character {
            '\\' if starts(&["\\<", "\\>", "\\a"]) => return false,
            '\\' => drop(characters.next()),
            '[' if is_in_class || starts(&["[]", "[^]"]) => return false,
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            _ if is_in_class && starts(&["&&", "--", "~~"]) => return false,
            _ if !is_in_class && starts(&["{,"]) => return false,
            _ => {}
        }
    }
    true
}

/// False for a text that is certainly not of a format. Where writers differ about a format, the
/// widest reading counts.
pub(super) fn may_be_of(text: &str, format: &str) -> bool {
    match format {
        "date-time" => date_and_time(text).is_some_and(|it| it == (true, true, true)),
        "date" => date_and_time(text).is_some_and(|it| it == (true, false, false)),
        "uuid" => Uuid::try_parse(text).is_ok(),
        "uri" => UriStr::new(text).is_ok(),
        "email" => EmailAddress::is_valid(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "byte" => is_base64(text),
        _ => true,
    }
}

/// Whether a text of RFC 3339 has a date, a time, and an offset. TOML's are those of RFC 3339.
fn date_and_time(text: &str) -> Option<(bool, bool, bool)> {
    let it: Datetime = text.parse().ok()?;
    Some((it.date.is_some(), it.time.is_some(), it.offset.is_some()))
}

/// Base64 in either alphabet, on one line or several, with its padding or without.
fn is_base64(text: &str) -> bool {
    const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    const STANDARD: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, CONFIG);
    const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, CONFIG);
    let text: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(&text).is_ok() || URL_SAFE.decode(&text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Patterns, may_be_of};

    #[test]
    fn patterns() {
        let patterns = Patterns::default();
        for (pattern, text, expected) in [
            ("^[a-z]{2}$", "ab", true),
            ("^[a-z]{2}$", "abc", false),
            ("b", "abc", true),
            ("^\\/[\\w.-]+\\/$", "/a.b-c/", true),
            ("^\\d+$", "12a", false),
            ("^\\p{Lu}", "É", true),
            ("^\\p{Lu}", "é", false),
            // What is not read in the same way, or not at all, says nothing.
            ("^(?=a)b", "c", true),
            ("^(a)\\1$", "ab", true),
            ("^[a[b]$", "c", true),
            ("^[a&&b]$", "&", true),
            ("^[^]$", "]", true),
            ("a{,2}b", "c", true),
            ("^\\W$", "é", true),
            ("(", "a", true),
            ("((a{1000}){1000}){1000}", "b", true),
        ] {
            let fits = patterns.may_fit(pattern, text);
            assert_eq!(fits, expected, "{pattern} and {text}");
        }
    }

    #[test]
    fn formats() {
        for (format, fitting, others) in [
            (
                "date-time",
                &[
                    "2024-02-29T23:59:60Z",
                    "2024-01-01T00:00:00.123456789012+05:30",
                ][..],
                &[
                    "2023-02-29T00:00:00Z",
                    "2024-01-01T00:00:00",
                    "2024-01-01",
                    "now",
                    "",
                ][..],
            ),
            (
                "date",
                &["2024-02-29"],
                &[
                    "2024-02-30",
                    "2024-1-1",
                    "01/02/2024",
                    "2024-01-01T00:00:00Z",
                ],
            ),
            (
                "uuid",
                &["67e55044-10b1-426f-9247-bb680e5fe0c8"],
                &["67e55044-10b1-426f-9247", "id"],
            ),
            (
                "uri",
                &["https://x.example/a?b#c", "urn:a:b"],
                &["/a", "x.example", "https://x.example/{id}"],
            ),
            ("email", &["a.b+c@x.example"], &["a", "a@", "@x.example"]),
            ("ipv4", &["127.0.0.1"], &["127.0.0.1/8", "256.0.0.1", "::1"]),
            ("ipv6", &["::1", "2001:db8::"], &["127.0.0.1", "::g"]),
            (
                "byte",
                &["aGk=", "aGk", "a-_b", "aGk=\n", ""],
                &["a?b", "a"],
            ),
            ("hostname", &["any text"], &[]),
        ] {
            for text in fitting {
                assert!(may_be_of(text, format), "{text} is of {format}");
            }
            for text in others {
                assert!(!may_be_of(text, format), "{text} is not of {format}");
            }
        }
    }
}
