//! Texts that a regular expression takes.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Texts that an expression takes, from short to long; none for one that cannot be read.
pub(crate) fn texts(pattern: &str) -> Vec<String> {
    let pattern = without_looks(pattern);
    let Ok(expression) = regex_syntax::parse(&pattern) else {
        return Vec::new();
    };
    let counts = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89];
    let texts = counts.iter().flat_map(|count| {
        // Several characters of a class, since a schema may ask for more than its expression does.
        (0..3).map(|choice| text(&expression, *count, choice))
    });
    let mut texts: Vec<String> = texts.collect();
    texts.dedup();
    texts
}

/// The expression without what only looks around, which `regex_syntax` does not have.
fn without_looks(pattern: &str) -> String {
    let mut rest = pattern;
    let mut kept = String::new();
    while let Some(at) = ["(?!", "(?=", "(?<!", "(?<="]
        .iter()
        .filter_map(|look| rest.find(look))
        .min()
    {
        kept.push_str(&rest[..at]);
        let mut depth = 0;
        let end = rest[at..].find(|next: char| {
            depth += i32::from(next == '(') - i32::from(next == ')');
            depth == 0
        });
        rest = end.map_or("", |end| &rest[at + end + 1..]);
    }
    kept + rest
}

/// A text in which everything that may be repeated is there so often, if it may.
fn text(expression: &Hir, count: u32, choice: usize) -> String {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => String::new(),
        HirKind::Literal(it) => String::from_utf8_lossy(&it.0).into_owned(),
        HirKind::Class(it) => character(it, choice).into(),
        HirKind::Repetition(it) => {
            let most = it.max.unwrap_or(u32::MAX);
            let count = count.clamp(it.min, most) as usize;
            text(&it.sub, 1, choice).repeat(count)
        }
        HirKind::Capture(it) => text(&it.sub, count, choice),
        HirKind::Concat(parts) => parts.iter().map(|it| text(it, count, choice)).collect(),
        HirKind::Alternation(parts) => text(&parts[choice % parts.len()], count, choice),
    }
}

/// A character of a class, a letter or a digit if it has one.
fn character(class: &Class, choice: usize) -> char {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(it) => it.iter().map(|it| (it.start(), it.end())).collect(),
        Class::Bytes(it) => it
            .iter()
            .map(|it| (it.start().into(), it.end().into()))
            .collect(),
    };
    let usual = ["a1Z", "1a_", "Za-", " ./"][choice % 4].chars();
    let has = |wanted: &char| {
        ranges
            .iter()
            .any(|(from, to)| (from..=to).contains(&wanted))
    };
    let first = ranges.first().map_or('a', |(from, _)| *from);
    usual.into_iter().find(has).unwrap_or(first)
}
