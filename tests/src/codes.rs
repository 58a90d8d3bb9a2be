//! `docs/diagnostics.md`: the codes of findings, each with an example from the cases.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use codegen::diagnostics::{Code, Level, render};
use codegen::{Documents, Texts};

use crate::case::Case;
use crate::own_schema::repository;

/// What is written by hand ends here.
const MARK: &str = "<!-- From here on the test `codes_are_documented` writes this file. -->\n";

/// The file.
pub fn path() -> PathBuf {
    repository().join("docs/diagnostics.md")
}

/// What the file is to hold: its own beginning, then a table of the codes and a section for each.
///
/// The example of a code is the first finding of that code in the case that is called like it, else
/// in the first case that has one.
pub fn documentation() -> String {
    let written = fs::read_to_string(path()).unwrap_or_default();
    let by_hand = written.split(MARK).next().unwrap_or_default();
    let cases = Case::all("diagnostics");
    let mut text = format!("{by_hand}{MARK}\n## The codes\n\n");
    text.push_str("| code | level | found by | with `--keep-going` |\n|---|---|---|---|\n");
    for code in sorted() {
        let level = code.level().as_str();
        let finder = match (code.is_lint(), code.is_of_samples()) {
            (true, _) => "lint",
            (_, true) => "verify",
            _ => "codegen, lint",
        };
        let fallback = match (code.level(), code.fallback()) {
            (Level::Error, Some(fallback)) => fallback,
            (Level::Error, None) if !code.is_of_samples() => "always an error",
            _ => "",
        };
        let _ = writeln!(
            text,
            "| [`{code}`](#{code}) | {level} | {finder} | {fallback} |"
        );
    }
    for code in sorted() {
        let _ = write!(text, "\n## {code}\n\n{}\n", paragraph(code.explanation()));
        if let Some(example) = example(code, &cases) {
            let _ = write!(text, "\n```text\n{example}\n```\n");
        }
    }
    text
}

fn sorted() -> Vec<Code> {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.as_str());
    codes
}

fn paragraph(explanation: &str) -> String {
    let lines = explanation.lines().map(str::trim);
    lines.collect::<Vec<_>>().join("\n")
}

/// A finding of a code as it is printed, from a case without its markers.
fn example(code: Code, cases: &[Case]) -> Option<String> {
    let namesake = code.as_str().replace('-', "_");
    let own = cases.iter().filter(|case| case.name == namesake);
    own.chain(cases).find_map(|case| {
        let texts = Texts::new();
        let reading = case.read_documents(&texts, &without_comments(case));
        let found = reading.diagnostics.iter().find(|it| it.code == code)?;
        Some(render(&reading.tree, found, "", false))
    })
}

fn without_comments(case: &Case) -> Documents {
    let unmarked = |line: &str| {
        let marked = line
            .find(" # error: ")
            .or_else(|| line.find(" # warning: "));
        let end = marked.unwrap_or(line.len());
        line.get(..end).unwrap_or_default().trim_end().to_owned()
    };
    case.documents().map(|text| {
        let lines: Vec<String> = text.split('\n').map(unmarked).collect();
        lines.join("\n")
    })
}
