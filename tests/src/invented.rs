//! Documents that are made up along the lines of OpenAPI, from bytes that decide what comes next.
//!
//! The fuzz targets in `tests/fuzz` compile this file as well.

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

const FORMATS: &[&str] = &[
    "int32",
    "int64",
    "uint64",
    "float",
    "double",
    "decimal",
    "date-time",
    "date",
    "uuid",
    "uri",
    "byte",
    "binary",
    "password",
    "time",
    "email",
    "x\"y",
];

const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "application/octet-stream",
    "application/problem+json; charset=utf-8",
    "*/*",
    "image/*",
    "a\"b\r\nX: y",
];

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "patch", "head", "options", "trace",
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

    fn path(&mut self) -> String {
        let mut path = String::new();
        for _ in 0..=self.below(3) {
            path.push('/');
            let text = self.text();
            match self.below(2) {
                0 => path.push_str(&text),
                _ => path.push_str(&format!("{{{text}}}")),
            }
        }
        path
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

    fn path_item(&mut self) -> Value {
        if self.chance(6) {
            return self.reference("pathItems");
        }
        let mut item = self.entries(3, |it| (it.one(METHODS).to_owned(), it.operation()));
        if self.chance(3) {
            item.insert("parameters".into(), self.items(2, Self::parameter).into());
        }
        item.into()
    }

    fn operation(&mut self) -> Value {
        let mut operation = Map::new();
        if !self.chance(4) {
            operation.insert("operationId".into(), self.text().into());
        }
        operation.insert("summary".into(), self.text().into());
        operation.insert("description".into(), self.text().into());
        operation.insert("tags".into(), self.items(2, |it| it.text().into()).into());
        operation.insert("parameters".into(), self.items(3, Self::parameter).into());
        if self.chance(2) {
            operation.insert("requestBody".into(), self.body());
        }
        let responses = self.entries(3, |it| {
            let status = it.one(&["200", "201", "404", "default", "2XX", "5XX", "x"]);
            (status.to_owned(), it.response())
        });
        operation.insert("responses".into(), responses.into());
        if self.chance(6) {
            operation.insert("callbacks".into(), json!({self.text(): self.callback()}));
        }
        operation.into()
    }

    fn callback(&mut self) -> Value {
        if self.bytes.is_empty() {
            return json!({});
        }
        json!({self.text(): self.path_item()})
    }

    fn parameter(&mut self) -> Value {
        if self.chance(5) {
            return self.reference("parameters");
        }
        let mut parameter = json!({
            "name": self.text(),
            "in": self.one(&["query", "path", "header", "cookie", "x"]),
            "required": self.chance(2),
            "description": self.text(),
        });
        let style = [
            "form",
            "simple",
            "label",
            "matrix",
            "deepObject",
            "spaceDelimited",
        ];
        if self.chance(3) {
            parameter["style"] = self.one(&style).into();
            parameter["explode"] = self.chance(2).into();
        }
        match self.chance(5) {
            true => parameter["content"] = self.content(),
            false => parameter["schema"] = self.schema(2),
        }
        parameter
    }

    fn header(&mut self) -> Value {
        json!({"description": self.text(), "schema": self.schema(1)})
    }

    fn body(&mut self) -> Value {
        if self.chance(5) {
            return self.reference("requestBodies");
        }
        let required = self.chance(2);
        json!({"description": self.text(), "required": required, "content": self.content()})
    }

    fn response(&mut self) -> Value {
        if self.chance(5) {
            return self.reference("responses");
        }
        let headers = self.entries(2, |it| (it.text(), it.header()));
        json!({"description": self.text(), "headers": headers, "content": self.content()})
    }

    fn content(&mut self) -> Value {
        let content = self.entries(3, |it| {
            let media_type = it.one(MEDIA_TYPES).to_owned();
            (
                media_type,
                json!({"schema": it.schema(3), "example": it.value(2)}),
            )
        });
        content.into()
    }

    /// A schema, so deep at most.
    fn schema(&mut self, depth: usize) -> Value {
        if depth == 0 || self.chance(4) {
            return self.reference("schemas");
        }
        let mut schema = Map::new();
        for _ in 0..=self.below(3) {
            self.say(&mut schema, depth - 1);
        }
        if self.chance(3) {
            schema.insert("description".into(), self.text().into());
        }
        schema.into()
    }

    /// One thing that a schema says.
    fn say(&mut self, schema: &mut Map<String, Value>, depth: usize) {
        let types = [
            "string", "integer", "number", "boolean", "object", "array", "null",
        ];
        let (key, value) = match self.below(24) {
            0..=2 => ("type", self.one(&types).into()),
            3 => ("type", self.items(3, |it| it.one(&types).into()).into()),
            4..=7 => {
                let members = self.entries(4, |it| (it.text(), it.schema(depth)));
                ("properties", members.into())
            }
            8 => ("required", self.items(3, |it| it.text().into()).into()),
            9 => ("items", self.schema(depth)),
            10 => ("additionalProperties", self.schema(depth)),
            11 => ("additionalProperties", self.chance(2).into()),
            12 => ("allOf", self.items(3, |it| it.schema(depth)).into()),
            13 => ("oneOf", self.items(4, |it| it.schema(depth)).into()),
            14 => ("anyOf", self.items(4, |it| it.schema(depth)).into()),
            15 => ("enum", self.items(4, |it| it.value(0)).into()),
            16 => ("const", self.value(1)),
            17 => ("format", self.one(FORMATS).into()),
            18 => ("nullable", self.chance(2).into()),
            19 => ("default", self.value(2)),
            20 => ("example", self.value(2)),
            21 => ("discriminator", self.discriminator()),
            22 => (
                self.one(&["readOnly", "writeOnly", "deprecated"]),
                true.into(),
            ),
            _ => return self.say_rarely(schema, depth),
        };
        schema.insert(key.to_owned(), value);
    }

    fn say_rarely(&mut self, schema: &mut Map<String, Value>, depth: usize) {
        let (key, value) = match self.below(14) {
            0 => ("pattern", self.text().into()),
            1 => ("maxLength", self.value(0)),
            2 => ("minimum", self.value(0)),
            3 => ("multipleOf", self.value(0)),
            4 => ("x-rust-name", self.text().into()),
            5 => ("x-rust-sensitive", true.into()),
            6 => ("x-rust-keep-empty", true.into()),
            7 => ("$id", self.text().into()),
            8 => ("$anchor", self.text().into()),
            9 => ("prefixItems", self.items(2, |it| it.schema(depth)).into()),
            10 => (
                "patternProperties",
                json!({self.text(): self.schema(depth)}),
            ),
            11 => ("title", self.text().into()),
            12 => ("not", self.schema(depth)),
            _ => ("x-since", self.text().into()),
        };
        schema.insert(key.to_owned(), value);
    }

    fn discriminator(&mut self) -> Value {
        let mapping = self.entries(2, |it| {
            let target = it.reference("schemas");
            (it.text(), target["$ref"].clone())
        });
        json!({"propertyName": self.text(), "mapping": mapping})
    }

    fn value(&mut self, depth: usize) -> Value {
        let kinds = if depth == 0 { 6 } else { 8 };
        match self.below(kinds) {
            0 | 1 => self.text().into(),
            2 => i64::from(self.byte()).into(),
            3 => json!(-9_223_372_036_854_775_808_i64),
            4 => json!(1.5e300),
            5 => [Value::Null, true.into(), false.into()]
                .get(self.below(3))
                .cloned()
                .into(),
            6 => self.items(2, |it| it.value(depth - 1)).into(),
            _ => self
                .entries(2, |it| (it.text(), it.value(depth - 1)))
                .into(),
        }
    }
}
