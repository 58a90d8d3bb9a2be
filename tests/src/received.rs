//! What a server of the tests got.

use serde_json::Value;

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The method, such as `POST`.
    pub method: String,
    /// Path and query, as they were sent.
    pub target: String,
    /// The headers in order, with their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// Returns the value of the only header with a name in lower case.
    ///
    /// # Panics
    ///
    /// When there are several: then nothing says which of them counts.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(it, _)| it == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "`{name}` was sent twice");
        value
    }

    /// Returns the body as JSON.
    ///
    /// # Panics
    ///
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{} {}: {error}", self.method, self.target))
    }
}
