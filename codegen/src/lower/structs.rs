//! Objects that name their properties.

use super::declare::Naming;
use super::objects::Members;
use super::{Lowering, docs_of};
use crate::ir::{Member, Presence, Shape, Struct, Type, Why};
use crate::name::{self, Scope};
use crate::openapi::{Object, Schema};
use crate::source::{Entry, Node, Place, Value};

impl<'a> Lowering<'a> {
    pub(super) fn struct_shape(
        &mut self,
        schema: Schema<'a>,
        members: &Members<'a>,
        module: &[String],
        name: &str,
    ) -> Shape {
        let additional = schema.object.get("additionalProperties");
        if additional.is_some_and(|node| !matches!(node.value, Value::Bool(_))) {
            let instead = "members beyond the named ones are ignored";
            schema.unsupported("additionalProperties", instead);
        }
        self.check_required(members);
        let mut scope = Scope::default();
        let mut lowered = Vec::new();
        for property in &members.properties {
            let is_required = members.is_required(&property.entry.key);
            // Types that stand in the property are named for where it is written.
            let owner = property.owner.and_then(|id| self.types.get(id.0));
            let owner = owner.map(|def| (def.module.clone(), def.name.clone()));
            let (module, name) = owner.unwrap_or_else(|| (module.to_vec(), name.to_owned()));
            lowered.push(self.member(property.entry, is_required, &module, &name, &mut scope));
        }
        Shape::Struct(Struct { members: lowered })
    }

    fn member(
        &mut self,
        Entry { key: wire, value }: &'a Entry<'a>,
        is_required: bool,
        module: &[String],
        struct_name: &str,
        scope: &mut Scope<Place>,
    ) -> Member {
        let origin = self.origin(value.place);
        let given = self.given_name(value);
        let pinned = self.pins.member(&origin).map(str::to_owned);
        let name = given.map(str::to_owned).or(pinned);
        let name = name.unwrap_or_else(|| name::member_name(wire));
        let claimed = scope.claim(&name, value.place);
        let naming = given.map_or(Naming::Declared, |_| Naming::Given);
        let what = format!("members of `{struct_name}` would be called `{name}`");
        self.report_collision(&claimed, naming, &what, value.place);
        let item_name = format!(
            "{struct_name}{}",
            name::item_name(&name::variant_name(wire))
        );
        let used = self.type_of(value, module, &item_name);
        let presence = presence(is_required, used.nullable, &used.ty);
        let object = Object::untested(self.context, value);
        Member {
            wire: wire.to_string(),
            name: claimed.name,
            presence,
            docs: object.map(docs_of).unwrap_or_default(),
            constraints: self.constraints_of(value, &used.ty),
            deprecated: object.is_some_and(|object| object.flag("deprecated")),
            sensitive: object.is_some_and(|object| object.flag("x-rust-sensitive")),
            since: object
                .and_then(|object| object.text("x-since"))
                .map(str::to_owned),
            example: self.fitting_example_of(value, &used.ty),
            ty: used.ty,
            origin,
            why: reasons(presence, given),
        }
    }

    /// The example of a schema, if it fits the type.
    fn fitting_example_of(&mut self, node: &'a Node<'a>, ty: &Type) -> Option<serde_json::Value> {
        let schema = node
            .as_mapping()
            .and_then(|_| Schema::new(self.context, node))?;
        let example = schema.example()?;
        self.check_fit(example, ty, "example")
            .then(|| example.to_json())
    }

    /// The example of a named type.
    pub(super) fn example_of(&self, node: &'a Node<'a>) -> Option<serde_json::Value> {
        let schema = node
            .as_mapping()
            .and_then(|_| Schema::new(self.context, node))?;
        schema.example().map(Node::to_json)
    }
}

/// Any JSON value holds null itself; an absent one is still told apart.
fn presence(is_required: bool, nullable: bool, ty: &Type) -> Presence {
    match (is_required, nullable && *ty != Type::Any) {
        (true, false) => Presence::Required,
        (true, true) => Presence::RequiredNullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
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
