//@ [dependencies]
//@ serde_json = "1.0.140"

//! How the values of parameters are written.

use serde_json::Value;

/// How a list or an object is written as a parameter.
///
/// They are those of [RFC 6570], under the names that OpenAPI gives them. What is exploded has
/// each item, or each member, by itself.
///
/// [RFC 6570]: https://www.rfc-editor.org/rfc/rfc6570
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `a,b`, and `key,value` for an object.
    Simple,
    /// `a,b`, and `key=value` for an object.
    SimpleExploded,
    /// `.a,b`
    Label,
    /// `.a.b`
    LabelExploded,
    /// `;name=a,b`
    Matrix,
    /// `;name=a;name=b`
    MatrixExploded,
    /// `name=a,b`
    Form,
    /// `name=a&name=b`, and `key=value` for each member of an object.
    FormExploded,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[key]=value`
    DeepObject,
    /// `name=` and the value as JSON.
    Json,
}

/// The characters that stay as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// All: a header is no part of a URL.
    None,
    /// Those that have no meaning in any part of a URL.
    Unreserved,
    /// Those as well that have one, but end no part of a query.
    Reserved,
}

/// A value as the styles see it.
pub(super) enum Parameter {
    Absent,
    Text(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Parameter {
    pub(super) fn of(value: Value) -> Self {
        match value {
            Value::Null => Self::Absent,
            Value::Array(items) if items.is_empty() => Self::Absent,
            Value::Array(items) => Self::List(items.into_iter().map(text).collect()),
            Value::Object(members) => {
                let members = members.into_iter().filter(|(_, value)| !value.is_null());
                let members: Vec<_> = members.map(|(key, value)| (key, text(value))).collect();
                match members.is_empty() {
                    true => Self::Absent,
                    false => Self::Object(members),
                }
            }
            scalar => Self::Text(text(scalar)),
        }
    }
}

/// The text of a value; that of a list or an object inside another one is its JSON.
pub(super) fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// What stands for a value in a path or a header; none where there is nothing to write.
pub(super) fn expand(name: &str, style: Style, value: Value, escape: Escape) -> Option<String> {
    let encoded = |text: String| encode(&text, escape);
    if style == Style::Json {
        return (!value.is_null()).then(|| encoded(value.to_string()));
    }
    let (first, between, is_exploded) = match style {
        Style::Label => (".", ",", false),
        Style::LabelExploded => (".", ".", true),
        Style::Matrix => (";", ",", false),
        Style::MatrixExploded => (";", ";", true),
        Style::SimpleExploded => ("", ",", true),
        _ => ("", ",", false),
    };
    let pair = |(key, value): (String, String)| format!("{}={}", encoded(key), encoded(value));
    let parameter = Parameter::of(value);
    // The members of an exploded object have names of their own.
    let has_names = is_exploded && matches!(parameter, Parameter::Object(_));
    let mut parts: Vec<String> = match parameter {
        Parameter::Absent => return None,
        Parameter::Text(text) => vec![encoded(text)],
        Parameter::List(items) => items.into_iter().map(encoded).collect(),
        Parameter::Object(members) if is_exploded => members.into_iter().map(pair).collect(),
        Parameter::Object(members) => {
            let parts = members.into_iter().flat_map(|(key, value)| [key, value]);
            parts.map(encoded).collect()
        }
    };
    if first == ";" && !has_names {
        // Joined parts share one name, exploded ones have it each.
        let named = if is_exploded { parts.len() } else { 1 };
        for part in parts.iter_mut().take(named) {
            *part = named_part(&encoded(name.to_owned()), part);
        }
    }
    Some(format!("{first}{}", parts.join(between)))
}

/// `name=value`, and only the name where the value is empty.
fn named_part(name: &str, value: &str) -> String {
    match value {
        "" => name.to_owned(),
        value => format!("{name}={value}"),
    }
}

/// The names and values that stand for a value in a query, a cookie or a form. Delimiters inside
/// the values are escaped as they have to be there.
pub(super) fn pairs(
    name: &str,
    style: Style,
    value: Value,
    escape: Escape,
) -> Vec<(String, String)> {
    let encoded = |text: &str| encode(text, escape);
    let name = encoded(name);
    let delimiter = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    let one = |text: String| vec![(name.clone(), text)];
    match style {
        Style::Json if value.is_null() => return Vec::new(),
        Style::Json => return one(encoded(&value.to_string())),
        Style::DeepObject => return deep(&name, value, escape),
        _ => {}
    }
    match (Parameter::of(value), style) {
        (Parameter::Absent, _) => Vec::new(),
        (Parameter::Text(text), _) => one(encoded(&text)),
        (Parameter::List(items), Style::FormExploded) => {
            let items = items.iter().map(|item| (name.clone(), encoded(item)));
            items.collect()
        }
        (Parameter::List(items), _) => {
            let items: Vec<String> = items.iter().map(|item| encoded(item)).collect();
            one(items.join(delimiter))
        }
        (Parameter::Object(members), Style::FormExploded) => {
            let members = members.iter();
            members
                .map(|(key, it)| (encoded(key), encoded(it)))
                .collect()
        }
        (Parameter::Object(members), _) => {
            let parts = members
                .iter()
                .flat_map(|(key, it)| [encoded(key), encoded(it)]);
            one(parts.collect::<Vec<_>>().join(delimiter))
        }
    }
}

/// `name[key]=value`, for members of members as well. A list has its name once for each item.
fn deep(name: &str, value: Value, escape: Escape) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut waiting = vec![(name.to_owned(), value)];
    while let Some((name, value)) = waiting.pop() {
        match value {
            Value::Null => {}
            Value::Object(members) => {
                let members = members.into_iter().rev();
                waiting.extend(members.map(|(key, value)| {
                    let key = encode(&key, escape);
                    (format!("{name}%5B{key}%5D"), value)
                }));
            }
            Value::Array(items) => {
                waiting.extend(items.into_iter().rev().map(|item| (name.clone(), item)));
            }
            scalar => pairs.push((name, encode(&text(scalar), escape))),
        }
    }
    pairs
}

/// Text as a part of a URL: what has a meaning there as `%` and its bytes.
pub(super) fn encode(text: &str, escape: Escape) -> String {
    let stays = |byte: u8| match escape {
        Escape::None => true,
        Escape::Unreserved => is_unreserved(byte),
        Escape::Reserved => is_unreserved(byte) || b":/?@!$'()*,;[]".contains(&byte),
    };
    if escape == Escape::None || text.bytes().all(stays) {
        return text.to_owned();
    }
    let mut encoded = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        match stays(byte) {
            true => encoded.push(char::from(byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}
