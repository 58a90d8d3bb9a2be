//! The API as Rust sees it: plain data, with no word of OpenAPI left in it.
//!
//! Lowering makes it, analysis completes it, everything after only reads it.

mod constraints;
mod derives;
mod operation;
mod origin;
mod split;
mod text;
mod types;
mod union;

pub use constraints::{Asked, Constraints};
pub use derives::Derive;
pub use operation::{
    Answer, Answers, Body, Content, ErrorMembers, Field, Format, Operation, Parameter,
    ParameterPlace, Scheme, SchemeKind, Server, ServerVariable, Status, Style, Webhook,
};
pub use origin::{Origin, Why};
pub use split::{Half, Way};
pub use text::Wrapper;
pub use types::{
    Direction, Docs, Enum, Member, Presence, Shape, Struct, Type, TypeDef, TypeId, Variant,
};
pub use union::{Branch, Case, Choice, Kind, Tag, TagValue, Union};

use serde::{Deserialize, Serialize};

/// A whole API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// What it calls itself.
    pub title: String,
    /// Its version, whatever that looks like.
    pub version: String,
    /// What it says of itself.
    pub docs: Docs,
    /// The root document, relative to the schema's root.
    pub source: String,
    /// Where it is served.
    pub servers: Vec<Server>,
    /// How callers prove who they are, by the scheme's name.
    pub schemes: Vec<Scheme>,
    /// The sets of schemes that let a caller in, where an operation does not say otherwise.
    pub security: Vec<Vec<String>>,
    /// What the members of errors mean, by the schemas that say it.
    pub errors: Vec<ErrorMembers>,
    /// The public modules, sorted by path.
    pub modules: Vec<Module>,
    /// The types; a [`TypeId`] is a position in this list.
    pub types: Vec<TypeDef>,
    /// The operations, sorted by module and name.
    pub operations: Vec<Operation>,
    /// What the API sends by itself.
    pub webhooks: Vec<Webhook>,
}

/// A public module of the crate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// The identifiers from the crate's root, such as `otp`, `sms`.
    pub path: Vec<String>,
    /// What the module is for.
    pub docs: Docs,
    /// The document that it is made from, relative to the schema's root.
    pub source: String,
    /// What leads a client to the operations in it and below it; none where there are none.
    pub accessor: Option<Accessor>,
}

/// What leads a client to the operations of a module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Accessor {
    /// The Rust name of its type, in the module.
    pub name: String,
    /// The method of the client, or of the accessor of the module around this one.
    pub method: String,
}

impl Api {
    /// The definition of a type.
    ///
    /// None only for an identifier of another API.
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.0)
    }

    /// The scheme whose credentials make a client, where the schema says how.
    pub fn client_scheme(&self) -> Option<&Scheme> {
        let scheme = self.schemes.iter().find(|it| it.password.is_some())?;
        let takes_username = scheme.username.is_some();
        let is_basic = scheme.kind == SchemeKind::Basic;
        (!self.servers.is_empty() && is_basic == takes_username).then_some(scheme)
    }

    /// The names of the credentials that make a client, where the schema says how.
    pub fn client_arguments(&self) -> Option<Vec<&str>> {
        let scheme = self.client_scheme()?;
        let names = scheme.username.iter().chain(&scheme.password);
        Some(names.map(String::as_str).collect())
    }

    /// The types of a module, in the order in which they are written: by name.
    pub fn types_of<'a>(&'a self, module: &'a [String]) -> impl Iterator<Item = &'a TypeDef> {
        let mut types: Vec<_> = self.types.iter().filter(|t| t.module == module).collect();
        types.sort_by(|a, b| a.name.cmp(&b.name));
        types.into_iter()
    }

    /// The operations of a module, by name.
    pub fn operations_of<'a>(
        &'a self,
        module: &'a [String],
    ) -> impl Iterator<Item = &'a Operation> {
        self.operations
            .iter()
            .filter(move |operation| operation.module == module)
    }
}
