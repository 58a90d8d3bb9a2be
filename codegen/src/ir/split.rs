//! Types of which one part is sent and another one is received.

use serde::{Deserialize, Serialize};

use super::{Operation, Shape, Type, TypeDef, TypeId, Webhook};

/// One of the two ways that a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// From callers.
    Sent,
    /// To callers.
    Received,
}

/// What a type is that has not all members that its schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Half {
    /// The way that its values go.
    pub way: Way,
    /// The type of those that go the other way; none where none do.
    pub other: Option<TypeId>,
}

impl Type {
    /// Exchanges the type of the API at the bottom of the type.
    pub(crate) fn exchange(&mut self, other: &impl Fn(TypeId) -> TypeId) {
        match self {
            Self::Named(id) | Self::Boxed(id) => *id = other(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.exchange(other),
            _ => {}
        }
    }
}

impl TypeDef {
    /// The types that this one holds, one level down, where its values go that way.
    pub(crate) fn uses_going(&self, way: Way) -> Vec<TypeId> {
        match &self.shape {
            Shape::Struct(it) => {
                let going = it.fields().filter(|member| member.goes(way));
                going.filter_map(|member| member.ty.named()).collect()
            }
            Shape::Union(_)
            | Shape::Choice(_)
            | Shape::Alias(_)
            | Shape::StringEnum(_)
            | Shape::IntegerEnum(_) => self.uses(),
        }
    }

    /// Leaves out what does not go that way, and exchanges the types that the type holds.
    pub(crate) fn keep(&mut self, way: Way, other: &impl Fn(TypeId) -> TypeId) {
        match &mut self.shape {
            Shape::Struct(it) => {
                it.members.retain(|member| member.goes(way));
                let extra = it.extra.as_deref_mut();
                let fields = it.members.iter_mut().chain(extra);
                fields.for_each(|member| member.ty.exchange(other));
            }
            Shape::Union(it) => {
                let branches = it.branches.iter_mut();
                branches.for_each(|branch| branch.ty.exchange(other));
            }
            Shape::Choice(it) => {
                let types = it.cases.iter_mut().filter_map(|case| case.ty.as_mut());
                types.for_each(|ty| ty.exchange(other));
            }
            Shape::Alias(ty) => ty.exchange(other),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => {}
        }
    }
}

impl Operation {
    /// The types of what is sent.
    pub(crate) fn sent_types(&mut self) -> impl Iterator<Item = &mut Type> {
        let parameters = self.parameters.iter_mut().map(|it| &mut it.member.ty);
        let body = self.body.as_mut().into_iter().flat_map(|body| {
            let contents = body.contents.iter_mut().map(|content| &mut content.ty);
            contents.chain([&mut body.member.ty])
        });
        parameters.chain(body)
    }
}

impl Webhook {
    /// The types of what is sent.
    pub(crate) fn sent_types(&mut self) -> impl Iterator<Item = &mut Type> {
        self.answered.iter_mut()
    }
}
