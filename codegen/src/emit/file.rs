//! The file that is being written: which names it can use as they are, and which it imports.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::Crate;
use super::plan::{Plan, Planned};
use super::uses::{Use, Uses};
use crate::ir::{Accessor, Api, Operation, Type, TypeDef, TypeId};
use crate::name;

/// Names that are not the schema's, each with its path. Those of the prelude need no import.
const OTHERS: &[(&str, &str)] = &[
    ("Api", "crate::runtime::Api"),
    ("BTreeMap", "std::collections::BTreeMap"),
    ("Base64", "crate::runtime::Base64"),
    ("Binary", "crate::runtime::Binary"),
    ("Box", "std::boxed::Box"),
    ("Branch", "crate::runtime::Branch"),
    ("Call", "crate::runtime::Call"),
    ("Caller", "crate::runtime::Caller"),
    ("Client", "crate::runtime::Client"),
    ("ClientBuilder", "crate::runtime::ClientBuilder"),
    ("Credential", "crate::runtime::Credential"),
    ("Date", "crate::runtime::Date"),
    ("DateTime", "crate::runtime::DateTime"),
    ("Decimal", "crate::runtime::Decimal"),
    ("DecimalNumber", "crate::runtime::DecimalNumber"),
    ("DecodeError", "crate::runtime::DecodeError"),
    ("Default", "std::default::Default"),
    ("Deserialize", "serde::Deserialize"),
    ("EncodeError", "crate::runtime::EncodeError"),
    ("Error", "crate::runtime::Error"),
    ("ErrorMembers", "crate::runtime::ErrorMembers"),
    ("From", "std::convert::From"),
    ("Into", "std::convert::Into"),
    ("Kind", "crate::runtime::Kind"),
    ("Map", "serde_json::Map"),
    ("Multipart", "crate::runtime::Multipart"),
    ("None", "std::option::Option::None"),
    ("Nullable", "crate::runtime::Nullable"),
    ("OpenEnum", "crate::runtime::OpenEnum"),
    ("OpenIntegerEnum", "crate::runtime::OpenIntegerEnum"),
    ("Operation", "crate::runtime::Operation"),
    ("Option", "std::option::Option"),
    ("RawResponse", "crate::runtime::RawResponse"),
    ("Redacted", "crate::runtime::Redacted"),
    ("Request", "crate::runtime::Request"),
    ("Result", "std::result::Result"),
    ("Scheme", "crate::runtime::Scheme"),
    ("SchemeKind", "crate::runtime::SchemeKind"),
    ("Secret", "crate::runtime::Secret"),
    ("Serialize", "serde::Serialize"),
    ("Serializer", "serde::Serializer"),
    ("Server", "crate::runtime::Server"),
    ("ServerVariable", "crate::runtime::ServerVariable"),
    ("Shell", "crate::runtime::Shell"),
    ("Some", "std::option::Option::Some"),
    ("String", "std::string::String"),
    ("Style", "crate::runtime::Style"),
    ("Union", "crate::runtime::Union"),
    ("UnknownInteger", "crate::runtime::UnknownInteger"),
    ("UnknownJson", "crate::runtime::UnknownJson"),
    ("UnknownValue", "crate::runtime::UnknownValue"),
    ("Uri", "crate::runtime::Uri"),
    ("Uuid", "crate::runtime::Uuid"),
    ("Value", "serde_json::Value"),
    ("Vec", "std::vec::Vec"),
    ("decode_branch", "crate::runtime::decode_branch"),
    ("fmt", "std::fmt"),
    ("json", "serde_json::json"),
    ("keep_extra", "crate::runtime::keep_extra"),
    ("keep_variant", "crate::runtime::keep_variant"),
    ("null_as_default", "crate::runtime::null_as_default"),
    ("open_enum", "crate::runtime::open_enum"),
    ("open_integer_enum", "crate::runtime::open_integer_enum"),
    ("operation_of_body", "crate::runtime::operation_of_body"),
    ("tagged", "crate::runtime::tagged"),
    ("union", "crate::runtime::union"),
];

/// What needs no import.
const PRELUDE: &[&str] = &[
    "Box", "Default", "From", "Into", "None", "Option", "Result", "Some", "String", "Vec",
];

/// The names of one file.
pub(super) struct File<'a> {
    pub(super) api: &'a Api,
    /// What the file itself declares.
    local: HashSet<String>,
    /// The types of other files that are imported, by their short names.
    foreign: HashMap<TypeId, String>,
    plan: &'a Plan<'a>,
    /// The file, where it is one of a module.
    planned: Option<&'a Planned<'a>>,
    uses: &'a Uses<'a>,
    used: RefCell<BTreeSet<String>>,
}

impl<'a> File<'a> {
    /// A file of a module.
    pub(super) fn new(it: &'a Crate<'a>, planned: &'a Planned<'a>) -> Self {
        let mut file = Self::root(it);
        file.planned = Some(planned);
        let types = file.types().map(|def| def.name.clone());
        let operations = planned.items.operations.iter().map(|it| it.name.clone());
        let is_own = planned.part.is_none();
        let children = is_own.then(|| it.plan.children(&planned.module.path));
        let children = children
            .into_iter()
            .flatten()
            .map(|(name, _)| name.to_owned());
        let parts = planned.parts.iter().map(|(name, _)| name.clone());
        // What the module shows as its own is in scope, and an import would hide it.
        let shown = it.plan.shown_by(planned).map(str::to_owned);
        file.local = types
            .chain(operations)
            .chain(children)
            .chain(parts)
            .chain(shown)
            .collect();
        file.foreign = file.importable();
        file
    }

    /// A file that holds nothing of the schema.
    pub(super) fn root(it: &'a Crate<'a>) -> Self {
        Self {
            api: it.plan.api,
            local: HashSet::new(),
            foreign: HashMap::new(),
            plan: &it.plan,
            planned: None,
            uses: &it.uses,
            used: RefCell::default(),
        }
    }

    /// The types of the file, by name.
    pub(super) fn types(&self) -> impl Iterator<Item = &'a TypeDef> + use<'a> {
        let api = self.api;
        let types = self.planned.map_or(&[][..], |planned| &planned.items.types);
        types.iter().filter_map(|id| api.get(*id))
    }

    /// The modules below another one, each with the feature that all of it needs.
    pub(super) fn children(
        &self,
        parent: &[String],
    ) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        self.plan.children(parent)
    }

    /// The accessors of the modules below another one, each with the module's name and the feature
    /// that all of it needs.
    pub(super) fn accessors(
        &self,
        parent: &[String],
    ) -> impl Iterator<Item = (&'a str, &'a Accessor, Option<&'a str>)> {
        let modules = self.plan.files.iter().filter(|file| file.part.is_none());
        modules.filter_map(move |file| {
            let (name, above) = file.module.path.split_last()?;
            let accessor = file.module.accessor.as_ref().filter(|_| above == parent)?;
            Some((name.as_str(), accessor, file.feature))
        })
    }

    /// True for a type that is in scope without an import.
    fn has(&self, id: TypeId) -> bool {
        self.planned.is_some_and(|planned| {
            let shows = !planned.parts.is_empty();
            let def = self.api.get(id).filter(|_| shows);
            let is_shown = def.is_some_and(|def| def.module == planned.module.path);
            is_shown || self.plan.is_at(id, planned.number)
        })
    }

    /// The types of other files that this one names and whose short names are free here.
    fn importable(&self) -> HashMap<TypeId, String> {
        let types = self.types().flat_map(TypeDef::uses);
        let operations = self
            .planned
            .map_or(&[][..], |planned| &planned.items.operations);
        let operations = operations.iter().flat_map(|operation| {
            let members = operation.members().map(|member| &member.ty);
            let answers = operation.response().into_iter().chain(operation.error());
            members.chain(answers).filter_map(Type::named)
        });
        let mut by_name: BTreeMap<&str, BTreeSet<TypeId>> = BTreeMap::new();
        for id in types.chain(operations) {
            if let Some(def) = self.api.get(id).filter(|_| !self.has(id)) {
                by_name.entry(&def.name).or_default().insert(id);
            }
        }
        let is_free = |name: &str| {
            !self.local.contains(name) && !OTHERS.iter().any(|(other, _)| *other == name)
        };
        let mut importable = HashMap::new();
        for (name, ids) in by_name {
            if let (1, Some(id)) = (ids.len(), ids.first().filter(|_| is_free(name))) {
                importable.insert(*id, name.to_owned());
            }
        }
        importable
    }

    /// The operations that send or answer a type.
    pub(super) fn uses(&self, def: &TypeDef) -> &'a [Use<'a>] {
        self.uses.of_type(def)
    }

    /// An identifier of the schema's.
    pub(super) fn ident(&self, text: &str) -> Ident {
        ident(text)
    }

    /// A name that is not the schema's: short where that is free, else with its whole path.
    pub(super) fn name(&self, short: &str) -> TokenStream {
        match self.name_text(short) {
            path if path == short => {
                let ident = ident(short);
                quote!(#ident)
            }
            path => path.parse().unwrap_or_default(),
        }
    }

    /// The same as text, for attributes.
    pub(super) fn name_text(&self, short: &str) -> String {
        let path = OTHERS
            .iter()
            .find(|(name, _)| *name == short)
            .map_or(short, |(_, path)| path);
        let is_free = !self.local.contains(short);
        if !PRELUDE.contains(&short) || !is_free {
            // A name that is not imported still tells which runtime files the crate needs.
            let mark = if is_free { "" } else { "!" };
            self.used.borrow_mut().insert(format!("{mark}{path}"));
        }
        match (is_free, path.starts_with("crate::")) {
            (true, _) => short.to_owned(),
            (false, true) => path.to_owned(),
            (false, false) => format!("::{path}"),
        }
    }

    /// A name that is there with some features only: whoever uses it also writes the import, where
    /// the name is free.
    pub(super) fn gated_name(&self, short: &str) -> (TokenStream, bool) {
        let is_free = !self.local.contains(short);
        let path = format!("crate::runtime::{short}");
        self.used.borrow_mut().insert(format!("!{path}"));
        let shown = if is_free { short } else { &path };
        (shown.parse().unwrap_or_default(), is_free)
    }

    /// The path of a type of the schema.
    pub(super) fn type_path(&self, id: TypeId) -> TokenStream {
        let Some(def) = self.api.get(id) else {
            return self.name("Value");
        };
        let name = ident(&def.name);
        if self.has(id) {
            return quote!(#name);
        }
        let modules = def.module.iter().map(|module| ident(module));
        let path = quote!(crate::#(#modules::)*#name);
        if self.foreign.contains_key(&id) {
            self.used
                .borrow_mut()
                .insert(path.to_string().replace(' ', ""));
            return quote!(#name);
        }
        path
    }

    /// The path of a type that is not of this crate's making.
    pub(super) fn external_path(&self, path: &str) -> TokenStream {
        let first = path.split("::").next().unwrap_or_default();
        let hidden = self.local.contains(first).then(|| quote!(::));
        let path: TokenStream = path.parse().unwrap_or_default();
        quote!(#hidden #path)
    }

    /// A link to an operation for the documentation; only its name where it may not be there.
    pub(super) fn operation_link(&self, operation: &Operation) -> String {
        let feature = self.planned.and_then(|planned| planned.feature);
        if operation.feature.is_some() && operation.feature.as_deref() != feature {
            return format!("`{}`", operation.name);
        }
        let operations = self
            .planned
            .map_or(&[][..], |planned| &planned.items.operations);
        let is_in_scope = operations.iter().any(|it| std::ptr::eq(*it, operation));
        link(&operation.module, &operation.name, is_in_scope)
    }

    /// A link to a type for the documentation.
    pub(super) fn type_link(&self, id: TypeId) -> Option<String> {
        let def = self.api.get(id)?;
        let is_in_scope = self.has(id) || self.foreign.contains_key(&id);
        Some(link(&def.module, &def.name, is_in_scope))
    }

    /// The `use` lines of what was named, sorted: the standard library's, other crates', ours.
    pub(super) fn imports(&self) -> TokenStream {
        let used = self.used.borrow();
        let mut by_parent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in used.iter().filter(|path| !path.starts_with('!')) {
            let (parent, name) = path.rsplit_once("::").unwrap_or(("", path));
            by_parent.entry(parent).or_default().push(name);
        }
        let mut groups: Vec<(&str, Vec<&str>)> = by_parent.into_iter().collect();
        groups.sort_by_cached_key(|(parent, names)| {
            let segments = parent.split("::").chain(names.first().copied());
            (rank(parent), segments.collect::<Vec<_>>())
        });
        let uses = groups.into_iter().map(|(parent, names)| {
            let parent = self.external_path(parent);
            let names: Vec<Ident> = names.into_iter().map(ident).collect();
            match names.as_slice() {
                [only] => quote!(use #parent::#only;),
                _ => quote!(use #parent::{#(#names),*};),
            }
        });
        quote!(#(#uses)*)
    }

    /// Every path that was named, imported or not.
    pub(super) fn into_used(self) -> BTreeSet<String> {
        let used = self.used.into_inner().into_iter();
        used.map(|path| path.trim_start_matches('!').to_owned())
            .collect()
    }
}

/// An identifier, raw where it has to be.
pub(super) fn ident(text: &str) -> Ident {
    match name::escape(text).strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => format_ident!("{}", name::escape(text)),
    }
}

/// An identifier as everything but the compiler sees it: without `r#`.
pub(super) fn written(text: &str) -> String {
    let escaped = name::escape(text);
    escaped
        .strip_prefix("r#")
        .map_or_else(|| escaped.clone(), str::to_owned)
}

/// Where the imports of a module stand.
fn rank(parent: &str) -> u8 {
    match parent.split("::").next() {
        Some("std") => 0,
        Some("crate") => 2,
        _ => 1,
    }
}

/// With its path only where that is needed: rustdoc warns of one that is not.
fn link(module: &[String], name: &str, is_in_scope: bool) -> String {
    let name = written(name);
    if is_in_scope {
        return format!("[`{name}`]");
    }
    let path: String = module.iter().map(|it| written(it) + "::").collect();
    format!("[`{name}`](crate::{path}{name})")
}

pub(super) fn path_of(def: &TypeDef) -> String {
    format!("{}::{}", def.module.join("::"), def.name)
}
