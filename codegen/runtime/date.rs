//@ uses = ["text_type"]
//@ [features]
//@ chrono = ["dep:chrono"]
//@ jiff = ["dep:jiff"]
//@ time = ["dep:time"]
//@ [dependencies]
//@ chrono = { version = "0.4.35", optional = true, default-features = false, features = ["std"] }
//@ jiff = { version = "0.2", optional = true, default-features = false, features = ["std"] }
//@ time = { version = "0.3.36", optional = true, default-features = false, features = ["formatting", "parsing", "std"] }

//! Days, kept as the text that was received.

use super::text_type::text_type;

/// A day in the form of [RFC 3339], such as `2026-01-31`.
///
/// The text is kept exactly as it was received and is not checked, so that a service which writes
/// an odd date in one member does not take the rest of its answer down. It is checked when a date
/// of another crate is made of it, which the features `jiff`, `chrono` and `time` add the methods
/// `to_jiff`, `to_chrono` and `to_time` for. With the same features a `Date` is made of a date of
/// those crates by `From`.
///
/// Dates are compared by their texts, which is the order of the days as long as all of them have
/// the form of RFC 3339. It has years from 0 to 9999. The other crates reach further; a year beyond
/// that range becomes a text of the form that the crate prints, which is not RFC 3339.
///
/// # Example
///
/// ```
/// use crate_name::Date;
///
/// let born: Date = serde_json::from_str(r#""2026-01-31""#)?;
/// assert_eq!(born.as_str(), "2026-01-31");
/// assert!(born < Date::from("2026-02-01"));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [RFC 3339]: https://www.rfc-editor.org/rfc/rfc3339
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(String);

text_type!(Date, "2026-01-31");

impl Date {
    /// Parses the text as a civil date of the jiff crate.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a date that jiff understands.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Date;
    ///
    /// let date = Date::from("2026-01-31");
    /// assert_eq!(date.to_jiff()?, jiff::civil::date(2026, 1, 31));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    #[cfg(feature = "jiff")]
    #[cfg_attr(docsrs, doc(cfg(feature = "jiff")))]
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, jiff::Error> {
        self.0.parse()
    }

    /// Parses the text as a date of the chrono crate.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a date that chrono understands.
    ///
    /// # Example
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use crate_name::Date;
    ///
    /// let date = Date::from("2026-01-31").to_chrono()?;
    /// assert_eq!(Some(date), NaiveDate::from_ymd_opt(2026, 1, 31));
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    #[cfg(feature = "chrono")]
    #[cfg_attr(docsrs, doc(cfg(feature = "chrono")))]
    pub fn to_chrono(&self) -> Result<chrono::NaiveDate, chrono::ParseError> {
        self.0.parse()
    }

    /// Parses the text as a date of the time crate.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not a date that the crate understands.
    ///
    /// # Example
    ///
    /// ```
    /// use crate_name::Date;
    ///
    /// let date = Date::from("2026-01-31").to_time()?;
    /// assert_eq!((date.year(), date.ordinal()), (2026, 31));
    /// # Ok::<(), time::error::Parse>(())
    /// ```
    #[cfg(feature = "time")]
    #[cfg_attr(docsrs, doc(cfg(feature = "time")))]
    pub fn to_time(&self) -> Result<time::Date, time::error::Parse> {
        use time::format_description::well_known::Iso8601;

        time::Date::parse(&self.0, &Iso8601::DATE)
    }
}

/// Writes the year, the month and the day.
///
/// # Example
///
/// ```
/// use crate_name::Date;
///
/// let date = Date::from(jiff::civil::date(2026, 1, 31));
/// assert_eq!(date.as_str(), "2026-01-31");
/// ```
#[cfg(feature = "jiff")]
#[cfg_attr(docsrs, doc(cfg(feature = "jiff")))]
impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

/// Writes the year, the month and the day.
///
/// # Example
///
/// ```
/// use crate_name::Date;
///
/// let date = Date::from(chrono::NaiveDate::default());
/// assert_eq!(date.as_str(), "1970-01-01");
/// ```
#[cfg(feature = "chrono")]
#[cfg_attr(docsrs, doc(cfg(feature = "chrono")))]
impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        Self(date.to_string())
    }
}

/// Writes the year, the month and the day.
///
/// # Example
///
/// ```
/// use crate_name::Date;
///
/// let date = Date::from(time::Date::from_ordinal_date(2026, 31)?);
/// assert_eq!(date.as_str(), "2026-01-31");
/// # Ok::<(), time::error::ComponentRange>(())
/// ```
#[cfg(feature = "time")]
#[cfg_attr(docsrs, doc(cfg(feature = "time")))]
impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self(date.to_string())
    }
}
