//! Where types and operations live.

use super::{Lowering, docs};
use crate::ir::{Api, Docs, Module};
use crate::name;
use crate::openapi::{Document, Operation};
use crate::settings::Layout;
use crate::source::{FileId, Place};

/// The module of types that no file gives a module.
const TYPES: &str = "types";
/// Modules that every crate has for itself.
const RESERVED: &[&str] = &["examples", "lib", "main", "runtime"];
/// The module of operations that no tag gives a module.
const OPERATIONS: &str = "operations";

impl Lowering<'_> {
    /// The module that a schema's type lives in.
    pub(super) fn module_of_type(&self, place: Place) -> Vec<String> {
        match self.layout {
            Layout::Files => self
                .module_of_file(place.file)
                .unwrap_or_else(|| vec![TYPES.into()]),
            Layout::Types => vec![TYPES.into()],
        }
    }

    /// The module that an operation lives in.
    pub(super) fn module_of_operation(&self, operation: Operation<'_>) -> Vec<String> {
        let from_file = match self.layout {
            Layout::Files => self.module_of_file(operation.object.place.file),
            Layout::Types => None,
        };
        let first_tag = || operation.object.texts("tags").next();
        from_file.unwrap_or_else(|| {
            vec![first_tag().map_or(OPERATIONS.into(), |(tag, _)| root_module(tag))]
        })
    }

    /// `otp/sms.yaml` → `otp`, `sms`; none for the root document.
    fn module_of_file(&self, file: FileId) -> Option<Vec<String>> {
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

/// A module at the crate's root.
fn root_module(text: &str) -> String {
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
    let mut paths: Vec<Vec<String>> = Vec::new();
    for path in used {
        paths.extend(
            (1..=path.len())
                .filter_map(|end| path.get(..end))
                .map(<[String]>::to_vec),
        );
    }
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .map(|path| describe(document, layout, path))
        .collect()
}

fn describe(document: Document<'_>, layout: Layout, path: Vec<String>) -> Module {
    let tree = document.object.context.tree;
    let root = tree
        .files()
        .first()
        .map(|file| file.path.clone())
        .unwrap_or_default();
    let (docs, source) = match layout {
        Layout::Files => {
            let file = tree
                .files()
                .iter()
                .skip(1)
                .find(|file| module_path(&file.path) == path);
            let id = file.and_then(|file| Some(file.root.as_ref()?.place.file));
            let docs = docs(id.and_then(|id| document.description_of(id)));
            (docs, file.map_or(root, |file| file.path.clone()))
        }
        Layout::Types => (tag_docs(document, &path), root),
    };
    Module { path, docs, source }
}

/// What the document says of the tag that a module stands for.
fn tag_docs(document: Document<'_>, path: &[String]) -> Docs {
    let context = document.object.context;
    let tags = document.object.items("tags").iter();
    let tag = tags.filter(|tag| {
        let tag_name = tag.get("name").and_then(|name| name.as_str());
        tag_name.is_some_and(|tag_name| *path == [root_module(tag_name)])
    });
    let description = tag
        .filter_map(|tag| context.text(tag.get("description")?))
        .next();
    docs(description)
}
