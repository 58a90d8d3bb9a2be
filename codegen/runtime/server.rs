//! Where an API is served.

/// A place where the API is served.
///
/// # Example
///
/// ```
/// use crate_name::{Server, ServerVariable};
///
/// const SERVER: Server = Server::new("https://{region}.example.com/v1")
///     .variables(&[ServerVariable::new("region", "eu").values(&["eu", "us"])]);
///
/// assert_eq!(SERVER.url(&[]), "https://eu.example.com/v1");
/// assert_eq!(SERVER.url(&[("region", "us")]), "https://us.example.com/v1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Server {
    /// The base URL, with a name in braces for each variable.
    ///
    /// A URL that begins with a slash is relative to where the API's description is served.
    pub template: &'static str,
    /// What the API's description says of it; empty when it says nothing.
    pub description: &'static str,
    /// The variables of the template.
    pub variables: &'static [ServerVariable],
}

/// A part of a server's URL that callers choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerVariable {
    /// The name in the template.
    pub name: &'static str,
    /// The value where callers choose none.
    pub default: &'static str,
    /// The values that there are; empty when it can be any.
    pub values: &'static [&'static str],
}

impl Server {
    /// A server with this URL.
    pub const fn new(template: &'static str) -> Self {
        Self {
            template,
            description: "",
            variables: &[],
        }
    }

    /// The same server with a description.
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    /// The same server with variables.
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// Returns the URL with a value for each variable: the one given, else its default.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Server;
    ///
    /// assert_eq!(Server::new("https://example.com").url(&[]), "https://example.com");
    /// ```
    pub fn url(&self, values: &[(&str, &str)]) -> String {
        let mut url = self.template.to_owned();
        for variable in self.variables {
            let given = values.iter().find(|(name, _)| *name == variable.name);
            let value = given.map_or(variable.default, |(_, value)| value);
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        url
    }
}

impl ServerVariable {
    /// A variable that is this where callers choose nothing else.
    pub const fn new(name: &'static str, default: &'static str) -> Self {
        Self {
            name,
            default,
            values: &[],
        }
    }

    /// The same variable with the values that there are.
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
}
