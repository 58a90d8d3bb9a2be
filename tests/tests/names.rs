//! Names that are published stay, whatever is added; a rule of the settings moves what it is for.

use codegen::surface::Surface;
use codegen::{Documents, Generation, NameRule, Request, Settings, Texts, generate};
use serde_json::json;

/// The paths of all items, members, variants and operations, each with its place in the schema.
fn names(surface: &Surface) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for item in &surface.items {
        let at = |pointer: &str| format!("{}#{pointer}", item.origin.file);
        names.push((at(&item.origin.pointer), item.path.clone()));
        for member in &item.members {
            let name = format!("{}.{}", item.path, member.name);
            names.push((format!("{} member", at(&member.origin.pointer)), name));
        }
        for value in &item.values {
            let name = format!("{}::{}", item.path, value.name);
            names.push((at(&format!("{} {}", item.origin.pointer, value.wire)), name));
        }
    }
    for operation in &surface.operations {
        names.push((operation.origin.pointer.clone(), operation.path.clone()));
        let method = format!("{} method", operation.origin.pointer);
        names.push((method, operation.method_name.clone()));
    }
    names
}

fn surface_of(documents: &Documents, settings: &Settings, before: Option<&Surface>) -> Surface {
    let texts = Texts::new();
    let request = Request {
        root: &settings.schema,
        root_name: "schema/",
        crate_name: "names",
        settings,
        surface: before,
        manifest: "",
    };
    let Generation {
        files, diagnostics, ..
    } = generate(&texts, documents, &request);
    let files = files.unwrap_or_else(|| panic!("{diagnostics:?}"));
    Surface::from_json(&files["api.json"]).expect("the record can be read")
}

const PUBLISHED: &str = r#"
openapi: 3.1.0
info: {title: Names, version: '1'}
paths:
  /m:
    get: {operationId: m.list, tags: [m], responses: {'204': {description: A.}}}
components:
  schemas:
    com.example.Order:
      type: object
      properties:
        fooBar: {type: string, enum: [b-c]}
        item: {$ref: users/Item.yaml}
        größe1: {type: string}
"#;

/// The same with a neighbour for each name, in front of it.
const GROWN: &str = r#"
openapi: 3.1.0
info: {title: Names, version: '1'}
paths:
  /a:
    get: {operationId: list, tags: [m], responses: {'204': {description: A.}}}
  /m:
    get: {operationId: m.list, tags: [m], responses: {'204': {description: A.}}}
components:
  schemas:
    Com.example.order: {type: object, properties: {größel: {type: string}}}
    ComExampleOrder: {type: string, enum: [a]}
    Item: {type: string, enum: [a]}
    com.example.Order:
      type: object
      properties:
        foo-bar: {type: string}
        fooBar: {type: string, enum: [b+c, b-c, b*c]}
        item: {$ref: users/Item.yaml}
        other: {$ref: orders/Item.yaml}
        größe1: {type: string}
    com.example.order_foo_bar: {type: string, enum: [a]}
"#;

fn with_files(root: &str) -> Documents {
    let item = "{type: object, properties: {id: {type: string}}}";
    Documents::default()
        .with("openapi.yaml", root)
        .with("users/Item.yaml", item)
        .with("orders/Item.yaml", item)
}

#[test]
fn what_is_added_renames_nothing() {
    let settings = Settings::new("openapi.yaml");
    let before = surface_of(&with_files(PUBLISHED), &settings, None);
    let after = surface_of(&with_files(GROWN), &settings, Some(&before));
    let kept = names(&after);
    for name in names(&before) {
        assert!(kept.contains(&name), "{name:?} is not in {kept:#?}");
    }
    let path_of = |origin: &str| {
        let found = kept.iter().find(|(at, _)| at == origin);
        found.map(|(_, path)| path.as_str())
    };
    assert_eq!(path_of("orders/Item.yaml#"), Some("types::OrdersItem"));
    assert_eq!(path_of("/paths/~1a/get method"), Some("list2"));
    // The next run knows all of them.
    assert_eq!(
        surface_of(&with_files(GROWN), &settings, Some(&after)),
        after
    );
}

#[test]
fn the_order_of_references_names_no_file() {
    let settings = Settings::new("openapi.yaml");
    let turned = GROWN
        .replace("users/", "other/")
        .replace("orders/", "users/");
    let turned = turned.replace("other/", "orders/");
    let files = |surface: Surface| -> Vec<String> {
        let items = surface.items.into_iter();
        let from_files = items.filter(|item| item.origin.file != "openapi.yaml");
        from_files.map(|item| item.path).collect()
    };
    let expected = ["types::OrdersItem", "types::UsersItem"];
    for root in [GROWN, &turned] {
        assert_eq!(
            files(surface_of(&with_files(root), &settings, None)),
            expected
        );
    }
}

#[test]
fn a_new_rule_moves_what_it_is_for_and_nothing_else() {
    let mut settings = Settings::new("openapi.yaml");
    let before = surface_of(&with_files(GROWN), &settings, None);
    settings.names = vec![
        NameRule {
            prefix: "com.example.".into(),
            module: Some("shop".into()),
        },
        NameRule {
            prefix: "m.".into(),
            module: Some("machines".into()),
        },
    ];
    let after = surface_of(&with_files(GROWN), &settings, Some(&before));
    let (old, new) = (names(&before), names(&after));
    let moved = new.iter().filter(|name| !old.contains(name));
    let moved: Vec<&str> = moved.map(|(_, path)| path.as_str()).collect();
    assert!(
        moved
            .iter()
            .all(|path| path.starts_with("shop::")
                || ["machines::ListOperation", "list"].contains(path)),
        "{moved:#?}"
    );
    let is_there = |path: &str| new.iter().any(|(_, it)| it == path);
    for path in [
        "shop::Order",
        "shop::OrderFooBar",
        "machines::ListOperation",
        "types::com::example::Order",
        "types::ComExampleOrder",
    ] {
        assert!(is_there(path), "{path} is not in {new:#?}");
    }
    assert_eq!(
        surface_of(&with_files(GROWN), &settings, Some(&after)),
        after
    );
}

#[test]
fn names_of_any_length_are_cut() {
    let long = "länger".repeat(20_000);
    let members = json!({
        format!("{long}a"): {"type": "string"},
        format!("{long}b"): {"type": "string", "enum": [long]},
    });
    let root = json!({
        "openapi": "3.1.0",
        "info": {"title": "Long", "version": "1"},
        "paths": {},
        "components": {"schemas": {long: {"type": "object", "properties": members}}},
    });
    let documents = Documents::default().with("openapi.json", root.to_string());
    let settings = Settings::new("openapi.json");
    let names = names(&surface_of(&documents, &settings, None));
    assert_eq!(names.len(), 5);
    for (_, path) in names {
        assert!(
            path.split(['.', ':']).all(|name| name.len() <= 150),
            "{path}"
        );
    }
}
