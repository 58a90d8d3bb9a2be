//! As much of everything as the generator takes on: 95 % of each limit.

use std::iter;

use codegen::limits;
use serde_json::{Value, json};

use crate::document::{Files, all, numbered, schema, structure};

/// So much that it is just within a limit.
pub(crate) fn within(limit: usize) -> usize {
    limit / 100 * 95
}

/// Members of a struct, each with a name and a type.
pub(crate) fn members(count: usize) -> Value {
    let member = |it: usize| (format!("p{it}"), json!({"type": "string"}));
    json!({"type": "object", "properties": all((0..count).map(member))})
}

pub(crate) fn bytes_of_comments() -> Files {
    Files::yaml(&format!(
        "paths: {{}}\n{}",
        "#\n".repeat(within(limits::BYTES) / 2)
    ))
}

pub(crate) fn bytes_of_a_text() -> Files {
    Files::json(json!({"x-text": "a ".repeat(within(limits::BYTES) / 2)}))
}

pub(crate) fn bytes_of_files() -> Files {
    let count = 60;
    let text = "a ".repeat(within(limits::BYTES) / 2 / count);
    let root = numbered(count, |it| json!({"$ref": format!("f{it}.json")}));
    (0..count).fold(Files::schemas(root), |files, it| {
        let schema = json!({"type": "string", "x-text": text});
        files.with(&format!("f{it}.json"), schema.to_string())
    })
}

pub(crate) fn files() -> Files {
    let count = within(limits::FILES);
    let root = numbered(count, |it| json!({"$ref": format!("f{it}.json")}));
    (0..count).fold(Files::schemas(root), |files, it| {
        files.with(&format!("f{it}.json"), structure("a").to_string())
    })
}

/// Lists of so many values, as JSON and YAML have them.
pub(crate) fn values(count: usize) -> String {
    let in_each = within(limits::ENTRIES);
    let list = format!("[{}]", vec!["1"; in_each].join(","));
    let lists = iter::repeat_n(list, count / in_each);
    lists.collect::<Vec<_>>().join(",")
}

pub(crate) fn values_of_json() -> Files {
    let values = values(within(limits::VALUES));
    let start = "\"openapi\": \"3.1.0\", \"info\": {\"title\": \"A\", \"version\": \"1\"}";
    Files::raw(
        "openapi.json",
        format!("{{{start}, \"paths\": {{}}, \"x-values\": [{values}]}}"),
    )
}

pub(crate) fn values_of_yaml() -> Files {
    let values = values(within(limits::VALUES));
    Files::yaml(&format!("paths: {{}}\nx-values: [{values}]\n"))
}

pub(crate) fn values_of_aliases() -> Files {
    let in_each = within(limits::ENTRIES);
    let list = vec!["1"; in_each].join(",");
    let aliases = vec!["*a"; within(limits::VALUES) / in_each - 1].join(",");
    Files::yaml(&format!(
        "paths: {{}}\nx-list: &a [{list}]\nx-values: [{aliases}]\n"
    ))
}

pub(crate) fn modules() -> Files {
    let count = within(limits::MODULES);
    Files::schemas((0..count).map(|it| (format!("m{it}.S"), structure("a"))))
}

pub(crate) fn path_of_a_module() -> Files {
    let parts = vec!["a"; within(limits::MODULE_PATH) / 2];
    Files::schemas([(parts.join(".") + ".S", structure("a"))])
}

pub(crate) fn members_of_a_struct() -> Files {
    Files::schemas([("S".into(), members(within(limits::MEMBERS)))])
}

pub(crate) fn values_of_an_enum() -> Files {
    let values: Vec<_> = (0..within(limits::MEMBERS))
        .map(|it| format!("v{it}"))
        .collect();
    Files::schemas([("E".into(), json!({"type": "string", "enum": values}))])
}

pub(crate) fn parameters_of_an_operation() -> Files {
    let parameter = |it: usize| json!({"name": format!("q{it}"), "in": "query", "schema": {}});
    let parameters: Vec<_> = (0..within(limits::MEMBERS)).map(parameter).collect();
    Files::operation(json!({"operationId": "a", "parameters": parameters, "responses": {}}))
}

pub(crate) fn operations_of_a_module() -> Files {
    let path = |it: usize| {
        let operation = json!({"operationId": format!("get{it}"), "responses": {}});
        (format!("/{it}"), json!({"get": operation}))
    };
    Files::json(json!({"paths": all((0..within(limits::OPERATIONS)).map(path))}))
}

pub(crate) fn parts() -> Files {
    let in_each = 1_000;
    let base = json!({"allOf": vec![structure("a"); in_each]});
    let count = within(limits::ALL_PARTS) / in_each - 1;
    let extending = numbered(
        count,
        |_| json!({"allOf": [{"$ref": "#/components/schemas/Base"}]}),
    );
    Files::schemas(extending.chain([("Base".into(), base)]))
}

pub(crate) fn text_of_one_description() -> Files {
    let text = "d ".repeat(within(limits::TEXT) / 2);
    Files::schemas([("S".into(), json!({"type": "string", "description": text}))])
}

pub(crate) fn depth() -> Files {
    // Each is two levels of the document.
    let nested = (0..within(limits::DEPTH) / 2 - 3).fold(
        json!({"type": "string"}),
        |it, _| json!({"type": "object", "properties": {"a": it}}),
    );
    Files::schemas([("S".into(), nested)])
}

pub(crate) fn chain_of_references() -> Files {
    let length = within(limits::CHAIN);
    let last = (format!("S{length}"), structure("a"));
    Files::schemas(numbered(length, |it| schema(it + 1)).chain([last]))
}

pub(crate) fn chain_of_parts() -> Files {
    let length = within(limits::CHAIN);
    let of = |it: usize| json!({"allOf": [schema(it + 1), structure(&format!("p{it}"))]});
    Files::schemas(numbered(length, of).chain([(format!("S{length}"), structure("a"))]))
}

pub(crate) fn aliases() -> Files {
    let length = within(limits::ALIASES);
    let of = |it: usize| json!({"type": "array", "items": schema(it + 1)});
    Files::schemas(numbered(length, of).chain([(format!("S{length}"), structure("a"))]))
}
