//! Patterns of the settings: globs for paths, tags and operation ids.

use std::cell::Cell;

use globset::{GlobBuilder, GlobMatcher};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, closest};
use crate::settings::Filter;

/// What of an operation patterns are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Path,
    Tag,
    Operation,
}

/// A filter of the settings.
pub(super) struct Patterns {
    /// What the settings call it.
    name: &'static str,
    patterns: Vec<Pattern>,
}

struct Pattern {
    subject: Subject,
    text: String,
    matcher: GlobMatcher,
    is_used: Cell<bool>,
}

impl Patterns {
    /// Reads the patterns of a filter. What is no pattern is reported.
    pub(super) fn read(name: &'static str, filter: &Filter, diagnostics: &Diagnostics) -> Self {
        let all = [
            (Subject::Path, &filter.paths),
            (Subject::Tag, &filter.tags),
            (Subject::Operation, &filter.operations),
        ];
        let mut patterns = Vec::new();
        for (subject, texts) in all {
            for text in texts {
                match matcher(subject, text) {
                    Ok(matcher) => patterns.push(Pattern {
                        subject,
                        text: text.clone(),
                        matcher,
                        is_used: Cell::new(false),
                    }),
                    Err(error) => {
                        let list = subject.list();
                        let message = format!("`{text}` in `{name}.{list}` is no pattern: {error}");
                        diagnostics.push(Diagnostic::new(Code::Settings, message));
                    }
                }
            }
        }
        Self { name, patterns }
    }

    /// True when a pattern fits, of whatever subject. All that fit count as used.
    pub(super) fn fit(&self, subjects: &[(Subject, &str)]) -> bool {
        let mut fits = false;
        for pattern in &self.patterns {
            let mut fitting = subjects.iter();
            if fitting.any(|(subject, text)| pattern.fits(*subject, text)) {
                pattern.is_used.set(true);
                fits = true;
            }
        }
        fits
    }

    /// True when there are none.
    pub(super) fn are_none(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Reports the patterns that fit nothing.
    pub(super) fn report_unused(&self, all: &[(Subject, String)], diagnostics: &Diagnostics) {
        for pattern in self.patterns.iter().filter(|it| !it.is_used.get()) {
            let known = all
                .iter()
                .filter(|(subject, _)| *subject == pattern.subject);
            let mut known: Vec<&str> = known.map(|(_, text)| text.as_str()).collect();
            known.sort_unstable();
            known.dedup();
            let (list, what) = (pattern.subject.list(), pattern.subject.what());
            let message = format!(
                "`{}` in `{}.{list}` fits no {what}",
                pattern.text, self.name
            );
            let meant = closest(&pattern.text, known.iter().copied());
            let help = match meant {
                Some(meant) => Some(format!("did you mean `{meant}`?")),
                None if (1..=MOST_LISTED).contains(&known.len()) => {
                    Some(format!("there is `{}`", known.join("`, `")))
                }
                None => None,
            };
            diagnostics.push(Diagnostic::new(Code::Settings, message).with_help_if(help));
        }
    }
}

/// So many names are listed where none is near.
const MOST_LISTED: usize = 8;

impl Pattern {
    fn fits(&self, subject: Subject, text: &str) -> bool {
        self.subject == subject && self.matcher.is_match(text)
    }
}

impl Subject {
    /// What the settings call the list of its patterns.
    fn list(self) -> &'static str {
        match self {
            Self::Path => "paths",
            Self::Tag => "tags",
            Self::Operation => "operations",
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Tag => "tag of an operation",
            Self::Operation => "operation",
        }
    }
}

/// In a path, `*` stays between two slashes, and the braces of parameters are braces.
fn matcher(subject: Subject, text: &str) -> Result<GlobMatcher, String> {
    let literal_braces = text.replace('{', "[{]").replace("}", "[}]");
    let glob = GlobBuilder::new(&literal_braces)
        .literal_separator(subject == Subject::Path)
        .build();
    match glob {
        Ok(glob) => Ok(glob.compile_matcher()),
        Err(error) => Err(error.kind().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_paths_know_parameters() {
        let fits = |pattern: &str, path: &str| {
            matcher(Subject::Path, pattern).is_ok_and(|it| it.is_match(path))
        };
        assert!(fits("/pets/{id}", "/pets/{id}"));
        assert!(!fits("/pets/{id}", "/pets/id"));
        assert!(fits("/pets/*", "/pets/{id}"));
        assert!(!fits("/pets/*", "/pets/{id}/toys"));
        assert!(fits("/pets/**", "/pets/{id}/toys"));
        assert!(fits("/*/{id}", "/pets/{id}"));
        assert!(matcher(Subject::Path, "/pets/[").is_err());
        let id = matcher(Subject::Operation, "repos/*").unwrap();
        assert!(id.is_match("repos/a/b"));
    }
}
