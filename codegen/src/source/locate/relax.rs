//! YAML as strict as the event parser wants it.
//!
//! Within quotes and brackets, documents in the wild are indented less than YAML asks for, and have
//! tabs. What reads the document takes that; the event parser does not. A document that it rejects
//! is given to it once more, with all that stands in quotes or brackets on one line.

use super::census::Census;
use super::lines::{BYTE_ORDER_MARK, content_start};

/// Returns a text of the same length, in which line ends, tabs and comments within quotes and
/// brackets are spaces, and so are the tabs before a node.
pub(super) fn relax(text: &str) -> Option<String> {
    let (start, rest) = text.split_at_checked(content_start(text))?;
    // Three bytes that the parser takes nowhere but at the start.
    let bytes = [start, &rest.replace(BYTE_ORDER_MARK, "___")]
        .concat()
        .into_bytes();
    let relaxer = Relaxer::run(bytes, start.len(), usize::MAX);
    String::from_utf8(relaxer.bytes).ok()
}

/// So many brackets may be open at once. What reads the document takes fewer, but only says so after
/// a time that grows with the square of their number.
const DEEPEST: usize = 500;

/// Where a text nests too deep, and where it has more values than so many.
pub(super) fn census(text: &str, most: usize) -> Census {
    let relaxer = Relaxer::run(text.as_bytes().to_vec(), content_start(text), most);
    relaxer.census
}

struct Relaxer {
    bytes: Vec<u8>,
    at: usize,
    /// The least indentation of the lines that go on with a plain or a block scalar.
    scalar: Option<usize>,
    /// How many more values there may be.
    left: usize,
    census: Census,
}

impl Relaxer {
    fn run(bytes: Vec<u8>, at: usize, most: usize) -> Self {
        let mut relaxer = Self {
            bytes,
            at,
            scalar: None,
            left: most,
            census: Census::default(),
        };
        while relaxer.byte().is_some() {
            relaxer.line();
        }
        relaxer
    }

    /// Goes over a line, and over what begins in it within quotes or brackets.
    fn line(&mut self) {
        let start = self.at;
        self.skip(|byte| byte == b' ');
        let indent = self.at - start;
        let blank = self.byte().is_none_or(is_break);
        if !blank && self.scalar.is_none_or(|least| indent < least) {
            self.scalar = None;
            self.nodes(start, indent);
        }
        self.skip(|byte| !is_break(byte));
        self.at += 1;
    }

    fn nodes(&mut self, start: usize, indent: usize) {
        // The column of the last node, and the least one of what belongs to the last entry.
        let (mut node, mut least) = (indent, indent);
        while let Some(byte) = self.byte().filter(|&byte| !is_break(byte)) {
            let column = self.at - start;
            let lone = self
                .bytes
                .get(self.at + 1)
                .is_none_or(|&byte| is_blank(byte));
            match byte {
                b' ' | b'\t' => self.blank(),
                b'-' | b'?' if lone => {
                    least = column + 1;
                    self.value();
                }
                b':' if lone => {
                    least = node + 1;
                    self.value();
                }
                b'&' | b'!' | b'*' => {
                    self.value();
                    self.skip(|byte| !is_blank(byte));
                }
                b'"' | b'\'' => {
                    node = column;
                    self.quotes(byte);
                }
                b'[' | b'{' => {
                    node = column;
                    self.brackets();
                }
                b'-' if column == 0 && self.starts_with(b"---") => self.at += 3,
                b'#' | b'%' => return,
                b'|' | b'>' => {
                    self.scalar = Some(least);
                    return;
                }
                _ => {
                    node = column;
                    if !self.plain_key() {
                        self.scalar = Some(least);
                        return;
                    }
                }
            }
        }
    }

    /// Goes over a plain scalar as far as the line goes, and says whether it is a key.
    fn plain_key(&mut self) -> bool {
        while let Some(byte) = self.byte().filter(|&byte| !is_break(byte)) {
            let next = self.bytes.get(self.at + 1).copied();
            if byte == b':' && next.is_none_or(is_blank) {
                return true;
            }
            if is_blank(byte) && next == Some(b'#') {
                return false;
            }
            self.at += 1;
        }
        false
    }

    fn quotes(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.byte() {
            let next = self.bytes.get(self.at + 1).copied();
            match byte {
                b'\\' if quote == b'"' && next.is_some_and(is_blank) => self.blank(),
                b'\\' if quote == b'"' => self.at += 2,
                b'\'' if quote == b'\'' && next == Some(quote) => self.at += 2,
                _ if byte == quote => {
                    self.at += 1;
                    self.comment();
                    return;
                }
                _ if is_blank(byte) => self.blank(),
                _ => self.at += 1,
            }
        }
    }

    /// Blanks a comment that follows a quote without a space between them.
    fn comment(&mut self) {
        if self.byte() == Some(b'#') {
            while self.byte().is_some_and(|byte| !is_break(byte)) {
                self.blank();
            }
        }
    }

    fn brackets(&mut self) {
        let mut depth = 0_usize;
        // Whether a node may start here: quotes within a plain scalar are none.
        let mut fresh = true;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' | b'\'' if fresh => {
                    self.quotes(byte);
                    fresh = false;
                    continue;
                }
                b'#' if self.at.checked_sub(1).and_then(|at| self.bytes.get(at)) == Some(&b' ') => {
                    while self.byte().is_some_and(|byte| !is_break(byte)) {
                        self.blank();
                    }
                    continue;
                }
                b'&' | b'!' if fresh => {
                    self.value();
                    self.skip(|byte| !is_blank(byte) && !is_bracket(byte));
                    continue;
                }
                _ if is_blank(byte) => {
                    self.blank();
                    continue;
                }
                b'[' | b'{' => {
                    depth += 1;
                    if depth > DEEPEST {
                        self.census.too_deep.get_or_insert(self.at);
                    }
                }
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            match byte {
                b'[' | b'{' | b',' => self.value(),
                _ => self.at += 1,
            }
            fresh = matches!(byte, b'[' | b'{' | b',' | b':' | b'?');
            if depth == 0 {
                return;
            }
        }
    }

    /// Goes on after a byte before a value.
    fn value(&mut self) {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None => _ = self.census.too_many.get_or_insert(self.at),
        }
        self.at += 1;
    }

    /// Replaces a byte by a space.
    fn blank(&mut self) {
        if let Some(byte) = self.bytes.get_mut(self.at) {
            *byte = b' ';
        }
        self.at += 1;
    }

    fn skip(&mut self, part: impl Fn(u8) -> bool) {
        while self.byte().is_some_and(&part) {
            self.at += 1;
        }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn starts_with(&self, start: &[u8]) -> bool {
        self.bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(start))
    }
}

/// Whether the byte is a line end.
pub(super) fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether the byte is white space.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t') || is_break(byte)
}

/// Whether the byte has a meaning within brackets, and so ends an anchor or a tag there.
pub(super) fn is_bracket(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

#[cfg(test)]
mod tests {
    use super::{census, relax};

    #[test]
    fn only_quotes_and_brackets_change() {
        let text = "---\na: \"x\n y\\\n z\" # it's\nb:\t[1, # é]\n\t'}', it's]\nc: |\n  'x\n  \t- \"\nd: it's\n  'e\nf: g\n";
        let relaxed = "---\na: \"x  y   z\" # it's\nb: [1,        '}', it's]\nc: |\n  'x\n  \t- \"\nd: it's\n  'e\nf: g\n";
        assert_eq!(relax(text).as_deref(), Some(relaxed));
    }

    #[test]
    fn only_brackets_of_nodes_nest() {
        let too_deep = |text: &str| census(text, usize::MAX).too_deep;
        let deep = "[{a, ".repeat(300);
        let at = "a: ".len() + "[{a, ".len() * 250;
        assert_eq!(too_deep(&format!("a: {deep}")), Some(at));
        for text in ["# ", "a: |\n  ", "a: b ", "- 'it''s ", "? \"\\\""] {
            assert_eq!(too_deep(&format!("{text}{deep}")), None, "{text}");
        }
        assert_eq!(too_deep(&"a: [[]]\n".repeat(1000)), None);
    }
}
