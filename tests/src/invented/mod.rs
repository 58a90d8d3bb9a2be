//! Documents that are made up along the lines of OpenAPI, from bytes that decide what comes next.
//!
//! The fuzz targets in `tests/fuzz` compile this folder as well.

mod operations;
mod schemas;

use serde_json::{Map, Value, json};

/// A document. The same bytes give the same one; when they have run out, the simplest choices are
/// made, so that it ends.
pub fn document(bytes: &[u8]) -> Value {
    Inventor { bytes }.document()
}

/// What the bytes decide about.
struct Inventor<'a> {
    bytes: &'a [u8],
}

/// Names that schemas, members, operations, tags and files have, and texts that stand anywhere.
pub const TEXTS: &[&str] = &[
    "a",
    "b",
    "Pet",
    "pet",
    "PET",
    "Pet2",
    "pet_2",
    "types::Pet",
    "a.b.Pet",
    "a/b/Pet",
    "../../etc/passwd",
    "con",
    "nul.txt",
    "self",
    "Self",
    "crate",
    "super",
    "fn",
    "gen",
    "r#fn",
    "_",
    "",
    " ",
    "\0",
    "\u{1b}[2J",
    "\u{202e}txt.exe",
    "\u{200f}",
    "\u{feff}",
    "\r\n",
    "\u{2028}",
    "0",
    "007",
    "-1",
    "1e999",
    "é",
    "e\u{301}",
    "名前",
    "😀",
    "ﬁ",
    "\"",
    "\\",
    "'",
    "\"#",
    "*/",
    "/*",
    "//",
    "#![feature(x)]",
    "{}",
    "{x",
    "${x}",
    "%s",
    "$crate",
    "]]>",
    "```\nfn main() { loop {} }\n```",
    "    let x = 1;",
    "<script>alert(1)</script>",
    "[x]: javascript:alert(1)",
    "![x](https://x.example/x.png)",
    "[`Vec`]",
    "a|b",
    "a\tb",
    "Unknown",
    "extra",
    "variant",
    "new",
    "clone",
    "Option",
    "String",
    "Vec",
    "Value",
    "Box",
    "Result",
    "Default",
    "From",
    "Serialize",
    "runtime",
    "examples",
    "operations",
    "types",
    "lib",
    "main",
    "mod",
    "build",
    "id",
    "*",
    "$serde_json::private::Number",
    "$serde_json::private::RawValue",
];

const COMPONENTS: &[&str] = &[
    "schemas",
    "parameters",
    "responses",
    "requestBodies",
    "pathItems",
    "headers",
    "callbacks",
];

impl Inventor<'_> {
    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below another one.
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end.max(1)
    }

    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        let position = self.below(of.len());
        of.get(position).copied().unwrap_or_default()
    }

    fn text(&mut self) -> String {
        let mut text = self.one(TEXTS).to_owned();
        while self.chance(8) {
            text.push_str(self.one(TEXTS));
        }
        text
    }

    /// Up to so many entries.
    fn entries(
        &mut self,
        most: usize,
        mut entry: impl FnMut(&mut Self) -> (String, Value),
    ) -> Map<String, Value> {
        let count = self.below(most + 1);
        (0..count).map(|_| entry(self)).collect()
    }

    fn items(&mut self, most: usize, mut item: impl FnMut(&mut Self) -> Value) -> Vec<Value> {
        let count = self.below(most + 1);
        (0..count).map(|_| item(self)).collect()
    }

    fn document(&mut self) -> Value {
        let version = self.one(&["3.1.0", "3.0.3", "3.2.0"]);
        let components: Map<String, Value> = COMPONENTS
            .iter()
            .map(|section| ((*section).to_owned(), self.section(section)))
            .collect();
        let paths = self.entries(4, |it| (it.path(), it.path_item()));
        json!({
            "openapi": version,
            "info": {"title": self.text(), "version": self.text(), "description": self.text()},
            "servers": self.items(2, Self::server),
            "tags": self.items(2, |it| json!({"name": it.text(), "description": it.text()})),
            "paths": paths,
            "components": components,
        })
    }

    fn section(&mut self, section: &str) -> Value {
        let entries = self.entries(6, |it| {
            let key = it.text();
            let value = match section {
                "schemas" => it.schema(4),
                "parameters" => it.parameter(),
                "responses" => it.response(),
                "requestBodies" => it.body(),
                "headers" => it.header(),
                "callbacks" => it.callback(),
                _ => it.path_item(),
            };
            (key, value)
        });
        entries.into()
    }

    fn server(&mut self) -> Value {
        json!({
            "url": format!("https://{}", self.text()),
            "description": self.text(),
            "variables": self.entries(2, |it| {
                (it.text(), json!({"default": it.text(), "enum": [it.text()]}))
            }),
        })
    }

    /// A reference to a component that may be there, or to somewhere below one.
    fn reference(&mut self, section: &str) -> Value {
        let name = self.text().replace('~', "~0").replace('/', "~1");
        let below = match self.below(6) {
            4 => "/properties/a",
            5 => "/allOf/0",
            _ => "",
        };
        match self.below(12) {
            10 => json!({"$ref": self.text()}),
            11 => json!({"$ref": "#"}),
            _ => json!({"$ref": format!("#/components/{section}/{name}{below}")}),
        }
    }
}
