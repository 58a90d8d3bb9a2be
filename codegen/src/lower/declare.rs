//! Names first: every schema that has a name of its own gets its item before any is defined.

use std::collections::HashSet;

use super::budget::{ITEM, text_of_json};
use super::{Lowering, docs_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Direction, Docs, Origin, Shape, Type, TypeDef, TypeId, Why};
use crate::limits;
use crate::name::{self, Claimed};
use crate::openapi::{Object, reference_of};
use crate::source::{Entry, FileId, Node, Place};

/// Declares the schemas of every file's `components`: pinned names first, then by file and name.
pub(super) fn components(lowering: &mut Lowering<'_>) {
    let mut schemas = component_schemas(lowering);
    schemas.sort_by_key(|it| (it.is_new, it.file, it.name));
    for Component {
        name, entry, node, ..
    } in schemas
    {
        if lowering.replaced.contains_key(&entry.place) {
            continue;
        }
        let (module, name) = lowering.home_of_schema(entry.place, name);
        // What has a name or a type already gets another name as an alias.
        let has_one =
            lowering.ids.contains_key(&node.place) || lowering.replaced.contains_key(&node.place);
        let node = if has_one { entry } else { node };
        let id = lowering.declare(node, module, &name, Naming::Declared);
        lowering.ids.insert(entry.place, id);
    }
}

/// A schema under `components`.
struct Component<'a> {
    is_new: bool,
    file: &'a str,
    name: &'a str,
    /// What stands under the name.
    entry: &'a Node<'a>,
    /// The schema that gets the name: where the entry is only a reference to a place that has no
    /// name of its own, such as a whole file, that place.
    node: &'a Node<'a>,
}

fn component_schemas<'a>(lowering: &Lowering<'a>) -> Vec<Component<'a>> {
    let tree = lowering.context.tree;
    let mut schemas = Vec::new();
    for (number, file) in tree.files().iter().enumerate() {
        let components = lowering.document.components_of(FileId(number as u32));
        let entries = components.map_or(&[][..], |components| components.entries("schemas"));
        let wanted = entries
            .iter()
            .filter(|it| !tree.is_left_out(it.value.place));
        schemas.extend(wanted.map(|entry| (file.path.as_str(), entry)));
    }
    let named: HashSet<Place> = schemas.iter().map(|(_, entry)| entry.value.place).collect();
    let component = |(file, entry): (&'a str, &'a Entry<'a>)| {
        let target = reference_of(&entry.value).and_then(|_| lowering.context.follow(&entry.value));
        let node = target.filter(|target| !named.contains(&target.place));
        let node = node.unwrap_or(&entry.value);
        Component {
            is_new: lowering.pins.item(&lowering.origin(node.place)).is_none(),
            file,
            name: &entry.key,
            entry: &entry.value,
            node,
        }
    };
    schemas.into_iter().map(component).collect()
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
        // What stands in a property shares its node: a name there may be the member's.
        let given = match naming {
            Naming::Derived => given_as_item(node).and_then(|_| self.given_name(node, Role::Item)),
            Naming::Declared | Naming::Given | Naming::Method => self.given_name(node, Role::Item),
        };
        let pinned = self.pins.item(&origin);
        let module = self.pins.module(&origin).map_or(module, <[String]>::to_vec);
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
            feature: None,
            half: None,
            origin,
            why: given.map(|_| Why::NameGiven).into_iter().collect(),
        });
        self.ids.insert(node.place, id);
        self.declared.push_back((id, node));
        id
    }

    /// Adds an item that is no schema by itself, with the pinned name, else the one that is wanted.
    pub(super) fn add_item(
        &mut self,
        module: &[String],
        wanted: &str,
        place: Place,
        shape: Shape,
    ) -> TypeId {
        self.add_item_at(self.origin(place), module, wanted, place, shape)
    }

    /// The same of an item that has an origin of its own.
    pub(super) fn add_item_at(
        &mut self,
        origin: Origin,
        module: &[String],
        wanted: &str,
        place: Place,
        shape: Shape,
    ) -> TypeId {
        let wanted = Wanted {
            name: self.pins.item(&origin).unwrap_or(wanted),
            naming: Naming::Derived,
        };
        let name = self.claim_item(module, &wanted, place);
        let id = TypeId(self.types.len());
        self.types.push(TypeDef {
            module: module.to_vec(),
            name,
            docs: Docs::default(),
            shape,
            direction: Direction::default(),
            deprecated: false,
            example: None,
            feature: None,
            half: None,
            origin,
            why: Vec::new(),
        });
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
        self.find_error_members(node);
        let docs = object.map(docs_of).unwrap_or_default();
        let text = docs.0.len() + example.as_ref().map_or(0, text_of_json);
        self.spend(node.place, ITEM + text);
        if let Some(def) = self.types.get_mut(id.0) {
            def.shape = shape;
            def.docs = docs;
            def.deprecated = object.is_some_and(|object| object.flag("deprecated"));
            def.example = example;
        }
    }

    /// The name that `x-rust-name` gives, when it is one that Rust takes and is written as names
    /// of its role are.
    pub(super) fn given_name(&self, node: &'a Node<'a>, role: Role) -> Option<&'a str> {
        let given = node.get("x-rust-name")?;
        self.checked_name(given, role)
    }

    /// A name that the document spells out.
    pub(super) fn checked_name(&self, given: &'a Node<'a>, role: Role) -> Option<&'a str> {
        let text = self.context.text(given)?;
        let usual = match role {
            Role::Item => name::item_name(text),
            Role::Variant => name::item_name(&name::variant_name(text)),
            Role::Member => name::member_name(text),
        };
        let looks_usual = match role {
            Role::Member => text == usual,
            Role::Item | Role::Variant => is_item_name(text),
        };
        let is_silent = name::is_quiet(text) && name::is_short(text);
        if name::is_usable(text) && looks_usual && is_silent {
            return Some(text);
        }
        let message = format!("`{text}` is not how Rust would write this name");
        self.context.report(
            Diagnostic::new(Code::InvalidName, message)
                .at_value(given.place)
                .with_help(format!("write `{usual}`, or another name of that form")),
        );
        None
    }

    /// True for a name in a module that something else has, or had before.
    pub(super) fn is_taken(&self, module: &[String], name: &str, owner: Place) -> bool {
        let has = self.scopes.get(module).is_some_and(|scope| scope.has(name));
        has || self.is_kept(module, name, owner)
    }

    /// True for a name that something else had before, and that is still there.
    fn is_kept(&self, module: &[String], name: &str, owner: Place) -> bool {
        let kept_for = self.pins.owner(&path(module, name));
        let is_there = |it: &Origin| self.context.tree.has(&it.file, &it.pointer);
        kept_for.is_some_and(|it| !self.origin(owner).is_at(it) && is_there(it))
    }

    /// Takes a name in a module.
    pub(super) fn claim_item(
        &mut self,
        module: &[String],
        wanted: &Wanted<'_>,
        owner: Place,
    ) -> String {
        if !self.scopes.contains_key(module) {
            self.check_module(module, owner);
        }
        let mut scope = self.scopes.remove(module).unwrap_or_default();
        let is_kept = |name: &str| self.is_kept(module, name, owner);
        let claimed = scope.claim_but(wanted.name, owner, is_kept);
        self.scopes.insert(module.to_vec(), scope);
        let what = format!("items would be called `{}`", path(module, wanted.name));
        self.report_collision(&claimed, wanted.naming, &what, owner);
        claimed.name
    }

    /// Reports a module whose file would lie too deep, or that is one too many.
    fn check_module(&self, module: &[String], owner: Place) {
        let (modules, bytes) = (limits::MODULES, limits::MODULE_PATH);
        let length: usize = module.iter().map(|name| name.len() + 1).sum();
        let message = if length > bytes {
            format!("this would be in a module whose path is longer than {bytes} bytes")
        } else if self.scopes.len() == modules {
            format!("this would be in the first of more than {modules} modules")
        } else {
            return;
        };
        let diagnostic = Diagnostic::new(Code::LimitExceeded, message).at_key(owner);
        let help = "a rule of the setting `names` puts names that begin alike into one module";
        self.context.report(diagnostic.with_help(help));
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
            Naming::Method if !self.ids.contains_key(&first) => return,
            Naming::Given => (Code::NameCollision, format!("two {what}")),
            Naming::Declared | Naming::Derived | Naming::Method => {
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

/// The path of an item below the crate.
fn path(module: &[String], name: &str) -> String {
    let parts = module.iter().map(String::as_str).chain([name]);
    parts.collect::<Vec<_>>().join("::")
}

/// What a name is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A type.
    Item,
    /// A value of an enum.
    Variant,
    /// A member, a parameter or a method.
    Member,
}

/// True for a name in the form of a type's.
pub(super) fn is_item_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_uppercase()) && !text.contains('_')
}

fn given_as_item<'a>(node: &'a Node<'_>) -> Option<&'a str> {
    let given = node.get("x-rust-name").and_then(Node::as_str);
    given.filter(|given| is_item_name(given))
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
    /// The method that calls it: two methods of one name are reported by themselves.
    Method,
}
