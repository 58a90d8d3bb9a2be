//! Whatever comes in: rustdoc takes what comes out, and it says the same.

use std::process::Command;
use std::{env, fs};

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::super::{code, harmless, text};
use super::snippets;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

#[test]
fn made_up_texts_are_harmless() {
    check(&snippets::made(3_000));
}

#[test]
fn real_descriptions_are_harmless() {
    check(&snippets::found());
}

/// Asserts that texts become documentation that rustdoc takes, and that says what they say.
fn check(texts: &[String]) {
    let faults: Vec<String> = texts.iter().filter_map(|text| fault(text)).collect();
    let shown: Vec<&str> = faults.iter().take(20).map(String::as_str).collect();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        shown.join("\n\n")
    );
    rustdoc(texts);
}

fn fault(text: &str) -> Option<String> {
    let lines = harmless(text);
    let written = lines.join("\n");
    let problem = problems(&written).into_iter().next();
    let changes = (harmless(&written) != lines).then(|| "it changes again".to_owned());
    let before = letters(&text::tidied(&text::printable(text)), false);
    let after = letters(&written, true);
    let mut rest = after.chars();
    let lost = before.chars().find(|letter| !rest.any(|it| it == *letter));
    let lost = lost.map(|letter| format!("{letter} of {before} is lost in {after}"));
    let fault = problem.or(changes).or(lost)?;
    Some(format!("{fault}: {text:?}\nbecame\n{written}"))
}

/// The letters that a reader sees. What is no letter can be a mark in one reading and text in the
/// other: `- item` too far to the right is a part of the text before it.
fn letters(text: &str, html_too: bool) -> String {
    let mut seen = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(words) | Event::Code(words) => seen.push_str(&words),
            Event::Html(html) if html_too => {
                let parts = html
                    .split('<')
                    .map(|it| it.split_once('>').map_or(it, |(_, it)| it));
                parts.for_each(|words| seen.push_str(words));
            }
            _ => {}
        }
    }
    seen.retain(char::is_alphabetic);
    seen
}

/// What rustdoc would run or warn of.
fn problems(text: &str) -> Vec<String> {
    let mut problems = link_problems(text);
    let mut html = String::new();
    let mut depth = 0;
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                problems.push("code by indentation".into());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                depth += 1;
                if !code::LANGUAGES.contains(&info.to_lowercase().as_str()) {
                    problems.push(format!("code in {info:?}"));
                }
            }
            Event::Start(Tag::Link { .. }) => depth += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => depth -= 1,
            Event::Text(words) if depth == 0 && has_url(&words) => {
                problems.push(format!("bare URL {words}"));
            }
            Event::Html(part) | Event::InlineHtml(part) => html.push_str(&part),
            _ => {}
        }
    }
    problems.extend(html_problems(&html));
    problems
}

fn link_problems(text: &str) -> Vec<String> {
    let mut any = |link: BrokenLink<'_>| {
        let label = link.reference.into_string();
        Some((CowStr::from(label), CowStr::Borrowed("")))
    };
    let events = Parser::new_with_broken_link_callback(text, options(), Some(&mut any));
    let problem = |event| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }) => link_problem(link_type, &dest_url, &id),
        _ => None,
    };
    events.filter_map(problem).collect()
}

/// Links that rustdoc would look up, and those that run something.
fn link_problem(kind: LinkType, target: &str, label: &str) -> Option<String> {
    use LinkType::{CollapsedUnknown, ReferenceUnknown, ShortcutUnknown};
    let is_ignored = |text: &str| {
        let in_paths = |it: char| it.is_alphanumeric() || ":_<>, !*&;".contains(it);
        let is_name = !text.contains(' ') || text.contains(['<', '>']);
        !is_name || !text.chars().all(in_paths)
    };
    if target.to_lowercase().starts_with("javascript:") {
        return Some(format!("script {target}"));
    }
    let is_fine = match kind {
        LinkType::Autolink | LinkType::Email => true,
        CollapsedUnknown | ReferenceUnknown => false,
        ShortcutUnknown => {
            let name = label.split('#').next().unwrap_or_default();
            let is_marked = label.contains('`') || name.contains('@');
            name.replace('`', "").trim().is_empty()
                || (!is_marked && is_ignored(name))
                || (!label.contains('@') && name.contains(' ') && !name.contains(['<', '>']))
        }
        _ => {
            target.contains('/')
                || is_ignored(target)
                || target.starts_with('#')
                || target.is_empty()
        }
    };
    (!is_fine).then(|| format!("link {kind:?} {target:?} {label:?}"))
}

fn has_url(words: &str) -> bool {
    words.split("http").skip(1).any(|rest| {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let host = rest.strip_prefix("://").unwrap_or_default();
        let host = host
            .split(|it: char| !it.is_ascii_alphanumeric() && it != '.')
            .next();
        let (_, domain) = host.and_then(|it| it.rsplit_once('.')).unwrap_or_default();
        domain.len() >= 2 && domain.bytes().all(|it| it.is_ascii_alphabetic())
    })
}

fn html_problems(html: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut tags: Vec<String> = Vec::new();
    let mut rest = html;
    let mut shown = String::new();
    while let Some((before, comment)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    shown.push_str(rest);
    for part in shown.split('<').skip(1) {
        let name = part
            .split(|it: char| !it.is_ascii_alphanumeric() && it != '/')
            .next();
        match name.unwrap_or_default() {
            "" => {}
            "script" | "style" | "iframe" => problems.push(format!("tag {part}")),
            "br" | "hr" | "img" | "wbr" | "col" | "br/" | "hr/" | "img/" => {}
            name => match name.strip_prefix('/') {
                Some(name) if tags.last().is_some_and(|it| it == name) => drop(tags.pop()),
                Some(name) => problems.push(format!("unopened {name}")),
                None => tags.push(name.to_owned()),
            },
        }
        let tag = part.split('>').next().unwrap_or_default();
        let is_tag = tag.starts_with(|it: char| it.is_ascii_alphabetic());
        if is_tag && (tag.contains(" on") || tag.contains("javascript:")) {
            problems.push(format!("script {part}"));
        }
    }
    problems.extend(tags.into_iter().map(|tag| format!("unclosed {tag}")));
    problems
}

/// rustdoc itself takes the texts as documentation, without a warning.
fn rustdoc(texts: &[String]) {
    let mut code = "//! Texts.\n#![allow(dead_code)]\n".to_owned();
    for (number, text) in texts.iter().enumerate() {
        for line in harmless(text) {
            code.push_str(&format!(
                "///{}{line}\n",
                if line.is_empty() { "" } else { " " }
            ));
        }
        code.push_str(&format!("pub struct S{number};\n"));
    }
    let folder = env::temp_dir().join(format!("markdown-{}-{}", texts.len(), std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("lib.rs");
    fs::write(&file, code).unwrap();
    let rustdoc = env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let output = Command::new(rustdoc)
        .args([
            "--edition=2024",
            "--crate-type=lib",
            "-Dwarnings",
            "--error-format=short",
        ])
        .arg("--out-dir")
        .arg(&folder)
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}\nin {}", file.display());
    fs::remove_dir_all(&folder).unwrap();
}
