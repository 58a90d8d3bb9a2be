//! Everything that the recorded facts have is in the generated crate.
//!
//! The crate is read as source text, apart from the generator and from the schema. It may have more
//! than the facts: what it has in all is what `surface.rs` records.

use std::collections::BTreeSet;

use crate::support::facts::{Endpoint, Enum, Facts, Field, Kind};
use crate::support::items::{Member, Operation};
use crate::support::source::Source;

mod support;

/// A place where the crate is not as the facts have it, on purpose.
struct Deviation {
    /// Type, member, enum or path, such as `otp.sms.SendParams.locale`.
    place: &'static str,
    /// Why the crate is right not to follow the facts.
    why: &'static str,
}

/// All of them. An entry that no difference belongs to any more fails the test.
const DEVIATIONS: &[Deviation] = &[];

/// A difference between facts and crate.
struct Finding {
    place: String,
    problem: String,
}

#[test]
fn the_crate_has_all_that_the_facts_have() {
    let compared = compare(&Facts::with_errors());
    assert_eq!(
        compared,
        "72 types with 311 members, 9 enums with 155 values, 7 operations"
    );
}

#[test]
fn the_crate_has_all_that_it_had_before() {
    let compared = compare(&Facts::of_version("v15.7.0"));
    assert_eq!(
        compared,
        "65 types with 277 members, 8 enums with 69 values, 7 operations"
    );
}

/// A member that came later is in no body of an older version, so the crate must not require it.
#[test]
fn what_came_later_is_not_required() {
    let newest = Facts::of_version("v18.1.0");
    let facts = Facts::of_the_api();
    let later = newest.members().filter(|(name, field)| {
        let in_all = facts.type_of(name).field(&field.wire);
        field.required && in_all.is_some_and(|it| !it.required)
    });
    let later: Vec<_> = later
        .map(|(name, field)| format!("{name}.{}", field.wire))
        .collect();
    assert_eq!(
        later,
        [
            "sessions.Session.roles",
            "users.User.is_locked",
            "users.User.roles"
        ]
    );
}

/// Checks that the crate has all of the facts, and returns what was compared.
fn compare(facts: &Facts) -> String {
    let source = Source::of_the_crate();
    let comparison = Comparison::of(facts, &source);
    let problems = unexplained(&comparison.findings, DEVIATIONS);
    assert!(
        problems.is_empty(),
        "the crate is not what the facts have:\n{}",
        problems.join("\n")
    );
    format!(
        "{} types with {} members, {} enums with {} values, {} operations",
        comparison.types,
        comparison.members,
        comparison.enums,
        comparison.values,
        comparison.operations
    )
}

#[test]
fn a_deviation_explains_one_place_and_fails_when_stale() {
    const KNOWN: Deviation = Deviation {
        place: "otp.Known.member",
        why: "an example",
    };
    let finding = |place: &str| Finding {
        place: place.to_owned(),
        problem: "is not there".to_owned(),
    };
    let found = [finding("otp.Known.member"), finding("otp.New.member")];
    assert_eq!(
        unexplained(&found, &[KNOWN]),
        ["otp.New.member: is not there"]
    );
    assert!(unexplained(&found[..1], &[KNOWN]).is_empty());
    assert_eq!(
        unexplained(&[], &[KNOWN]),
        ["otp.Known.member: the deviation is stale, remove it (an example)"]
    );
}

/// Returns what is neither as in the facts nor a known deviation, and the deviations that are stale.
fn unexplained(findings: &[Finding], deviations: &[Deviation]) -> Vec<String> {
    let is_new = |it: &&Finding| deviations.iter().all(|known| known.place != it.place);
    let is_stale = |it: &&Deviation| findings.iter().all(|found| found.place != it.place);
    let new = findings
        .iter()
        .filter(is_new)
        .map(|it| format!("{}: {}", it.place, it.problem));
    let stale = deviations.iter().filter(is_stale).map(|it| {
        let Deviation { place, why } = it;
        format!("{place}: the deviation is stale, remove it ({why})")
    });
    new.chain(stale).collect()
}

/// What was compared so far, and what differs.
struct Comparison<'a> {
    source: &'a Source,
    findings: Vec<Finding>,
    types: usize,
    members: usize,
    enums: usize,
    values: usize,
    operations: usize,
}

impl<'a> Comparison<'a> {
    fn of(facts: &Facts, source: &'a Source) -> Self {
        let mut comparison = Self {
            source,
            findings: Vec::new(),
            types: 0,
            members: 0,
            enums: 0,
            values: 0,
            operations: 0,
        };
        for (name, it) in &facts.types {
            comparison.compare_type(name, &it.fields);
        }
        for (name, it) in &facts.enums {
            comparison.compare_enum(name, it);
        }
        let operations = source.operations();
        for endpoint in &facts.endpoints {
            comparison.compare_endpoint(endpoint, &operations);
        }
        comparison
    }

    fn differs(&mut self, place: &str, problem: impl Into<String>) {
        self.findings.push(Finding {
            place: place.to_owned(),
            problem: problem.into(),
        });
    }

    fn compare_type(&mut self, name: &str, fields: &[Field]) {
        let Some(members) = self.source.members(&crate_path(name)) else {
            return self.differs(name, "no public struct has this path");
        };
        self.types += 1;
        for field in fields {
            let place = format!("{name}.{}", field.wire);
            match members.iter().find(|it| it.wire == field.wire) {
                Some(member) => self.compare_member(&place, field, member),
                None => self.differs(&place, "the struct has no such member"),
            }
        }
        let expected: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
        let order: Vec<_> = members.iter().map(|it| it.wire.as_str()).collect();
        self.compare_order(name, &expected, &order);
    }

    fn compare_member(&mut self, place: &str, field: &Field, member: &Member) {
        self.members += 1;
        if !member.is_pub {
            self.differs(place, "the member is not public");
        }
        if field.required && member.is_skipped {
            self.differs(place, "the member is required, and may be left out");
        }
        if !field.required && !member.is_skipped {
            self.differs(place, "the member is optional, and cannot be left out");
        }
        let expected = self.rust_types(field);
        if !expected.contains(&member.rust_type) {
            let expected: Vec<_> = expected.into_iter().collect();
            let problem = format!("is {}, not {}", member.rust_type, expected.join(" or "));
            self.differs(place, problem);
        }
    }

    /// Returns the types that are right for a member.
    fn rust_types(&self, field: &Field) -> BTreeSet<String> {
        let public = |path: &str| {
            let path: Vec<_> = path.split("::").map(str::to_owned).collect();
            self.source.resolve("crate", &path)
        };
        let reference = || public(&crate_path(field.reference()));
        let types = match field.kind {
            Kind::String => vec!["String".to_owned(), public("crate::Secret")],
            Kind::Boolean => vec!["bool".to_owned()],
            Kind::Int32 => vec!["i32".to_owned()],
            Kind::Timestamp => vec![public("crate::DateTime")],
            Kind::Object | Kind::Enum => vec![reference()],
            Kind::Array => vec![match field.item_type() {
                Some(_) => format!("Vec<{}>", reference()),
                None => "Vec<String>".to_owned(),
            }],
            Kind::Map => vec!["serde_json::Map<String, serde_json::Value>".to_owned()],
        };
        let is_option = !field.required && !field.is_collection();
        let wrapped = types.into_iter().map(|it| match is_option {
            true => format!("Option<{it}>"),
            false => it,
        });
        wrapped.collect()
    }

    fn compare_enum(&mut self, name: &str, expected: &Enum) {
        let Some(table) = self.source.known_values(&crate_path(name)) else {
            return self.differs(name, "no public enum with a table of values has this path");
        };
        self.enums += 1;
        let variants: BTreeSet<_> = table.iter().map(|(_, variant)| variant).collect();
        if variants.len() < table.len() {
            self.differs(name, "two values are one variant");
        }
        let values: Vec<_> = table.iter().map(|(value, _)| value.as_str()).collect();
        let expected: Vec<_> = expected.values.iter().map(String::as_str).collect();
        for value in &expected {
            if values.contains(value) {
                self.values += 1;
            } else {
                self.differs(&format!("{name}.{value}"), "the enum has no such value");
            }
        }
        self.compare_order(name, &expected, &values);
    }

    /// Compares the order of what is on both sides.
    fn compare_order(&mut self, place: &str, expected: &[&str], found: &[&str]) {
        let on_both = |names: &[&str], others: &[&str]| {
            let names = names.iter().filter(|it| others.contains(it));
            names.map(|&it| it.to_owned()).collect::<Vec<_>>()
        };
        let expected_order = on_both(expected, found);
        let order = on_both(found, expected);
        if order != expected_order {
            let problem = format!("the order is {order:?}, not {expected_order:?}");
            self.differs(place, problem);
        }
    }

    fn compare_endpoint(&mut self, endpoint: &Endpoint, operations: &[Operation]) {
        let place = format!("{} {}", endpoint.http_method, endpoint.path);
        let mut operations = operations.iter();
        let is_it = |it: &&Operation| it.method == endpoint.http_method && it.path == endpoint.path;
        let Some(operation) = operations.find(is_it) else {
            return self.differs(&place, "no operation has this method and path");
        };
        self.operations += 1;
        for (part, found, expected) in [
            ("Request", &operation.request, &endpoint.request_type),
            ("Response", &operation.response, &endpoint.response_type),
        ] {
            let expected = crate_path(expected);
            if *found != expected {
                self.differs(&place, format!("{part} is {found}, not {expected}"));
            }
        }
    }
}

/// Returns the path in the crate of what the facts call `otp.sms.SendParams`.
fn crate_path(name: &str) -> String {
    format!("crate::{}", name.replace('.', "::"))
}
