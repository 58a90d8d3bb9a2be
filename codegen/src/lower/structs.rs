//! Objects that name their properties.

use super::declare::{Naming, Role, is_item_name};
use super::objects::{Members, Property};
use super::others::Others;
use super::types::Used;
use super::undescribed::Undescribed;
use super::{Lowering, docs_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Asked, Member, Presence, Shape, Struct, Type, TypeId, Why};
use crate::name::{self, Scope};
use crate::openapi::{Object, Schema, reference_of};
use crate::settings::OptionalNullable;
use crate::source::{Node, Place, Value};

impl<'a> Lowering<'a> {
    pub(super) fn struct_shape(
        &mut self,
        schema: Schema<'a>,
        members: &Members<'a>,
        module: &[String],
        name: &str,
    ) -> Shape {
        if !self.is_base(schema) {
            schema.unsupported("discriminator", "only the members described here are read");
        }
        let undescribed = self.undescribed(schema, members);
        if !members.open {
            self.check_choices(schema, members);
        }
        let mut scope = Scope::default();
        self.keep_pinned(members, &undescribed, &mut scope);
        let rest = members.choices.first().map(|choice| choice.place);
        let rest = rest.or(members.others.map(|others| others.place));
        // A name that callers know is not given to a property that is new.
        let rest_name = rest.and_then(|place| {
            let pinned = self.pins.member(&self.origin(place))?;
            Some(scope.claim(pinned, place).name)
        });
        let mut lowered = Vec::new();
        for property in &members.properties {
            let is_required = members.is_required(&property.entry.key);
            let used = self.type_of_property(property, schema, members, module, name);
            let member = self.member(property, is_required, used, name, &mut scope);
            if !self.spend_member(property.entry.value.place, &member) {
                break;
            }
            lowered.push(member);
        }
        lowered.extend(self.undescribed_members(undescribed, members, &mut scope));
        let extra = match (members.choices.first(), members.others) {
            (Some(choice), _) => {
                let named =
                    rest_name.unwrap_or_else(|| free_name(&mut scope, "variant", choice.place));
                let (module, name) = self.named_after(choice.owner, module, name);
                report_ignored(schema);
                Some(self.variant(choice, named, &module, &name))
            }
            (None, Some(others)) => {
                let named =
                    rest_name.unwrap_or_else(|| free_name(&mut scope, "extra", others.place));
                let (module, name) = self.named_after(others.owner, module, name);
                Some(self.extra(others, named, &module, &name))
            }
            (None, None) => None,
        };
        let extra = extra.map(Box::new);
        Shape::Struct(Struct {
            members: lowered,
            extra,
        })
    }

    /// The module and the name that types in a part of a struct start with: its owner's, else the
    /// struct's own.
    pub(super) fn named_after(
        &self,
        owner: Option<TypeId>,
        module: &[String],
        name: &str,
    ) -> (Vec<String>, String) {
        let owner = owner.and_then(|id| self.types.get(id.0));
        match owner {
            Some(def) => (def.module.clone(), def.name.clone()),
            None => (module.to_vec(), name.to_owned()),
        }
    }

    /// What holds the members that have no description of their own. `Debug` shows no more than
    /// the number of those that may be anything.
    fn extra(
        &mut self,
        others: Others<'a>,
        name: String,
        module: &[String],
        struct_name: &str,
    ) -> Member {
        let name_of_values = format!("{struct_name}Extra");
        let ty = self.map_of(others.values, module, &name_of_values);
        let object = others
            .values
            .and_then(|node| Object::untested(self.context, node));
        let is_sensitive = others.values.is_none_or(|node| self.is_sensitive(node));
        Member {
            wire: String::new(),
            name,
            presence: Presence::Optional,
            keeps_empty: false,
            docs: object.map(docs_of).unwrap_or_default(),
            constraints: Asked::default(),
            deprecated: false,
            sensitive: ty == Type::Object || is_sensitive,
            only: None,
            since: None,
            example: None,
            ty,
            origin: self.origin(others.place),
            why: Vec::new(),
        }
    }

    /// Keeps the names that members had before from members that are new.
    fn keep_pinned(
        &self,
        members: &Members<'a>,
        undescribed: &Undescribed<'a>,
        scope: &mut Scope<Place>,
    ) {
        if self.pins.is_empty() {
            return;
        }
        let values = members.properties.iter().map(|it| &it.entry.value);
        for value in values.filter(|value| value.get("x-rust-name").is_none()) {
            if let Some(name) = self.pins.member(&self.origin(value.place)) {
                scope.keep(name, value.place);
            }
        }
        for (wire, node) in undescribed {
            if let Some(name) = self.pins.member(&self.described_at(wire, node)) {
                scope.keep(name, node.place);
            }
        }
    }

    fn member(
        &mut self,
        property: &Property<'a>,
        is_required: bool,
        used: Used,
        struct_name: &str,
        scope: &mut Scope<Place>,
    ) -> Member {
        let (wire, value) = (&property.entry.key, &property.entry.value);
        let origin = self.origin(value.place);
        let given = match self.names_type(value) {
            true => None,
            false => self.given_name(value, Role::Member),
        };
        let name = self.member_name(wire, value, given, struct_name, scope);
        let said = presence(is_required, used.nullable, &used.ty);
        let presence = self.distinguished(said);
        let object = Object::untested(self.context, property.described_by);
        let described = Object::untested(self.context, describing(property.described_by));
        let flag = |key: &str| object.is_some_and(|object| object.flag(key));
        let since = object.and_then(|object| object.shared_text("x-since"));
        Member {
            wire: wire.to_string(),
            name,
            presence,
            keeps_empty: self.keeps_empty(value, &used.ty),
            docs: described.map(docs_of).unwrap_or_default(),
            constraints: self.constraints_of(value, &used.ty),
            deprecated: flag("deprecated"),
            sensitive: property.nodes().any(|it| self.is_sensitive(it)),
            only: property.only,
            since: since.map(str::to_owned),
            example: self.fitting_example_of(value),
            ty: used.ty,
            origin,
            why: reasons(said, given),
        }
    }

    /// Whether an empty list or map is told from an absent one: by the property, or by the schema
    /// that it refers to.
    fn keeps_empty(&self, value: &'a Node<'a>, ty: &Type) -> bool {
        let nodes = [Some(value), self.context.follow(value)];
        let mut objects = nodes.into_iter().flatten();
        let said = objects.find_map(|node| {
            let object = Object::untested(self.context, node)?;
            let is_said = object.flag("x-rust-keep-empty");
            is_said.then(|| object.get("x-rust-keep-empty"))?
        });
        let Some(said) = said else {
            return false;
        };
        let may_be_empty = ty.is_collection() || ty.named().is_some();
        if !may_be_empty {
            let message = "only a list or a map can be empty";
            let diagnostic = Diagnostic::new(Code::UnfitValue, message);
            self.context.report(diagnostic.at_key(said.place));
        }
        may_be_empty
    }

    /// A presence, as far as the settings distinguish null from absence.
    pub(super) fn distinguished(&self, presence: Presence) -> Presence {
        match (presence, self.settings.optional_nullable) {
            (Presence::OptionalNullable, OptionalNullable::Option) => Presence::Optional,
            _ => presence,
        }
    }

    /// Whether `x-rust-name` of a property is for the type that stands in it: it is written so.
    fn names_type(&self, value: &'a Node<'a>) -> bool {
        let given = value.get("x-rust-name").and_then(Node::as_str);
        given.is_some_and(is_item_name) && self.needs_item(value)
    }

    /// The given name, else the pinned one, else from the wire; numbered where it is taken.
    fn member_name(
        &self,
        wire: &str,
        value: &'a Node<'a>,
        given: Option<&str>,
        struct_name: &str,
        scope: &mut Scope<Place>,
    ) -> String {
        let pinned = self.pins.member(&self.origin(value.place));
        let name = given.or(pinned).map(str::to_owned);
        let name = name.unwrap_or_else(|| name::member_name(wire));
        let claimed = scope.claim(&name, value.place);
        let naming = given.map_or(Naming::Declared, |_| Naming::Given);
        let what = format!("members of `{struct_name}` would be called `{name}`");
        self.report_collision(&claimed, naming, &what, value.place);
        claimed.name
    }

    /// Whether a value holds what `Debug` must not show: by itself, by the schema that it refers
    /// to, or by what the list or map holds.
    pub(super) fn is_sensitive(&self, node: &'a Node<'a>) -> bool {
        let Some(target) = self.context.follow(node) else {
            return false;
        };
        let says = |node: &'a Node<'a>| {
            Object::untested(self.context, node).is_some_and(|it| it.flag("x-rust-sensitive"))
        };
        let held = ["items", "additionalProperties"]
            .into_iter()
            .filter_map(|it| target.get(it));
        let mut held = held.map(|held| [Some(held), self.context.follow(held)]);
        says(node) || says(target) || held.any(|held| held.into_iter().flatten().any(says))
    }

    /// The example of a named type. What does not fit is reported, and left out where it is used.
    pub(super) fn example_of(&self, node: &'a Node<'a>) -> Option<serde_json::Value> {
        let target = self.context.follow(node)?;
        let example = Object::untested(self.context, target).and_then(example_of)?;
        self.check_fit(example, target, "example");
        Some(example.to_json())
    }

    /// The example of a schema, or of the one that it refers to, if it fits the type.
    fn fitting_example_of(&self, node: &'a Node<'a>) -> Option<serde_json::Value> {
        let target = self.context.follow(node)?;
        let own = Object::untested(self.context, node).and_then(example_of);
        let example =
            own.or_else(|| Object::untested(self.context, target).and_then(example_of))?;
        let fits = self.check_fit(example, target, "example");
        fits.then(|| example.to_json())
    }
}

/// The first example: of `examples`, or `example` as OpenAPI 3.0 has it.
fn example_of<'a>(object: Object<'a>) -> Option<&'a Node<'a>> {
    let examples = object.get("examples").and_then(Node::as_sequence);
    examples
        .and_then(|items| items.first())
        .or_else(|| object.get("example"))
}

/// A value of any kind that has to be there holds null itself.
fn presence(is_required: bool, nullable: bool, ty: &Type) -> Presence {
    match (is_required, nullable) {
        (true, true) if *ty != Type::Any => Presence::RequiredNullable,
        (true, _) => Presence::Required,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}

/// What describes a property: itself, else a part of its `allOf` that stands there for it.
fn describing<'a>(property: &'a Node<'a>) -> &'a Node<'a> {
    let parts = property.get("allOf").and_then(Node::as_sequence);
    let mut parts = parts.unwrap_or_default().iter();
    let says = |node: &&Node<'_>| node.get("description").is_some();
    let is_inline =
        |part: &Node<'_>| reference_of(part).is_none() && part.get("properties").is_none();
    match says(&property) {
        true => property,
        false => parts
            .find(|part| says(part) && is_inline(part))
            .unwrap_or(property),
    }
}

/// Reports that a struct with a choice beside its members ignores all others.
fn report_ignored(schema: Schema<'_>) {
    for key in ["additionalProperties", "unevaluatedProperties"] {
        let node = schema.object.get(key);
        if node.is_some_and(|node| node.value != Value::Bool(false)) {
            schema.unsupported(key, "beside a choice, other members are ignored");
        }
    }
}

/// The name, unless a property is called so.
fn free_name(scope: &mut Scope<Place>, name: &str, place: Place) -> String {
    let other = format!("{name}_members");
    let wanted = if scope.has(name) { &other } else { name };
    scope.claim(wanted, place).name
}

fn reasons(presence: Presence, given: Option<&str>) -> Vec<Why> {
    let presence = match presence {
        Presence::Required => &[][..],
        Presence::RequiredNullable => &[Why::OptionalNullable],
        Presence::Optional => &[Why::OptionalNotRequired],
        Presence::OptionalNullable => &[Why::OptionalNotRequired, Why::OptionalNullable],
    };
    presence
        .iter()
        .copied()
        .chain(given.map(|_| Why::NameGiven))
        .collect()
}
