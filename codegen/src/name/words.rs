//! Casing, by the role that a name plays.

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization;

use super::ascii::{code_point, in_ascii};
use super::length::capped;
use super::quiet::is_quiet;

/// A type: `parcel_list` → `ParcelList`. A name that Rust would accept as it is stays.
pub(crate) fn item_name(text: &str) -> String {
    let is_camel_case = text.starts_with(|first: char| first.is_ascii_uppercase())
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric());
    match text {
        "Self" => "TypeSelf".into(),
        _ if is_camel_case => capped(text.to_owned()),
        _ => camel(text, "Type"),
    }
}

/// A type's name in ASCII: `Größe` → `Grosse`.
pub(crate) fn item_in_ascii(name: &str) -> String {
    item_name(&in_ascii(name))
}

/// A member's name in ASCII: `größe` → `grosse`.
pub(crate) fn member_in_ascii(name: &str) -> String {
    member_name(&in_ascii(name))
}

/// An enum's variant: `pt-br` → `PtBr`, `+1` → `Plus1`, nothing → `Empty`.
pub(crate) fn variant_name(text: &str) -> String {
    match camel(text, "Value") {
        name if name == "Self" => "ValueSelf".into(),
        name => name,
    }
}

/// A struct's member: `firstName` → `first_name`.
pub(crate) fn member_name(text: &str) -> String {
    snake(text, "member_")
}

/// A module: `Magic-Links` → `magic_links`. It is a file, too, so it keeps to ASCII, and to names
/// that every system takes for a file.
pub(crate) fn module_name(text: &str) -> String {
    let ascii = in_ascii(&snake(text, "module_")).to_snake_case();
    match capped(started(ascii, "module_")) {
        name if is_reserved_file(&name) || super::is_path_word(&name) => format!("{name}_"),
        name => name,
    }
}

/// A function: `loginOrCreate` → `login_or_create`.
pub(crate) fn function_name(text: &str) -> String {
    snake(text, "call_")
}

/// True for what is no file beside `NAME.rs`, or no file at all on Windows.
fn is_reserved_file(name: &str) -> bool {
    let is_port = |port: &str| {
        let number = name.strip_prefix(port);
        number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    matches!(name, "aux" | "con" | "mod" | "nul" | "prn") || is_port("com") || is_port("lpt")
}

fn camel(text: &str, prefix: &str) -> String {
    quiet(text, |text| started(text.to_upper_camel_case(), prefix))
}

fn snake(text: &str, prefix: &str) -> String {
    match quiet(text, |text| started(text.to_snake_case(), prefix)) {
        name if super::is_path_word(&name) => format!("{name}_"),
        name => name,
    }
}

/// The name that is made of a text; of the text in ASCII where rustc would warn of the name.
fn quiet(text: &str, make: impl Fn(&str) -> String) -> String {
    let text = readable(text);
    let name = composed(&make(&text)).into_owned();
    capped(match is_quiet(&name) {
        true => name,
        false => make(&in_ascii(&text)),
    })
}

/// Puts a word before what an identifier cannot start with.
fn started(name: String, prefix: &str) -> String {
    match name.chars().next() {
        Some(first) if unicode_ident::is_xid_start(first) => name,
        _ => format!("{prefix}{name}"),
    }
}

/// Spells out what would be lost: a sign before a digit, and text without a letter or digit.
/// Drops what no identifier can hold.
fn readable(text: &str) -> String {
    let text = with_plurals(composed(text));
    let is_kept = unicode_ident::is_xid_continue;
    let spelled = if !text.chars().any(|c| is_kept(c) && c.is_alphanumeric()) {
        Cow::Owned(spell_all(&text))
    } else if let Some((sign, rest)) = split_sign(&text) {
        Cow::Owned(format!("{sign} {rest}"))
    } else {
        text
    };
    let kept = |c: char| if is_kept(c) { c } else { ' ' };
    spelled.chars().map(kept).collect()
}

/// Several of what is written in capitals are one word: `userIDs` → `userIds`, `VPCs` → `Vpcs`.
fn with_plurals(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut changed = String::new();
    let mut written = 0;
    for (end, _) in text.match_indices('s') {
        let (before, after) = (text.get(written..end), text.get(end + 1..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let capitals = before.len()
            - before
                .trim_end_matches(|c: char| c.is_ascii_uppercase())
                .len();
        if capitals < 2 || after.starts_with(char::is_lowercase) {
            continue;
        }
        let (kept, lowered) = before.split_at(before.len() - capitals + 1);
        changed.push_str(kept);
        changed.extend(lowered.chars().map(|c| c.to_ascii_lowercase()));
        written = end;
    }
    match text.get(written..) {
        Some(rest) if written > 0 => Cow::Owned(changed + rest),
        _ => text,
    }
}

/// The text as rustc compares it: an `é` is one character.
fn composed(text: &str) -> Cow<'_, str> {
    match unicode_normalization::is_nfc(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

fn split_sign(text: &str) -> Option<(&'static str, &str)> {
    let rest = text
        .get(1..)
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
    match text.as_bytes().first()? {
        b'+' => Some(("plus", rest)),
        b'-' => Some(("minus", rest)),
        _ => None,
    }
}

fn spell_all(text: &str) -> String {
    if text.is_empty() {
        return "empty".into();
    }
    let words: Vec<String> = text.chars().map(spell).collect();
    words.join(" ")
}

fn spell(character: char) -> String {
    let word = match character {
        ' ' => "space",
        '!' => "bang",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' | ')' => "parenthesis",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' | ']' => "bracket",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' | '}' => "brace",
        '|' => "pipe",
        '~' => "tilde",
        other => return code_point(other),
    };
    word.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_its_casing() {
        for (text, item, member) in [
            (
                "AuthenticateParams",
                "AuthenticateParams",
                "authenticate_params",
            ),
            ("SAMLSSOFactor", "SAMLSSOFactor", "samlsso_factor"),
            ("parcel_list", "ParcelList", "parcel_list"),
            ("firstName", "FirstName", "first_name"),
            ("VPCs", "VPCs", "vpcs"),
            ("user-IDs", "UserIds", "user_ids"),
            ("allURLsSeen", "AllUrlsSeen", "all_urls_seen"),
            ("isAsHTTPserver", "IsAsHttPserver", "is_as_htt_pserver"),
            ("x-rate-limit", "XRateLimit", "x_rate_limit"),
            ("2fa", "Type2fa", "member_2fa"),
            ("@id", "Id", "id"),
            ("größe", "Größe", "größe"),
            ("Self", "TypeSelf", "self_"),
            ("crate", "Crate", "crate_"),
        ] {
            assert_eq!(
                (item_name(text).as_str(), member_name(text).as_str()),
                (item, member)
            );
        }
    }

    #[test]
    fn every_value_has_a_variant() {
        for (text, variant) in [
            ("pt-br", "PtBr"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("1", "Value1"),
            ("", "Empty"),
            ("*", "Star"),
            (">=", "GreaterEqual"),
            ("→", "U2192"),
            ("oauth_google", "OauthGoogle"),
            ("self", "ValueSelf"),
            ("²", "Ub2"),
            ("e\u{301}", "É"),
            ("со", "U441u43e"),
            ("ＡＢ", "Ab"),
            (" ", "Space"),
        ] {
            assert_eq!(variant_name(text), variant, "{text}");
        }
    }

    #[test]
    fn every_module_is_a_file() {
        for (text, module) in [
            ("Magic-Links", "magic_links"),
            ("Über uns", "uber_uns"),
            ("日本", "u65e5u672c"),
            ("Ж", "u436"),
            ("😀", "u1f600"),
            ("2fa", "module_2fa"),
            ("１", "module_1"),
            ("CON", "con_"),
            ("com¹", "com"),
            ("com1", "com1_"),
            ("com10", "com10"),
            ("mod", "mod_"),
            ("self", "self_"),
            ("_", "underscore"),
            ("match", "match"),
        ] {
            assert_eq!(module_name(text), module, "{text}");
        }
        assert_eq!(module_name(&"a".repeat(1_000_000)).len(), 150);
    }
}
