//! Choices beside members: one of several sets of further members.

use super::Lowering;
use super::compositions::is_null_branch;
use super::objects::Choosing;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Asked, Docs, Member, Presence, Shape, Type, TypeId};
use crate::openapi::reference_of;

impl<'a> Lowering<'a> {
    /// The member that holds one of several types, whose members are beside those of the struct.
    pub(super) fn variant(
        &mut self,
        choice: &Choosing<'a>,
        name: String,
        module: &[String],
        struct_name: &str,
    ) -> Member {
        let id = self.variant_type(choice, module, struct_name);
        self.variants.insert(id, choice.place);
        Member {
            wire: String::new(),
            name,
            ty: Type::Named(id),
            presence: Presence::Required,
            keeps_empty: false,
            docs: Docs::default(),
            constraints: Asked::default(),
            deprecated: false,
            sensitive: false,
            only: None,
            since: None,
            example: None,
            origin: self.origin(choice.place),
            why: Vec::new(),
        }
    }

    /// The type of a choice: that of its schema, where that is nothing else and has a name.
    fn variant_type(&mut self, choice: &Choosing<'a>, module: &[String], name: &str) -> TypeId {
        let (schema, place) = (choice.schema, choice.schema.object.place);
        let is_all = schema.properties().is_empty() && schema.object.get("allOf").is_none();
        let named = self.ids.get(&place).filter(|_| is_all);
        if let Some(id) = named.or_else(|| self.ids.get(&choice.place)) {
            return *id;
        }
        let shape = Shape::Alias(Type::Any);
        let name = format!("{name}Variant");
        let id = self.add_item(module, &name, choice.place, shape);
        self.ids.insert(choice.place, id);
        let parts: Vec<_> = choice
            .parts
            .iter()
            .filter(|part| !is_null_branch(self.context, part))
            .collect();
        let own = parts.iter().filter(|part| reference_of(part).is_none());
        self.partial.extend(own.map(|part| part.place));
        let union = self.branches_of(schema, &parts, module, &name).into_union();
        if let Some(def) = self.types.get_mut(id.0) {
            def.shape = union;
        }
        id
    }

    /// Reports choices that turned out to be none: their members are kept as they are.
    pub(super) fn check_variants(&mut self) {
        for position in 0..self.types.len() {
            let Some(Shape::Struct(it)) = self.types.get(position).map(|def| &def.shape) else {
                continue;
            };
            let extra = it.extra.as_ref().and_then(|extra| extra.ty.named());
            let place = extra.and_then(|id| Some((id, self.variants.get(&id)?)));
            let Some((_, place)) = place.filter(|(id, _)| !self.is_one_of_objects(*id)) else {
                continue;
            };
            let message = "this choice has no type of its own in Rust; the members that it adds \
                           are kept as they are";
            let diagnostic = Diagnostic::new(Code::Unsupported, message).at_key(*place);
            self.context.report(diagnostic);
            if let Some(Shape::Struct(it)) = self.types.get_mut(position).map(|def| &mut def.shape)
                && let Some(extra) = &mut it.extra
            {
                extra.ty = Type::Object;
                extra.presence = Presence::Optional;
                extra.sensitive = true;
            }
        }
    }

    /// True for a union of types that are objects.
    fn is_one_of_objects(&self, id: TypeId) -> bool {
        match self.types.get(id.0).map(|def| &def.shape) {
            Some(Shape::Union(it)) => it.branches.iter().all(|it| self.may_be_object(&it.ty)),
            _ => false,
        }
    }

    fn may_be_object(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Named(id) | Type::Boxed(id) => {
                let shape = self.types.get(id.0).map(|def| &def.shape);
                matches!(shape, Some(Shape::Struct(_) | Shape::Union(_)))
            }
            ty => matches!(ty, Type::Map(_) | Type::Object | Type::External(_)),
        }
    }
}
