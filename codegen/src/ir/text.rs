//! Types as text, with paths from the crate's root: for the record of the surface.

use super::{Api, Member, Presence, Shape, Type};
use crate::limits;

/// What is around the type of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapper {
    /// Nothing.
    None,
    /// `Option`.
    Option,
    /// `Nullable`, which tells null from absence.
    Nullable,
}

impl Api {
    /// A type as Rust writes it.
    pub fn type_text(&self, ty: &Type) -> String {
        match ty {
            Type::Bool => "bool".into(),
            Type::I32 => "i32".into(),
            Type::I64 => "i64".into(),
            Type::U32 => "u32".into(),
            Type::U64 => "u64".into(),
            Type::F32 => "f32".into(),
            Type::F64 => "f64".into(),
            Type::String => "String".into(),
            Type::Secret => "Secret".into(),
            Type::DateTime => "DateTime".into(),
            Type::Date => "Date".into(),
            Type::Uuid => "Uuid".into(),
            Type::Uri => "Uri".into(),
            Type::Decimal => "Decimal".into(),
            Type::DecimalNumber => "DecimalNumber".into(),
            Type::Base64 => "Base64".into(),
            Type::Binary => "Binary".into(),
            Type::Null => "()".into(),
            Type::Any => "Value".into(),
            Type::Object => "Map<String, Value>".into(),
            Type::List(item) => format!("Vec<{}>", self.type_text(item)),
            Type::Map(value) => format!("BTreeMap<String, {}>", self.type_text(value)),
            Type::Nullable(inner) => format!("Option<{}>", self.type_text(inner)),
            Type::External(path) => path.clone(),
            Type::Boxed(id) => format!("Box<{}>", self.type_text(&Type::Named(*id))),
            Type::Named(id) => match self.get(*id) {
                Some(def) => [&def.module[..], std::slice::from_ref(&def.name)]
                    .concat()
                    .join("::"),
                None => "Value".into(),
            },
        }
    }

    /// The type of a member, with its `Option`.
    pub fn member_type_text(&self, member: &Member) -> String {
        let text = self.type_text(&member.ty);
        match self.wrapper(member) {
            Wrapper::None => text,
            Wrapper::Option => format!("Option<{text}>"),
            Wrapper::Nullable => format!("Nullable<{text}>"),
        }
    }

    /// True for a list or a map that is empty when it is absent or null.
    pub fn is_empty_when_absent(&self, member: &Member) -> bool {
        !member.keeps_empty && self.is_collection(&member.ty)
    }

    /// What is around the type of a member. An absent list or map, and one that is null, is empty.
    pub fn wrapper(&self, member: &Member) -> Wrapper {
        match member.presence {
            _ if self.is_empty_when_absent(member) => Wrapper::None,
            Presence::Required => Wrapper::None,
            Presence::Optional | Presence::RequiredNullable => Wrapper::Option,
            Presence::OptionalNullable => Wrapper::Nullable,
        }
    }

    /// True for lists and maps, also behind a name.
    pub fn is_collection(&self, ty: &Type) -> bool {
        self.resolved(ty).is_collection()
    }

    /// The type behind every alias.
    pub fn resolved<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut current = ty;
        // An alias that leads back to itself is an error that is reported elsewhere.
        for _ in 0..=limits::ALIASES {
            match current {
                Type::Named(id) => match self.get(*id).map(|def| &def.shape) {
                    Some(Shape::Alias(target)) => current = target,
                    _ => break,
                },
                _ => break,
            }
        }
        current
    }
}
