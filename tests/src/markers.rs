//! Markers: what a case expects, written into its documents.
//!
//! In YAML a marker is a comment at the end of the line that a diagnostic points to (`# error:
//! unknown-type`, with commas between several, `# warning: …` behind it for those of the other level),
//! or, where that line goes on in the next one, a line of its own before it (`# error
//! below: unknown-type`). In JSON, which has no comments, it stands just before the place itself
//! (`/* error: unknown-type */ "strin"`), and is taken out before anything reads the document.

use codegen::source::locate::line_column;

use crate::case::Finding;

const LEVELS: [&str; 2] = ["error", "warning"];

/// What the markers of a YAML document expect.
pub(crate) fn marked_in_yaml(path: &str, text: &str) -> Vec<Finding> {
    let mut marked = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let below = line.trim_start().strip_prefix("# ");
        let below = below.map_or(Vec::new(), |comment| codes(comment, " below: "));
        let own = line.split(" # ").skip(1);
        let own = own.flat_map(|comment| codes(comment, ": "));
        let lines = [(number + 1, own.collect()), (number + 2, below)];
        for (line, codes) in lines {
            marked.extend(codes.into_iter().map(|(level, code)| Finding {
                file: path.to_owned(),
                line,
                column: None,
                level: level.to_owned(),
                code: code.to_owned(),
            }));
        }
    }
    marked
}

/// The codes of a comment, each with its level.
fn codes<'t>(comment: &'t str, separator: &str) -> Vec<(&'static str, &'t str)> {
    let mut marked = LEVELS.iter().filter_map(|level| {
        let codes = comment.trim().strip_prefix(level)?;
        Some((*level, codes.strip_prefix(separator)?))
    });
    marked.next().map_or(Vec::new(), |(level, codes)| {
        codes.split(", ").map(|code| (level, code)).collect()
    })
}

/// What the markers of a JSON document expect.
pub(crate) fn marked_in_json(path: &str, text: &str) -> Vec<Finding> {
    let bare = without_markers(text);
    let mut marked = Vec::new();
    let mut removed = 0;
    for (start, end) in markers(text) {
        let (line, column) = line_column(&bare, start - removed);
        removed += end - start;
        let comment = text.get(start..end).unwrap_or_default();
        let comment = comment.trim_start_matches("/* ").trim_end();
        let comment = comment.trim_end_matches(" */");
        marked.extend(
            codes(comment, ": ")
                .into_iter()
                .map(|(level, code)| Finding {
                    file: path.to_owned(),
                    line,
                    column: Some(column),
                    level: level.to_owned(),
                    code: code.to_owned(),
                }),
        );
    }
    marked
}

/// A JSON document as it is read.
pub(crate) fn without_markers(text: &str) -> String {
    let mut bare = String::new();
    let mut from = 0;
    for (start, end) in markers(text) {
        bare.push_str(text.get(from..start).unwrap_or_default());
        from = end;
    }
    bare + text.get(from..).unwrap_or_default()
}

/// Where the markers of a JSON document start, and where what follows them starts.
fn markers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("/* ")) {
        let start = from + at;
        let rest = text.get(start..).unwrap_or_default();
        let is_marker = LEVELS.iter().any(|level| {
            let comment = rest.strip_prefix("/* ");
            comment.is_some_and(|it| it.starts_with(&format!("{level}: ")))
        });
        let end = rest.find(" */").filter(|_| is_marker);
        from = end.map_or(start + 3, |end| start + end + 3);
        if end.is_some() {
            from += usize::from(text.get(from..).is_some_and(|it| it.starts_with(' ')));
            found.push((start, from));
        }
    }
    found
}
