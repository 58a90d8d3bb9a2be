//! The root document: what surrounds the operations.

use super::context::Context;
use super::keywords;
use super::object::Object;
use super::operation::{Operation, Parameter};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Entry, FileId, Node, Place, Value};

/// A whole OpenAPI document.
#[derive(Clone, Copy)]
pub(crate) struct Document<'a> {
    pub(crate) object: Object<'a>,
}

/// A place where the API is served.
#[derive(Clone, Copy)]
pub(crate) struct Server<'a> {
    object: Object<'a>,
}

/// A way in which callers prove who they are.
#[derive(Clone, Copy)]
pub(crate) struct SecurityScheme<'a> {
    pub(crate) name: &'a str,
    pub(crate) object: Object<'a>,
}

/// The operations of a path.
#[derive(Clone, Copy)]
pub(crate) struct PathItem<'a> {
    pub(crate) path: &'a str,
    /// Where the entry of the path stands.
    pub(crate) entry: Place,
    object: Object<'a>,
}

impl<'a> Document<'a> {
    /// The root document, when it is one that can be read.
    pub(crate) fn new(context: Context<'a>) -> Option<Self> {
        let root = context.tree.root()?;
        if root.get("swagger").is_some() {
            let message = "this is a Swagger 2.0 document";
            let diagnostic = Diagnostic::new(Code::UnsupportedVersion, message)
                .at_key(root.get("swagger")?.place)
                .with_help("convert it to OpenAPI 3, for example with `npx swagger2openapi`");
            context.report(diagnostic);
            return None;
        }
        let object = Object::new(context, root, keywords::DOCUMENT)?;
        let version = object.get("openapi");
        if version.is_none_or(|node| node.value == Value::Null) {
            let message = "the document needs `openapi`";
            let help = "an OpenAPI document says its version: `openapi: 3.1.0`";
            let diagnostic = Diagnostic::new(Code::MissingKey, message).at_key(root.place);
            context.report(diagnostic.with_help(help));
        }
        let version = object.text("openapi")?;
        let read = ["3.0", "3.1", "3.2"];
        if !read
            .iter()
            .any(|known| version == *known || version.starts_with(&format!("{known}.")))
        {
            let message = format!("OpenAPI `{version}` is not known");
            let diagnostic = Diagnostic::new(Code::UnsupportedVersion, message)
                .at_value(object.get("openapi")?.place)
                .with_help("the versions that are read are 3.0, 3.1 and 3.2");
            context.report(diagnostic);
            return None;
        }
        Some(Self { object })
    }

    pub(crate) fn info(self) -> Option<Object<'a>> {
        if self.object.get("info").is_none() {
            self.object.missing("info", "the document");
        }
        self.object.object("info", keywords::INFO)
    }

    pub(crate) fn servers(self) -> impl Iterator<Item = Server<'a>> {
        Server::list(self.object)
    }

    /// The schemes of the root document, sorted by name.
    pub(crate) fn security_schemes(self) -> Vec<SecurityScheme<'a>> {
        let Some(components) = self.object.object("components", keywords::COMPONENTS) else {
            return Vec::new();
        };
        let context = self.object.context;
        let view = |Entry { key, value }: &'a Entry<'a>| {
            let object = Object::behind(context, value, keywords::SECURITY_SCHEME)?;
            Some(SecurityScheme { name: key, object })
        };
        let entries = components.entries("securitySchemes").iter();
        let mut schemes: Vec<_> = entries.filter_map(view).collect();
        schemes.sort_by_key(|scheme| scheme.name);
        schemes
    }

    /// The path items, sorted by path, with references followed.
    pub(crate) fn path_items(self) -> Vec<PathItem<'a>> {
        PathItem::sorted(self.object.context, self.object.entries("paths"))
    }

    /// What the API sends by itself, sorted by name.
    pub(crate) fn webhooks(self) -> Vec<PathItem<'a>> {
        PathItem::sorted(self.object.context, self.object.entries("webhooks"))
    }

    /// `components` of a file, whether or not it is a whole document.
    pub(crate) fn components_of(self, file: FileId) -> Option<Object<'a>> {
        let root = self.object.context.tree.file(file)?.root.as_ref()?;
        Object::behind(
            self.object.context,
            root.get("components")?,
            keywords::COMPONENTS,
        )
    }

    /// What a file says of itself in `info`, whether or not it is a whole document.
    pub(crate) fn description_of(self, file: FileId) -> Option<&'a str> {
        let root = self.object.context.tree.file(file)?.root.as_ref()?;
        let info = Object::behind(self.object.context, root.get("info")?, keywords::INFO)?;
        info.text("description").or_else(|| info.text("title"))
    }
}

impl<'a> Server<'a> {
    /// The servers of the document, of a path item or of an operation.
    pub(crate) fn list(object: Object<'a>) -> impl Iterator<Item = Self> {
        let context = object.context;
        let view = move |node| Object::new(context, node, keywords::SERVER);
        let servers = object.items("servers").iter().filter_map(view);
        servers.map(|object| Self { object })
    }

    /// The variables, by name.
    pub(crate) fn variables(self) -> impl Iterator<Item = (&'a str, Object<'a>)> {
        let context = self.object.context;
        let entries = self.object.entries("variables").iter();
        entries.filter_map(move |Entry { key, value }| {
            let object = Object::new(context, value, keywords::SERVER_VARIABLE)?;
            Some((key.as_ref(), object))
        })
    }

    pub(crate) fn url(self) -> Option<&'a str> {
        self.object.required_text("url", "a server")
    }

    pub(crate) fn description(self) -> Option<&'a str> {
        self.object.text("description")
    }

    /// The prefix of a user name that selects this server.
    pub(crate) fn username_prefix(self) -> Option<&'a str> {
        let when = self.object.get("x-rust-server-when")?;
        self.object.context.text(when.get("username-prefix")?)
    }
}

impl<'a> SecurityScheme<'a> {
    /// What `x-rust-client` calls an argument of the constructor.
    pub(crate) fn client_argument(self, key: &str) -> Option<&'a str> {
        self.object
            .context
            .text(self.object.get("x-rust-client")?.get(key)?)
    }
}

impl<'a> PathItem<'a> {
    /// Path items by their keys, with references followed, sorted.
    pub(crate) fn sorted(context: Context<'a>, entries: &'a [Entry<'a>]) -> Vec<Self> {
        let view = |Entry { key, value }: &'a Entry<'a>| {
            let object = Object::behind(context, value, keywords::PATH_ITEM)?;
            Some(Self {
                path: key,
                entry: value.place,
                object,
            })
        };
        let is_wanted = |entry: &&Entry<'_>| {
            !entry.key.starts_with("x-") && !context.tree.is_left_out(entry.value.place)
        };
        let entries = entries.iter().filter(is_wanted);
        let mut items: Vec<_> = entries.filter_map(view).collect();
        items.sort_by_key(|item| item.path);
        items
    }

    const METHODS: [&'static str; 9] = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    ];

    /// The operations, each with its method in upper case.
    pub(crate) fn operations(self) -> impl Iterator<Item = (String, Operation<'a>)> {
        let fixed = Self::METHODS
            .into_iter()
            .filter_map(move |method| Some((method.to_uppercase(), self.object.get(method)?)));
        let additional = self.object.entries("additionalOperations");
        let additional = additional
            .iter()
            .map(|entry| (entry.key.to_string(), &entry.value));
        let context = self.object.context;
        fixed
            .chain(additional)
            .filter_map(move |(method, node): (String, &'a Node<'a>)| {
                // Not in the standard, but in documents: an operation in a file of its own.
                let node = context.follow(node)?;
                if context.tree.is_left_out(node.place) {
                    return None;
                }
                Some((method, Operation::new(context, node)?))
            })
    }

    /// Where the operations of the path are served, if not where the API is.
    pub(crate) fn servers(self) -> impl Iterator<Item = Server<'a>> {
        Server::list(self.object)
    }

    /// The parameters that all operations of the path share.
    pub(crate) fn parameters(self) -> impl Iterator<Item = Parameter<'a>> {
        Parameter::list(self.object)
    }
}
