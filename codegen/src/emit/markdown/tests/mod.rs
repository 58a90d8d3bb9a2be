mod properties;
mod snippets;

use super::harmless;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(harmless(text), expected);
}

#[test]
fn fences_say_that_they_are_no_rust() {
    check("```\na\n```", &["```text", "a", "```"]);
    check("~~~rust\na\n~~~", &["~~~text", "a", "~~~"]);
    check("```rust,ignore\n```", &["```text", "```"]);
    check("``` json title\n```", &["```json", "```"]);
    check(
        "`````\n```\na\n```\n`````",
        &["`````text", "```", "a", "```", "`````"],
    );
    check(
        "```a`b``` is code\n```c```",
        &["```a`b``` is code", "```c```"],
    );
    check(
        "a\n   ```\n  a\n   ```  ",
        &["a", "   ```text", "  a", "   ```"],
    );
}

#[test]
fn fences_end_with_what_they_stand_in() {
    check("```\na", &["```text", "a", "```"]);
    check("- ```\n  a\nb", &["- ```text", "  a", "  ```", "b"]);
    check("> ```\n> a\n\nb", &["> ```text", "> a", "> ```", "", "b"]);
}

#[test]
fn code_by_indentation_gets_a_fence() {
    check(
        "a\n\n    b\n\n      c\n\nd",
        &["a", "", "```text", "b", "", "  c", "```", "", "d"],
    );
    check("# a\n\tb", &["# a", "```text", "b", "```"]);
    check("a\n=\n    b", &["a", "=", "```text", "b", "```"]);
    check(
        "a\n\n    ```\n    b",
        &["a", "", "````text", "```", "b", "````"],
    );
    check("- a\n\n      b", &["- a", "", "  ```text", "  b", "  ```"]);
    check(">     a", &["> ```text", "> a", "> ```"]);
    check("-     a", &["- a"]);
    check("-\n\n     a", &["-", "", "```text", " a", "```"]);
    check(
        "a\n2) b\n\n     c",
        &["a", "2) b", "", "```text", " c", "```"],
    );
}

#[test]
fn text_stays() {
    for text in [
        "a\n    b",
        "- a\n\n  b\n  - c\n\n    d\n\ne",
        "1. a\n   b\n2. c\n\n   ```json\n   d\n   ```",
        "> a\n> b\n> > c",
        "| a |\n|---|\n| b |",
        "***\na",
    ] {
        check(text, &text.lines().collect::<Vec<_>>());
    }
}

#[test]
fn what_cannot_stand_in_a_comment_is_gone() {
    check("a\rb\r\nc\u{0}d\u{202e}e\u{7}f", &["a", "b", "cdef"]);
}

#[test]
fn depth_is_no_harm() {
    for start in ["> ", "- ", "1. ", "> - "] {
        let text = start.repeat(10_000) + "```\n    a";
        let lines: Vec<&str> = text.lines().collect();
        check(&text, &[&["```text"], lines.as_slice(), &["```"]].concat());
    }
}

#[test]
fn size_is_no_harm() {
    for part in [
        "word ",
        "> a\n",
        "- a\nb\n",
        "[",
        "[a](",
        "[a][",
        "![",
        "[a]: b\n",
        "[^1]: a\n\n",
        "<a ",
        "<b>",
        "<p>",
        "<!--",
        "<?",
        "<a href=\"",
        "*a_",
        "**a ",
        "`` ` ",
        "```a",
        "~~~\n",
        "\\",
        "&amp;",
        "(",
        "http://",
        "http://a.bc/(",
        "| a ",
        "    a\n\n",
        "a  \n",
    ] {
        let lines = harmless(&part.repeat(100_000 / part.len()));
        assert!(!lines.is_empty(), "{part:?}");
    }
}
