//! Points in time and days.

use tests::runtime::{Date, DateTime};

/// Texts that are no date-times, or that not every crate takes as one.
const ODD_DATE_TIMES: &[&str] = &[
    "",
    "0",
    "yesterday",
    "2026-01-31",
    "2026-01-31T23:59:59",
    "2026-02-30T00:00:00Z",
    "2026-01-31T25:00:00Z",
    "1767225600",
    "zażółć",
    " 2026-01-31T23:59:59Z ",
];

#[test]
fn date_times_keep_their_text() {
    let fine = [
        "2026-01-31T23:59:59Z",
        "2026-01-31T23:59:59.120+05:30",
        "2016-12-31T23:59:60Z",
    ];
    for text in ODD_DATE_TIMES.iter().copied().chain(fine) {
        let json = serde_json::to_string(text).unwrap();
        let date_time = serde_json::from_str::<DateTime>(&json).unwrap();
        assert_eq!(serde_json::to_string(&date_time).unwrap(), json);
        assert_eq!(date_time.as_str(), text);
        assert_eq!(date_time.to_string(), text);
        assert_eq!(date_time, DateTime::from(text));
        assert_eq!(format!("{date_time:?}"), format!("DateTime({text:?})"));
        assert_eq!(date_time.into_string(), text);
    }
}

#[cfg(feature = "jiff")]
#[test]
fn date_times_convert_to_and_from_jiff() {
    use jiff::Timestamp;

    for text in ODD_DATE_TIMES {
        assert!(DateTime::from(*text).to_jiff().is_err(), "{text}");
    }
    let nanoseconds = [
        0,
        1,
        -1,
        1_700_000_000_123_456_789,
        -62_167_219_200_000_000_000,
    ];
    let timestamps = nanoseconds.map(|n| Timestamp::from_nanosecond(n).unwrap());
    for timestamp in timestamps
        .into_iter()
        .chain([Timestamp::MIN, Timestamp::MAX])
    {
        assert_eq!(DateTime::from(timestamp).to_jiff().unwrap(), timestamp);
    }
    let with_offset = DateTime::from("1970-01-01T05:30:00.5+05:30");
    assert_eq!(with_offset.to_jiff().unwrap().as_millisecond(), 500);
    assert_eq!(
        DateTime::from(Timestamp::UNIX_EPOCH).as_str(),
        "1970-01-01T00:00:00Z"
    );
}

#[cfg(feature = "chrono")]
#[test]
fn date_times_convert_to_and_from_chrono() {
    use chrono::{DateTime as Chrono, FixedOffset, Utc};

    for text in ODD_DATE_TIMES {
        assert!(DateTime::from(*text).to_chrono().is_err(), "{text}");
    }
    for text in [
        "1970-01-01T05:30:00.500+05:30",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ] {
        assert_eq!(
            DateTime::from(DateTime::from(text).to_chrono().unwrap()).as_str(),
            text
        );
    }
    let epoch = Chrono::<Utc>::UNIX_EPOCH;
    assert_eq!(DateTime::from(epoch).as_str(), "1970-01-01T00:00:00Z");
    let with_seconds = epoch.with_timezone(&FixedOffset::east_opt(3_630).unwrap());
    assert_eq!(
        DateTime::from(with_seconds).as_str(),
        "1970-01-01T00:00:00Z"
    );
    for extreme in [Chrono::<Utc>::MIN_UTC, Chrono::<Utc>::MAX_UTC] {
        let shifted = extreme.with_timezone(&FixedOffset::east_opt(-3_600).unwrap());
        assert!(DateTime::from(extreme).to_chrono().is_err());
        assert_eq!(DateTime::from(shifted), DateTime::from(extreme));
    }
    let last = DateTime::from("9999-12-31T23:59:59Z");
    let next_year = last
        .to_chrono()
        .unwrap()
        .with_timezone(&FixedOffset::east_opt(60).unwrap());
    assert_eq!(DateTime::from(next_year), last);
}

#[cfg(feature = "time")]
#[test]
fn date_times_convert_to_and_from_time() {
    use time::{Date, OffsetDateTime, Time, UtcOffset};

    for text in ODD_DATE_TIMES {
        assert!(DateTime::from(*text).to_time().is_err(), "{text}");
    }
    for text in [
        "1970-01-01T05:30:00.5+05:30",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ] {
        assert_eq!(
            DateTime::from(DateTime::from(text).to_time().unwrap()).as_str(),
            text
        );
    }
    let offset = |seconds| UtcOffset::from_whole_seconds(seconds).unwrap();
    let with_seconds = OffsetDateTime::UNIX_EPOCH.to_offset(offset(3_630));
    assert_eq!(
        DateTime::from(with_seconds).as_str(),
        "1970-01-01T00:00:00Z"
    );
    let beyond = [
        OffsetDateTime::new_in_offset(Date::MIN, Time::MIDNIGHT, UtcOffset::UTC),
        OffsetDateTime::new_in_offset(Date::MIN, Time::MIDNIGHT, offset(3_600)),
        OffsetDateTime::new_in_offset(Date::MIN, Time::MIDNIGHT, offset(3_630)),
        OffsetDateTime::new_in_offset(Date::MAX, Time::MAX, offset(-3_630)),
    ];
    for date_time in beyond {
        assert_eq!(DateTime::from(date_time).as_str(), date_time.to_string());
        assert!(DateTime::from(date_time).to_time().is_err());
    }
}

/// Texts that are no dates to any crate.
const ODD_DATES: &[&str] = &[
    "",
    "0",
    "yesterday",
    "2026-02-30",
    "2026-13-01",
    "31.01.2026",
    "zażółć",
    " 2026-01-31 ",
];

/// The first and the last day that RFC 3339 has a form for, and days between them.
const DATES: &[&str] = &["0000-01-01", "1969-12-31", "2024-02-29", "9999-12-31"];

#[test]
fn dates_keep_their_text() {
    for text in ODD_DATES.iter().copied().chain(DATES.iter().copied()) {
        let json = serde_json::to_string(text).unwrap();
        let date = serde_json::from_str::<Date>(&json).unwrap();
        assert_eq!(serde_json::to_string(&date).unwrap(), json);
        assert_eq!(date.as_str(), text);
        assert_eq!(date.to_string(), text);
        assert_eq!(format!("{date:?}"), format!("Date({text:?})"));
        assert_eq!(date, Date::from(text));
        assert_eq!(date.into_string(), text);
    }
    let mut dates = ["2026-10-01", "0999-12-31", "2026-09-30"].map(Date::from);
    dates.sort();
    assert_eq!(
        dates,
        ["0999-12-31", "2026-09-30", "2026-10-01"].map(Date::from)
    );
}

#[cfg(feature = "jiff")]
#[test]
fn dates_convert_to_and_from_jiff() {
    use jiff::civil;

    for text in ODD_DATES {
        assert!(Date::from(*text).to_jiff().is_err(), "{text}");
    }
    for text in DATES {
        assert_eq!(
            Date::from(Date::from(*text).to_jiff().unwrap()).as_str(),
            *text
        );
    }
    for date in [civil::Date::MIN, civil::Date::MAX] {
        assert_eq!(Date::from(date).to_jiff().unwrap(), date);
    }
}

#[cfg(feature = "chrono")]
#[test]
fn dates_convert_to_and_from_chrono() {
    use chrono::NaiveDate;

    for text in ODD_DATES.iter().filter(|text| text.trim() == **text) {
        assert!(Date::from(*text).to_chrono().is_err(), "{text}");
    }
    for text in DATES {
        assert_eq!(
            Date::from(Date::from(*text).to_chrono().unwrap()).as_str(),
            *text
        );
    }
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(Date::from(date).to_chrono().unwrap(), date);
    }
}

#[cfg(feature = "time")]
#[test]
fn dates_convert_to_and_from_time() {
    for text in ODD_DATES {
        assert!(Date::from(*text).to_time().is_err(), "{text}");
    }
    for text in DATES {
        assert_eq!(
            Date::from(Date::from(*text).to_time().unwrap()).as_str(),
            *text
        );
    }
    for date in [time::Date::MIN, time::Date::MAX] {
        assert_eq!(Date::from(date).as_str(), date.to_string());
    }
}
