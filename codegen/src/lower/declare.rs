//! Names first: every schema that has a name of its own gets its item before any is defined.

use super::{Lowering, docs_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Direction, Docs, Shape, Type, TypeDef, TypeId, Why};
use crate::name;
use crate::openapi::Object;
use crate::source::{FileId, Node, Place};

/// Declares the schemas of every file's `components`: pinned names first, then by file and name.
pub(super) fn components(lowering: &mut Lowering<'_>) {
    let mut schemas = component_schemas(lowering);
    schemas.sort_by_key(|(is_new, file, name, _)| (*is_new, *file, *name));
    for (_, _, name, node) in schemas {
        let module = lowering.module_of_type(node.place);
        lowering.declare(node, module, &name::item_name(name));
    }
}

type Component<'a> = (bool, &'a str, &'a str, &'a Node<'a>);

fn component_schemas<'a>(lowering: &Lowering<'a>) -> Vec<Component<'a>> {
    let tree = lowering.context.tree;
    let mut schemas = Vec::new();
    for (number, file) in tree.files().iter().enumerate() {
        let components = lowering.document.components_of(FileId(number as u32));
        for entry in components.map_or(&[][..], |components| components.entries("schemas")) {
            let is_new = lowering
                .pins
                .get(&lowering.origin(entry.value.place))
                .is_none();
            schemas.push((is_new, file.path.as_str(), entry.key.as_ref(), &entry.value));
        }
    }
    schemas
}

impl<'a> Lowering<'a> {
    /// Gives a schema its item. It is defined later.
    pub(super) fn declare(
        &mut self,
        node: &'a Node<'a>,
        module: Vec<String>,
        wanted: &str,
    ) -> TypeId {
        let origin = self.origin(node.place);
        let given = self.given_name(node);
        let pinned = self.pins.get(&origin);
        let name = given.or(pinned).unwrap_or(wanted).to_owned();
        self.claim_item(&module, &name, node.place);
        let id = TypeId(self.types.len());
        self.types.push(TypeDef {
            module,
            name,
            docs: Docs::default(),
            shape: Shape::Alias(Type::Any),
            direction: Direction::default(),
            deprecated: false,
            example: None,
            origin,
            why: given.map(|_| Why::NameGiven).into_iter().collect(),
        });
        self.ids.insert(node.place, id);
        self.declared.push_back((id, node));
        id
    }

    /// Fills in a declared type.
    pub(super) fn define(&mut self, id: TypeId, node: &'a Node<'a>) {
        let name = self
            .types
            .get(id.0)
            .map(|def| (def.module.clone(), def.name.clone()));
        let Some((module, name)) = name else {
            return;
        };
        let shape = self.shape_of(node, &module, &name);
        let object = Object::untested(self.context, node);
        let example = self.example_of(node);
        if let Some(def) = self.types.get_mut(id.0) {
            def.shape = shape;
            def.docs = object.map(docs_of).unwrap_or_default();
            def.deprecated = object.is_some_and(|object| object.flag("deprecated"));
            def.example = example;
        }
    }

    /// The name that `x-rust-name` gives, when it is one that Rust takes.
    pub(super) fn given_name(&self, node: &'a Node<'a>) -> Option<&'a str> {
        let given = node.get("x-rust-name")?;
        let text = self.context.text(given)?;
        if name::is_valid(&name::escape(text).replace("r#", "r_")) {
            return Some(text);
        }
        let message = format!("`{text}` is no name that Rust accepts");
        self.context.report(
            Diagnostic::new(Code::InvalidName, message)
                .at_value(given.place)
                .with_help("use letters, digits and `_`, and start with a letter"),
        );
        None
    }

    /// Takes a name in a module, or reports who has it.
    pub(super) fn claim_item(&mut self, module: &[String], name: &str, owner: Place) {
        let scope = self.scopes.entry(module.to_vec()).or_default();
        if let Err(first) = scope.claim(name, owner) {
            let path = [module, &[name.to_owned()]].concat().join("::");
            let message = format!("two items would be called `{path}`");
            self.context.report(collision(message, owner, first));
        }
    }
}

/// Two things that would have one name.
pub(super) fn collision(message: String, second: Place, first: Place) -> Diagnostic {
    Diagnostic::new(Code::NameCollision, message)
        .at_key(second)
        .with_note_at_key(first, "the other one stands here")
        .with_help("give one of them another name with `x-rust-name`")
}
