//! Markdown as people write it, and as nobody should.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Parts that are put together: each does something somewhere.
const PARTS: &[&str] = &[
    // Words and what emphasises them.
    "word",
    "a word or two",
    "*emphasis*",
    "**strong**",
    "_a_",
    "~~gone~~",
    "Grüße, 世界, 😀",
    "\u{202e}turned\u{202c}",
    "nul\u{0}l",
    "next\u{85}line\u{2028}separator",
    "\"smart\" 'quotes' -- and...",
    "\\",
    "\\*",
    "*/ /* */",
    "&lt;b&gt; &amp; &#91;x]",
    "&",
    // Brackets.
    "[String]",
    "[foo]",
    "[`code`]",
    "[a][b]",
    "[a][]",
    "[0]",
    "[a-z]+",
    "[foo bar]",
    "[x](y)",
    "[x](<y z> \"title\")",
    "[x](crate::y)",
    "[x](./y)",
    "[x](#y)",
    "[x]()",
    "[x](javascript:alert(1))",
    "[x](tel:123)",
    "[x](mailto:me@localhost)",
    "[x](https://example.com/a_b)",
    "[fn@main]",
    "[main()]",
    "[vec!]",
    "[Vec<String>]",
    "[a > b]",
    "[a#b#c]",
    "[me@example.com]",
    "[[double]]",
    "![image](https://example.com/i.png)",
    "![image][foo]",
    "![https://example.com](i.png)",
    "[unclosed",
    "]",
    "[ ] task",
    "[x] done",
    "[^1]",
    "[^note]",
    "\n[^1]: A footnote.\n",
    "\n[foo]: https://example.com\n",
    "\n[foo]: bar\n",
    "\n[`code`]: https://example.com 'title'\n",
    "\n[unused]: value\n",
    // URLs.
    "https://example.com",
    "http://example.com/a_(b)?c=d&e=f#g.",
    "(see https://example.com/path)",
    "**https://example.com**",
    "https://example.com/a*b*c",
    "https://example.com/a\\_b&amp;c--d",
    "https://example.com/{id}/<name>",
    "https://example.com,https://example.org;",
    "http://a.b.cd/e",
    "http://localhost:8080",
    "https://192.168.0.1/",
    "<https://example.com>",
    "<me@example.com>",
    "<javascript:alert(1)>",
    "<foo:bar>",
    "www.example.com",
    "xhttps://example.com",
    // HTML.
    "<T>",
    "Vec<String>",
    "<branch name>",
    "<br>",
    "<br/>",
    "<BR/>",
    "</br>",
    "<p>",
    "</p>",
    "<p>paragraph</p>",
    "<b>bold</b>",
    "<b>bold",
    "bold</b>",
    "<i><b>crossed</i></b>",
    "<b/>",
    "<script>alert(1)</script>",
    "<style>p {}</style>",
    "<a href=\"https://example.com\">https://example.com</a>",
    "<a href='x' onclick=\"alert(1)\">link</a>",
    "<a href=\"java&#115;cript:alert(1)\">link</a>",
    "<a href=bare>https://example.com",
    "<img src=x onerror=alert(1)>",
    "<img\nsrc=\"https://example.com/i.png\"\n/>",
    "<!-- comment -->",
    "<!-- unclosed",
    "<!--> odd -->",
    "<!-- <b>hidden <T> -- -->",
    "<!-- early --!> <b>",
    "<?php echo ?>",
    "<!DOCTYPE html>",
    "<![CDATA[x]]>",
    "<details><summary>more</summary>hidden</details>",
    "\n<details>\n<summary>more</summary>\n\nhidden\n\n</details>\n",
    "\n<div>\n",
    "\n</div>\n",
    "\n<ul><li>one<li>two</ul>\n",
    "\n<pre>\n",
    "\n</pre>\n",
    "\n<table><tr><td>cell</td></tr></table>\n",
    "a < b > c <= d",
    "<",
    "</",
    // Code.
    "`code`",
    "``co`de``",
    "`",
    "\n```\nlet x = 1;\n```\n",
    "\n```rust\npanic!();\n```\n",
    "\n```should_panic\npanic!();\n```\n",
    "\n```json title\n{}\n```\n",
    "\n~~~\ntildes\n~~~\n",
    "\n~~~ {.rust .x}\n",
    "\n```\n",
    "\n````\n```\ninner\n```\n````\n",
    "\n    indented\n\n      more\n",
    "\n\tby a tab\n",
    // Blocks.
    "\n# Heading\n",
    "\n## Safety ##\n",
    "\nTitle\n=====\n",
    "\nTitle\n---\n",
    "\n***\n",
    "\n---\n",
    "\n===\n",
    "\n- item\n",
    "\n- item\nlazy\n",
    "\n- item\n      too far in\n",
    "\n-     code\n",
    "\n-\n  below\n  more\n",
    "\n- [name]: value\n",
    "\n* star\n  * nested\n  lazy\n",
    "\n1. one\n2. two\nlazy\n",
    "\n10) ten\n   less\n",
    "\n- ```\n  code\n",
    "\n> quote\nlazy\n",
    "\n> - item\n>   more\nlazy\n",
    "\n> ```\n> code\n",
    "\n>     code\n",
    "\n| a | b |\n|---|---|\n| `x\\|y` | https://example.com |\n",
    "\n| a | b |\n|---|---|\n| [foo]\n",
    "\na | b\n-|-\n",
    "two  \nbroken\\\nlines\\  \nhere",
];

/// What may stand between two parts.
const BETWEEN: &[&str] = &[
    "", " ", " ", "\n", "\n", "\n\n", "\n  ", "\n    ", "\n- ", "\n> ", "\r\n", "\t",
];

/// Numbers that look as if by chance and are the same at each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// That many texts of a few parts each and as many of single characters, and each part by itself.
pub(super) fn made(count: usize) -> Vec<String> {
    const CHARACTERS: &str = "[[]](){}<<>>`~*_-+#|\\&:/.!?^=\"'@ab1X \n\n    \t;,<>`[](";
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let mut made: Vec<String> = PARTS.iter().map(|&part| part.to_owned()).collect();
    for _ in 0..count {
        let mut text = String::new();
        for _ in 0..=numbers.below(7) {
            text.push_str(PARTS[numbers.below(PARTS.len())]);
            text.push_str(BETWEEN[numbers.below(BETWEEN.len())]);
        }
        made.push(text);
        let length = numbers.below(40);
        let character = |_| char::from(CHARACTERS.as_bytes()[numbers.below(CHARACTERS.len())]);
        made.push((0..length).map(character).collect());
    }
    made
}

/// The descriptions of real documents, where they lie beside the repository.
pub(super) fn found() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus");
    let mut found = BTreeSet::new();
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("skipped: the corpus is not there");
        return Vec::new();
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path
            .extension()
            .is_some_and(|it| it == "json" || it == "yaml")
        {
            collect(&document(&path), &mut found);
        }
    }
    found.into_iter().collect()
}

fn document(path: &Path) -> serde_json::Value {
    let text = fs::read_to_string(path).unwrap();
    match path.extension().is_some_and(|it| it == "json") {
        true => serde_json::from_str(&text).unwrap(),
        false => serde_yaml::from_str(&text).unwrap_or_default(),
    }
}

fn collect(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                match value {
                    serde_json::Value::String(text) if key == "description" || key == "summary" => {
                        found.insert(text.clone());
                    }
                    value => collect(value, found),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
