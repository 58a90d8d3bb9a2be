//! HTML: which of it is handed on, and how that is written.

use std::ops::Range;

/// Elements that say how text looks, sorted. All others are shown as text: most of them are
/// placeholders, and some would run.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements without an end.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Elements that start a line, sorted.
const LINES: &[&str] = &["dd", "div", "dt", "li", "p", "tr"];

/// Attributes that are handed on whatever they say, sorted.
const ATTRIBUTES: &[&str] = &[
    "align", "alt", "colspan", "dir", "height", "lang", "open", "rowspan", "start", "title",
    "valign", "width",
];

/// A part of HTML that is no text.
pub(super) enum Token<'a> {
    Comment,
    Tag(Tag<'a>),
    /// `<` before something that is neither.
    Odd,
}

/// `<a href="…">` or `</a>`.
pub(super) struct Tag<'a> {
    pub(super) name: String,
    pub(super) closes: bool,
    /// True for `<br/>`.
    pub(super) is_empty: bool,
    attributes: Vec<(&'a str, Option<&'a str>)>,
    /// False for what other readers could take for something else: capitals, bare values.
    is_plain: bool,
    /// True for a tag of several lines.
    pub(super) is_split: bool,
}

impl Tag<'_> {
    pub(super) fn is_known(&self) -> bool {
        ELEMENTS.binary_search(&self.name.as_str()).is_ok()
    }

    pub(super) fn is_void(&self) -> bool {
        VOID.contains(&self.name.as_str())
    }

    pub(super) fn starts_line(&self) -> bool {
        LINES.contains(&self.name.as_str())
    }

    /// Where a link leads.
    pub(super) fn target(&self) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(name, _)| name.eq_ignore_ascii_case("href"))?;
        value.filter(|it| is_safe_url(it))
    }

    /// How it is written, on one line, if not as it stands.
    pub(super) fn rewritten(&self, spans_lines: bool) -> Option<String> {
        let is_fine = |(name, value): &&(&str, Option<&str>)| self.hands_on(name, *value);
        let kept: Vec<_> = self.attributes.iter().filter(is_fine).collect();
        if self.is_plain && (spans_lines || !self.is_split) && kept.len() == self.attributes.len() {
            return None;
        }
        let mut written = format!("<{}{}", if self.closes { "/" } else { "" }, self.name);
        for (name, value) in kept {
            written.push(' ');
            written.push_str(&name.to_lowercase());
            if let Some(value) = value {
                let words: Vec<&str> = value.split_whitespace().collect();
                let value = words.join(" ").replace('"', "&quot;");
                written.push_str(&format!("=\"{value}\""));
            }
        }
        written.push('>');
        Some(written)
    }

    fn hands_on(&self, name: &str, value: Option<&str>) -> bool {
        let name = name.to_lowercase();
        match (self.name.as_str(), name.as_str()) {
            ("a", "href") | ("img", "src") => value.is_some_and(is_safe_url),
            (_, name) => ATTRIBUTES.binary_search(&name).is_ok(),
        }
    }
}

/// True for a URL of the web, of mail, or without a scheme. What could be read as another one once
/// its characters are decoded is none of them.
fn is_safe_url(url: &str) -> bool {
    let url = url.trim();
    let lower = url.to_lowercase();
    let is_known = ["http://", "https://", "mailto:"];
    let before_path = url.split(['/', '?', '#']).next().unwrap_or_default();
    let is_relative = !before_path.contains([':', '&']);
    let is_odd = |it: char| it.is_control() || it == '<' || it == '>';
    (is_relative || is_known.iter().any(|it| lower.starts_with(it))) && !url.contains(is_odd)
}

/// The tags and comments in HTML, with what is no text and neither of them.
pub(super) fn tokens(html: &str) -> Vec<(Range<usize>, Token<'_>)> {
    let last_comment = html.rfind("-->").unwrap_or_default();
    let mut tokens = Vec::new();
    let mut from = 0;
    while let Some(at) = html.get(from..).and_then(|rest| rest.find('<')) {
        let start = from + at;
        let rest = html.get(start..).unwrap_or_default();
        let token = match rest.as_bytes().get(1) {
            Some(b'!') if start < last_comment => comment(rest).unwrap_or((1, Token::Odd)),
            Some(b'!' | b'?' | b'/' | b'a'..=b'z' | b'A'..=b'Z') => tag(rest),
            _ => {
                from = start + 1;
                continue;
            }
        };
        let (length, token) = token;
        from = start + length;
        tokens.push((start..from, token));
    }
    tokens
}

/// A comment that browsers end where its author does, and its length.
fn comment(html: &str) -> Option<(usize, Token<'_>)> {
    let content = html.strip_prefix("<!--")?;
    let end = content.find("-->")?;
    let content = content.get(..end)?;
    let ends_early = content.starts_with('>') || content.starts_with("->");
    let is_odd = ends_early || content.contains("--!>");
    (!is_odd).then_some(("<!---->".len() + end, Token::Comment))
}

/// The tag that HTML starts with, and its length.
fn tag(html: &str) -> (usize, Token<'_>) {
    match Reader(html).tag() {
        Some((tag, rest)) => (html.len() - rest.len(), Token::Tag(tag)),
        None => (1, Token::Odd),
    }
}

/// What is left to read of a tag.
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    /// A tag as CommonMark has it, and what follows it.
    fn tag(mut self) -> Option<(Tag<'a>, &'a str)> {
        self.skip("<")?;
        let closes = self.skip("/").is_some();
        let name = self.name(|it| it.is_ascii_alphanumeric() || it == '-')?;
        let mut tag = Tag {
            name: name.to_lowercase(),
            closes,
            is_empty: false,
            attributes: Vec::new(),
            is_plain: !name.contains(|it: char| it.is_ascii_uppercase()),
            is_split: false,
        };
        while !closes && self.space(&mut tag) {
            let Some(name) = self.name(|it| it.is_ascii_alphanumeric() || "_.:-".contains(it))
            else {
                break;
            };
            let value = self.value(&mut tag)?;
            tag.attributes.push((name, value));
        }
        self.space(&mut tag);
        tag.is_empty = !closes && self.skip("/").is_some();
        self.skip(">")?;
        Some((tag, self.0))
    }

    fn skip(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    fn space(&mut self, tag: &mut Tag<'_>) -> bool {
        let rest = self.0.trim_start_matches([' ', '\n']);
        let space = self.0.get(..self.0.len() - rest.len()).unwrap_or_default();
        tag.is_split |= space.contains('\n');
        self.0 = rest;
        !space.is_empty()
    }

    fn name(&mut self, continues: impl Fn(char) -> bool) -> Option<&'a str> {
        let end = self.0.find(|it| !continues(it)).unwrap_or(self.0.len());
        let (name, rest) = self.0.split_at_checked(end)?;
        name.chars().next().filter(char::is_ascii_alphabetic)?;
        self.0 = rest;
        Some(name)
    }

    /// The value of an attribute, if it has one; nothing where it never ends.
    fn value(&mut self, tag: &mut Tag<'_>) -> Option<Option<&'a str>> {
        let before = self.0;
        self.space(tag);
        if self.skip("=").is_none() {
            self.0 = before;
            return Some(None);
        }
        self.space(tag);
        let quote = self.0.chars().next().filter(|it| matches!(it, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => self.0.get(1..)?.split_once(quote)?,
            None => {
                tag.is_plain = false;
                let end = self.0.find([' ', '\n', '"', '\'', '=', '<', '>', '`'])?;
                self.0.split_at_checked(end)?
            }
        };
        tag.is_plain &= !value.contains(['<', '>']);
        tag.is_split |= value.contains('\n');
        self.0 = rest;
        Some(Some(value))
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, ELEMENTS};

    #[test]
    fn tables_are_sorted() {
        assert!(ELEMENTS.is_sorted() && ATTRIBUTES.is_sorted());
    }
}
