//! From bytes to lines and columns, and from characters to bytes.

/// Line and column of a byte offset, both counted from 1, the column in characters.
///
/// A line ends with `\n` or `\r\n`. A byte order mark is not counted. An offset within a character
/// is taken as the character's start, one beyond the text as its end.
///
/// ```
/// use codegen::source::locate::line_column;
///
/// assert_eq!(line_column("é: 1\nü: 2", 9), (2, 3));
/// ```
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let mark = Mark::first(text).moved(text, offset);
    (mark.line, mark.column)
}

/// The lines of a text, for many questions: each looks at no more than a piece of the text.
#[derive(Debug)]
pub(crate) struct Lines {
    marks: Vec<Mark>,
}

const MARKED_EVERY: usize = 1024;

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let mut mark = Mark::first(text);
        let mut marks = vec![mark];
        while mark.offset + MARKED_EVERY < text.len() {
            mark = mark.moved(text, mark.offset + MARKED_EVERY);
            marks.push(mark);
        }
        Self { marks }
    }

    /// What [`line_column`] says.
    pub(crate) fn at(&self, text: &str, offset: usize) -> (usize, usize) {
        let after = self.marks.partition_point(|mark| mark.offset <= offset);
        match self.marks.get(after.saturating_sub(1)) {
            Some(mark) => {
                let mark = mark.moved(text, offset);
                (mark.line, mark.column)
            }
            None => (1, 1),
        }
    }
}

/// An offset whose line and column are known.
#[derive(Clone, Copy, Debug)]
struct Mark {
    offset: usize,
    line: usize,
    column: usize,
}

impl Mark {
    fn first(text: &str) -> Self {
        Self {
            offset: content_start(text),
            line: 1,
            column: 1,
        }
    }

    /// The mark of a later offset; of an earlier one, the same mark.
    fn moved(self, text: &str, offset: usize) -> Self {
        let offset = floor(text, offset);
        let Some(between) = text.get(self.offset..offset) else {
            return self;
        };
        let column = match between.rsplit_once('\n') {
            Some((_, last)) => 1 + last.chars().count(),
            None => self.column + between.chars().count(),
        };
        let breaks = between.bytes().filter(|&byte| byte == b'\n').count();
        Self {
            offset,
            line: self.line + breaks,
            column,
        }
    }
}

/// The nearest character boundary at or before an offset.
pub(crate) fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Where the content of a text starts: after its byte order mark.
pub(crate) fn content_start(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len_utf8()
    } else {
        0
    }
}

/// From characters, as the YAML parser counts them, to bytes.
#[derive(Debug)]
pub(super) struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
    /// The character that was converted last, from which the next is never far.
    characters: usize,
    bytes: usize,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            ascii: text.is_ascii(),
            characters: 0,
            bytes: 0,
        }
    }

    pub(super) fn byte(&mut self, character: usize) -> usize {
        if self.ascii {
            return character.min(self.text.len());
        }
        let (before, after) = self
            .text
            .split_at_checked(self.bytes)
            .unwrap_or((self.text, ""));
        if character >= self.characters {
            let ahead = after.chars().take(character - self.characters);
            self.bytes += ahead.map(char::len_utf8).sum::<usize>();
        } else {
            let behind = before.chars().rev().take(self.characters - character);
            self.bytes -= behind.map(char::len_utf8).sum::<usize>();
        }
        self.characters = character;
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, MARKED_EVERY, line_column};

    #[test]
    fn lines_and_columns() {
        let text = "\u{feff}a: é\r\nb: 1\n";
        let cases = [
            (0, (1, 1)),
            (2, (1, 1)),
            (3, (1, 1)),
            (6, (1, 4)),
            (7, (1, 4)),
            (8, (1, 5)),
            (10, (2, 1)),
            (13, (2, 4)),
            (15, (3, 1)),
            (99, (3, 1)),
        ];
        for (offset, expected) in cases {
            assert_eq!(line_column(text, offset), expected, "at {offset}");
        }
    }
    #[test]
    fn marks_change_nothing() {
        let line = "é: 日本\r\n# a line of some length\n".repeat(3 * MARKED_EVERY / 40);
        for text in [line.clone(), line.replace('\n', "😀"), String::new()] {
            let lines = Lines::new(&text);
            for offset in (0..text.len() + 3).step_by(7) {
                assert_eq!(
                    lines.at(&text, offset),
                    line_column(&text, offset),
                    "at {offset}"
                );
            }
        }
    }
}
