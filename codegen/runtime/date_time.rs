//@ uses = ["text"]
//@ [features]
//@ chrono = ["dep:chrono"]
//@ jiff = ["dep:jiff"]
//@ time = ["dep:time"]
//@ [dependencies]
//@ chrono = { version = "0.4.35", optional = true, default-features = false, features = ["std"] }
//@ jiff = { version = "0.2", optional = true, default-features = false, features = ["std"] }
//@ time = { version = "0.3.36", optional = true, default-features = false, features = ["formatting", "parsing", "std"] }

//! Points in time, kept as the text that was received.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::text;

/// A point in time in the form of [RFC 3339], such as `2026-01-31T23:59:59Z`.
///
/// The text is kept exactly as it was received and is not checked, so that a service which writes
/// an odd date-time in one member does not take the rest of its answer down. It is checked when a
/// date-time of another crate is made of it, which the features `jiff`, `chrono` and `time` add
/// the methods `to_jiff`, `to_chrono` and `to_time` for. With the same features a `DateTime` is
/// made of a date-time of those crates by `From`.
///
/// Date-times compare as equal only when their texts are the same: `2026-01-31T12:00:00Z` and
/// `2026-01-31T13:00:00+01:00` are the same time and not equal. There is no order, since the order
/// of the texts would not be that of the times. Convert first to compare times.
///
/// RFC 3339 has years from 0 to 9999. The other crates reach further; a year beyond that range
/// becomes a text of the form that the crate prints, which is not RFC 3339.
///
/// # Example
///
/// ```
/// use crate_name::DateTime;
///
/// let created_at: DateTime = serde_json::from_str(r#""2026-01-31T23:59:59Z""#)?;
/// assert_eq!(created_at.as_str(), "2026-01-31T23:59:59Z");
/// assert_eq!(created_at.to_string(), "2026-01-31T23:59:59Z");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [RFC 3339]: https://www.rfc-editor.org/rfc/rfc3339
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// Returns the text exactly as it was received.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::DateTime;
    ///
    /// let date_time = DateTime::from("2026-01-31T23:59:59Z");
    /// assert_eq!(date_time.as_str(), "2026-01-31T23:59:59Z");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text exactly as it was received, without copying it.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::DateTime;
    ///
    /// let date_time = DateTime::from("2026-01-31T23:59:59Z");
    /// assert_eq!(date_time.into_string(), "2026-01-31T23:59:59Z");
    /// ```
    pub fn into_string(self) -> String {
        self.0
    }

    /// Parses the text as a timestamp of the jiff crate.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a date-time with an offset that jiff understands.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::DateTime;
    ///
    /// let date_time = DateTime::from("1970-01-01T01:00:07+01:00");
    /// assert_eq!(date_time.to_jiff()?, jiff::Timestamp::from_second(7)?);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    #[cfg(feature = "jiff")]
    #[cfg_attr(docsrs, doc(cfg(feature = "jiff")))]
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.0.parse()
    }

    /// Parses the text as a date-time of the chrono crate, which keeps the offset.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a date-time in the form of RFC 3339.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::DateTime;
    ///
    /// let date_time = DateTime::from("1970-01-01T01:00:07+01:00").to_chrono()?;
    /// assert_eq!(date_time.timestamp(), 7);
    /// assert_eq!(date_time.offset().local_minus_utc(), 3600);
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    #[cfg(feature = "chrono")]
    #[cfg_attr(docsrs, doc(cfg(feature = "chrono")))]
    pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::FixedOffset>, chrono::ParseError> {
        chrono::DateTime::parse_from_rfc3339(&self.0)
    }

    /// Parses the text as a date-time of the time crate, which keeps the offset.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a date-time in the form of RFC 3339.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::DateTime;
    ///
    /// let date_time = DateTime::from("1970-01-01T01:00:07+01:00").to_time()?;
    /// assert_eq!(date_time.unix_timestamp(), 7);
    /// assert_eq!(date_time.offset().whole_hours(), 1);
    /// # Ok::<(), time::error::Parse>(())
    /// ```
    #[cfg(feature = "time")]
    #[cfg_attr(docsrs, doc(cfg(feature = "time")))]
    pub fn to_time(&self) -> Result<time::OffsetDateTime, time::error::Parse> {
        use time::format_description::well_known::Rfc3339;

        time::OffsetDateTime::parse(&self.0, &Rfc3339)
    }
}

/// Takes the text as it is, without a check.
impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Takes the text as it is, without a check.
impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Writes the time in UTC, to the last nanosecond that is not zero.
///
/// # Example
///
/// ```
/// use crate_name::DateTime;
///
/// let date_time = DateTime::from(jiff::Timestamp::from_second(7)?);
/// assert_eq!(date_time.as_str(), "1970-01-01T00:00:07Z");
/// # Ok::<(), jiff::Error>(())
/// ```
#[cfg(feature = "jiff")]
#[cfg_attr(docsrs, doc(cfg(feature = "jiff")))]
impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

/// Writes the time with its offset, or in UTC where RFC 3339 has no form for that: when the offset
/// is not in whole minutes, or when the local year is not one from 0 to 9999.
///
/// # Example
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use crate_name::DateTime;
///
/// let date_time = DateTime::from(Utc.timestamp_nanos(7_000_000_000));
/// assert_eq!(date_time.as_str(), "1970-01-01T00:00:07Z");
/// ```
#[cfg(feature = "chrono")]
#[cfg_attr(docsrs, doc(cfg(feature = "chrono")))]
impl<Tz: chrono::TimeZone> From<chrono::DateTime<Tz>> for DateTime {
    fn from(date_time: chrono::DateTime<Tz>) -> Self {
        use chrono::{Datelike, SecondsFormat};

        let date_time = date_time.fixed_offset();
        let offset = *date_time.offset();
        let local = date_time.naive_utc().checked_add_offset(offset);
        let has_form = offset.local_minus_utc() % 60 == 0
            && local.is_some_and(|local| (0..=9999).contains(&local.year()));
        Self(if has_form {
            date_time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
        } else {
            date_time
                .to_utc()
                .to_rfc3339_opts(SecondsFormat::AutoSi, true)
        })
    }
}

/// Writes the time with its offset, or in UTC where RFC 3339 has no form for that: when the offset
/// is not in whole minutes, or when the local year is not one from 0 to 9999.
///
/// # Example
///
/// ```
/// use crate_name::DateTime;
/// use time::{Duration, OffsetDateTime};
///
/// let date_time = DateTime::from(OffsetDateTime::UNIX_EPOCH + Duration::seconds(7));
/// assert_eq!(date_time.as_str(), "1970-01-01T00:00:07Z");
/// ```
#[cfg(feature = "time")]
#[cfg_attr(docsrs, doc(cfg(feature = "time")))]
impl From<time::OffsetDateTime> for DateTime {
    fn from(date_time: time::OffsetDateTime) -> Self {
        use time::format_description::well_known::Rfc3339;

        let text = date_time.format(&Rfc3339).or_else(|error| {
            let utc = date_time.checked_to_offset(time::UtcOffset::UTC);
            utc.ok_or(error)?.format(&Rfc3339)
        });
        Self(text.unwrap_or_else(|_| date_time.to_string()))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer).map(|text| Self(text.into_owned()))
    }
}
