//! Modules of odd names hold the operations of their tags.

use case_names_of_modules::types::{Pet, PetKind};
use case_names_of_modules::*;
use ::serde_json::json;

fn path<O: Operation<Response = Pet>>() -> &'static str {
    O::PATH
}

#[test]
fn each_tag_has_its_operations() {
    assert_eq!(path::<runtime_::Call4Operation>(), "/4");
    assert_eq!(path::<types::Call5Operation>(), "/5");
    assert_eq!(path::<crate_::Call6Operation>(), "/6");
    assert_eq!(path::<super_::Call8Operation>(), "/8");
    assert_eq!(path::<lib_::Call10Operation>(), "/10");
    assert_eq!(path::<case_names_of_modules::std::Call13Operation>(), "/13");
    assert_eq!(path::<case_names_of_modules::serde_json::Call16Operation>(), "/16");
    assert_eq!(path::<r#match::Call18Operation>(), "/18");
    assert_eq!(path::<module_2fa::Call19Operation>(), "/19");
    assert_eq!(path::<u65e5u672c::Call2Operation>(), "/2");
    assert_eq!(path::<minus::Call23Operation>(), "/23");
    assert_eq!(path::<r#gen::Call38Operation>(), "/38");
    assert_eq!(path::<r#extern::Call39Operation>(), "/39");
}

#[test]
fn tags_of_one_name_share_a_module() {
    assert_eq!((path::<self_::Call36Operation>(), path::<self_::Call7Operation>()), ("/36", "/7"));
    assert_eq!((path::<users::Call25Operation>(), path::<users::Call27Operation>()), ("/25", "/27"));
    assert_eq!((path::<uber_uns::Call0Operation>(), path::<uber_uns::Call34Operation>()), ("/0", "/34"));
}

#[test]
fn none_of_them_hides_what_the_types_are_made_of() {
    let value = json!({
        "kind": "newer", "born": "soon", "phone": "1", "free": {"a": [null]}, "map": {"b": "c"},
    });
    let pet: Pet = ::serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(pet.kind, Some(PetKind::Unknown { .. })));
    assert_eq!(::serde_json::to_value(&pet).unwrap(), value);
    let body = value.to_string();
    let answer = case_names_of_modules::std::Call13Operation::decode(&RawResponse::new(200, body.as_bytes()));
    assert_eq!(answer.unwrap(), pet);
}
