//! More of something than anybody means.

use serde_json::{Value, json};

use crate::document::{Files, all, component, numbered, schema, structure};

fn enumeration(values: impl Iterator<Item = String>) -> Files {
    let values: Vec<Value> = values.map(Value::from).collect();
    Files::schemas([("E".into(), json!({"type": "string", "enum": values}))])
}

pub(crate) fn values_of_an_enum() -> Files {
    enumeration((0..1_000_000).map(|it| format!("v{it}")))
}

pub(crate) fn values_of_an_enum_in_yaml() -> Files {
    let values: String = (0..1_000_000)
        .map(|it| format!("      - v{it}\n"))
        .collect();
    let start = "paths: {}\ncomponents:\n  schemas:\n    E:\n      enum:\n";
    Files::yaml(&format!("{start}{values}"))
}

pub(crate) fn values_within_the_limit() -> Files {
    enumeration((0..2_000).map(|it| format!("v{it}")))
}

pub(crate) fn values_with_one_name() -> Files {
    enumeration((1..2_000).map(|it| format!("v{}", "-".repeat(it))))
}

pub(crate) fn schemas() -> Files {
    Files::schemas(numbered(200_000, |_| structure("a")))
}

pub(crate) fn modules() -> Files {
    Files::schemas((0..20_000).map(|it| (format!("m{it}.S"), structure("a"))))
}

pub(crate) fn schemas_with_one_name() -> Files {
    Files::schemas((0..500).map(|it| (format!("S{}", "_".repeat(it)), structure("a"))))
}

fn members_of(names: impl Iterator<Item = String>, required: &[String]) -> Files {
    let members = all(names.map(|it| (it, json!({"type": "string"}))));
    let schema = json!({"type": "object", "properties": members, "required": required});
    Files::schemas([("S".into(), schema)])
}

pub(crate) fn members() -> Files {
    members_of((0..200_000).map(|it| format!("p{it}")), &[])
}

pub(crate) fn members_with_one_name() -> Files {
    members_of((0..500).map(|it| format!("p{}", "-".repeat(it))), &[])
}

pub(crate) fn required_members_that_are_not() -> Files {
    let required: Vec<_> = (0..1000).map(|it| format!("propertx{it}")).collect();
    members_of((0..1000).map(|it| format!("property{it}")), &required)
}

pub(crate) fn paths() -> Files {
    let path = |it: usize| {
        let operation = json!({"operationId": format!("get{it}"), "responses": {}});
        (format!("/{it}"), json!({"get": operation}))
    };
    Files::json(json!({"paths": all((0..100_000).map(path))}))
}

pub(crate) fn parameters() -> Files {
    let parameter = |it: usize| json!({"name": format!("q{it}"), "in": "query", "schema": {}});
    let parameters: Vec<_> = (0..40_000).map(parameter).collect();
    Files::operation(json!({"operationId": "a", "parameters": parameters, "responses": {}}))
}

pub(crate) fn responses() -> Files {
    let response = |it: usize| (it.to_string(), json!({"description": ""}));
    let responses = all((100..40_000).map(response));
    Files::operation(json!({"operationId": "a", "responses": responses}))
}

pub(crate) fn media_types() -> Files {
    let content = |it: usize| {
        (
            format!("a/b{it}"),
            json!({"schema": structure(&format!("p{it}"))}),
        )
    };
    let body = json!({"content": all((0..20_000).map(content))});
    Files::operation(json!({"operationId": "a", "requestBody": body, "responses": {}}))
}

pub(crate) fn branches() -> Files {
    let branches: Vec<_> = (0..20_000).map(|it| structure(&format!("p{it}"))).collect();
    Files::schemas([("U".into(), json!({"oneOf": branches}))])
}

pub(crate) fn uses_of_a_path_item() -> Files {
    let parameter = |it: usize| json!({"name": format!("q{it}"), "in": "query", "schema": {}});
    let parameters: Vec<_> = (0..100).map(parameter).collect();
    let operation = json!({
        "description": "d".repeat(100_000),
        "parameters": parameters,
        "responses": {},
    });
    let path = |it: usize| (format!("/{it}"), component("pathItems", 0));
    Files::json(json!({
        "paths": all((0..20_000).map(path)),
        "components": {"pathItems": {"S0": {"get": operation}}},
    }))
}

pub(crate) fn uses_of_a_long_description() -> Files {
    let text = json!({"type": "string", "description": "d ".repeat(500_000)});
    let base = json!({"type": "object", "properties": {"a": text}});
    let extending = numbered(
        2000,
        |_| json!({"allOf": [{"$ref": "#/components/schemas/Base"}, structure("b")]}),
    );
    Files::schemas(extending.chain([("Base".into(), base)]))
}

pub(crate) fn unions_of_all_schemas() -> Files {
    let members = |it: usize| {
        let member = |member: usize| (format!("p{it}_{member}"), json!({"type": "string"}));
        json!({"type": "object", "properties": all((0..10).map(member))})
    };
    let branches: Vec<_> = (0..50).map(schema).collect();
    let unions = (0..50).map(|it| (format!("U{it}"), json!({"oneOf": branches})));
    Files::schemas(numbered(50, members).chain(unions))
}

pub(crate) fn subtypes() -> Files {
    let base = json!({
        "type": "object",
        "properties": {"k": {"type": "string"}},
        "discriminator": {"propertyName": "k"},
    });
    let extending = numbered(
        500,
        |it| json!({"allOf": [{"$ref": "#/components/schemas/Base"}, structure(&format!("p{it}"))]}),
    );
    Files::schemas(extending.chain([("Base".into(), base)]))
}

pub(crate) fn unknown_references() -> Files {
    Files::schemas(numbered(5_000, |it| schema(it + 1_000_000)))
}

pub(crate) fn misspelt_keys() -> Files {
    Files::schemas(numbered(1000, |_| json!({"propertys": {}, "requird": []})))
}

pub(crate) fn files() -> Files {
    let root = numbered(300, |it| json!({"$ref": format!("files/f{it}.json")}));
    (0..300).fold(Files::schemas(root), |files, it| {
        files.with(&format!("files/f{it}.json"), structure("a").to_string())
    })
}

pub(crate) fn files_that_are_not() -> Files {
    Files::schemas(numbered(
        5_000,
        |it| json!({"$ref": format!("missing/f{it}.json")}),
    ))
}
