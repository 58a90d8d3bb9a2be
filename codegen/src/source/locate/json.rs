//! The shape of a JSON document.
//!
//! A scanner that checks no more than it needs to: what stands where. It keeps its own stack, so
//! that depth costs nothing but memory.

use std::ops::Range;

use super::lines::content_start;
use super::nodes::{Kind, Nodes};

/// Reads the shape of a JSON document, up to its end or to where it is broken.
pub(super) fn read(text: &str) -> Nodes {
    let mut scanner = Scanner {
        text,
        at: content_start(text),
        nodes: Nodes::new(false),
        open: Vec::new(),
    };
    scanner.document();
    while let Some(open) = scanner.open.pop() {
        scanner.nodes.close(open.index, Some(scanner.at));
    }
    scanner.nodes
}

struct Scanner<'a> {
    text: &'a str,
    /// The end of what has been read.
    at: usize,
    nodes: Nodes,
    open: Vec<Open>,
}

/// A collection whose end has not been reached.
struct Open {
    index: usize,
    closing: u8,
}

impl<'a> Scanner<'a> {
    /// Returns `None` where the document is broken.
    fn document(&mut self) -> Option<()> {
        self.value()?;
        while let Some(open) = self.open.last() {
            let (index, closing) = (open.index, open.closing);
            let empty = self.nodes.all.len() == index + 1;
            match self.peek()?.1 {
                byte if byte == closing => self.close(index)?,
                b',' if !empty => {
                    self.accept(b',')?;
                    self.element(closing)?;
                }
                _ if empty => self.element(closing)?,
                _ => return None,
            }
        }
        Some(())
    }

    /// An entry of an object or an item of an array.
    fn element(&mut self, closing: u8) -> Option<()> {
        if closing == b'}' {
            let start = self.peek().filter(|&(_, byte)| byte == b'"')?.0;
            self.key(start)?;
            self.accept(b':')?;
        }
        self.value()
    }

    /// A scalar, or the start of a collection.
    fn value(&mut self) -> Option<()> {
        match self.peek()? {
            (start, b'{') => self.open(Kind::Mapping, start, b'}'),
            (start, b'[') => self.open(Kind::Sequence, start, b']'),
            (start, b'"') => {
                let end = self.string(start)?.0;
                self.push(Kind::Quoted, start..end);
            }
            (start, _) => {
                let end = start + self.word(start);
                if end == start {
                    return None;
                }
                self.push(Kind::Plain, start..end);
            }
        }
        Some(())
    }

    fn key(&mut self, start: usize) -> Option<()> {
        match self.string(start)? {
            (end, Escapes::None) => self.push(Kind::Quoted, start..end),
            (end, Escapes::Some) => {
                let value = unescape(self.text.get(start + 1..end - 1)?);
                self.nodes.push_decoded(value, start..end);
                self.at = end;
            }
        }
        Some(())
    }

    fn push(&mut self, kind: Kind, range: Range<usize>) {
        self.at = range.end;
        self.nodes.push(kind, range);
    }

    fn open(&mut self, kind: Kind, start: usize, closing: u8) {
        let index = self.nodes.push(kind, start..start + 1);
        self.open.push(Open { index, closing });
        self.at = start + 1;
    }

    fn close(&mut self, index: usize) -> Option<()> {
        self.at = self.peek()?.0 + 1;
        self.nodes.close(index, Some(self.at));
        self.open.pop();
        Some(())
    }

    /// The next byte that is not white space, and where it is.
    fn peek(&self) -> Option<(usize, u8)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let (skipped, &byte) = rest.iter().enumerate().find(|(_, byte)| !blank(byte))?;
        Some((self.at + skipped, byte))
    }

    fn accept(&mut self, expected: u8) -> Option<()> {
        let (at, byte) = self.peek()?;
        (byte == expected).then(|| self.at = at + 1)
    }

    /// The end of the string that starts here.
    fn string(&self, start: usize) -> Option<(usize, Escapes)> {
        let mut escapes = Escapes::None;
        let mut at = start + 1;
        loop {
            let rest = self.text.as_bytes().get(at..)?;
            let special = |&byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
            let length = rest.iter().position(special)?;
            match rest.get(length)? {
                b'"' => return Some((at + length + 1, escapes)),
                b'\\' => escapes = Escapes::Some,
                _ => return None,
            }
            at += length + 2;
        }
    }

    /// The length of a number or a literal.
    fn word(&self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let part = |byte: &&u8| matches!(byte, b'+' | b'-' | b'.') || byte.is_ascii_alphanumeric();
        rest.iter().take_while(part).count()
    }
}

/// Whether a string holds escapes.
#[derive(Clone, Copy)]
enum Escapes {
    None,
    Some,
}

/// The value of a string, given what stands between its quotes.
fn unescape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        value.push_str(before);
        let mut chars = escape.chars();
        value.extend(chars.next().map(|character| match character {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => unicode(&mut chars),
            other => other,
        }));
        rest = chars.as_str();
    }
    value.push_str(rest);
    value
}

/// The character of a `\u` escape, or of two that are a surrogate pair.
fn unicode(chars: &mut std::str::Chars<'_>) -> char {
    let Some(unit) = code_unit(chars) else {
        return char::REPLACEMENT_CHARACTER;
    };
    let mut ahead = chars.clone();
    let low = match (unit, ahead.next(), ahead.next()) {
        (0xd800..0xdc00, Some('\\'), Some('u')) => code_unit(&mut ahead),
        _ => None,
    };
    let Some(low @ 0xdc00..0xe000) = low else {
        return char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER);
    };
    *chars = ahead;
    let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn code_unit(chars: &mut std::str::Chars<'_>) -> Option<u32> {
    let digits = chars.as_str().get(..4)?;
    *chars = chars.as_str().get(4..)?.chars();
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes() {
        let cases = [
            (r"plain", "plain"),
            (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r"caf\u00e9", "café"),
            (r"\ud83d\ude00!", "😀!"),
            (r"\ud83d", "\u{fffd}"),
            (r"\ud83d\u0041", "\u{fffd}A"),
            (r"\u12", "\u{fffd}12"),
        ];
        for (text, value) in cases {
            assert_eq!(unescape(text), value, "{text}");
        }
    }
}
