//! What a document says, as far as a terminal is to see it.

use std::borrow::Cow;

use crate::render::is_unprintable;

/// Longer messages are cut: a name can be as long as its document.
const LONGEST: usize = 2000;

/// So much of a message that is cut is shown of its end.
const END: usize = 200;

/// A message in which everything is shown, and nothing is obeyed: escapes instead of characters
/// that move the cursor, colour or turn the text around them. The middle of a long one is left out.
pub(super) fn message(text: String) -> String {
    let text = shortened(text);
    if !text.contains(is_unprintable) {
        return text;
    }
    let mut visible = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match is_unprintable(character) {
            true => visible.extend(character.escape_default()),
            false => visible.push(character),
        }
    }
    visible
}

fn shortened(text: String) -> String {
    let cut = |at: usize| text.get(at..).is_some().then_some(at);
    let start = (0..=LONGEST - END).rev().find_map(cut);
    let end = (text.len().saturating_sub(END)..text.len()).find_map(cut);
    match (start, end) {
        (Some(start), Some(end)) if text.len() > LONGEST => {
            let (start, _) = text.split_at(start);
            let (_, end) = text.split_at(end);
            format!("{start} … {end}")
        }
        _ => text,
    }
}

/// A line of a document. The renderer shows the control characters of ASCII by itself; what it
/// would hand on is replaced, by what takes as many bytes, so that places stay.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let is_raw = |it: char| !it.is_ascii() && is_unprintable(it);
    if !text.contains(is_raw) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|it| match (is_raw(it), it.len_utf8()) {
        (false, _) => it,
        (true, 2) => '\u{B7}',
        (true, _) => char::REPLACEMENT_CHARACTER,
    });
    Cow::Owned(shown.collect())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, line, message};

    #[test]
    fn nothing_is_obeyed() {
        let text = message("a\u{1b}[2J\u{9b}m\u{202e}\n\t\u{7f}é".to_owned());
        assert_eq!(text, "a\\u{1b}[2J\\u{9b}m\\u{202e}\\n\\t\\u{7f}é");
        assert_eq!(line("a\u{9b}\u{2028}é"), "a\u{b7}\u{fffd}é");
    }

    #[test]
    fn long_messages_keep_their_ends() {
        let text = message(format!("start {} end", "é".repeat(1_000_000)));
        assert!(text.len() <= LONGEST + 8, "{}", text.len());
        assert!(text.starts_with("start é") && text.ends_with("é end"));
        assert_eq!(message("é".repeat(1000)), "é".repeat(1000));
    }
}
