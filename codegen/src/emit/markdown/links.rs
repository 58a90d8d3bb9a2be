//! Links: what only looks like one, and where the others lead.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::LinkType;

use super::edits::Edits;
use super::text::slice;

/// Schemes that a link may have, sorted. Others are shown and not followed.
const SCHEMES: &[&str] = &[
    "ftp", "ftps", "http", "https", "irc", "mailto", "news", "sftp", "sms", "ssh", "tel", "urn",
    "ws", "wss",
];

/// A definition of a link: `[label]: https://…`.
pub(super) struct Definition {
    pub(super) label: String,
    pub(super) target: String,
    pub(super) start: usize,
}

/// What is known of links so far.
#[derive(Default)]
pub(super) struct Links {
    /// True in a link.
    pub(super) are_open: bool,
    /// Links whose targets have to be made relative: where the words in them end.
    relative: Option<usize>,
    /// The labels that links refer to.
    used: HashSet<String>,
    /// Footnotes: where each is defined, and which are referred to.
    footnotes: Vec<(String, usize)>,
    used_footnotes: HashSet<String>,
    /// The outermost list items and quotes.
    containers: Vec<Range<usize>>,
}

impl Links {
    pub(super) fn start(
        &mut self,
        kind: LinkType,
        target: &str,
        label: &str,
        range: &Range<usize>,
        edits: &mut Edits,
    ) {
        use LinkType::{CollapsedUnknown, ReferenceUnknown, ShortcutUnknown};
        let is_unknown = matches!(kind, CollapsedUnknown | ReferenceUnknown | ShortcutUnknown);
        self.are_open = !is_unknown;
        self.refer(label);
        let is_text = match kind {
            ShortcutUnknown => may_be_a_path(label),
            ReferenceUnknown | CollapsedUnknown => true,
            LinkType::Autolink => !has_known_scheme(target),
            LinkType::Email => false,
            LinkType::Inline | LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                let is_path = is_path(target);
                let is_relative = kind == LinkType::Inline && is_path && !target.contains(':');
                self.relative = is_relative.then_some(range.start + 1);
                !has_known_scheme(target) || (is_path && !is_relative)
            }
        };
        if is_text {
            edits.insert(range.start, "\\");
        }
    }

    /// Notes that an image or a link refers to a label.
    pub(super) fn refer(&mut self, label: &str) {
        self.used.insert(folded(label));
    }

    /// Notes words or other elements in a link.
    pub(super) fn see(&mut self, range: &Range<usize>) {
        if let Some(end) = &mut self.relative {
            *end = range.end.max(*end);
        }
    }

    pub(super) fn end(&mut self, text: &str, range: &Range<usize>, edits: &mut Edits) {
        self.are_open = false;
        if let Some(words_end) = self.relative.take() {
            let rest = slice(text, words_end..range.end);
            let target = rest.find("](").map(|at| words_end + at + 2);
            let target = target.map(|at| {
                let rest = slice(text, at..range.end);
                at + rest.len() - rest.trim_start_matches([' ', '\n', '<']).len()
            });
            edits.insert(target.unwrap_or(range.start), "./");
        }
    }

    pub(super) fn footnote(&mut self, label: &str) {
        self.used_footnotes.insert(folded(label));
    }

    pub(super) fn define_footnote(&mut self, label: &str, start: usize) {
        self.footnotes.push((folded(label), start));
    }

    pub(super) fn container(&mut self, range: Range<usize>) {
        self.containers.push(range);
    }

    /// Definitions that would hide words or change links that are not the author's are shown.
    pub(super) fn finish(self, definitions: &[Definition], text: &str, edits: &mut Edits) {
        for it in definitions {
            let next = self
                .containers
                .partition_point(|range| range.start <= it.start);
            let outer = next.checked_sub(1).and_then(|at| self.containers.get(at));
            let is_nested = outer.is_some_and(|range| it.start < range.end);
            let is_used = self.used.contains(&folded(&it.label));
            let is_path = is_path(&it.target);
            let leads_somewhere = it.target.contains(['/', '#', ':', '.']);
            let is_ours = it.label.contains(['`', '[']);
            if is_nested || is_ours || is_path || !(is_used || leads_somewhere) {
                escape(it.start, text, edits);
            }
        }
        for (label, start) in &self.footnotes {
            if !self.used_footnotes.contains(label) {
                escape(*start, text, edits);
            }
        }
    }
}

/// Makes text of a definition that starts there, perhaps with spaces.
fn escape(start: usize, text: &str, edits: &mut Edits) {
    let bracket = slice(text, start..text.len()).find('[');
    edits.insert(start + bracket.unwrap_or_default(), "\\");
}

/// Labels are equal whatever the case of their letters and the width of their spaces.
fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// True where rustdoc could look for an item of that name. It passes over what holds other
/// characters than paths, generics and the marks of kinds do (`fn@name`, `name()`, `name!`).
fn may_be_a_path(text: &str) -> bool {
    let hashes = text.matches('#').count();
    let path = text.split('#').next().unwrap_or_default();
    let bare = path.replace('`', "");
    if bare.trim().is_empty() {
        return false;
    }
    let is_marked = text.contains('`') || path.contains(['@', '<', '>']) || hashes > 1;
    let name = bare.trim_end_matches([' ', '!', '(', ')', '{', '}', '[', ']']);
    let in_paths = |it: char| it.is_alphanumeric() || ":_,!*&;".contains(it);
    is_marked || name.trim_start().chars().all(in_paths)
}

/// True for a target that rustdoc could take for the path of an item.
fn is_path(target: &str) -> bool {
    !target.contains('/') && may_be_a_path(target)
}

/// True for a target that has no scheme or a known one.
fn has_known_scheme(target: &str) -> bool {
    let Some(end) = target.find([':', '/', '?', '#']) else {
        return true;
    };
    let (scheme, rest) = target.split_at_checked(end).unwrap_or_default();
    let is_space = |it: &char| !it.is_control() && !it.is_whitespace();
    let scheme: String = scheme.chars().filter(is_space).collect();
    !rest.starts_with(':')
        || SCHEMES
            .binary_search(&scheme.to_lowercase().as_str())
            .is_ok()
}

#[cfg(test)]
mod tests {
    use super::SCHEMES;

    #[test]
    fn the_table_is_sorted() {
        assert!(SCHEMES.is_sorted());
    }
}
