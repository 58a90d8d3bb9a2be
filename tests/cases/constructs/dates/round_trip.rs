//! A date-time keeps its text.

use case_dates::{DateTime, types::Loan};
use serde_json::json;

#[test]
fn every_text_goes_back_as_it_came() {
    for text in [
        "2026-02-03T04:05:06Z",
        "2026-02-03t04:05:06.0+01:00",
        "next week",
        "",
    ] {
        let value = json!({"lent_at": text, "extended_at": [text], "read_at_by_page": {"1": text}});
        let loan: Loan = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(loan.lent_at.as_str(), text);
        assert_eq!(serde_json::to_value(&loan).unwrap(), value);
    }
}

#[test]
fn null_is_none_or_null() {
    let loan: Loan =
        serde_json::from_value(json!({"lent_at": "a", "returned_at": null, "lost_at": null}))
            .unwrap();
    assert_eq!(loan.returned_at, None);
    assert!(loan.lost_at.is_null());
}

#[test]
fn a_number_is_no_date_time_and_is_not_quoted() {
    let error = serde_json::from_value::<Loan>(json!({"lent_at": 1770091506})).unwrap_err();
    assert!(!error.to_string().contains("1770091506"), "{error}");
}

#[test]
fn the_conversions_are_there() {
    let loan = Loan::new("2026-02-03T04:05:06Z").returned_at(DateTime::from("never"));
    assert_eq!(loan.lent_at.to_jiff().unwrap().as_second(), 1_770_091_506);
    assert_eq!(loan.lent_at.to_chrono().unwrap().timestamp(), 1_770_091_506);
    assert_eq!(
        loan.lent_at.to_time().unwrap().unix_timestamp(),
        1_770_091_506
    );
    assert!(loan.returned_at.unwrap().to_jiff().is_err());
}

#[test]
fn the_example_is_a_date_time() {
    assert_eq!(
        Loan::example().lent_at,
        DateTime::from("2026-02-03T04:05:06Z")
    );
    assert!(Loan::example().returned_at.unwrap().to_jiff().is_ok());
}
