//! The shape of a YAML document.
//!
//! The parser's events say what the nodes are. Its marks are less exact: that of a block scalar
//! starts at the content, that of a quoted one takes in the comment that follows, and those of an
//! empty node and of a sequence that is not indented lie somewhere behind. So the start of a node is
//! searched from the end of the one before, and only where a plain scalar, a block scalar or an
//! alias ends is taken from a mark.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::lines::{Offsets, content_start};
use super::nodes::{Kind, Nodes};
use super::relax::{is_blank, is_bracket, is_break, relax};

/// Reads the shape of the first document of a YAML stream, up to its end or to where it is broken.
pub(super) fn read(text: &str) -> Nodes {
    let (nodes, outcome) = build(text);
    if outcome == Outcome::Whole {
        return nodes;
    }
    let Some(relaxed) = relax(text) else {
        return nodes;
    };
    let nodes_of_relaxed = build(&relaxed).0;
    if nodes_of_relaxed.all.len() > nodes.all.len() {
        nodes_of_relaxed
    } else {
        nodes
    }
}

/// How reading ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Whole,
    Broken,
}

fn build(text: &str) -> (Nodes, Outcome) {
    let mut builder = Builder {
        text,
        at: content_start(text),
        nodes: Nodes::new(true),
        open: Vec::new(),
        anchors: HashMap::new(),
        offsets: Offsets::new(text),
    };
    let mut outcome = Outcome::Broken;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        if matches!(event, Event::DocumentEnd | Event::StreamEnd) {
            outcome = Outcome::Whole;
            break;
        }
        builder.event(event, span);
    }
    (builder.finish(outcome), outcome)
}

struct Builder<'a> {
    text: &'a str,
    /// The end of what has been read.
    at: usize,
    nodes: Nodes,
    open: Vec<Open>,
    /// The nodes that have an anchor, by its number.
    anchors: HashMap<usize, usize>,
    offsets: Offsets<'a>,
}

/// A collection whose end has not been reached.
struct Open {
    index: usize,
    layout: Layout,
    /// What the next node is in it.
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// By indentation.
    Block,
    /// In brackets.
    Flow,
    /// A single entry within the brackets of a sequence: `[key: value]`.
    Pair,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Item,
    Key,
    Value,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::DocumentStart(true) => self.at = self.offsets.byte(span.end.index()),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Scalar(value, style, anchor, tag) => {
                let properties = anchor > 0 || tag.is_some();
                let index = if value.is_empty() && style == ScalarStyle::Plain {
                    self.empty(properties, span)
                } else {
                    self.scalar(&value, style, span)
                };
                self.anchor(anchor, index);
                self.advance();
            }
            Event::MappingStart(anchor, _) => self.open(Kind::Mapping, anchor, span),
            Event::SequenceStart(anchor, _) => self.open(Kind::Sequence, anchor, span),
            Event::MappingEnd | Event::SequenceEnd => {
                self.close();
                self.advance();
            }
            _ => {}
        }
    }

    /// Ends what is open. A stream without any document stands for an empty one.
    fn finish(mut self, outcome: Outcome) -> Nodes {
        while !self.open.is_empty() {
            self.close();
        }
        if self.nodes.all.is_empty() && outcome == Outcome::Whole {
            self.nodes.push(Kind::Plain, self.at..self.at);
        }
        self.nodes
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        let start = self.start();
        self.at = self.offsets.byte(span.end.index()).max(start);
        let kind = self
            .anchors
            .get(&anchor)
            .map_or(Kind::Plain, |&index| Kind::Alias(index));
        self.nodes.push(kind, start..self.at);
        self.advance();
    }

    /// Keeps a node for its aliases, unless it has no anchor.
    fn anchor(&mut self, anchor: usize, index: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, index);
        }
    }

    /// A node of no text at all, but perhaps with an anchor or a tag.
    fn empty(&mut self, properties: bool, span: Span) -> usize {
        let mut start = self.indicator();
        self.at = start;
        if properties {
            start = self.trivia(start);
            self.at = self.offsets.byte(span.end.index()).max(start);
        }
        self.nodes.push_decoded(String::new(), start..self.at)
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: Span) -> usize {
        let start = self.start();
        let (kind, end) = match style {
            ScalarStyle::Plain => (Kind::Plain, self.offsets.byte(span.end.index())),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                (Kind::Quoted, self.closing_quote(start))
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let end = self.offsets.byte(span.end.index());
                (Kind::Plain, self.last_line(start, end))
            }
        };
        self.at = end.max(start);
        let quote = usize::from(kind == Kind::Quoted);
        if self.text.get(start + quote..self.at.saturating_sub(quote)) == Some(value) {
            self.nodes.push(kind, start..self.at)
        } else {
            self.nodes.push_decoded(value.to_owned(), start..self.at)
        }
    }

    fn open(&mut self, kind: Kind, anchor: usize, span: Span) {
        let start = self.start();
        let (bracket, role) = match kind {
            Kind::Mapping => (b'{', Role::Key),
            _ => (b'[', Role::Item),
        };
        // A bracket may also open the first key of a block mapping, which takes no text itself.
        let brackets =
            self.byte(start) == Some(bracket) && self.offsets.byte(span.end.index()) > start;
        let outer = self.open.last().map_or(Layout::Block, |open| open.layout);
        let (layout, end) = match outer {
            _ if brackets => (Layout::Flow, start + 1),
            Layout::Block => (Layout::Block, start),
            Layout::Flow | Layout::Pair => (Layout::Pair, start),
        };
        self.at = end;
        let index = self.nodes.push(kind, start..end);
        self.anchor(anchor, index);
        self.open.push(Open {
            index,
            layout,
            role,
        });
    }

    /// Ends the innermost collection.
    fn close(&mut self) {
        let Some(Open { index, layout, .. }) = self.open.pop() else {
            return;
        };
        if layout == Layout::Flow {
            let mut end = self.trivia(self.at);
            if self.byte(end) == Some(b',') {
                end = self.trivia(end + 1);
            }
            if let Some(b']' | b'}') = self.byte(end) {
                self.at = end + 1;
            }
        }
        self.nodes
            .close(index, (layout != Layout::Block).then_some(self.at));
    }

    /// Changes the role of the next node, now that one is complete.
    fn advance(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.role = match open.role {
                Role::Item => Role::Item,
                Role::Key => Role::Value,
                Role::Value => Role::Key,
            };
        }
    }

    /// Where the next node starts: after its indicator, anchor and tag.
    fn start(&self) -> usize {
        let mut at = self.trivia(self.indicator());
        while let Some(first @ (b'&' | b'!')) = self.byte(at) {
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            let length = if first == b'!' && rest.get(1) == Some(&b'<') {
                rest.iter()
                    .position(|&byte| byte == b'>')
                    .map(|last| last + 1)
            } else {
                rest.iter()
                    .position(|&byte| is_blank(byte) || is_bracket(byte))
            };
            at = self.trivia(at + length.unwrap_or(rest.len()));
        }
        at
    }

    /// The end of the indicator before the next node or, if it has none, of the node before.
    fn indicator(&self) -> usize {
        let Some(&Open { layout, role, .. }) = self.open.last() else {
            return self.at;
        };
        let at = self.trivia(self.at);
        let lone = |at| self.byte(at + 1).is_none_or(is_blank);
        match (role, self.byte(at)) {
            (Role::Item, Some(b'-')) if layout == Layout::Block => at + 1,
            (Role::Item, Some(b',')) => at + 1,
            (Role::Key, Some(b'?')) if lone(at) => at + 1,
            (Role::Key, Some(b',')) => {
                let key = self.trivia(at + 1);
                if self.byte(key) == Some(b'?') && lone(key) {
                    key + 1
                } else {
                    at + 1
                }
            }
            (Role::Value, Some(b':')) if layout != Layout::Block || lone(at) => at + 1,
            _ => self.at,
        }
    }

    /// The first offset from here that is neither white space nor within a comment.
    fn trivia(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let mut comment = false;
        let length = rest.iter().position(|&byte| {
            comment = byte == b'#' || comment && !is_break(byte);
            !comment && !is_blank(byte)
        });
        at + length.unwrap_or(rest.len())
    }

    /// The end of the quoted scalar that starts here.
    fn closing_quote(&self, start: usize) -> usize {
        let quote = self.byte(start);
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                None => return self.text.len(),
                Some(b'\\') if quote == Some(b'"') => at += 2,
                Some(b'\'') if quote == Some(b'\'') && self.byte(at + 1) == quote => at += 2,
                byte if byte == quote => return at + 1,
                Some(_) => at += 1,
            }
        }
    }

    /// The end of the last line that is not blank.
    fn last_line(&self, start: usize, end: usize) -> usize {
        let Some(scalar) = self.text.get(start..end) else {
            return start;
        };
        let content = scalar.trim_end_matches([' ', '\t', '\n', '\r']).len();
        let blank = scalar.get(content..).unwrap_or_default();
        start + content + blank.find(['\n', '\r']).unwrap_or(blank.len())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// The text of every node, in order.
    fn texts(text: &str) -> Vec<&str> {
        let nodes = read(text);
        (0..nodes.all.len())
            .filter_map(|index| text.get(nodes.range(text, index)?))
            .collect()
    }

    #[test]
    fn starts_and_ends_are_exact() {
        assert_eq!(
            texts(
                "&m k: !!str &s |2-  # note | of\n\n   é\n  x \n\n# end\nl:\n- - 'it''s' # q\n- [? a : b,]"
            ),
            [
                "k: !!str &s |2-  # note | of",
                "k",
                "|2-  # note | of\n\n   é\n  x ",
                "l",
                "- - 'it''s' # q",
                "- 'it''s' # q",
                "'it''s'",
                "[? a : b,]",
                "? a : b",
                "a",
                "b",
            ],
        );
    }

    #[test]
    fn empty_nodes_follow_their_indicators() {
        let text = "a:\nb: # note\n  -\n  - {c, ? d}\n";
        let nodes = read(text);
        let empty = nodes.decoded.keys().map(|&index| nodes.range(text, index));
        let mut empty: Vec<_> = empty.flatten().map(|range| range.start).collect();
        empty.sort_unstable();
        assert_eq!(empty, [2, 16, 23, 28]);
    }
}
