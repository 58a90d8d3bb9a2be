//! The report for a page: a pull request, or the summary of a job.

use codegen::surface::diff::{Cause, Change, Level};

use super::report::{Entry, Report, Versions, counts, step};
use super::sentences::Sentence;

/// So many changes of a part are shown whole; the others are folded.
const SHOWN: usize = 12;

/// So many lines of Rust are shown of changes that are said in one sentence.
const LINES: usize = 3;

/// A page has room for so many characters; GitHub takes 65,536 in a comment.
const LONGEST: usize = 60_000;

/// All crates, breaking changes first.
pub(super) fn write(reports: &[Report]) -> String {
    let mut text = String::from("# What this change does to callers\n");
    for report in reports {
        text.push_str(&one(report));
    }
    if text.len() <= LONGEST {
        return text;
    }
    // What is cut off is the end: what breaks comes first.
    let room = LONGEST / reports.len().max(1);
    let shorter: String = reports.iter().map(|report| brief(report, room)).collect();
    format!("# What this change does to callers\n{shorter}")
}

fn one(report: &Report) -> String {
    let mut text = head(report);
    text.push_str(&part(report, "Breaking", Level::Major));
    text.push_str(&part(report, "Added", Level::Minor));
    let rest = sentences(report.of_level(Level::Patch));
    text.push_str(&folded("No code changes", rest.iter()));
    text
}

/// Changes of one item that say the same of several names are one.
fn sentences<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<Sentence<'e, &'e str>> {
    Sentence::of(entries, |entry| group_of(&entry.change))
}

/// The same without the lines of YAML and Rust, and with no more than fits.
fn brief(report: &Report, room: usize) -> String {
    let mut text = head(report);
    let mut left = 0;
    for sentence in sentences(report.entries.iter()) {
        let line = line(&sentence);
        if left > 0 || text.len() + line.len() > room {
            left += sentence.entries.len();
        } else {
            text.push_str(&line);
        }
    }
    if left > 0 {
        text.push_str(&format!(
            "\nAnd {left} more: `cargo xtask diff` prints them all.\n"
        ));
    }
    text
}

fn head(report: &Report) -> String {
    let level = report.level();
    let versions = report.versions.as_ref().map(bump).unwrap_or_default();
    format!(
        "\n## {}: {level}\n\n**{}.** {}.{versions}\n\n",
        escape(&report.title),
        escape(&counts(report)),
        step(level)
    )
}

fn bump(versions: &Versions) -> String {
    match versions.old == versions.new {
        true => format!(
            " The crate is version {}, as before.",
            escape(&versions.new)
        ),
        false => {
            let (old, new) = (escape(&versions.old), escape(&versions.new));
            format!(" The crate is version {new}, it was {old}.")
        }
    }
}

/// A part of the report: the first changes whole, the others folded.
fn part(report: &Report, title: &str, level: Level) -> String {
    let sentences = sentences(report.of_level(level));
    if sentences.is_empty() {
        return String::new();
    }
    let (first, rest) = sentences.split_at(sentences.len().min(SHOWN));
    let mut text = format!("### {title}\n");
    let mut group = None;
    for sentence in first {
        if group != Some(sentence.key) {
            text.push_str(&format!("\n#### {}\n\n", code(sentence.key)));
            group = Some(sentence.key);
        }
        text.push_str(&whole(sentence));
    }
    text.push_str(&folded("More", rest.iter()));
    text
}

/// Changes in a part that is opened by a click.
fn folded<'s, 'e: 's>(
    title: &str,
    sentences: impl Iterator<Item = &'s Sentence<'e, &'e str>>,
) -> String {
    let mut count = 0;
    let mut lines = String::new();
    for sentence in sentences {
        count += sentence.entries.len();
        lines.push_str(&line(sentence));
    }
    match count {
        0 => String::new(),
        count => {
            format!("\n<details>\n<summary>{title}: {count}</summary>\n\n{lines}\n</details>\n\n")
        }
    }
}

/// What changes are grouped by: the item, or the module of an item that is new or gone.
fn group_of(change: &Change) -> &str {
    let mut parts = change.item.rsplitn(2, "::");
    let last = parts.next().unwrap_or_default();
    parts.next().unwrap_or(last)
}

/// A change with the lines of YAML and Rust that it is about; of several, those of the first.
fn whole(sentence: &Sentence<'_, &str>) -> String {
    let mut text = line(sentence);
    let Some(first) = sentence.entries.first() else {
        return text;
    };
    let is_one = sentence.entries.len() == 1;
    let yaml = first.excerpt.as_ref().filter(|_| is_one);
    if let Some(yaml) = yaml
        .map(|it| it.lines.join("\n"))
        .filter(|it| !it.is_empty())
    {
        text.push_str(&block("yaml", &yaml));
    }
    let rust: Vec<String> = sentence
        .entries
        .iter()
        .take(LINES)
        .flat_map(|it| rust(it))
        .collect();
    if !rust.is_empty() {
        text.push_str(&block("diff", &rust.join("\n")));
    }
    text
}

/// The Rust before and after, as a diff has it.
fn rust(entry: &Entry) -> Vec<String> {
    let rust = &entry.change.rust;
    let lines = [("- ", &rust.old), ("+ ", &rust.new)];
    let lines = lines.into_iter().filter_map(|(sign, line)| {
        let line = line.as_ref()?;
        Some(format!("{sign}{line}"))
    });
    lines.collect()
}

/// - **wire, source** What changed. `schema/otp.yaml:42`
///   _What callers have to do._
fn line(sentence: &Sentence<'_, &str>) -> String {
    let Some(first) = sentence.entries.first() else {
        return String::new();
    };
    let broken = match first.change.broken().join(", ") {
        none if none.is_empty() => String::new(),
        broken => format!("**{broken}** "),
    };
    let cause = match first.change.cause {
        Cause::Schema => String::new(),
        cause => format!(" (by the {cause})"),
    };
    let advice = match sentence.advice() {
        "" => String::new(),
        advice => format!("\n  _{}._", escape(&capitalised(advice))),
    };
    let place = first.place().map(|place| format!(" {}", code(&place)));
    format!(
        "- {broken}{}{cause}.{}{advice}\n",
        escape(&capitalised(&sentence.message())),
        place.unwrap_or_default(),
    )
}

/// A code block within an item of a list. Its fence is longer than any in the text.
fn block(language: &str, text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let lines: String = text
        .lines()
        .map(|line| format!("  {}\n", printable(line)))
        .collect();
    format!("\n  {fence}{language}\n{lines}  {fence}\n")
}

/// Text that Markdown shows as it is, but for what our own sentences put between backticks.
fn escape(text: &str) -> String {
    let mut parts = text.split('`');
    let mut escaped = escape_plain(parts.next().unwrap_or_default());
    let rest: Vec<&str> = parts.collect();
    for pair in rest.chunks(2) {
        match pair {
            [inside, outside] => {
                escaped.push_str(&code(inside));
                escaped.push_str(&escape_plain(outside));
            }
            [alone] => {
                escaped.push_str("\\`");
                escaped.push_str(&escape_plain(alone));
            }
            _ => {}
        }
    }
    escaped
}

fn escape_plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // A mention would call people, a number would link to what is not meant.
            '@' => escaped.push_str("&#64;"),
            '#' => escaped.push_str("&#35;"),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// A code span whose fence is longer than any backticks inside.
pub(crate) fn code(text: &str) -> String {
    let text = printable(text);
    let mut fence = "`".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    match fence.len() {
        1 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// One line of what can be seen.
fn printable(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars()
        .map(|c| if is_hidden(c) { '\u{fffd}' } else { c })
        .collect()
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
