//! Markdown as the schema has it → Markdown that rustdoc only shows.
//!
//! rustdoc compiles and runs every code block that does not say what it is. So each fence says it,
//! a fence that is never closed is, and code by indentation gets a fence. The rest stays.

mod line;

use crate::render::is_unprintable;
use line::{Fence, Item};

/// Quotes in quotes are followed this far; deeper ones are shown as text.
const DEEPEST_QUOTE: usize = 8;

/// Lists in lists are followed this far; the markers of deeper ones are shown as text.
const DEEPEST_ITEM: usize = 32;

/// A code block by indentation starts this far in.
const CODE_INDENT: usize = 4;

/// The lines of a text, without what rustdoc would run and what rustc does not let into comments.
pub(super) fn harmless(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.lines().map(|line| {
        let expanded = line::expand_tabs(line);
        let kept = expanded.chars().filter(|it| !is_unprintable(*it));
        kept.collect::<String>().trim_end().to_owned()
    });
    walk(lines, 0)
}

fn walk(lines: impl IntoIterator<Item = String>, depth: usize) -> Vec<String> {
    let mut walk = Walk {
        depth,
        ..Walk::default()
    };
    for line in lines {
        walk.line(&line);
    }
    walk.leave(0);
    walk.written
}

/// What is open at a line.
#[derive(Default)]
struct Walk {
    written: Vec<String>,
    /// How many quotes this text stands in.
    depth: usize,
    /// The columns at which the contents of the open list items start.
    items: Vec<usize>,
    open: Open,
}

/// The innermost block that the next line may belong to.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Paragraph,
    /// A list item of which nothing but its marker was seen.
    EmptyItem,
    /// A code block, and the column that its fence is counted from.
    Fence(Fence, usize),
    /// Code by indentation, without that, and the column that it is counted from.
    Code(Vec<String>, usize),
    /// What a quote holds, and what stands before it on its first line and on the others.
    Quote(Vec<String>, [String; 2]),
}

impl Walk {
    fn line(&mut self, line: &str) {
        if line.is_empty() {
            return self.blank();
        }
        let column = line::indent(line);
        let depth = self
            .items
            .iter()
            .take_while(|item| **item <= column)
            .count();
        if self.continues(line, column, depth) {
            return;
        }
        if column - self.base(depth) >= CODE_INDENT {
            if matches!(self.open, Open::Paragraph) {
                return self.written.push(line.to_owned());
            }
            self.leave(depth);
            let base = self.base(depth);
            return self.start_code(line, base);
        }
        self.block(line, column, depth);
    }

    fn blank(&mut self) {
        match &mut self.open {
            Open::Fence(..) => {}
            Open::Code(lines, _) => return lines.push(String::new()),
            Open::Paragraph => self.open = Open::Nothing,
            Open::EmptyItem => {
                self.open = Open::Nothing;
                self.items.pop();
            }
            Open::Quote(..) => self.close(),
            Open::Nothing => {}
        }
        self.written.push(String::new());
    }

    /// Takes a line that belongs to the open code or quote; ends that where it does not.
    fn continues(&mut self, line: &str, column: usize, depth: usize) -> bool {
        let inside = depth == self.items.len();
        match &mut self.open {
            Open::Fence(fence, base) if inside => {
                let closes = column - *base < CODE_INDENT && fence.is_closed_by(line);
                self.written.push(line.to_owned());
                if closes {
                    self.open = Open::Nothing;
                }
                return true;
            }
            Open::Code(lines, base) if inside && column >= *base + CODE_INDENT => {
                lines.push(line::from(line, *base + CODE_INDENT).to_owned());
                return true;
            }
            Open::Quote(lines, _) if inside => {
                if let Some(content) = line::quoted(line) {
                    lines.push(content.to_owned());
                    return true;
                }
            }
            Open::Nothing | Open::Paragraph | Open::EmptyItem => return false,
            Open::Fence(..) | Open::Code(..) | Open::Quote(..) => {}
        }
        self.close();
        false
    }

    /// A line that starts a block, or is text.
    fn block(&mut self, line: &str, column: usize, depth: usize) {
        let rest = line::from(line, column);
        let interrupts = matches!(self.open, Open::Paragraph) && depth == self.items.len();
        if let Some(fence) = Fence::opened_by(rest) {
            self.leave(depth);
            let before = line.get(..column).unwrap_or_default();
            self.written.push(format!("{before}{}", fence.opening()));
            self.open = Open::Fence(fence, self.base(depth));
        } else if rest.starts_with('>') {
            self.leave(depth);
            self.quote(line, column);
        } else if line::is_heading(rest)
            || line::is_rule(rest)
            || (interrupts && line::is_underline(rest))
        {
            self.leave(depth);
            self.written.push(line.to_owned());
        } else if let Some(item) = Item::of(rest).filter(|item| !interrupts || item.interrupts) {
            self.leave(depth);
            self.item(line, column, &item);
        } else {
            if !matches!(self.open, Open::Paragraph) {
                self.leave(depth);
            }
            self.written.push(line.to_owned());
            self.open = Open::Paragraph;
        }
    }

    /// A marker of a list, and what stands on its line.
    fn item(&mut self, line: &str, column: usize, item: &Item) {
        let start = column + item.marker;
        if self.items.len() == DEEPEST_ITEM {
            let (before, after) = line.split_at_checked(start - 1).unwrap_or_default();
            self.written.push(format!("{before}\\{after}"));
            self.open = Open::Paragraph;
            return;
        }
        let content = line::from(line, start).trim_start_matches(' ');
        if content.is_empty() {
            self.items.push(start + 1);
            self.written.push(line.to_owned());
            self.open = Open::EmptyItem;
            return;
        }
        let mut column = line.len() - content.len();
        let mut line = line.to_owned();
        if column - start > CODE_INDENT {
            // More than that would be code, on the marker's own line.
            line.replace_range(start..column, " ");
            column = start + 1;
        }
        self.items.push(column);
        self.block(&line, column, self.items.len());
    }

    fn quote(&mut self, line: &str, column: usize) {
        let before = line.get(..column).unwrap_or_default();
        let content = line::quoted(line::from(line, column)).unwrap_or_default();
        if self.depth == DEEPEST_QUOTE {
            self.written.push(format!("{before}\\> {content}"));
            self.open = Open::Paragraph;
            return;
        }
        let others = " ".repeat(self.base(self.items.len()));
        self.open = Open::Quote(vec![content.to_owned()], [before.to_owned(), others]);
    }

    fn start_code(&mut self, line: &str, base: usize) {
        let code = line::from(line, base + CODE_INDENT).to_owned();
        self.open = Open::Code(vec![code], base);
    }

    /// Ends what is open, and the list items but the outermost ones.
    fn leave(&mut self, depth: usize) {
        self.close();
        self.items.truncate(depth);
    }

    fn close(&mut self) {
        match std::mem::take(&mut self.open) {
            Open::Nothing | Open::Paragraph | Open::EmptyItem => {}
            Open::Fence(fence, base) => {
                let fence = fence.closing();
                self.written.push(" ".repeat(base) + &fence);
            }
            Open::Code(lines, base) => self.write_code(lines, base),
            Open::Quote(lines, [first, others]) => {
                for (position, line) in walk(lines, self.depth + 1).iter().enumerate() {
                    let before = if position == 0 { &first } else { &others };
                    let line = format!("{before}> {line}");
                    self.written.push(line.trim_end().to_owned());
                }
            }
        }
    }

    fn write_code(&mut self, mut lines: Vec<String>, base: usize) {
        let end = lines.iter().rposition(|line| !line.is_empty());
        let after = lines.split_off(end.map_or(0, |end| end + 1));
        let fence = Fence::around(&lines);
        let before = " ".repeat(base);
        self.written.push(format!("{before}{}", fence.opening()));
        let code = lines.iter().map(|line| match line.as_str() {
            "" => String::new(),
            line => format!("{before}{line}"),
        });
        self.written.extend(code);
        self.written.push(format!("{before}{}", fence.closing()));
        self.written.extend(after);
    }

    /// The column at which the contents of that many list items start.
    fn base(&self, depth: usize) -> usize {
        let innermost = depth.checked_sub(1).and_then(|at| self.items.get(at));
        innermost.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
