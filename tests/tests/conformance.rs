//! Everything that the recorded facts have is in the generated crate.
//!
//! The crate is read as source text, apart from the generator and from the schema. It may have more
//! than the facts: what it has in all is what `surface.rs` records.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may end in a panic, and so may its helpers"
)]

use std::collections::{BTreeMap, BTreeSet};

use syn::{Expr, ExprLit, Fields, ImplItem, Item, ItemImpl, Lit, LitStr};

use crate::support::facts::{Endpoint, Enum, Facts, Field, Kind};
use crate::support::source::{Source, is_pub, segments};

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
    let facts = Facts::of_the_api();
    let comparison = Comparison::of(&facts, &Source::of_the_crate());
    let problems = unexplained(&comparison.findings, DEVIATIONS);
    assert!(
        problems.is_empty(),
        "the crate is not what tests/data/facts-v15.7.0.json has:\n{}",
        problems.join("\n")
    );
    println!(
        "compared {} types with {} members, {} enums with {} values, {} operations",
        comparison.types,
        comparison.members,
        comparison.enums,
        comparison.values,
        comparison.operations
    );
    assert_eq!(comparison.types, 65);
    assert_eq!(comparison.members, 277);
    assert_eq!(comparison.enums, 8);
    assert_eq!(comparison.values, 69);
    assert_eq!(comparison.operations, 7);
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
    let explained = |finding: &&Finding| {
        let mut deviations = deviations.iter();
        !deviations.any(|deviation| deviation.place == finding.place)
    };
    let new = findings
        .iter()
        .filter(explained)
        .map(|it| format!("{}: {}", it.place, it.problem));
    let stale = deviations.iter().filter(|deviation| {
        let mut findings = findings.iter();
        !findings.any(|finding| finding.place == deviation.place)
    });
    let stale = stale.map(|it| {
        format!(
            "{}: the deviation is stale, remove it ({})",
            it.place, it.why
        )
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

/// A member of a struct of the crate.
struct Member {
    wire: String,
    rust_type: String,
    is_pub: bool,
    /// Whether it may be left out when it is sent.
    is_skipped: bool,
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
        let operations = operations(source);
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
        let Some(members) = self.struct_named(name) else {
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
            Kind::Array => vec![format!("Vec<{}>", reference())],
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
        let Some(table) = self.known_values(name) else {
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
        let Some(operation) = operations.iter().find(|it| it.place == place) else {
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

    /// Returns the members of the public struct with the given name.
    fn struct_named(&self, name: &str) -> Option<Vec<Member>> {
        let (module, name) = crate_path(name).rsplit_once("::").map(owned)?;
        let items = self.public_items(&module)?;
        let fields = items.iter().find_map(|item| match item {
            Item::Struct(it) if it.ident == name && is_pub(&it.vis) => Some(&it.fields),
            _ => None,
        })?;
        let Fields::Named(fields) = fields else {
            return None;
        };
        let members = fields.named.iter().map(|field| {
            let serde = serde_options(&field.attrs);
            let ident = field.ident.as_ref().expect("a named field has a name");
            let ident = ident.to_string().trim_start_matches("r#").to_owned();
            Member {
                wire: serde.get("rename").cloned().unwrap_or(ident),
                rust_type: self.source.type_text(&module, &field.ty),
                is_pub: is_pub(&field.vis),
                is_skipped: serde.contains_key("skip_serializing_if"),
            }
        });
        Some(members.collect())
    }

    /// Returns the values on the wire of the public enum with the given name, each beside its
    /// variant.
    fn known_values(&self, name: &str) -> Option<Vec<(String, String)>> {
        let (module, name) = crate_path(name).rsplit_once("::").map(owned)?;
        let items = self.public_items(&module)?;
        let variants = items.iter().find_map(|item| match item {
            Item::Enum(it) if it.ident == name && is_pub(&it.vis) => Some(&it.variants),
            _ => None,
        })?;
        let table = items.iter().find_map(|item| match item {
            Item::Impl(it) if implements(it, "OpenEnum") && self_name(it) == name => {
                constant(it, "KNOWN")
            }
            _ => None,
        })?;
        let Expr::Reference(table) = table else {
            panic!("{name}: KNOWN is a reference to an array");
        };
        let Expr::Array(table) = &*table.expr else {
            panic!("{name}: KNOWN is a reference to an array");
        };
        let rows = table.elems.iter().map(|row| match row {
            Expr::Tuple(row) => match (&row.elems[0], &row.elems[1]) {
                (value, Expr::Path(variant)) => {
                    let variant = variant.path.segments.last().expect("a path has an end");
                    let is_variant = variants.iter().any(|it| it.ident == variant.ident);
                    assert!(is_variant, "{name} has no variant {}", variant.ident);
                    (text_of(value), variant.ident.to_string())
                }
                _ => panic!("{name}: a row of KNOWN holds a text and a variant"),
            },
            _ => panic!("{name}: a row of KNOWN is a tuple"),
        });
        Some(rows.collect())
    }

    fn public_items(&self, module: &str) -> Option<&'a [Item]> {
        let file = &self.source.module(module)?.file;
        self.source.is_public(module).then_some(&file.items)
    }
}

/// An operation of the crate.
struct Operation {
    /// Method and path.
    place: String,
    request: String,
    response: String,
}

/// Returns every operation that the crate has.
fn operations(source: &Source) -> Vec<Operation> {
    let mut found = Vec::new();
    for (module, it) in source.modules() {
        for item in &it.file.items {
            let Item::Impl(item) = item else { continue };
            if !implements(item, "Operation") {
                continue;
            }
            let constant = |name| text_of(constant(item, name).expect("it has both constants"));
            let type_named = |name: &str| {
                let mut items = item.items.iter();
                let found = items.find_map(|item| match item {
                    ImplItem::Type(it) if it.ident == name => Some(&it.ty),
                    _ => None,
                });
                source.type_text(module, found.expect("it has both types"))
            };
            found.push(Operation {
                place: format!("{} {}", constant("METHOD"), constant("PATH")),
                request: type_named("Request"),
                response: type_named("Response"),
            });
        }
    }
    found
}

/// Returns the path in the crate of what the facts call `otp.sms.SendParams`.
fn crate_path(name: &str) -> String {
    format!("crate::{}", name.replace('.', "::"))
}

fn owned((left, right): (&str, &str)) -> (String, String) {
    (left.to_owned(), right.to_owned())
}

fn implements(item: &ItemImpl, name: &str) -> bool {
    let path = item.trait_.as_ref().map(|(path, _)| segments(path));
    path.is_some_and(|path| path.last().is_some_and(|last| last == name))
}

fn self_name(item: &ItemImpl) -> String {
    match &*item.self_ty {
        syn::Type::Path(it) => segments(&it.path).join("::"),
        _ => String::new(),
    }
}

fn constant<'a>(item: &'a ItemImpl, name: &str) -> Option<&'a Expr> {
    item.items.iter().find_map(|item| match item {
        ImplItem::Const(it) if it.ident == name => Some(&it.expr),
        _ => None,
    })
}

fn text_of(expression: &Expr) -> String {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(it), ..
        }) => it.value(),
        _ => panic!("a text is expected here"),
    }
}

/// Returns what the `#[serde(…)]` attributes of a member say: options, with their texts.
fn serde_options(attributes: &[syn::Attribute]) -> BTreeMap<String, String> {
    let mut options = BTreeMap::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        let parsed = attribute.parse_nested_meta(|option| {
            let name = option.path.require_ident()?.to_string();
            let text = match option.value() {
                Ok(value) => value.parse::<LitStr>()?.value(),
                Err(_) => String::new(),
            };
            options.insert(name, text);
            Ok(())
        });
        parsed.expect("a serde attribute is a list of options");
    }
    options
}
