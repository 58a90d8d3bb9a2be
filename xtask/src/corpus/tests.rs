//! That the counting does not lie: crates that are not what their document says.

use std::fs;

use super::account::{Account, of_operations, of_schemas};
use super::compile::Features;
use super::declared::Declared;
use super::emitted::Emitted;
use super::fallbacks::{Values, judge};
use super::raw::Raw;

const DOCUMENT: &str = "
openapi: 3.1.0
paths:
  /pets:
    get: {}
    put: {}
    additionalOperations:
      COPY: {}
  /pets/{id}:
    $ref: 'pet.yaml#/item'
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        tag: {description: Anything.}
        seen: {nullable: true, anyOf: [{type: string}, {nullable: true}]}
        toys: {type: array, items: {type: object}}
        owner: {$ref: 'pet.yaml#/owner'}
    Status: {type: string, enum: [lost]}
    Free: {additionalProperties: true}
";

const PET: &str = "
item:
  delete: {responses: {'200': {$ref: 'pet.yaml#/answer'}}}
answer:
  content: {application/json: {schema: {$ref: 'pet.yaml#/owner'}}}
owner:
  properties: {name: {type: string}, rest: true}
";

/// What is found when the document above has become this crate.
fn found(types: &str) -> (Account, Account, Values) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("openapi.yaml", DOCUMENT);
    write("pet.yaml", PET);
    fs::create_dir_all(folder.path().join("src/runtime")).unwrap();
    write("src/types.rs", types);
    let root = "mod runtime;\npub mod types;\npub use runtime::Status as Free;\n";
    write("src/lib.rs", root);
    write("src/runtime/mod.rs", "pub struct Status;\n");
    let raw = Raw::read(&folder.path().join("openapi.yaml"), folder.path()).unwrap();
    let declared = Declared::of(&raw);
    let emitted = Emitted::read(folder.path()).unwrap();
    let (schemas, matches) = of_schemas(&declared, &emitted);
    let values = judge(&raw, &declared, &emitted, &matches);
    (of_operations(&declared, &emitted), schemas, values)
}

#[test]
fn operations_are_found_by_method_and_path() {
    let operation = |name: &str, method: &str, path: &str| {
        format!(
            "pub struct {name};\nimpl crate::runtime::Operation for {name} {{\n\
             const METHOD: &'static str = {method:?};\nconst PATH: &'static str = {path:?};\n}}\n"
        )
    };
    let text = operation("A", "GET", "/pets")
        + &operation("B", "GET", "/pets")
        + &operation("C", "DELETE", "/pets/{id}")
        + &operation("Status", "COPY", "/pets");
    let (operations, schemas, _) = found(&text);
    assert_eq!((operations.emitted, operations.declared), (3, 4));
    assert_eq!(operations.missing, ["PUT /pets"]);
    assert_eq!(operations.surplus, ["GET /pets"]);
    // Neither an operation nor the runtime stands for a schema.
    assert_eq!((schemas.emitted, schemas.declared), (0, 4));
}

#[test]
fn schemas_are_found_by_name() {
    let (_, schemas, _) = found("pub struct Pet {}\npub enum OrderStatus {}\nstruct Free;\n");
    assert_eq!(
        schemas.missing,
        [
            "openapi.yaml#/components/schemas/Free",
            "openapi.yaml#/components/schemas/Status",
            "pet.yaml#/owner",
        ]
    );
    let (_, schemas, _) = found(
        "pub use super::pet as Pet;\npub enum Status {}\npub type Free = ();\n\
         pub mod pet { pub struct Owner; }\n",
    );
    assert_eq!(schemas.missing, Vec::<String>::new());
}

#[test]
fn what_nobody_can_reach_is_not_there() {
    let hidden = "mod a { pub struct Pet; }\n";
    let (_, schemas, _) = found(hidden);
    assert_eq!(schemas.emitted, 0);
    let (_, schemas, _) = found(&format!("{hidden}pub use a::*;\n"));
    assert_eq!(schemas.emitted, 1);
    let (_, schemas, _) = found(&format!("{hidden}pub use self::a::Pet as Status;\n"));
    assert_eq!(schemas.missing.len(), 3);
    assert!(
        !schemas
            .missing
            .contains(&"openapi.yaml#/components/schemas/Status".to_owned())
    );
}

#[test]
fn a_value_is_asked_for_or_a_fallback() {
    let (_, _, values) = found(
        "use serde_json::{Map, Value};
         pub struct Pet {
             pub name: Value,
             #[serde(default, rename = \"tag\")]
             pub label: Option<Value>,
             pub seen: Option<Value>,
             pub toys: Vec<Map<String, Value>>,
             pub owner: Map<String, Value>,
         }
         pub struct PetOwner { pub rest: Value, pub name: Value }
         pub type Free = Map<String, Value>;
         pub enum Status { Lost(Value), Unknown(Value) }",
    );
    assert_eq!(
        values.fallbacks,
        [
            "types::Pet, `name`",
            "types::Pet, `owner`",
            "types::Pet, `seen`",
            "types::PetOwner, `name`",
            "types::Status",
        ]
    );
    assert_eq!((values.asked, values.free_form), (2, 2));
}

#[test]
fn a_schema_may_be_called_value() {
    let (_, _, values) = found("pub struct Value;\npub struct Pet { pub name: Value }\n");
    assert_eq!(values.fallbacks, Vec::<String>::new());
}

#[test]
fn a_large_crate_is_compiled_with_one_of_its_tags() {
    let of_one_tag = |features: &str| -> Vec<String> {
        let manifest = format!("[features]\n{features}").parse().unwrap();
        Features::of(&manifest).of_one_tag().cloned().collect()
    };
    let large = "client = []\ndefault = [\"client\", \"pets\", \"toys\"]\npets = []\ntoys = []\njiff = []\n";
    assert_eq!(of_one_tag(large), ["client", "jiff", "pets"]);
    assert_eq!(
        of_one_tag("client = []\ndefault = [\"client\"]\n"),
        ["client"]
    );
}
