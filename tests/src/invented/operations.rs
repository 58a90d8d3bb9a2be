//! Paths, operations, and what they send and receive.

use serde_json::{Map, Value, json};

use super::Inventor;

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

impl Inventor<'_> {
    pub(super) fn path(&mut self) -> String {
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

    pub(super) fn path_item(&mut self) -> Value {
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

    pub(super) fn callback(&mut self) -> Value {
        if self.bytes.is_empty() {
            return json!({});
        }
        json!({self.text(): self.path_item()})
    }

    pub(super) fn parameter(&mut self) -> Value {
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

    pub(super) fn header(&mut self) -> Value {
        json!({"description": self.text(), "schema": self.schema(1)})
    }

    pub(super) fn body(&mut self) -> Value {
        if self.chance(5) {
            return self.reference("requestBodies");
        }
        let required = self.chance(2);
        json!({"description": self.text(), "required": required, "content": self.content()})
    }

    pub(super) fn response(&mut self) -> Value {
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
}
