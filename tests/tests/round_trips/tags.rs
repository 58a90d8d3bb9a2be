//! The members that tell the parts of a choice apart, as discriminators have it.

use serde_json::{Value, json};

use crate::document::Document;
use crate::parts::NAMED;
use crate::raw::Spot;

/// Choices in choices are followed to this depth.
const DEEPEST: usize = 4;

/// A member, and its values that lead to a schema.
pub(crate) type Tag = (String, Vec<String>);

/// A schema, and the values of the member that tells it.
pub(crate) fn tagged(schema: Value, (member, values): &Tag) -> Value {
    json!({ "allOf": [schema, {
        "properties": { member: { "enum": values } },
        "required": [member],
        NAMED: true,
    }] })
}

/// The schema of a member, as a schema or a part of its `allOf` has it.
pub(crate) fn property<'d>(
    document: &'d Document,
    schema: Spot<'d>,
    name: &str,
) -> Option<Spot<'d>> {
    let schema = document.follow(schema)?;
    let own = schema.get("properties").and_then(|it| it.get(name));
    own.or_else(|| {
        let mut parts = schema.get("allOf")?.items();
        parts.find_map(|part| property(document, part, name))
    })
}

/// The parts of a choice, each with what the discriminator asks of it.
pub(crate) fn with_tags(
    document: &Document,
    schema: Spot<'_>,
    list: Spot<'_>,
    parts: Value,
) -> Value {
    let Value::Array(parts) = parts else {
        return parts;
    };
    let parts = parts.into_iter().zip(list.items());
    let tagged = parts.map(|(part, written)| match tag(document, schema, written) {
        Some(tag) => tagged(part, &tag),
        None => part,
    });
    tagged.collect()
}

/// The member that tells a part of a choice, and its values there.
fn tag<'d>(document: &'d Document, schema: Spot<'d>, part: Spot<'d>) -> Option<Tag> {
    let discriminator = schema.value.get("discriminator")?;
    let member = discriminator["propertyName"].as_str()?;
    let reference = part.value.get("$ref")?.as_str()?;
    let target = document.follow(part)?;
    if target.value.get("type").is_some_and(|it| it != "object") {
        return None;
    }
    let name = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let leads_here = |target: &Value| {
        let target = target.as_str().unwrap_or_default();
        target == reference || name(target) == name(reference)
    };
    let mapped = mapping.into_iter().flatten();
    let mapped = mapped.filter(|(_, target)| leads_here(target));
    let values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    if !values.is_empty() {
        return Some((member.to_owned(), values));
    }
    // Without a mapping a schema's name is its tag, unless the schema itself says otherwise.
    let values = vec![name(reference)];
    (!lists(document, part, member, 0)).then_some((member.to_owned(), values))
}

/// True when a schema lists values of a member, or one of its parts does where it is a choice.
fn lists<'d>(document: &'d Document, schema: Spot<'d>, member: &str, depth: usize) -> bool {
    let Some(schema) = document.follow(schema).filter(|_| depth < DEEPEST) else {
        return false;
    };
    match property(document, schema, member) {
        Some(own) => is_listed(document, own, depth),
        None => choices(schema).any(|part| lists(document, part, member, depth + 1)),
    }
}

/// True when the values of a schema are listed, or those of a part where it is a choice.
fn is_listed<'d>(document: &'d Document, schema: Spot<'d>, depth: usize) -> bool {
    let Some(schema) = document.follow(schema).filter(|_| depth < DEEPEST) else {
        return false;
    };
    let lists = ["enum", "const"].iter().any(|it| schema.get(it).is_some());
    lists || choices(schema).any(|part| is_listed(document, part, depth + 1))
}

/// The parts of the choices of a schema.
fn choices(schema: Spot<'_>) -> impl Iterator<Item = Spot<'_>> {
    let lists = ["oneOf", "anyOf"].into_iter();
    let lists = lists.filter_map(move |word| schema.get(word));
    lists.flat_map(Spot::items)
}
