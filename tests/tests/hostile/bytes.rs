//! Bytes and digits that are no document.

use serde_json::json;

use crate::document::Files;

const MANY: usize = 1_000_000;

fn yaml(bytes: impl Into<Vec<u8>>) -> Files {
    Files::raw("openapi.yaml", bytes)
}

pub(crate) fn digits_of_json() -> Files {
    let (nines, zeros) = ("9".repeat(MANY), "0".repeat(MANY));
    let limits =
        format!("\"maximum\": {nines}, \"minimum\": -1e{nines}, \"multipleOf\": 0.{zeros}1");
    let schemas = format!("{{\"S\": {{\"type\": \"integer\", {limits}}}}}");
    let text = format!("{{\"openapi\": \"3.1.0\", \"components\": {{\"schemas\": {schemas}}}}}");
    Files::raw("openapi.json", text)
}

pub(crate) fn digits_of_yaml() -> Files {
    let (nines, zeros) = ("9".repeat(MANY), "0".repeat(MANY));
    let limits = format!("maximum: {nines}, minimum: -1e{nines}, multipleOf: 0.{zeros}1");
    let schema = format!("{{type: integer, {limits}, default: 0x{nines}, example: {nines}.5e7}}");
    Files::yaml(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{S: {schema}}}}}\n"
    ))
}

pub(crate) fn lengths_without_end() -> Files {
    let list = json!({
        "type": "array",
        "minItems": 1_000_000_000_000_000_000_u64,
        "items": {"type": "string", "minLength": 1_000_000_000_000_u64},
    });
    let text = json!({"type": "string", "minLength": u64::MAX, "maxLength": u64::MAX});
    let all = json!({
        "type": "object",
        "properties": {"list": list, "text": text},
        "required": ["list", "text"],
    });
    let response = json!({"description": "", "content": {"application/json": {"schema": all}}});
    Files::operation(json!({"operationId": "a", "responses": {"200": response}}))
}

pub(crate) fn invalid_utf_8() -> Files {
    yaml(*b"openapi: 3.1.0\ninfo: {title: \"\xff\", version: '1'}\n")
}

pub(crate) fn utf_16() -> Files {
    let units = "\u{feff}openapi: 3.1.0\n".encode_utf16();
    yaml(units.flat_map(u16::to_le_bytes).collect::<Vec<_>>())
}

pub(crate) fn nul_in_yaml() -> Files {
    yaml("openapi: 3.1.0\ninfo: {title: \"\0\", version: '1'}\npaths: {}\n")
}

pub(crate) fn nul_in_json() -> Files {
    let text = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"\0\"}}";
    Files::raw("openapi.json", text)
}

pub(crate) fn byte_order_mark() -> Files {
    yaml("\u{feff}openapi: 3.1.0\ninfo: {title: Hostile, version: '1'}\npaths: {}\n")
}

pub(crate) fn byte_order_marks() -> Files {
    yaml("\u{feff}".repeat(100_000) + "openapi: 3.1.0\ninfo: {}\n")
}

pub(crate) fn zeros() -> Files {
    yaml(vec![0; 5 * MANY])
}

pub(crate) fn spaces() -> Files {
    yaml(vec![b' '; 5 * MANY])
}

pub(crate) fn comments() -> Files {
    yaml("#\n".repeat(2 * MANY))
}

pub(crate) fn commas() -> Files {
    Files::raw("openapi.json", format!("[{}1]", "1,".repeat(2 * MANY)))
}

pub(crate) fn empty_lists() -> Files {
    Files::raw("openapi.json", format!("[{}1]", "[],".repeat(2 * MANY)))
}

pub(crate) fn equal_keys() -> Files {
    Files::raw(
        "openapi.json",
        format!("{{{}\"\":0}}", "\"\":0,".repeat(2 * MANY)),
    )
}

pub(crate) fn dashes() -> Files {
    yaml("-\n".repeat(2 * MANY))
}

pub(crate) fn keys_without_values() -> Files {
    yaml("a: \n".repeat(2 * MANY))
}

pub(crate) fn anchors() -> Files {
    yaml(
        (0..MANY)
            .map(|it| format!("- &a{it} x\n"))
            .collect::<String>(),
    )
}

pub(crate) fn one_line() -> Files {
    yaml("a".repeat(5 * MANY))
}

pub(crate) fn documents_of_a_stream() -> Files {
    yaml("---\na\n".repeat(MANY / 10))
}

pub(crate) fn more_than_any_file() -> Files {
    yaml(vec![b'#'; (64 << 20) + 1])
}
