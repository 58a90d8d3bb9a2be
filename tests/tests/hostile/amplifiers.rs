//! Little that stands for much: what is described once is made many times.

use serde_json::{Value, json};

use crate::document::{Files, all, component, numbered, schema, structure};

/// An object of so many members.
fn object(count: usize, prefix: &str, member: &Value) -> Value {
    let member = |it: usize| (format!("{prefix}{it}"), member.clone());
    json!({"type": "object", "properties": all((0..count).map(member))})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn texts(count: usize, prefix: &str) -> Value {
    object(count, prefix, &text())
}

/// So many schemas that have all that a base has, and one member more.
fn extending(count: usize, base: Value) -> Files {
    let extending = numbered(
        count,
        |_| json!({"allOf": [{"$ref": "#/components/schemas/Base"}, structure("more")]}),
    );
    Files::schemas(extending.chain([("Base".into(), base)]))
}

/// So many paths with one path item.
fn paths(count: usize, item: Value, mut components: Value) -> Files {
    components["pathItems"] = json!({"S0": item});
    let path = |it: usize| (format!("/{it}"), component("pathItems", 0));
    Files::json(json!({"paths": all((0..count).map(path)), "components": components}))
}

fn operation() -> Value {
    json!({"responses": {"204": {"description": ""}}})
}

pub(crate) fn members_of_one_object() -> Files {
    Files::schemas([("S".into(), texts(100_000, "p"))])
}

pub(crate) fn inherited_members_of_subtypes() -> Files {
    let mut base = texts(300, "p");
    base["discriminator"] = json!({"propertyName": "p0"});
    extending(1_000, base)
}

pub(crate) fn inherited_members_of_a_chain() -> Files {
    let of = |it: usize| json!({"allOf": [schema(it + 1), texts(60, &format!("p{it}_"))]});
    Files::schemas(numbered(98, of).chain([("S98".into(), texts(60, "last"))]))
}

pub(crate) fn members_of_branches() -> Files {
    let branches: Vec<_> = (0..200).map(|it| texts(300, &format!("p{it}_"))).collect();
    Files::schemas([("U".into(), json!({"anyOf": branches}))])
}

pub(crate) fn shared_parameters() -> Files {
    let parameter = |it: usize| json!({"name": format!("q{it}"), "in": "query", "schema": text()});
    let references: Vec<_> = (0..100).map(|it| component("parameters", it)).collect();
    let path = |it: usize| {
        let item = json!({"parameters": references, "get": operation(), "put": operation()});
        (format!("/{it}"), item)
    };
    Files::json(json!({
        "paths": all((0..1_500).map(path)),
        "components": {"parameters": all(numbered(100, parameter))},
    }))
}

pub(crate) fn shared_answers() -> Files {
    let answer = |it: usize| (it.to_string(), json!({"description": "An answer."}));
    let responses = all((200..500).map(answer));
    paths(2_000, json!({"get": {"responses": responses}}), json!({}))
}

pub(crate) fn shared_bodies() -> Files {
    let content = json!({"application/json": {"schema": texts(50, "p")}});
    let answer = |it: usize| {
        let answer = json!({"description": "", "content": content});
        (it.to_string(), answer)
    };
    let responses = all((200..240).map(answer));
    let operation = json!({"requestBody": {"content": content}, "responses": responses});
    paths(5_000, json!({"post": operation}), json!({}))
}

pub(crate) fn many_operations() -> Files {
    let item = json!({"get": operation(), "put": operation(), "post": operation()});
    paths(11_000, item, json!({}))
}

pub(crate) fn examples_of_what_is_referred_to() -> Files {
    let entries: Vec<_> = (0..3_000)
        .map(|it| json!({"a": it, "b": [1, 2, 3]}))
        .collect();
    let example = json!({
        "type": "object",
        "properties": {"k": {"type": "array", "items": {}}},
        "example": {"k": entries},
    });
    let reference = json!({"$ref": "#/components/schemas/Example"});
    let users = numbered(300, |_| object(20, "p", &reference));
    Files::schemas(users.chain([("Example".into(), example)]))
}

pub(crate) fn inherited_examples() -> Files {
    let member = json!({
        "type": "object",
        "properties": {"a": text()},
        "example": {"a": "e".repeat(200_000)},
    });
    extending(300, object(3, "p", &member))
}

pub(crate) fn inherited_patterns_and_defaults() -> Files {
    let (pattern, default) = ("x".repeat(30_000), "y".repeat(30_000));
    let member = json!({"type": "string", "pattern": pattern, "default": default});
    extending(1_000, object(1, "p", &member))
}

pub(crate) fn inherited_versions() -> Files {
    let member = json!({"type": "string", "x-since": "v".repeat(20_000)});
    extending(3_000, object(3, "p", &member))
}

pub(crate) fn long_places() -> Files {
    let long = "b".repeat(5_000);
    let reference = json!({"$ref": format!("#/components/schemas/{long}")});
    let of = |_| json!({"allOf": [reference, structure("more")]});
    Files::schemas(numbered(1_100, of).chain([(long.clone(), texts(100, "p"))]))
}

pub(crate) fn long_paths_of_types() -> Files {
    let module = vec!["m".repeat(100); 9].join(".");
    let member = |name: &str| json!({"$ref": format!("#/components/schemas/{module}.{name}")});
    let users = numbered(200, |_| object(400, "p", &member("T")));
    let named = (format!("{module}.T"), structure("a"));
    Files::schemas(users.chain([named, ("T".into(), structure("a"))]))
}

pub(crate) fn security_of_a_path_item() -> Files {
    let requirement = all((0..100).map(|it| (format!("S{it}"), json!([]))));
    let operation = json!({"security": vec![requirement; 20], "responses": {}});
    let schemes = all(numbered(
        100,
        |_| json!({"type": "http", "scheme": "bearer"}),
    ));
    paths(
        8_000,
        json!({"get": operation}),
        json!({"securitySchemes": schemes}),
    )
}

pub(crate) fn servers_of_a_path_item() -> Files {
    let values: Vec<_> = (0..100).map(|it| format!("e{it}")).collect();
    let server = json!({
        "url": format!("https://{{v}}.example/{}", "y".repeat(300)),
        "variables": {"v": {"default": "e0", "enum": values}},
    });
    let item = json!({"servers": vec![server; 10], "get": {"responses": {}}});
    paths(8_000, item, json!({}))
}

pub(crate) fn tags_of_a_path_item() -> Files {
    let tags: Vec<_> = (0..500).map(|it| format!("tag number {it}")).collect();
    paths(
        8_000,
        json!({"get": {"tags": tags, "responses": {}}}),
        json!({}),
    )
}

pub(crate) fn callbacks_of_a_path_item() -> Files {
    let callback = |it: usize| {
        let content = json!({"application/json": {"schema": texts(60, &format!("x{it}_"))}});
        let operation = json!({"requestBody": {"content": content}, "responses": {}});
        (format!("c{it}"), json!({"{$url}": {"post": operation}}))
    };
    let callbacks = all((0..20).map(callback));
    paths(
        2_000,
        json!({"post": {"callbacks": callbacks, "responses": {}}}),
        json!({}),
    )
}

pub(crate) fn enums_of_choices() -> Files {
    let values: Vec<_> = (0..9_000).map(|it| format!("value {it}")).collect();
    let choice = |it: usize| {
        let more = json!({"type": "string", "enum": [format!("more {it}")]});
        json!({"anyOf": [{"$ref": "#/components/schemas/E"}, more]})
    };
    let all_values = json!({"type": "string", "enum": values});
    Files::schemas(numbered(100, choice).chain([("E".into(), all_values)]))
}

pub(crate) fn inline_branches() -> Files {
    let branch = |it: usize| {
        let inner = texts(5, "q");
        let members = json!({"k": {"const": format!("{it}")}, format!("p{it}"): inner});
        json!({"type": "object", "required": ["k"], "properties": members})
    };
    let branches: Vec<_> = (0..400).map(branch).collect();
    Files::schemas((0..40).map(|it| (format!("U{it}"), json!({"oneOf": branches}))))
}

pub(crate) fn members_that_tell_branches_apart() -> Files {
    let branches: Vec<_> = (0..100).map(schema).collect();
    let unions = (0..200).map(|it| (format!("U{it}"), json!({"oneOf": branches})));
    Files::schemas(numbered(100, |_| texts(300, "p")).chain(unions))
}

pub(crate) fn inline_objects() -> Files {
    let inner = object(3, "b", &texts(3, "c"));
    Files::schemas(numbered(3_000, |_| object(3, "a", &inner)))
}

pub(crate) fn two_halves() -> Files {
    let mut base = texts(9_000, "p");
    base["properties"]["p0"]["readOnly"] = json!(true);
    let path = |it: usize| {
        let content = json!({"application/json": {"schema": schema(it)}});
        let answer = json!({"description": "", "content": content});
        let operation = json!({"requestBody": {"content": content}, "responses": {"200": answer}});
        (format!("/{it}"), json!({"post": operation}))
    };
    let of = |_| json!({"allOf": [{"$ref": "#/components/schemas/Base"}, structure("more")]});
    let schemas = all(numbered(20, of).chain([("Base".into(), base)]));
    Files::json(json!({
        "paths": all((0..20).map(path)),
        "components": {"schemas": schemas},
    }))
}

pub(crate) fn media_types_of_a_path_item() -> Files {
    let content = |it: usize| {
        let name = format!("application/x{it}+json");
        (name, json!({"schema": structure(&format!("m{it}"))}))
    };
    let body = json!({"content": all((0..1_000).map(content))});
    paths(
        500,
        json!({"post": {"requestBody": body, "responses": {}}}),
        json!({}),
    )
}

/// Each schema gets the members of the base: far less than an overlay may add, and many members.
pub(crate) fn copies_of_an_overlay() -> Files {
    let overlay = json!({
        "overlay": "1.1.0",
        "info": {"title": "Copies", "version": "1"},
        "actions": [{
            "target": "$.components.schemas.*",
            "copy": "$.components.schemas.Base",
        }],
    });
    let of = |_| json!({"type": "object"});
    let schemas = numbered(200, of).chain([("Base".into(), texts(800, "p"))]);
    Files::schemas(schemas).with("x.overlay.json", overlay.to_string())
}
