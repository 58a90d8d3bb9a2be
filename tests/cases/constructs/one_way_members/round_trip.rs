//! What is sent and what is received.

use case_one_way_members::Operation;
use case_one_way_members::operations::ReplaceBookOperation;
use case_one_way_members::types::{
    Author, AuthorRequest, Book, BookRequest, NewReader, Place, PlaceRequest, Reader, SeriesRequest,
    ShelfInput,
};
use serde_json::json;

#[test]
fn nothing_is_sent_that_is_only_received() {
    let shelf = ShelfInput::new().label("a");
    let book = BookRequest::new("Walden", "abc")
        .authors(vec![AuthorRequest::new("Thoreau")])
        .series(SeriesRequest::new().before(SeriesRequest::new()))
        .place(PlaceRequest::Shelf(shelf));
    let expected = json!({
        "title": "Walden", "price_code": "abc", "authors": [{"name": "Thoreau"}],
        "series": {"before": {}}, "place": {"label": "a"},
    });
    assert_eq!(serde_json::to_value(book).unwrap(), expected);
}

#[test]
fn nothing_is_asked_of_what_is_received_that_is_only_sent() {
    let value = json!({"id": "123", "title": "Walden", "authors": [{"id": "1", "name": "T"}]});
    let book: Book = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(book.authors[0].id.as_deref(), Some("1"));
    assert_eq!(serde_json::to_value(book).unwrap(), value);
    let reader: Reader = serde_json::from_value(json!({"id": "1", "name": "a"})).unwrap();
    assert_eq!(reader.name, "a");
}

#[test]
fn the_operation_takes_one_and_answers_the_other() {
    fn answers<O: Operation<Response = Book>>(_: &O) {}
    let book = BookRequest::new("Walden", "abc");
    answers(&ReplaceBookOperation::new("1", book));
    let reader = NewReader::new("a", "b").desk(ShelfInput::new());
    let expected = json!({"name": "a", "password": "b", "desk": {}});
    assert_eq!(serde_json::to_value(reader).unwrap(), expected);
}

#[test]
fn examples_are_of_what_is_received() {
    assert_eq!(Book::example().id, "123");
    assert_eq!(Author::example().name, "text");
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let value = json!({
        "id": "123", "title": "Walden", "place": ["lane", null], "added_at": "long ago",
        "added_by": {"name": "a", "new": 1}, "price_code": "what is only sent", "new": {},
    });
    let book: Book = serde_json::from_value(value).unwrap();
    assert!(matches!(book.place, Some(Place::Unknown { .. })));
    let expected = json!({
        "id": "123", "title": "Walden", "place": ["lane", null], "added_at": "long ago",
        "added_by": {"name": "a"},
    });
    assert_eq!(serde_json::to_value(&book).unwrap(), expected);
}
