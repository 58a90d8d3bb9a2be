//! Changes that differ in nothing but what they name are one sentence.

use super::report::Entry;

/// So many names are said in one sentence; the others are counted.
const NAMES: usize = 30;

/// One or several changes, said in one sentence.
pub(crate) struct Sentence<'e, Key> {
    /// What changes have to have in common to share a sentence, beside their words.
    pub(crate) key: Key,
    /// The changes.
    pub(crate) entries: Vec<&'e Entry>,
    beginning: &'e str,
    names: Vec<&'e str>,
}

impl<'e, Key: PartialEq> Sentence<'e, Key> {
    /// Puts changes together, in the order of the first of each.
    pub(crate) fn of(
        entries: impl Iterator<Item = &'e Entry>,
        key: impl Fn(&'e Entry) -> Key,
    ) -> Vec<Self> {
        let mut sentences: Vec<Self> = Vec::new();
        for entry in entries {
            let (beginning, name) = cut(&entry.change.message);
            let key = key(entry);
            let alike = sentences
                .iter_mut()
                .rev()
                .find(|it| it.takes(&key, beginning, entry));
            match (alike, name) {
                (Some(sentence), Some(name)) => {
                    sentence.entries.push(entry);
                    sentence.names.push(name);
                }
                (_, name) => sentences.push(Self {
                    key,
                    entries: vec![entry],
                    beginning,
                    names: name.into_iter().collect(),
                }),
            }
        }
        sentences
    }

    /// True when another change says the same of another name. What breaks has a sentence by itself:
    /// callers have to do something.
    fn takes(&self, key: &Key, beginning: &str, entry: &Entry) -> bool {
        let is_alike = |it: &&Entry| {
            let is_breaking = it.change.is_breaking() || entry.change.is_breaking();
            !is_breaking && it.change.kind == entry.change.kind
        };
        let first = self.entries.first();
        let has_names = !self.names.is_empty();
        has_names && self.key == *key && self.beginning == beginning && first.is_some_and(is_alike)
    }

    /// What changed.
    pub(crate) fn message(&self) -> String {
        let shown = self.names.iter().take(NAMES);
        let mut names: Vec<String> = shown.map(|name| format!("`{name}`")).collect();
        match self.names.len().saturating_sub(NAMES) {
            0 => {}
            more => names.push(format!("{more} more")),
        }
        let names = match names.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        format!("{}{names}", self.beginning)
    }

    /// What callers have to do; of several changes it would be too much.
    pub(crate) fn advice(&self) -> &'e str {
        match self.entries.as_slice() {
            [only] => &only.change.advice,
            _ => "",
        }
    }
}

/// A message, and the name that it ends in.
fn cut(message: &str) -> (&str, Option<&str>) {
    let named = message.strip_suffix('`').and_then(|it| it.rsplit_once('`'));
    named.map_or((message, None), |(beginning, name)| (beginning, Some(name)))
}
