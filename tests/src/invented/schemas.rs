//! Schemas, and values.

use serde_json::{Map, Value, json};

use super::Inventor;

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

impl Inventor<'_> {
    /// A schema, so deep at most.
    pub(super) fn schema(&mut self, depth: usize) -> Value {
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

    pub(super) fn value(&mut self, depth: usize) -> Value {
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
