//! Lists in a query.

use case_queries_of_lists::Operation;
use case_queries_of_lists::operations::{
    ListThingsEitherItem, ListThingsKindsItem, ListThingsLevelsItem, ListThingsOperation,
};

#[test]
fn each_item_is_written_as_by_itself() {
    let operation = ListThingsOperation::new()
        .ids(vec![1, -2])
        .sizes(vec![0.5, 2.0])
        .flags(vec![true, false])
        .at(vec!["2026-01-31T23:59:59Z".into()])
        .levels(vec![ListThingsLevelsItem::from(2), ListThingsLevelsItem::from(7)])
        .kinds(vec![ListThingsKindsItem::A, ListThingsKindsItem::from("new&odd")])
        .either(vec![ListThingsEitherItem::Integer(1), ListThingsEitherItem::String("x".into())]);
    let request = operation.request().unwrap();
    let target = request.target();
    let (_, query) = target.split_once('?').unwrap();
    let mut parts: Vec<&str> = query.split('&').collect();
    parts.sort_unstable();
    assert_eq!(
        parts,
        [
            "at=2026-01-31T23%3A59%3A59Z",
            "either=1",
            "either=x",
            "flags=false",
            "flags=true",
            "ids=-2",
            "ids=1",
            "kinds=a",
            "kinds=new%26odd",
            "levels=2",
            "levels=7",
            "sizes=0.5,2.0",
        ]
    );
}
