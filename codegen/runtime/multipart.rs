//@ uses = ["binary", "encode_error", "form", "request", "style"]
//@ [dependencies]
//@ serde_json = "1.0.140"

//! Bodies of several parts.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::form::{json, members};
use super::style::text;
use super::{Binary, EncodeError, Request};

/// A body of several parts, each with a name: the form that files are sent in.
///
/// # Example
///
/// ```
/// use crate_name::{Binary, Multipart, Request};
///
/// let mut form = Multipart::default();
/// form.field("title", "A picture")?;
/// form.files("file", [&Binary::new(b"\x89PNG").file_name("a.png")]);
///
/// let mut request = Request::new("POST", "/pictures");
/// request.multipart(form);
/// let body = String::from_utf8_lossy(request.body().unwrap_or_default());
/// assert!(body.contains(r#"name="file"; filename="a.png""#));
/// # Ok::<(), crate_name::EncodeError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Multipart {
    parts: Vec<Part>,
}

#[derive(Clone, PartialEq, Eq)]
struct Part {
    head: String,
    content: Vec<u8>,
}

impl Multipart {
    /// Adds a value: a list as one part for each item, an object as JSON. A value that is null, or
    /// an empty list, adds nothing.
    ///
    /// # Errors
    ///
    /// When the value cannot be written.
    pub fn field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.add(name, json(name, value)?);
        Ok(())
    }

    /// Adds a value as JSON, whatever it is, under the name of a media type.
    ///
    /// # Errors
    ///
    /// When the value cannot be written.
    pub fn json<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        media_type: &str,
        value: &T,
    ) -> Result<(), EncodeError> {
        let value = json(name, value)?;
        if !value.is_null() {
            self.push(name, None, Some(media_type), value.to_string().into_bytes());
        }
        Ok(())
    }

    /// Adds the members of a value, each as [`field`](Self::field) does.
    ///
    /// # Errors
    ///
    /// When the value cannot be written, or has no members.
    pub fn fields<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        for (name, value) in members(value)? {
            self.add(&name, value);
        }
        Ok(())
    }

    /// Adds files.
    pub fn files<'a>(&mut self, name: &str, files: impl IntoIterator<Item = &'a Binary>) {
        for file in files {
            let media_type = file
                .media_type
                .as_deref()
                .unwrap_or("application/octet-stream");
            // Without a file name many servers take a part for a text.
            let file_name = file.file_name.as_deref().unwrap_or(name);
            let content = file.content().to_vec();
            self.push(name, Some(file_name), Some(media_type), content);
        }
    }

    fn add(&mut self, name: &str, value: Value) {
        match value {
            Value::Null => {}
            Value::Array(items) => {
                for item in items {
                    self.add_one(name, item);
                }
            }
            one => self.add_one(name, one),
        }
    }

    fn add_one(&mut self, name: &str, value: Value) {
        let is_json = matches!(value, Value::Array(_) | Value::Object(_));
        let media_type = is_json.then_some("application/json");
        self.push(name, None, media_type, text(value).into_bytes());
    }

    fn push(
        &mut self,
        name: &str,
        file_name: Option<&str>,
        media_type: Option<&str>,
        content: Vec<u8>,
    ) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        if let Some(media_type) = media_type {
            let media_type = media_type.replace(char::is_control, "");
            head.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        self.parts.push(Part { head, content });
    }

    /// What stands between the parts: a text that none of them holds.
    fn boundary(&self) -> String {
        let mut number = 0_u64;
        loop {
            let boundary = format!("part-{number:016x}");
            let holds = |part: &Part| {
                let mut windows = part.content.windows(boundary.len());
                windows.any(|window| window == boundary.as_bytes())
            };
            if !self.parts.iter().any(holds) {
                return boundary;
            }
            number += 1;
        }
    }
}

impl Request {
    /// Makes the parts the body.
    pub fn multipart(&mut self, form: Multipart) {
        let boundary = form.boundary();
        let mut body = Vec::new();
        for part in form.parts {
            body.extend(format!("--{boundary}\r\n{}\r\n\r\n", part.head).into_bytes());
            body.extend(part.content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").into_bytes());
        self.bytes(&format!("multipart/form-data; boundary={boundary}"), body);
    }
}

/// What is sent can be a secret: only the sizes are shown.
impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes: Vec<usize> = self.parts.iter().map(|part| part.content.len()).collect();
        f.debug_struct("Multipart").field("sizes", &sizes).finish()
    }
}

/// A name in quotes, as browsers write it: what would end it, or the line, is escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("%22"),
            '\r' => quoted.push_str("%0D"),
            '\n' => quoted.push_str("%0A"),
            other => quoted.push(other),
        }
    }
    quoted
}
