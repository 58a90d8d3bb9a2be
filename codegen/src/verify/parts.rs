//! What a schema says of a value: its parts, `allOf` and the fitting branches of choices included.

use crate::openapi::{Context, Object, Schema, SchemaType, reference_of};
use crate::source::{Node, Value};

/// Schemas are followed into one another this deep.
const DEEPEST: usize = 40;

/// The schemas that hold for a value at once.
pub(super) struct Parts<'a> {
    pub(super) all: Vec<Schema<'a>>,
    /// A choice of which no branch is of the value's kind.
    pub(super) unfit: bool,
    /// Choices whose discriminator leads nowhere, with the member that it looks at.
    pub(super) untagged: Vec<(Schema<'a>, &'a str)>,
}

impl<'a> Parts<'a> {
    /// True when a part lists the values of a member.
    pub(super) fn list_values_of(&self, context: Context<'a>, name: &str) -> bool {
        let properties = self.all.iter().flat_map(|part| part.properties());
        let mut schemas = properties
            .filter(|property| property.key == name)
            .filter_map(|property| schema(context, &property.value));
        schemas.any(|schema| !schema.enum_values().is_empty())
    }
}

/// The parts of a schema that hold for a value.
pub(super) fn of<'a>(context: Context<'a>, site: &'a Node<'a>, value: &Node<'_>) -> Parts<'a> {
    let mut parts = Parts {
        all: Vec::new(),
        unfit: false,
        untagged: Vec::new(),
    };
    collect(context, site, value, 0, &mut parts);
    parts
}

/// The schema behind a reference.
pub(super) fn schema<'a>(context: Context<'a>, node: &'a Node<'a>) -> Option<Schema<'a>> {
    let object = Object::untested(context, context.follow(node)?)?;
    Some(Schema { object })
}

fn collect<'a>(
    context: Context<'a>,
    site: &'a Node<'a>,
    value: &Node<'_>,
    depth: usize,
    parts: &mut Parts<'a>,
) {
    let Some(own) = schema(context, site).filter(|_| depth < DEEPEST) else {
        return;
    };
    let is_there = |it: &Schema<'_>| it.object.place == own.object.place;
    if parts.all.iter().any(is_there) {
        return;
    }
    parts.all.push(own);
    for part in own.object.items("allOf") {
        collect(context, part, value, depth + 1, parts);
    }
    for key in ["oneOf", "anyOf"] {
        let branches = own.object.items(key);
        if branches.is_empty() {
            continue;
        }
        let tagged = tagged(own, branches, value);
        if tagged.is_none() {
            parts
                .untagged
                .extend(unknown_tag(own, value).map(|name| (own, name)));
        }
        match tagged.or_else(|| nearest(context, branches, value)) {
            Some(branch) => collect(context, branch, value, depth + 1, parts),
            None => parts.unfit = true,
        }
    }
}

/// The branch that a discriminator names.
fn tagged<'a>(
    schema: Schema<'a>,
    branches: &'a [Node<'a>],
    value: &Node<'_>,
) -> Option<&'a Node<'a>> {
    let discriminator = schema.object.get("discriminator")?;
    let tag = value
        .get(discriminator.get("propertyName")?.as_str()?)?
        .as_str()?;
    let mapped = discriminator
        .get("mapping")
        .and_then(|it| it.get(tag)?.as_str());
    let wanted = mapped.unwrap_or(tag);
    let ends = |text: &str| {
        let name = text.rsplit('/').next();
        text == wanted || name == Some(wanted) || name == wanted.rsplit('/').next()
    };
    branches
        .iter()
        .find(|it| reference_of(it).and_then(Node::as_str).is_some_and(ends))
}

/// The member of a discriminator, where a value has a text there that leads to no branch.
fn unknown_tag<'a>(schema: Schema<'a>, value: &Node<'_>) -> Option<&'a str> {
    let discriminator = schema.object.get("discriminator")?;
    let name = discriminator.get("propertyName")?.as_str()?;
    let has_default = discriminator.get("defaultMapping").is_some();
    value.get(name)?.as_str().filter(|_| !has_default)?;
    Some(name)
}

/// The branch that a value fits best; none where all are of other kinds.
fn nearest<'a>(
    context: Context<'a>,
    branches: &'a [Node<'a>],
    value: &Node<'_>,
) -> Option<&'a Node<'a>> {
    let scored = branches.iter().filter_map(|branch| {
        let penalty = penalty(context, branch, value, 0)?;
        Some((penalty, branch))
    });
    let best = scored.min_by_key(|(penalty, _)| *penalty);
    best.map(|(_, branch)| branch)
}

/// How badly a value fits a schema, as far as its members show; none where it is of another kind.
fn penalty<'a>(
    context: Context<'a>,
    site: &'a Node<'a>,
    value: &Node<'_>,
    depth: usize,
) -> Option<usize> {
    let own = schema(context, site)?;
    if depth > DEEPEST {
        return Some(0);
    }
    if !is_of_kind(own, value) {
        return None;
    }
    let mut sum = match own.enum_values() {
        [] => 0,
        listed if listed.iter().any(|it| it.value == value.value) => 0,
        _ => UNLISTED,
    };
    for part in own.object.items("allOf") {
        sum += penalty(context, part, value, depth + 1)?;
    }
    for key in ["oneOf", "anyOf"] {
        let branches = own.object.items(key);
        let scores = branches
            .iter()
            .filter_map(|it| penalty(context, it, value, depth + 1));
        if !branches.is_empty() {
            sum += scores.min()?;
        }
    }
    if let Value::Mapping(_) = &value.value {
        sum += members(context, own, value);
    }
    if let (Some(items), Value::Sequence(values)) = (own.object.get("items"), &value.value) {
        let first = values
            .first()
            .and_then(|first| penalty(context, items, first, depth + 1));
        sum += first.unwrap_or(if values.is_empty() { 0 } else { UNLISTED });
    }
    Some(sum)
}

/// A tag of another branch.
const UNLISTED: usize = 100;
/// A member that has to be there.
const MISSING: usize = 10;
/// A member of another kind.
const UNFIT: usize = 10;
/// A member that is not described.
const UNDESCRIBED: usize = 1;

fn members<'a>(context: Context<'a>, schema: Schema<'a>, value: &Node<'_>) -> usize {
    let missing = schema.required().into_iter();
    let missing = missing
        .filter(|(name, _)| value.get(name).is_none())
        .count();
    let entries = value.as_mapping().map_or(&[][..], |it| it.entries());
    let mut sum = missing * MISSING;
    for entry in entries {
        let property = schema.properties().iter().find(|it| it.key == entry.key);
        sum += match property {
            None => UNDESCRIBED,
            Some(property) => match self::schema(context, &property.value) {
                Some(it) if entry.value.value == Value::Null || is_of_kind(it, &entry.value) => {
                    let listed = it.enum_values();
                    let fits =
                        listed.is_empty() || listed.iter().any(|it| it.value == entry.value.value);
                    if fits { 0 } else { UNLISTED }
                }
                Some(_) => UNFIT,
                None => 0,
            },
        };
    }
    sum
}

/// True when a value is of one of the types that a schema names, or it names none.
pub(super) fn is_of_kind(schema: Schema<'_>, value: &Node<'_>) -> bool {
    if value.value == Value::Null {
        return schema.is_nullable() || schema.types().is_empty();
    }
    let types = schema.types();
    if types.is_empty() {
        // `type: null` alone.
        return schema.object.get("type").is_none() || !schema.is_nullable();
    }
    types.iter().any(|ty| is_of_type(*ty, value))
}

fn is_of_type(ty: SchemaType, value: &Node<'_>) -> bool {
    match (&value.value, ty) {
        (Value::Bool(_), SchemaType::Boolean)
        | (Value::String(_), SchemaType::String)
        | (Value::Integer(_), SchemaType::Integer | SchemaType::Number)
        | (Value::Float(_), SchemaType::Number)
        | (Value::Sequence(_), SchemaType::Array)
        | (Value::Mapping(_), SchemaType::Object)
        | (Value::Null, SchemaType::Null) => true,
        // `1.0` is an integer to JSON Schema.
        (Value::Float(number), SchemaType::Integer) => number.fract() == 0.0,
        _ => false,
    }
}

/// True when null is a value of a schema, by itself or by what it is made of.
pub(super) fn admits_null<'a>(context: Context<'a>, site: &'a Node<'a>, depth: usize) -> bool {
    let Some(own) = schema(context, site).filter(|_| depth < DEEPEST) else {
        return true;
    };
    if own.is_nullable() {
        return true;
    }
    let admits = |part: &'a Node<'a>| admits_null(context, part, depth + 1);
    let choices = ["oneOf", "anyOf"].map(|key| own.object.items(key));
    let all = own.object.items("allOf");
    own.types().is_empty()
        && own.enum_values().is_empty()
        && all.iter().all(admits)
        && choices
            .iter()
            .all(|it| it.is_empty() || it.iter().any(admits))
}
