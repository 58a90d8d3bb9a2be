//! Whether the JSON of one type can be that of another.

use crate::ir::Presence;
use crate::surface::types::{Form, Types, unwrapped};
use crate::surface::{Item, ItemKind, SurfaceMember};

/// Who looks at the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// A binary, which decodes it: text of any format is text, and enums are open.
    Binary,
    /// A server, which may check it against the schema.
    Server,
}

/// Two versions of the types, and who reads JSON of the one as if it were of the other.
pub(super) struct Reading<'c> {
    pub(super) reader: Reader,
    /// The types of whoever reads.
    pub(super) known: &'c Types<'c>,
    /// The types of what is read.
    pub(super) given: &'c Types<'c>,
    /// The path of a type of the given side on the side that is known.
    pub(super) renamed: &'c dyn Fn(&str) -> Option<&'c str>,
}

/// Types that are a JSON string and keep it as it is.
const TEXTS: &[&str] = &[
    "Base64", "Binary", "Date", "DateTime", "Decimal", "Secret", "String", "Uri", "Uuid",
];

/// Beyond this types are taken to differ: they hold each other.
const DEEPEST: usize = 8;

impl Reading<'_> {
    /// True when whoever expects `known` takes all JSON of `given`.
    pub(super) fn takes(&self, known: &str, given: &str) -> bool {
        let (known, given) = (self.known.expanded(known), self.given.expanded(given));
        self.takes_at(&known, &given, 0)
    }

    fn takes_at(&self, known: &str, given: &str, depth: usize) -> bool {
        let inside = |known: &str, given: &str| self.takes_at(known, given, depth + 1);
        match (Form::of(known), Form::of(given)) {
            (Form::Name("Value"), _) => true,
            (Form::Boxed(known), _) => inside(known, given),
            (_, Form::Boxed(given)) => inside(known, given),
            (Form::Option(known) | Form::Nullable(known), _) => {
                given == "()" || inside(known, unwrapped(given))
            }
            (Form::List(known), Form::List(given)) | (Form::Map(known), Form::Map(given)) => {
                inside(known, given)
            }
            (Form::Map(known), Form::Object) => inside(known, "Value"),
            (Form::Object, Form::Map(_) | Form::Object) => true,
            (Form::Object, Form::Name(given)) => self.is_struct(given),
            (Form::Name(known), Form::Name(given)) => self.takes_name(known, given, depth),
            _ => false,
        }
    }

    fn is_struct(&self, given: &str) -> bool {
        let item = self.given.item(given);
        item.is_some_and(|item| item.kind == ItemKind::Struct)
    }

    fn takes_name(&self, known: &str, given: &str, depth: usize) -> bool {
        // What changed within a type is said where the type stands.
        if (self.renamed)(given).unwrap_or(given) == known {
            return true;
        }
        match (self.known.item(known), self.given.item(given)) {
            (Some(known), Some(given)) => self.takes_item(known, given, depth),
            (Some(known), None) => self.takes_scalar_as(known, given),
            (None, Some(given)) => self.takes_enum_as(known, given),
            (None, None) => self.takes_scalar(known, given),
        }
    }

    fn takes_item(&self, known: &Item, given: &Item, depth: usize) -> bool {
        match (known.kind, given.kind) {
            (ItemKind::StringEnum, ItemKind::StringEnum)
            | (ItemKind::IntegerEnum, ItemKind::IntegerEnum) => {
                let lists = |wire: &str| known.values.iter().any(|it| it.wire == wire);
                self.reader == Reader::Binary || given.values.iter().all(|it| lists(&it.wire))
            }
            (ItemKind::Struct, ItemKind::Struct) => {
                depth < DEEPEST && self.takes_struct(known, given, depth)
            }
            (ItemKind::Union, _) => {
                let branches = &known.values;
                branches.iter().any(|branch| {
                    let branch = self.known.expanded(&branch.wire);
                    Form::of(&branch) == Form::Name(&given.path)
                })
            }
            _ => false,
        }
    }

    /// An object is read by its members: those that are known have to be there and to fit.
    fn takes_struct(&self, known: &Item, given: &Item, depth: usize) -> bool {
        known
            .members
            .iter()
            .filter(|it| !it.wire.is_empty())
            .all(|member| {
                let found = given.members.iter().find(|it| it.wire == member.wire);
                let Some(found) = found else {
                    return !self.has_to_be_there(member);
                };
                let may_be_absent = !found.presence.is_asked_for();
                let known_type = self.known.expanded(&member.ty);
                let given_type = self.given.expanded(&found.ty);
                (!may_be_absent || !self.has_to_be_there(member))
                    && (self.takes_at(&known_type, &given_type, depth + 1)
                        || self.takes_at(unwrapped(&known_type), unwrapped(&given_type), depth + 1))
            })
    }

    fn has_to_be_there(&self, member: &SurfaceMember) -> bool {
        match self.reader {
            Reader::Binary => fails_when_absent(self.known, member),
            Reader::Server => member.presence.is_asked_for(),
        }
    }

    /// An enum that reads a plain value, or a server that lists values and gets any.
    fn takes_scalar_as(&self, known: &Item, given: &str) -> bool {
        match (self.reader, known.kind) {
            (Reader::Binary, ItemKind::StringEnum) => TEXTS.contains(&given),
            (Reader::Binary, ItemKind::IntegerEnum) => matches!(given, "i32" | "i64" | "u32"),
            (_, ItemKind::Union) => known.values.iter().any(|branch| branch.wire == given),
            _ => false,
        }
    }

    fn takes_enum_as(&self, known: &str, given: &Item) -> bool {
        match given.kind {
            ItemKind::StringEnum => match self.reader {
                Reader::Binary => TEXTS.contains(&known),
                Reader::Server => matches!(known, "String" | "Secret"),
            },
            ItemKind::IntegerEnum => matches!(known, "i64" | "f64" | "DecimalNumber"),
            _ => false,
        }
    }

    fn takes_scalar(&self, known: &str, given: &str) -> bool {
        if known == given {
            return true;
        }
        if TEXTS.contains(&known) && TEXTS.contains(&given) {
            let takes_any = matches!(known, "String" | "Secret" | "Binary");
            return self.reader == Reader::Binary || takes_any;
        }
        // An `f32` takes every number, as near as it comes to it.
        let is_any_number = matches!(
            given,
            "i32" | "u32" | "i64" | "u64" | "f64" | "DecimalNumber"
        );
        if self.reader == Reader::Binary && known == "f32" && is_any_number {
            return true;
        }
        match given {
            "i32" => matches!(known, "i64" | "f64" | "DecimalNumber"),
            "u32" => matches!(known, "i64" | "u64" | "f64" | "DecimalNumber"),
            "i64" | "u64" => matches!(known, "f64" | "DecimalNumber"),
            "f32" => matches!(known, "f64" | "DecimalNumber"),
            "f64" => known == "DecimalNumber",
            "DecimalNumber" => known == "f64",
            _ => false,
        }
    }
}

/// True when decoding fails where the member is not there.
pub(super) fn fails_when_absent(types: &Types<'_>, member: &SurfaceMember) -> bool {
    member.presence == Presence::Required && !is_lenient(types, member)
}

/// True when decoding fails where the member is null.
pub(super) fn fails_on_null(types: &Types<'_>, member: &SurfaceMember) -> bool {
    let takes_null = matches!(&*types.expanded(&member.ty), "Value" | "()");
    !takes_null && !is_lenient(types, member)
}

/// An `Option` is none and a list is empty where there is nothing.
fn is_lenient(types: &Types<'_>, member: &SurfaceMember) -> bool {
    let expanded = types.expanded(&member.ty);
    let is_option = matches!(Form::of(&expanded), Form::Option(_) | Form::Nullable(_));
    is_option || (types.is_collection(&member.ty) && !member.keeps_empty)
}
