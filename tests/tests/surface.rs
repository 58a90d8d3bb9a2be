//! The public surface of the generated crate, as a snapshot.
//!
//! It is the one snapshot that depends on the schema: whatever a change of the schema or of the
//! generator does to callers is in its diff. A change of descriptions is not.

use std::panic;

use crate::support::source::Source;
use crate::support::surface::surface;

mod support;

const ADVICE: &str = "\
The public surface of the generated crate is not what tests/tests/snapshots/surface.snap has.
If it is meant to change, accept it with

    INSTA_UPDATE=always cargo test -p tests --test surface

and say in the pull request what the change does to callers.";

#[test]
fn the_public_surface_is_as_recorded() {
    let surface = surface(&Source::of_the_crate());
    let outcome = panic::catch_unwind(|| {
        insta::with_settings!({
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("surface", surface);
        });
    });
    assert!(outcome.is_ok(), "{ADVICE}");
}

/// Returns the surface of a crate with one file.
fn surface_of(text: &str) -> String {
    surface(&Source::parse([("crate".to_owned(), text.to_owned())]))
}

#[test]
fn descriptions_and_bodies_are_not_in_it() {
    let plain = r#"
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct Code { pub r#type: String, pub id: String }
        impl Code { pub fn new() -> Self { Self::from(1) } }
    "#;
    let described = r#"
        //! A file.
        /// A code.
        #[derive(Clone)]
        #[non_exhaustive]
        #[doc(alias = "passcode")]
        pub struct Code {
            /// Kind of code.
            #[serde(default)]
            pub r#type: String,
            #[deprecated]
            pub id: String,
        }
        /// What it does.
        impl Code {
            /// A code.
            #[must_use]
            pub fn new() -> Self { Self::default() }
            fn private(&self) {}
        }
        struct Private;
    "#;
    assert_eq!(surface_of(plain), surface_of(described));
}

#[test]
fn whatever_callers_see_is_in_it() {
    let plain = r#"
        pub struct Code { pub id: String }
        impl Code { pub fn new(id: &str) -> Self {} }
        pub enum Kind { Short }
        impl OpenEnum for Kind { const KNOWN: &[(&str, Self)] = &[("short", Self::Short)]; }
        pub trait Operation {}
        impl Operation for Code { const PATH: &str = "/v1/codes"; type Request = Kind; }
    "#;
    let changes = [
        ("pub id", "id"),
        ("pub id", r#"#[serde(rename = "ID")] pub id"#),
        ("id: String", "id: Option<String>"),
        ("pub struct", "#[derive(Clone)] pub struct"),
        ("pub struct", "#[non_exhaustive] pub struct"),
        ("&str) -> Self", "impl Into<String>) -> Self"),
        ("pub fn", "fn"),
        ("pub fn", r#"#[cfg(feature = "more")] pub fn"#),
        ("{ Short }", "{ Short, Long }"),
        (r#""short""#, r#""SHORT""#),
        ("/v1/codes", "/v2/codes"),
        ("Request = Kind", "Request = Code"),
        (
            "pub trait Operation {}",
            "pub trait Operation {} impl Drop for Code {}",
        ),
        (
            "pub trait Operation {}",
            "pub trait Operation {} pub mod more;",
        ),
    ];
    for (from, to) in changes {
        let changed = plain.replace(from, to);
        assert_ne!(plain, changed, "{from:?} is not in the text");
        assert_ne!(
            surface_of(plain),
            surface_of(&changed),
            "{from:?} is now {to:?}"
        );
    }
}

#[test]
fn a_type_of_a_private_module_is_shown_where_it_is_public() {
    let parse = |root: &str| {
        let hidden = "pub struct Seen { pub id: String } pub struct Unseen;";
        let modules = [("crate", root), ("crate::hidden", hidden)];
        let modules = modules.map(|(path, text)| (path.to_owned(), text.to_owned()));
        surface(&Source::parse(modules))
    };
    assert_eq!(
        parse("mod hidden; pub use hidden::Seen;"),
        surface_of("pub struct Seen { pub id: String }")
    );
    assert_eq!(parse("mod hidden;"), surface_of(""));
}
