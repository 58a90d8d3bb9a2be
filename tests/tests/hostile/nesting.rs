//! What unfolds, and what lies too deep.

use serde_json::json;

use crate::document::Files;

const DEEP: usize = 100_000;

/// Nine times nine times nine, and so on.
fn bomb(start: &str, line: impl Fn(usize, String) -> String) -> Files {
    let aliases = |number: usize| vec![format!("*a{}", number - 1); 9].join(", ");
    let lines: Vec<_> = (1..30).map(|it| line(it, aliases(it))).collect();
    Files::yaml(&format!("{start}\n{}\npaths: {{}}\n", lines.join("\n")))
}

pub(crate) fn alias_bomb() -> Files {
    bomb("a0: &a0 [x]", |it, aliases| {
        format!("a{it}: &a{it} [{aliases}]")
    })
}

pub(crate) fn merge_key_bomb() -> Files {
    bomb("a0: &a0 {x: 1}", |it, aliases| {
        format!("a{it}: &a{it} {{<<: [{aliases}]}}")
    })
}

pub(crate) fn aliases_side_by_side() -> Files {
    let members: String = (0..1000)
        .map(|it| format!("p{it}: {{type: string}}, "))
        .collect();
    let aliases: String = (0..2000).map(|it| format!("    B{it}: *a\n")).collect();
    let base = format!("    A: &a {{type: object, properties: {{{members}}}}}\n");
    Files::yaml(&format!(
        "paths: {{}}\ncomponents:\n  schemas:\n{base}{aliases}"
    ))
}

pub(crate) fn merge_key_cascade() -> Files {
    let line = |it: usize| format!("m{it}: &m{it} {{<<: *m{}, k{it}: 1}}\n", it - 1);
    let lines: String = (1..2000).map(line).collect();
    Files::yaml(&format!("m0: &m0 {{k0: 1}}\n{lines}paths: {{}}\n"))
}

pub(crate) fn deep_block() -> Files {
    let lines: String = (1..2000)
        .map(|it| format!("{}a:\n", " ".repeat(it)))
        .collect();
    Files::yaml(&format!("x:\n{lines}"))
}

pub(crate) fn deep_dashes() -> Files {
    Files::yaml(&format!("x:\n  {}a\n", "- ".repeat(DEEP)))
}

pub(crate) fn deep_question_marks() -> Files {
    Files::yaml(&format!("x:\n  {}a\n", "? ".repeat(DEEP)))
}

pub(crate) fn deep_brackets() -> Files {
    Files::yaml(&format!("x: {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP)))
}

pub(crate) fn deep_braces() -> Files {
    Files::yaml(&format!("x: {}{}\n", "{a: ".repeat(DEEP), "}".repeat(DEEP)))
}

pub(crate) fn deep_arrays_of_json() -> Files {
    let arrays = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    Files::raw(
        "openapi.json",
        format!("{{\"openapi\": \"3.1.0\", \"x\": {arrays}}}"),
    )
}

pub(crate) fn deep_objects_of_json() -> Files {
    let objects = format!("{}1{}", "{\"a\": ".repeat(DEEP), "}".repeat(DEEP));
    Files::raw(
        "openapi.json",
        format!("{{\"openapi\": \"3.1.0\", \"x\": {objects}}}"),
    )
}

pub(crate) fn deep_inline_schemas() -> Files {
    let inner = json!({"type": "string"});
    let nested = (0..55).fold(
        inner,
        |it, _| json!({"type": "object", "properties": {"a": it}}),
    );
    Files::schemas([("S".into(), nested)])
}

pub(crate) fn deep_modules() -> Files {
    let schema = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    Files::schemas([(vec!["a"; 2000].join(".") + ".S", schema)])
}
