//! One reading of a text: what has to change in it.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::code::Block;
use super::edits::Edits;
use super::links::{Definition, Links};
use super::lists::Containers;
use super::tags::Tags;
use super::text::{ends_in_escape, slice};
use super::urls::{self, Run};

/// What rustdoc reads, but for quotes and dashes, which it only shows in another form.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// What has to change in a text; nothing if it stands in too many quotes and lists.
pub(super) fn review(text: &str) -> Option<Edits> {
    // rustdoc takes whatever looks like a link to an item for one.
    let mut any = |link: BrokenLink<'_>| {
        let label = link.reference.into_string();
        Some((CowStr::from(label), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut any));
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions.map(|(label, it)| Definition {
        label: label.to_owned(),
        target: it.dest.to_string(),
        start: it.span.start,
    });
    let definitions: Vec<Definition> = definitions.collect();
    let mut review = Review::new(text);
    for (event, range) in parser.into_offset_iter() {
        review.event(event, range);
        if review.containers.are_too_deep() {
            return None;
        }
    }
    Some(review.finish(&definitions))
}

/// True when every letter that a reader saw in a text is there in what it became. Other characters
/// can be words in one and marks in the other.
pub(super) fn keeps_words(text: &str, written: &str) -> bool {
    let words = |event| match event {
        Event::Text(words) | Event::Code(words) => words.into_string(),
        _ => String::new(),
    };
    let with_html = |event| match event {
        Event::Html(html) => html.into_string(),
        event => words(event),
    };
    let before: String = Parser::new_ext(text, OPTIONS).map(words).collect();
    let after: String = Parser::new_ext(written, OPTIONS).map(with_html).collect();
    let mut after = after.chars();
    let mut letters = before.chars().filter(|it| it.is_alphabetic());
    letters.all(|letter| after.any(|it| it == letter))
}

/// What is known at a place of the text.
struct Review<'a> {
    text: &'a str,
    edits: Edits,
    containers: Containers,
    tags: Tags,
    links: Links,
    /// The words up to here that nothing interrupts.
    run: Run,
    code: Option<Block>,
}

impl<'a> Review<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            edits: Edits::default(),
            containers: Containers::default(),
            tags: Tags::default(),
            links: Links::default(),
            run: Run::default(),
            code: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let (text, edits) = (self.text, &mut self.edits);
        if let (Event::Text(_), Some(code)) = (&event, &mut self.code) {
            return code.push(range);
        }
        let is_code = matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
        self.containers.see(range.start, is_code, text, edits);
        if event != Event::End(TagEnd::Link) {
            self.links.see(&range);
        }
        if is_block(&event) || self.tags.are_in_block() {
            self.containers.end_words(text, edits);
        } else {
            self.containers.words(&range);
        }
        match event {
            Event::Text(words) => return self.words(&words, range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.end_run();
                self.tags.html(&html, range, &mut self.edits);
            }
            Event::HardBreak => self.hard_break(range),
            Event::FootnoteReference(label) => self.links.footnote(&label),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::SoftBreak
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
        self.end_run();
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        let rest = slice(self.text, range.end..self.text.len());
        if words == "[" && is_footnote(rest) {
            // A footnote that nothing defines.
            self.edits.insert(range.start, "\\");
        }
        if !self.links.are_open {
            self.run.push(words, range);
        }
    }

    fn end_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        if !run.urls().is_empty() && !self.tags.show_url() {
            urls::link(&run, &mut self.edits);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.end_run();
        if !matches!(tag, Tag::HtmlBlock) {
            self.tags.start_level();
        }
        match tag {
            Tag::BlockQuote(_) => self.start_container(&range, Containers::start_quote),
            Tag::Item => self.start_container(&range, |it| it.start_item(range.start)),
            Tag::FootnoteDefinition(label) => {
                self.links.define_footnote(&label, range.start);
                self.start_container(&range, Containers::start_footnote);
            }
            Tag::CodeBlock(kind) => {
                let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
                self.code = Some(Block::new(range, is_fenced));
            }
            Tag::HtmlBlock => self.tags.start_block(),
            Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            } => {
                let edits = &mut self.edits;
                self.links.start(link_type, &dest_url, &id, &range, edits);
            }
            Tag::Image { id, .. } => self.links.refer(&id),
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn start_container(&mut self, range: &Range<usize>, start: impl FnOnce(&mut Containers)) {
        if !self.containers.are_open() {
            self.links.container(range.clone());
        }
        start(&mut self.containers);
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        self.end_run();
        let edits = &mut self.edits;
        if tag != TagEnd::HtmlBlock {
            self.tags.end_level(edits);
        }
        match tag {
            TagEnd::BlockQuote | TagEnd::Item | TagEnd::FootnoteDefinition => self.containers.end(),
            TagEnd::CodeBlock => {
                let code = self.code.take().into_iter();
                code.for_each(|code| code.end(self.text, edits));
            }
            TagEnd::HtmlBlock => self.tags.end_block(edits),
            TagEnd::Link => self.links.end(self.text, range, edits),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A line that two spaces break is broken by a backslash, which does not get lost.
    fn hard_break(&mut self, range: Range<usize>) {
        let spaces = slice(self.text, range.clone()).trim_end_matches('\n');
        if spaces.starts_with(' ') {
            let is_escaped = ends_in_escape(slice(self.text, 0..range.start));
            let end = range.start + spaces.len();
            let backslash = if is_escaped { "\\\\" } else { "\\" };
            self.edits.replace(range.start..end, backslash);
        }
    }

    fn finish(mut self, definitions: &[Definition]) -> Edits {
        self.end_run();
        self.tags.end(&mut self.edits);
        self.links.finish(definitions, self.text, &mut self.edits);
        self.edits
    }
}

/// True for what stands around words rather than among them.
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_among_words(tag.to_end()),
        Event::End(tag) => !is_among_words(*tag),
        Event::Rule => true,
        Event::Text(_)
        | Event::Html(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => false,
    }
}

fn is_among_words(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// `^1]`, which follows a bracket.
fn is_footnote(text: &str) -> bool {
    let label = text.strip_prefix('^').and_then(|it| it.split_once(']'));
    label.is_some_and(|(label, _)| label.bytes().all(|it| it.is_ascii_digit()))
}
