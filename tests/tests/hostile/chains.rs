//! What leads to something that leads to something, and back.

use serde_json::{Value, json};

use crate::document::{Files, all, component, numbered, schema, structure};

const LONG: usize = 5_000;

fn chain(of: impl Fn(usize) -> Value) -> Files {
    let last = (format!("S{LONG}"), structure("a"));
    Files::schemas(numbered(LONG, of).chain([last]))
}

fn ring(of: impl Fn(Value) -> Value) -> Files {
    Files::schemas(numbered(LONG, |it| of(schema((it + 1) % LONG))))
}

pub(crate) fn references() -> Files {
    chain(|it| schema(it + 1))
}

pub(crate) fn references_in_a_ring() -> Files {
    ring(|next| next)
}

pub(crate) fn short_rings_of_everything() -> Files {
    let sections = [
        "schemas",
        "parameters",
        "responses",
        "requestBodies",
        "headers",
        "pathItems",
        "callbacks",
        "examples",
        "securitySchemes",
    ];
    let components = sections.map(|section| {
        let entries = numbered(3, |it| component(section, (it + 1) % 3));
        (section.to_owned(), all(entries))
    });
    let operation = json!({
        "operationId": "a",
        "parameters": [component("parameters", 0)],
        "requestBody": component("requestBodies", 0),
        "responses": {
            "200": component("responses", 0),
            "201": {"description": "", "headers": {"x": component("headers", 0)}},
            "202": {
                "description": "",
                "content": {"application/json": {"schema": schema(0)}},
            },
        },
        "callbacks": {"c": component("callbacks", 0)},
    });
    Files::json(json!({
        "paths": {"/a": {"get": operation}, "/b": component("pathItems", 0)},
        "components": all(components),
    }))
}

pub(crate) fn path_items_in_a_ring() -> Files {
    let items = all(numbered(1000, |it| component("pathItems", (it + 1) % 1000)));
    let path = |it: usize| (format!("/{it}"), component("pathItems", it));
    Files::json(json!({
        "paths": all((0..1000).map(path)),
        "components": {"pathItems": items},
    }))
}

pub(crate) fn callbacks_of_themselves() -> Files {
    let callback = |it: usize| {
        (
            format!("c{it}"),
            json!({"x": {"$ref": format!("#/paths/~1{it}")}}),
        )
    };
    let path = |it: usize| {
        let operation = json!({
            "operationId": format!("a{it}"),
            "responses": {"200": {"description": ""}},
            "callbacks": all((0..40).map(callback)),
        });
        (format!("/{it}"), json!({"post": operation}))
    };
    Files::json(json!({"paths": all((0..40).map(path))}))
}

pub(crate) fn files_in_a_ring() -> Files {
    let root = Files::schemas([("S".into(), json!({"$ref": "f0.json"}))]);
    (0..300).fold(root, |files, it| {
        let next = json!({"$ref": format!("f{}.json", (it + 1) % 300)});
        let text = json!({"type": "object", "properties": {"next": next}});
        files.with(&format!("f{it}.json"), text.to_string())
    })
}

pub(crate) fn files_that_are_each_other() -> Files {
    let root = Files::schemas([("S".into(), json!({"$ref": "f0.json"}))]);
    (0..300).fold(root, |files, it| {
        let next = json!({"$ref": format!("f{}.json", (it + 1) % 300)});
        files.with(&format!("f{it}.json"), next.to_string())
    })
}

pub(crate) fn ids_in_a_ring() -> Files {
    let url = |it: usize| format!("https://x.example/{it}");
    let of = |it: usize| json!({"$id": url(it), "$ref": url((it + 1) % 2000)});
    Files::schemas(numbered(2000, of))
}

pub(crate) fn parts() -> Files {
    chain(|it| json!({"allOf": [schema(it + 1), structure(&format!("p{it}"))]}))
}

pub(crate) fn parts_in_a_ring() -> Files {
    ring(|next| json!({"allOf": [next], "properties": {"a": {"type": "string"}}}))
}

pub(crate) fn parts_twice_each() -> Files {
    chain(|it| json!({"allOf": [schema(it + 1), schema(it + 1)], "type": "object"}))
}

/// A part that is the whole, beside one that says no type.
pub(crate) fn parts_of_themselves() -> Files {
    ring(|next| json!({"allOf": [next, {"properties": {"a": {"type": "string"}}}]}))
}

/// Nothing says the type but the last.
pub(crate) fn texts_twice_each() -> Files {
    let of = |it: usize| json!({"allOf": [schema(it + 1), schema(it + 1)]});
    let last = ("S60".to_owned(), json!({"type": "string"}));
    Files::schemas(numbered(60, of).chain([last]))
}

pub(crate) fn parts_of_all_before() -> Files {
    let of = |it: usize| {
        let parts: Vec<_> = (0..it).map(schema).collect();
        let own = json!({format!("p{it}"): {"type": "string"}});
        json!({"allOf": parts, "properties": own})
    };
    Files::schemas(numbered(300, of))
}

pub(crate) fn choices_in_a_ring() -> Files {
    ring(|next| json!({"oneOf": [next, {"type": "string"}]}))
}

pub(crate) fn choices_that_lead_to_each_other() -> Files {
    let of = |it: usize| {
        let others = (1..20).map(|step| schema((it + step * 7) % 150));
        json!({"oneOf": others.collect::<Vec<_>>()})
    };
    Files::schemas(numbered(150, of))
}

/// All members of either lead back to it, and to nothing that tells the one from the other.
pub(crate) fn branches_that_nothing_tells_apart() -> Files {
    let of = |it: usize| {
        let members = (0..120).map(|member| (format!("k{member}"), schema(it)));
        json!({"type": "object", "properties": all(members)})
    };
    let choice = ("Choice".into(), json!({"oneOf": [schema(0), schema(1)]}));
    Files::schemas(numbered(2, of).chain([choice]))
}

pub(crate) fn choices_of_all_after() -> Files {
    let of = |it: usize| {
        let parts: Vec<_> = (it + 1..100).map(schema).collect();
        match parts.len() > 1 {
            true => json!({"oneOf": parts}),
            false => structure(&format!("p{it}")),
        }
    };
    Files::schemas(numbered(100, of))
}

pub(crate) fn lists() -> Files {
    chain(|it| json!({"type": "array", "items": schema(it + 1)}))
}

pub(crate) fn required_members() -> Files {
    let of = |it: usize| {
        let next = schema((it + 1) % 1500);
        json!({"type": "object", "properties": {"a": next}, "required": ["a"]})
    };
    Files::schemas(numbered(1500, of))
}

pub(crate) fn properties_of_properties() -> Files {
    let member = |it: usize| {
        let next = format!("#/components/schemas/A/properties/p{}", it + 1);
        (format!("p{it}"), json!({"$ref": next}))
    };
    let properties = all((0..2000).map(member));
    Files::schemas([(
        "A".into(),
        json!({"type": "object", "properties": properties}),
    )])
}

pub(crate) fn discriminators() -> Files {
    let of = |it: usize| {
        json!({
            "allOf": [schema(it.saturating_sub(1))],
            "type": "object",
            "properties": {"k": {"type": "string"}},
            "discriminator": {"propertyName": "k"},
        })
    };
    Files::schemas(numbered(1500, of))
}
