//! Tags by pairs: each that is handed on has its other half, in the same paragraph or cell.

use std::ops::Range;

use super::edits::Edits;
use super::html::{Tag, Token, tokens};
use super::text::slice;

/// Where a tag stands.
#[derive(Clone, Copy, PartialEq)]
enum Spot {
    Words,
    BlockStart,
    Block,
}

/// A tag that waits for its other half.
struct Open {
    name: String,
    /// The element of Markdown that it stands in.
    level: usize,
    range: Range<usize>,
    spot: Spot,
    starts_line: bool,
    /// Where a link leads.
    target: Option<String>,
    /// True for a link that shows a URL.
    shows_url: bool,
}

/// Lines, each with what it holds.
type Lines = Vec<(usize, Range<usize>)>;

/// The tags that are open at a place.
#[derive(Default)]
pub(super) struct Tags {
    open: Vec<Open>,
    /// The elements of Markdown that are open, and how many there were.
    levels: Vec<usize>,
    seen: usize,
    /// The open block of HTML, and where the lines of it stand.
    block: Option<(String, Lines)>,
}

impl Tags {
    pub(super) fn start_level(&mut self) {
        self.seen += 1;
        self.levels.push(self.seen);
    }

    pub(super) fn end_level(&mut self, edits: &mut Edits) {
        let level = self.level();
        while self.open.last().is_some_and(|open| open.level == level) {
            self.open
                .pop()
                .into_iter()
                .for_each(|it| it.stays_open(edits));
        }
        self.levels.pop();
    }

    /// Ends the text.
    pub(super) fn end(self, edits: &mut Edits) {
        self.open.into_iter().for_each(|it| it.stays_open(edits));
    }

    fn level(&self) -> usize {
        self.levels.last().copied().unwrap_or_default()
    }

    /// True in a link, which then is written as one of Markdown's, since it shows a URL.
    pub(super) fn show_url(&mut self) -> bool {
        let link = self.open.iter_mut().rfind(|open| open.name == "a");
        link.map(|link| link.shows_url = true).is_some()
    }

    pub(super) fn start_block(&mut self) {
        self.block = Some((String::new(), Vec::new()));
    }

    pub(super) fn are_in_block(&self) -> bool {
        self.block.is_some()
    }

    /// A line of a block, or a tag or a comment among words.
    pub(super) fn html(&mut self, html: &str, range: Range<usize>, edits: &mut Edits) {
        if let Some((block, lines)) = &mut self.block {
            lines.push((block.len(), range));
            return block.push_str(html);
        }
        let mut tokens = tokens(html);
        match tokens.pop() {
            Some((whole, token)) if tokens.is_empty() && whole == (0..html.len()) => {
                self.token(token, range, Spot::Words, edits);
            }
            _ => escape(range, Spot::Words, edits),
        }
    }

    /// Ends a block of HTML. Where its first tag becomes text, it is no block any more.
    pub(super) fn end_block(&mut self, edits: &mut Edits) {
        let Some((html, lines)) = self.block.take() else {
            return;
        };
        let place = |at: usize| {
            let next = lines.partition_point(|(start, _)| *start <= at);
            let line = next.checked_sub(1).and_then(|it| lines.get(it));
            line.map_or(0, |(start, range)| range.start + at - start)
        };
        for (range, token) in tokens(&html) {
            let is_first = slice(&html, 0..range.start).trim().is_empty();
            let spot = if is_first {
                Spot::BlockStart
            } else {
                Spot::Block
            };
            let is_text = match &token {
                Token::Comment => false,
                Token::Odd => true,
                Token::Tag(tag) => !tag.is_known(),
            };
            let range = place(range.start)..place(range.end.saturating_sub(1)) + 1;
            self.token(token, range, spot, edits);
            if is_first && is_text {
                return;
            }
        }
    }

    fn token(&mut self, token: Token<'_>, range: Range<usize>, spot: Spot, edits: &mut Edits) {
        match token {
            Token::Comment => {}
            Token::Odd => escape(range, spot, edits),
            Token::Tag(tag) if !tag.is_known() => escape(range, spot, edits),
            // On one line it could start a block of HTML, which takes the words below with it.
            Token::Tag(tag)
                if spot == Spot::Words && tag.is_split && tag.rewritten(true).is_some() =>
            {
                escape(range, spot, edits);
            }
            Token::Tag(tag) if tag.is_void() => {
                if tag.closes {
                    edits.replace(range, if tag.name == "br" { "<br>" } else { "" });
                } else if let Some(written) = tag.rewritten(spot == Spot::Words) {
                    edits.replace(range, &written);
                }
            }
            Token::Tag(tag) if tag.closes => self.close(&tag, range, spot, edits),
            Token::Tag(tag) => self.start(&tag, range, spot, edits),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>, spot: Spot, edits: &mut Edits) {
        let open = Open {
            name: tag.name.clone(),
            level: self.level(),
            range: range.clone(),
            spot,
            starts_line: tag.starts_line(),
            target: tag.target().map(str::to_owned),
            shows_url: false,
        };
        if tag.is_empty {
            return open.stays_open(edits);
        }
        if let Some(written) = tag.rewritten(spot == Spot::Words) {
            edits.replace(range, &written);
        }
        self.open.push(open);
    }

    fn close(&mut self, tag: &Tag<'_>, range: Range<usize>, spot: Spot, edits: &mut Edits) {
        let level = self.level();
        let here = self.open.iter().rev().take_while(|it| it.level == level);
        let Some(above) = here.into_iter().position(|it| it.name == tag.name) else {
            return match tag.starts_line() {
                true => edits.replace(range, "<br>"),
                false => escape(range, spot, edits),
            };
        };
        let unpaired = self.open.split_off(self.open.len() - above);
        unpaired.into_iter().for_each(|it| it.stays_open(edits));
        let opening = self.open.pop();
        match opening.filter(|it| it.shows_url) {
            None => {
                if let Some(written) = tag.rewritten(spot == Spot::Words) {
                    edits.replace(range, &written);
                }
            }
            // A link in Markdown; without a target only what it shows.
            Some(Open {
                target,
                range: opening,
                ..
            }) => {
                let target = target.map(|it| format!("](<{it}>)"));
                let bracket = if target.is_some() { "[" } else { "" };
                edits.replace(opening, bracket);
                edits.replace(range, &target.unwrap_or_default());
            }
        }
    }
}

impl Open {
    /// A tag without its other half is a new line, if it starts one, else text.
    fn stays_open(self, edits: &mut Edits) {
        match self.starts_line {
            true => edits.replace(self.range, "<br>"),
            false => escape(self.range, self.spot, edits),
        }
    }
}

/// Makes text of `<`.
fn escape(range: Range<usize>, spot: Spot, edits: &mut Edits) {
    match spot {
        Spot::Words | Spot::BlockStart => edits.insert(range.start, "\\"),
        Spot::Block => edits.replace(range.start..range.start + 1, "&lt;"),
    }
}
