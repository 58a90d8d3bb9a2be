//! Texts of a megabyte.

use serde_json::json;

use crate::document::Files;

const LONG: usize = 1_000_000;

pub(crate) fn a_megabyte_of_a_name() -> Files {
    let name = "n".repeat(LONG);
    let member = json!({"type": "string", "enum": [name]});
    let schema = json!({
        "type": "object",
        "properties": {name.as_str(): member},
        "required": [name, format!("{name}x")],
    });
    Files::schemas([(name, schema)])
}

pub(crate) fn a_megabyte_everywhere() -> Files {
    let text = "n".repeat(LONG);
    let parameter = json!({
        "name": text,
        "in": "query",
        "schema": {"type": "string", "pattern": text, "default": text, "example": text},
    });
    let response = json!({"description": text, "content": {&text: {"schema": {"type": "string"}}}});
    let operation = json!({
        "operationId": text,
        "tags": [text],
        "description": text,
        "parameters": [parameter],
        "responses": {"200": response},
    });
    Files::json(json!({
        "info": {"title": text, "version": text, "description": text},
        "servers": [{"url": format!("https://{text}"), "description": text}],
        "paths": {format!("/{text}/{{{text}}}"): {"get": operation}},
    }))
}

pub(crate) fn long_references() -> Files {
    let references = [
        format!("#/{}", "n".repeat(LONG)),
        format!("#/{}", "a/".repeat(LONG / 2)),
        format!("#{}", "n".repeat(LONG)),
        format!("#/{}", "%41".repeat(LONG / 3)),
    ];
    let members = references.map(|it| json!({"$ref": it}));
    Files::schemas([("S".into(), json!({"type": "object", "allOf": members}))])
}

pub(crate) fn markdown_that_nests() -> Files {
    const PIECES: [&str; 16] = [
        "[",
        "*a",
        "> ",
        "- ",
        "`",
        "<a",
        "a](b",
        "![[",
        "http://a ",
        "<b>",
        "|a|b|\n|-|-|\n",
        "&amp;",
        "a\n",
        "\\",
        "[a]: b\n",
        "1. a\n",
    ];
    let schemas = PIECES.iter().enumerate().map(|(number, piece)| {
        let description = piece.repeat(1_000);
        (
            format!("S{number}"),
            json!({"type": "string", "description": description}),
        )
    });
    let nested: String = (0..300)
        .map(|it| format!("{}- a\n", "  ".repeat(it)))
        .collect();
    let nested = json!({"type": "string", "description": nested});
    Files::schemas(schemas.chain([("Nested".into(), nested)]))
}
