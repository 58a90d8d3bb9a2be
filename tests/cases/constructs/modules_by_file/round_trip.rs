//! Types of the same name in two modules, used in a third.

use case_modules_by_file::zoo::keepers::{AddOperation, Keeper};
use case_modules_by_file::{Operation, pets, types::InRoot, zoo};
use serde_json::json;

#[test]
fn two_animals_in_one_keeper() {
    let keeper = Keeper::example();
    let _: (&zoo::Animal, &pets::Animal) = (&keeper.wild, &keeper.tame);
    let value = json!({"name": "a", "wild": {"name": "b", "teeth": 3}, "tame": {"name": "c", "kind": "cat"}});
    let keeper: Keeper = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&keeper).unwrap(), value);
    let _ = keeper.left_over(InRoot::example());
}

#[test]
fn operations_know_their_types() {
    fn path<O: Operation<Response = (), Error = ()>>() -> &'static str {
        O::PATH
    }
    assert_eq!(path::<AddOperation>(), "/zoo/keepers");
    assert_eq!(<pets::GetOperation as Operation>::METHOD, "GET");
}
