//! Casing, by the role that a name plays.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// A type: `parcel_list` → `ParcelList`. A name that Rust would accept as it is stays.
pub(crate) fn item_name(text: &str) -> String {
    let is_camel_case = text.starts_with(|first: char| first.is_ascii_uppercase())
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric());
    match text {
        "Self" => "TypeSelf".into(),
        _ if is_camel_case => text.to_owned(),
        _ => camel(text, "Type"),
    }
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

/// A module: `Magic-Links` → `magic_links`. It is a file, too, so it keeps to ASCII.
pub(crate) fn module_name(text: &str) -> String {
    let ascii = |character: char| match character {
        other if other.is_ascii() => other.to_string(),
        other => format!("u{:x}", other as u32),
    };
    snake(text, "module_").chars().map(ascii).collect()
}

/// A function: `loginOrCreate` → `login_or_create`.
pub(crate) fn function_name(text: &str) -> String {
    snake(text, "call_")
}

fn camel(text: &str, prefix: &str) -> String {
    started(readable(text).to_upper_camel_case(), prefix)
}

fn snake(text: &str, prefix: &str) -> String {
    match started(readable(text).to_snake_case(), prefix) {
        name if super::is_path_word(&name) => format!("{name}_"),
        name => name,
    }
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
    let spelled = if !text.chars().any(char::is_alphanumeric) {
        spell_all(text)
    } else if let Some((sign, rest)) = split_sign(text) {
        format!("{sign} {rest}")
    } else {
        text.to_owned()
    };
    let keep = |c: char| {
        if unicode_ident::is_xid_continue(c) {
            c
        } else {
            ' '
        }
    };
    spelled.chars().map(keep).collect()
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
        other => return format!("u{:x}", other as u32),
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
        ] {
            assert_eq!(variant_name(text), variant, "{text}");
        }
    }
}
