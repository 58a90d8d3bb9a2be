//! Where types and operations live.

use std::collections::{BTreeSet, HashMap};

use super::{Lowering, accessors, docs};
use crate::ir::{Api, Docs, Module};
use crate::name;
use crate::openapi::{Document, Operation};
use crate::settings::Layout;
use crate::source::{FileId, Place};

/// The module of types that no file gives a module.
const TYPES: &str = "types";
/// Modules that every crate has for itself.
const RESERVED: &[&str] = &[
    "bin", "blocking", "client", "examples", "lib", "main", "runtime", "testing",
];
/// The module of operations that no tag gives a module.
const OPERATIONS: &str = "operations";

impl<'a> Lowering<'a> {
    /// The module that a schema's type lives in, where nothing but its file says so.
    pub(super) fn module_of_type(&self, place: Place) -> Vec<String> {
        self.module_of_file(place.file)
            .unwrap_or_else(|| vec![TYPES.into()])
    }

    /// The module and the name of a schema that is called something: by the rules of the settings,
    /// else by its file, else by the modules that the name begins with.
    pub(super) fn home_of_schema(&self, place: Place, text: &str) -> (Vec<String>, String) {
        let (given, rest) = self.ruled(text);
        if let (None, Some(module)) = (&given, self.module_of_file(place.file)) {
            return (module, name::item_name(rest));
        }
        let mut module = given.unwrap_or_else(|| vec![TYPES.into()]);
        let (inner, last) = name::split_modules(rest);
        module.extend(inner.into_iter().map(name::module_name));
        (module, name::item_name(last))
    }

    /// The module that an operation lives in: the pinned one, else by the rules of the settings, by
    /// its file, by its first tag, and where it has none by the modules that its id begins with.
    pub(super) fn module_of_operation(&self, operation: Operation<'a>) -> Vec<String> {
        let object = operation.object;
        let id = object.text("operationId").unwrap_or_default();
        let (given, rest) = self.ruled(id);
        if let Some(pinned) = self.pins.module(&self.origin(object.place)) {
            return pinned.to_vec();
        }
        let first_tag = || object.texts("tags").next();
        let module = given.or_else(|| self.module_of_file(object.place.file));
        let module = module.or_else(|| Some(vec![root_module(first_tag()?.0)]));
        module.unwrap_or_else(|| {
            let (inner, _) = name::split_modules(rest);
            let mut inner = inner.into_iter();
            let first = inner.next().map_or(OPERATIONS.into(), root_module);
            [first]
                .into_iter()
                .chain(inner.map(name::module_name))
                .collect()
        })
    }

    /// True for the name of a method that another operation of the module had before.
    pub(super) fn is_kept_method(&self, module: &[String], name: &str, owner: Place) -> bool {
        let kept_for = self.pins.owner_of_method(module, name);
        kept_for.is_some_and(|it| !self.origin(owner).is_at(it))
    }

    /// What is left of an operation's id: without what a rule of the settings leaves out, and
    /// without the module that it lives in. `repos/list-for-org` is `list-for-org` in `repos`, and
    /// so is `Repos_ListForOrg`.
    pub(super) fn id_within<'n>(&self, id: &'n str, module: &[String]) -> &'n str {
        let (_, rest) = self.ruled(id);
        if self.layout == Layout::Files {
            return rest.rsplit(['.', '/']).next().unwrap_or(rest);
        }
        let (parts, _) = name::split_modules(rest);
        let mut within = rest;
        let mut left = rest;
        for end in 1..=parts.len() {
            left = left.split_once(['.', '/']).map_or(left, |(_, left)| left);
            if parts.get(..end).is_some_and(|it| names_module(it, module)) {
                within = left;
            }
        }
        let group = within.split_once('_').filter(|(group, method)| {
            let is_group = group.starts_with(|first: char| first.is_ascii_uppercase());
            let is_method = method.starts_with(|first: char| first.is_ascii_alphabetic());
            is_group && is_method && names_module(&[group], module)
        });
        group.map_or(within, |(_, method)| method)
    }

    /// `otp/sms.yaml` → `otp`, `sms`; none for the root document, and where files are no modules.
    fn module_of_file(&self, file: FileId) -> Option<Vec<String>> {
        if self.layout == Layout::Types {
            return None;
        }
        let tree = self.context.tree;
        let is_root = tree.root().is_some_and(|root| root.place.file == file);
        let path = &tree.file(file)?.path;
        (!is_root).then(|| module_path(path))
    }
}

fn module_path(path: &str) -> Vec<String> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut parts = stem.split('/');
    let first = parts.next().map(root_module);
    first
        .into_iter()
        .chain(parts.map(name::module_name))
        .collect()
}

/// True when the parts of a name are the last modules of a path, or together the last one.
fn names_module(parts: &[&str], module: &[String]) -> bool {
    let each: Vec<String> = parts.iter().map(|part| name::module_name(part)).collect();
    module.ends_with(&each) || module.last() == Some(&root_module(&parts.join("_")))
}

/// A module at the crate's root.
pub(super) fn root_module(text: &str) -> String {
    let name = name::module_name(text);
    if RESERVED.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The modules that hold something, and those around them, sorted.
pub(super) fn modules(document: Document<'_>, layout: Layout, api: &Api) -> Vec<Module> {
    let used = api.types.iter().map(|def| &def.module);
    let used = used.chain(api.operations.iter().map(|operation| &operation.module));
    let mut paths: BTreeSet<&[String]> = BTreeSet::new();
    for path in used {
        paths.extend((1..=path.len()).filter_map(|end| path.get(..end)));
    }
    let mut described = match layout {
        Layout::Files => described_by_files(document),
        Layout::Types => described_by_tags(document, &paths),
    };
    let module = |path: &[String]| {
        let (docs, source) = described.remove(path).unwrap_or_default();
        Module {
            path: path.to_vec(),
            docs,
            source: source.unwrap_or_else(|| api.source.clone()),
            accessor: None,
        }
    };
    let mut modules: Vec<Module> = paths.into_iter().map(module).collect();
    accessors::name(api, &mut modules);
    modules
}

/// What is said of each module, and the file that says it where that is not the root document.
type Described = HashMap<Vec<String>, (Docs, Option<String>)>;

/// What each file says of itself.
fn described_by_files(document: Document<'_>) -> Described {
    let mut described = Described::new();
    for file in document.object.context.tree.files().iter().skip(1) {
        let id = file.root.as_ref().map(|root| root.place.file);
        let docs = docs(id.and_then(|id| document.description_of(id)));
        let module = described.entry(module_path(&file.path));
        module.or_insert((docs, Some(file.path.clone())));
    }
    described
}

/// What the document says of the tags that modules stand for.
fn described_by_tags(document: Document<'_>, modules: &BTreeSet<&[String]>) -> Described {
    let context = document.object.context;
    let mut described = Described::new();
    for tag in document.object.items("tags") {
        let name = tag.get("name").and_then(|name| name.as_str());
        let module = vec![root_module(name.unwrap_or_default())];
        if name.is_none() || !modules.contains(module.as_slice()) {
            continue;
        }
        // Not in the standard, but in documents: a description in a file of its own.
        let text = tag.get("description").and_then(|it| context.follow(it));
        if let Some(text) = text.and_then(|text| context.text(text)) {
            let said = described.entry(module);
            said.or_insert((docs(Some(text)), None));
        }
    }
    described
}
