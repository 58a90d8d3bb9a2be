//! Names first: every schema that has a name of its own gets its item before any is defined.

use super::{Lowering, docs_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Direction, Docs, Shape, Type, TypeDef, TypeId, Why};
use crate::name::{self, Claimed};
use crate::openapi::Object;
use crate::source::{FileId, Node, Place};

/// Declares the schemas of every file's `components`: pinned names first, then by file and name.
pub(super) fn components(lowering: &mut Lowering<'_>) {
    let mut schemas = component_schemas(lowering);
    schemas.sort_by_key(|(is_new, file, name, _)| (*is_new, *file, *name));
    for (_, _, name, node) in schemas {
        let module = lowering.module_of_type(node.place);
        lowering.declare(node, module, &name::item_name(name), Naming::Declared);
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
                .item(&lowering.origin(entry.value.place))
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
        naming: Naming,
    ) -> TypeId {
        let origin = self.origin(node.place);
        let given = self.given_name(node);
        let pinned = self.pins.item(&origin);
        let wanted = Wanted {
            name: given.or(pinned).unwrap_or(wanted),
            naming: given.map_or(naming, |_| Naming::Given),
        };
        let name = self.claim_item(&module, &wanted, node.place);
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

    /// Takes a name in a module.
    pub(super) fn claim_item(
        &mut self,
        module: &[String],
        wanted: &Wanted<'_>,
        owner: Place,
    ) -> String {
        let origin = self.origin(owner);
        let path = |name: &str| [module, &[name.to_owned()]].concat().join("::");
        let pins = self.pins;
        let is_kept = |name: &str| pins.owner(&path(name)).is_some_and(|it| !origin.is_at(it));
        let scope = self.scopes.entry(module.to_vec()).or_default();
        let claimed = scope.claim_but(wanted.name, owner, is_kept);
        let what = format!("items would be called `{}`", path(wanted.name));
        self.report_collision(&claimed, wanted.naming, &what, owner);
        claimed.name
    }

    /// Reports that a name was taken, where that is worth a word.
    pub(super) fn report_collision(
        &self,
        claimed: &Claimed<Place>,
        naming: Naming,
        what: &str,
        owner: Place,
    ) {
        let Some(first) = claimed.first else {
            return;
        };
        let (code, message) = match naming {
            Naming::Derived => return,
            Naming::Given => (Code::NameCollision, format!("two {what}")),
            Naming::Declared => {
                let message = format!("two {what}; this one becomes `{}`", claimed.name);
                (Code::NumberedName, message)
            }
        };
        self.context.report(
            Diagnostic::new(code, message)
                .at_key(owner)
                .with_note_at_key(first, "the other one stands here")
                .with_help("give one of them another name with `x-rust-name`"),
        );
    }
}

/// A name that something is to have, and who says so.
pub(super) struct Wanted<'n> {
    pub(super) name: &'n str,
    pub(super) naming: Naming,
}

/// Who says what something is to be called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// `x-rust-name`: no other name will do.
    Given,
    /// The document's own name.
    Declared,
    /// The place where it stands.
    Derived,
}
