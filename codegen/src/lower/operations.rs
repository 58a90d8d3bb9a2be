//! Operations: what they are called and where they live.

use std::collections::{HashMap, hash_map};

use super::budget::{OPERATION, text_of_operation};
use super::declare::{Naming, Role, Wanted};
use super::{Lowering, docs, surroundings};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{self, Origin};
use crate::limits;
use crate::name::{self, Scope};
use crate::openapi::{self, Document};
use crate::source::{Place, Value};

/// All operations of the document, sorted by module and name.
pub(super) fn lower(lowering: &mut Lowering<'_>) -> Vec<ir::Operation> {
    let mut operations = Vec::new();
    let mut methods: HashMap<Vec<String>, Scope<Place>> = HashMap::new();
    let mut ids: HashMap<String, Place> = HashMap::new();
    let mut counts: HashMap<Vec<String>, usize> = HashMap::new();
    for item in lowering.document.path_items() {
        let shared: Vec<_> = item.parameters().collect();
        for (method, operation) in item.operations() {
            let mut lowered = lowering.operation(item.path, &method, operation, &shared);
            let scope = methods.entry(lowered.module.clone()).or_default();
            let place = operation.object.place;
            let id = operation.object.get("operationId");
            match ids.entry(lowered.id.clone()) {
                hash_map::Entry::Occupied(first) => {
                    lowering.report_same_id(&lowered.id, operation, *first.get());
                }
                hash_map::Entry::Vacant(free) => {
                    free.insert(id.map_or(place, |id| id.place));
                }
            }
            let is_kept = |name: &str| lowering.is_kept_method(&lowered.module, name, place);
            let claimed = scope.claim_but(&lowered.method_name, place, is_kept);
            let what = format!("operations would be called `{}`", lowered.method_name);
            let naming = match operation.object.get("x-rust-name") {
                Some(_) => Naming::Given,
                None => Naming::Declared,
            };
            lowering.report_collision(&claimed, naming, &what, place);
            lowered.method_name = claimed.name;
            if lowered.servers.is_empty() {
                lowered.servers = surroundings::servers(item.servers());
            }
            let count = counts.entry(lowered.module.clone()).or_default();
            *count += 1;
            if *count > limits::OPERATIONS {
                lowering.report_too_many_operations(&lowered.module, place);
                return operations;
            }
            if !lowering.spend(place, OPERATION + text_of_operation(&lowered)) {
                return operations;
            }
            operations.push(lowered);
        }
    }
    operations.sort_by(|a, b| (&a.module, &a.name).cmp(&(&b.module, &b.name)));
    operations
}

/// Where the operations of a document stand, by their ids: those that are said, and said once.
pub(crate) fn origins(document: Document<'_>) -> HashMap<String, Origin> {
    let tree = document.object.context.tree;
    let mut origins = HashMap::new();
    for item in document.path_items() {
        for (_, operation) in item.operations() {
            let Some(id) = operation.object.text("operationId") else {
                continue;
            };
            let origin = Origin::of(tree, operation.object.place);
            let first = origins.entry(id.to_owned()).or_insert(Some(origin.clone()));
            if first.as_ref().is_some_and(|first| !first.is_at(&origin)) {
                *first = None;
            }
        }
    }
    let said_once = origins.into_iter();
    said_once
        .filter_map(|(id, origin)| Some((id, origin?)))
        .collect()
}

/// Where the types and members of an operation get their names.
pub(super) struct Site<'n> {
    /// The module that types without a name live in.
    pub(super) module: &'n [String],
    /// What their names begin with.
    pub(super) base: &'n str,
    /// The path of the operation.
    pub(super) path: &'n str,
    /// Where the operation stands.
    pub(super) origin: &'n Origin,
}

impl<'a> Lowering<'a> {
    fn operation(
        &mut self,
        path: &str,
        method: &str,
        operation: openapi::Operation<'a>,
        shared: &[openapi::Parameter<'a>],
    ) -> ir::Operation {
        let object = operation.object;
        let origin = self.origin(object.place);
        let id = self.operation_id(path, method, operation);
        let module = self.module_of_operation(operation);
        let given = object
            .get("x-rust-name")
            .and_then(|node| self.checked_name(node, Role::Member));
        let pinned = self.pins.method(&origin);
        let method_name = given
            .or(pinned)
            .map_or_else(|| self.method_name(&id, &module), str::to_owned);
        let base = name::item_name(&name::variant_name(&method_name));
        let pinned = self.pins.item(&origin).map(str::to_owned);
        let name = pinned.unwrap_or_else(|| format!("{base}Operation"));
        let wanted = Wanted {
            name: &name,
            naming: Naming::Method,
        };
        let name = self.claim_item(&module, &wanted, object.place);
        let mut tags: Vec<String> = object
            .texts("tags")
            .map(|(tag, _)| tag.to_owned())
            .collect();
        tags.sort();
        let site = Site {
            module: &module,
            base: &base,
            path,
            origin: &origin,
        };
        let parameters = self.parameters(&site, operation, shared);
        let body = self.body(&site, operation, &parameters);
        let (success, failure) = self.responses(&site, operation);
        let callbacks = self.callbacks(&base, operation);
        self.webhooks.extend(callbacks);
        ir::Operation {
            name,
            method_name,
            id,
            method: method.to_owned(),
            path: path.to_owned(),
            summary: docs(object.text("summary")),
            docs: docs(object.text("description")),
            deprecated: object.flag("deprecated"),
            tags,
            parameters,
            body,
            success,
            failure,
            security: operation.security(),
            servers: surroundings::servers(operation.servers()),
            feature: None,
            module,
            origin,
        }
    }

    fn report_too_many_operations(&self, module: &[String], place: Place) {
        let (module, most) = (module.join("::"), limits::OPERATIONS);
        let message = format!("the module `{module}` has more than {most} operations");
        let help = "give them tags: each has a module of its own";
        let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(place);
        self.context.report(diagnostic.with_help(help));
    }

    fn report_same_id(&self, id: &str, operation: openapi::Operation<'a>, first: Place) {
        let message = format!("two operations have the id `{id}`");
        let node = operation.object.get("operationId");
        let place = node.map_or(operation.object.place, |node| node.place);
        self.context.report(
            Diagnostic::new(Code::DuplicateOperationId, message)
                .at_value(place)
                .with_note_at_value(first, "it stands here first")
                .with_help("give each operation an id of its own"),
        );
    }

    /// The `operationId`; where there is none, the method and the path.
    fn operation_id(&self, path: &str, method: &str, operation: openapi::Operation<'a>) -> String {
        if let Some(id) = operation.object.text("operationId") {
            return id.to_owned();
        }
        let id = format!("{} {path}", method.to_lowercase());
        let is_named = |key: &str| {
            let node = operation.object.get(key);
            node.is_some_and(|node| node.value != Value::Null)
        };
        if is_named("operationId") || is_named("x-rust-name") {
            return id;
        }
        let diagnostic = Diagnostic::new(
            Code::MissingOperationId,
            format!(
                "this operation has no `operationId`; `{}` is used",
                name::function_name(&id)
            ),
        );
        let diagnostic = diagnostic.at_key(operation.object.place);
        self.context
            .report(diagnostic.with_help("give it one: it names the method in Rust"));
        id
    }

    /// The id, without the module that the operation lives in.
    fn method_name(&self, id: &str, module: &[String]) -> String {
        name::function_name(self.id_within(id, module))
    }
}
