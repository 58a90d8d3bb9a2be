//! Markdown as the schema has it → Markdown that rustdoc only shows.
//!
//! rustdoc runs code blocks that do not say what they are, takes brackets for links to Rust, hands
//! HTML on and warns of what is odd; clippy has opinions about lists. So a text is read with
//! rustdoc's own parser, and what would be run, warned of or misread is rewritten, until nothing is
//! found any more. What is fine stays as it is, byte for byte.

mod code;
mod edits;
mod html;
mod links;
mod lists;
mod review;
mod tags;
mod text;
mod urls;

/// A text is read this often at most; each reading follows the changes of the one before.
const READINGS: usize = 12;

/// Markers of emphasis in one paragraph: the parser compares each with all before it.
const MOST_MARKERS: usize = 10_000;

/// The lines of a text, without what rustdoc would run, follow or warn of, and without what rustc
/// does not let into comments. What cannot be made harmless is shown as it was written.
pub(super) fn harmless(text: &str) -> Vec<String> {
    let text = text::tidied(&text::printable(text));
    if text::is_plain(&text) {
        return text::lines(&text);
    }
    match rewritten(&text) {
        Some(written) if written == text || review::keeps_words(&text, &written) => {
            text::lines(&written)
        }
        _ => code::verbatim(&text),
    }
}

/// What rustdoc would read in another way than it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// Something in angle brackets that is no HTML, or none that is handed on.
    Tag(String),
    /// Something in square brackets that is no link.
    Link(String),
    /// Markdown that cannot be made harmless without losing words.
    Unreadable,
}

/// The first oddity of a text, if it has one, and the text before it. What is only written in
/// another way, such as a URL that becomes a link, is none.
pub(crate) fn oddity(text: &str) -> Option<(Oddity, String)> {
    let text = text::tidied(&text::printable(text));
    if text::is_plain(&text) {
        return None;
    }
    let is_kept = |written: String| written == text || review::keeps_words(&text, &written);
    if !rewritten(&text).is_some_and(is_kept) {
        return Some((Oddity::Unreadable, String::new()));
    }
    let edits = review::review(&text)?;
    edits.places().into_iter().find_map(|at| {
        let rest = text::slice(&text, at..text.len());
        let bracketed = |close| rest.lines().next()?.split_inclusive(close).next();
        let oddity = match rest.as_bytes().first() {
            Some(b'<') => Oddity::Tag(shortened(bracketed('>')?)),
            // How GitHub writes notes and warnings: nobody takes it for anything else.
            Some(b'[') if rest.starts_with("[!") => return None,
            Some(b'[') => Oddity::Link(shortened(bracketed(']')?)),
            _ => return None,
        };
        Some((oddity, text::slice(&text, 0..at).to_owned()))
    })
}

/// The beginning of a text that is to be quoted.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text::slice(text, 0..end)),
        None => text.to_owned(),
    }
}

/// A text that a last reading finds nothing in.
fn rewritten(text: &str) -> Option<String> {
    if has_too_many_markers(text) {
        return None;
    }
    let mut text = text.to_owned();
    for _ in 0..READINGS {
        match review::review(&text)? {
            edits if edits.is_empty() => return Some(text),
            edits => text = text::tidied(&edits.apply(&text)),
        }
    }
    None
}

/// A text of one line as Markdown that says just that.
pub(super) fn literal(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text::printable(text).chars() {
        let is_plain = character == '.' || character == '-';
        if character.is_ascii_punctuation() && !is_plain {
            written.push('\\');
        }
        written.push(if character == '\n' { ' ' } else { character });
    }
    written
}

/// True when a list that is written below these lines with `-` would continue one of theirs.
pub(super) fn end_in_list(lines: &[String]) -> bool {
    let mut outermost = lines
        .iter()
        .rev()
        .filter(|line| !line.is_empty() && !line.starts_with(' '));
    outermost.next().is_some_and(|line| line.starts_with("- "))
}

fn has_too_many_markers(text: &str) -> bool {
    let is_marker = |byte: &u8| matches!(byte, b'*' | b'_' | b'~');
    let mut paragraphs = text.split("\n\n");
    text.len() > MOST_MARKERS
        && paragraphs.any(|it| it.bytes().filter(is_marker).count() > MOST_MARKERS)
}

#[cfg(test)]
mod tests;
