//! The types of a surface, as the record writes them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Item, ItemKind, Surface, SurfaceMember};

/// The items of a surface by their paths.
pub(crate) struct Types<'a> {
    items: HashMap<&'a str, &'a Item>,
}

/// What a type as it is written begins with, and what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form<'t> {
    /// `Option<T>`
    Option(&'t str),
    /// `Nullable<T>`
    Nullable(&'t str),
    /// `Box<T>`
    Boxed(&'t str),
    /// `Vec<T>`
    List(&'t str),
    /// `BTreeMap<String, T>`
    Map(&'t str),
    /// Any JSON object.
    Object,
    /// A name.
    Name(&'t str),
}

impl<'t> Form<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let inside = |start: &str| text.strip_prefix(start)?.strip_suffix('>');
        if text == "Map<String, Value>" {
            return Self::Object;
        }
        let option = inside("Option<").map(Self::Option);
        let nullable = || inside("Nullable<").map(Self::Nullable);
        let boxed = || inside("Box<").map(Self::Boxed);
        let list = || inside("Vec<").map(Self::List);
        let map = || inside("BTreeMap<String, ").map(Self::Map);
        let found = option.or_else(nullable).or_else(boxed);
        let found = found.or_else(list).or_else(map);
        found.unwrap_or(Self::Name(text))
    }
}

/// The type without the `Option` or the `Nullable` around it.
pub(crate) fn unwrapped(text: &str) -> &str {
    match Form::of(text) {
        Form::Option(inner) | Form::Nullable(inner) => inner,
        _ => text,
    }
}

/// Aliases that stand for aliases are followed so often: one that leads back to itself is no Rust.
const DEEPEST_ALIAS: usize = 16;

impl<'a> Types<'a> {
    pub(crate) fn of(surface: &'a Surface) -> Self {
        let items = surface.items.iter();
        Self {
            items: items.map(|item| (item.path.as_str(), item)).collect(),
        }
    }

    /// The item of a path.
    pub(crate) fn item(&self, path: &str) -> Option<&'a Item> {
        self.items.get(path).copied()
    }

    /// The members of a struct, also behind a name or in a `Box`; none of another type.
    pub(crate) fn members(&self, text: &str) -> &'a [SurfaceMember] {
        let expanded = self.expanded(text);
        let item = match Form::of(&expanded) {
            Form::Name(path) | Form::Boxed(path) => self.item(path),
            _ => None,
        };
        item.map_or(&[], |item| &item.members)
    }

    /// A type with what its aliases stand for: what the compiler compares.
    pub(crate) fn expanded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut expanded = Cow::Borrowed(text);
        for _ in 0..DEEPEST_ALIAS {
            let target = |path: &str| self.alias(path).map(str::to_owned);
            match exchange(&expanded, target) {
                Some(text) => expanded = Cow::Owned(text),
                None => break,
            }
        }
        expanded
    }

    /// True for a list or a map, also behind a name.
    pub(crate) fn is_collection(&self, text: &str) -> bool {
        let expanded = self.expanded(text);
        matches!(
            Form::of(&expanded),
            Form::List(_) | Form::Map(_) | Form::Object
        )
    }

    fn alias(&self, path: &str) -> Option<&'a str> {
        let item = self.item(path)?;
        item.target
            .as_deref()
            .filter(|_| item.kind == ItemKind::Alias)
    }
}

/// The paths in a type, each exchanged for another where there is one; none where nothing is.
pub(crate) fn exchange(text: &str, other: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut exchanged = false;
    let mut result = String::new();
    for path in paths(text) {
        match other(path).filter(|_| path.contains("::")) {
            Some(other) => {
                exchanged = true;
                result.push_str(&other);
            }
            None => result.push_str(path),
        }
    }
    exchanged.then_some(result)
}

/// A type cut into paths and what stands between them.
pub(crate) fn paths(text: &str) -> impl Iterator<Item = &str> {
    let is_of_path = |c: char| c == '_' || c == ':' || c == '#' || c.is_alphanumeric();
    let mut rest = text;
    std::iter::from_fn(move || {
        let of_path = is_of_path(rest.chars().next()?);
        let end = rest.find(|c| is_of_path(c) != of_path);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_taken_apart() {
        let text = "BTreeMap<String, Vec<otp::Code>>";
        assert_eq!(Form::of(text), Form::Map("Vec<otp::Code>"));
        assert_eq!(Form::of("Map<String, Value>"), Form::Object);
        assert_eq!(Form::of("Option<Box<a::B>>"), Form::Option("Box<a::B>"));
        assert_eq!(Form::of("my::Option"), Form::Name("my::Option"));
        assert_eq!(paths(text).find(|it| it.contains("::")), Some("otp::Code"));
    }

    #[test]
    fn paths_are_exchanged_whole() {
        let other = |path: &str| (path == "a::B").then(|| "c::D".to_owned());
        assert_eq!(exchange("Vec<a::B>", other).as_deref(), Some("Vec<c::D>"));
        assert_eq!(exchange("Vec<a::Bee>", other), None);
    }
}
