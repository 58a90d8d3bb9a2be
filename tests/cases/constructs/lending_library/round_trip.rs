//! A small API from end to end, as far as types go.

use std::collections::BTreeMap;

use case_lending_library::loans::{
    LendOperation, LendParams, Loan, LoanState, MineOperation, Receipt, ReturnOperation,
};
use case_lending_library::types::{
    Author, Book, BookPage, Genre, Money, MoneyCurrency, Problem, ProblemCode,
};
use case_lending_library::{Operation, books, operations};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn round_trip<T: Serialize + DeserializeOwned>(value: Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&decoded).unwrap(), value);
    decoded
}

fn book() -> Value {
    json!({
        "isbn": "9783161484100",
        "title": "The Trial",
        "authors": [{"name": "Franz Kafka", "born": 1883, "influences": [{"name": "Anonymous"}]}],
        "genre": "novel",
        "published": "1925-04-26",
        "value": {"cents": -250, "currency": "EUR"},
        "copies": {"town": 3, "north side": 0},
        "shelf": "K 7",
        "metadata": {"smells": null, "pages": [1, 2.5]},
    })
}

fn loan() -> Value {
    json!({
        "id": "loan-17", "book": book(), "lent_at": "2026-02-03T10:00:00+01:00",
        "due": "2026-03-03", "state": "running", "renewals": ["whenever"],
    })
}

#[test]
fn every_type_goes_back_unchanged() {
    round_trip::<Book>(book());
    round_trip::<BookPage>(json!({"items": [book()], "total": u64::MAX, "next": "/books?page=2"}));
    round_trip::<Loan>(loan());
    round_trip::<BTreeMap<String, Vec<Loan>>>(json!({"town": [loan()], "north side": []}));
    round_trip::<Receipt>(json!({
        "loan": loan(), "total": {"cents": 0, "currency": "CHF"},
        "fees": [{"reason": "late", "amount": {"cents": 50, "currency": "XXX"}}],
    }));
    round_trip::<Problem>(json!({
        "code": 1000, "title": "No such book", "detail": "a", "fields": {"isbn": ["too short"], "q": []},
    }));
    round_trip::<LendParams>(json!({
        "isbn": "1", "pin": "1234", "weeks": 2, "notify": "a@example.com", "tags": ["gift"],
    }));
}

#[test]
fn the_least_that_is_allowed_goes_back_unchanged() {
    round_trip::<Book>(json!({"isbn": "1", "title": "", "authors": [], "genre": "novel"}));
    round_trip::<Problem>(json!({"code": 2000, "title": ""}));
    round_trip::<LendParams>(json!({"isbn": "1", "pin": ""}));
}

#[test]
fn what_is_newer_than_the_crate_is_kept() {
    let mut value = book();
    value["genre"] = json!("scroll");
    let scroll = round_trip::<Book>(value.clone());
    assert_eq!(scroll.genre.as_str(), "scroll");
    value["weight"] = json!(1);
    assert_eq!(serde_json::from_value::<Book>(value).unwrap(), scroll);
    let problem = round_trip::<Problem>(json!({"code": 9999, "title": "a"}));
    assert_eq!(problem.code.as_i64(), 9999);
    assert_eq!(ProblemCode::from(1001), ProblemCode::NotAllowed);
    assert_eq!(Genre::from("children's"), Genre::Children);
    assert_eq!(Genre::from("non-fiction"), Genre::NonFiction);
}

#[test]
fn what_is_wrong_is_refused() {
    for (name, wrong) in [
        ("title", json!(1)),
        ("authors", json!("Kafka")),
        ("genre", Value::Null),
        ("value", json!({"cents": "250", "currency": "EUR"})),
        ("value", json!({"cents": 2.5, "currency": "EUR"})),
        ("copies", json!({"town": -1})),
    ] {
        let mut value = book();
        value[name] = wrong;
        assert!(serde_json::from_value::<Book>(value).is_err(), "{name}");
    }
}

#[test]
fn operations_tell_their_facts() {
    fn facts<O: Operation>() -> (&'static str, &'static str) {
        (O::METHOD, O::PATH)
    }
    fn is<O: Operation<Response = A>, A>() {}
    is::<LendOperation, Loan>();
    is::<ReturnOperation, Receipt>();
    is::<MineOperation, BTreeMap<String, Vec<Loan>>>();
    is::<books::SearchOperation, BookPage>();
    is::<books::GetOperation, Book>();
    is::<books::PutOperation, ()>();
    is::<operations::HealthOperation, ()>();
    assert_eq!(facts::<LendOperation>(), ("POST", "/loans"));
    assert_eq!(facts::<ReturnOperation>(), ("POST", "/loans/{id}/return"));
    assert_eq!(facts::<books::PutOperation>(), ("PUT", "/books/{isbn}"));
}

#[test]
fn the_pin_and_the_address_are_not_shown() {
    let params = LendParams::new("9783161484100", "1234")
        .weeks(2)
        .notify("a@example.com");
    let text = format!("{params:?}");
    assert!(
        !text.contains("1234") && !text.contains("a@example.com"),
        "{text}"
    );
    assert!(text.contains("9783161484100"), "{text}");
    assert_eq!(serde_json::to_value(&params).unwrap()["pin"], "1234");
}

#[test]
fn examples_are_the_schemas() {
    let loan = Loan::example();
    assert_eq!(
        (loan.id.as_str(), loan.state),
        ("loan-17", LoanState::Running)
    );
    assert_eq!(loan.lent_at.as_str(), "2026-02-03T10:00:00+01:00");
    assert_eq!(loan.book.copies.get("town"), Some(&3));
    assert_eq!(loan.book.isbn, "9783161484100");
    assert_eq!(loan.book.authors, [Author::example()]);
    let money = Money::example();
    assert_eq!((money.cents, money.currency), (250, MoneyCurrency::Eur));
    let page = BookPage::example();
    let value = serde_json::to_value(&page).unwrap();
    assert_eq!(serde_json::from_value::<BookPage>(value).unwrap(), page);
    let _ = (Receipt::example(), Problem::example());
}
