//! The expectations of the table of changes, against the compiler and against bodies.
//!
//! For each case the crates of both documents are compiled. A caller that uses all that the old
//! crate has, written from its source, is compiled with the new crate in its place: if that fails,
//! `source` has to be expected to break. Bodies made from the new document are decoded by the old
//! crate: if that fails, so has `decode`. Requests made from the old document are validated by the
//! new one: if that fails, so has `wire`. `tests/tests/changes.rs` holds the report against the same
//! expectations.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bodies::{Bodies, Body};
use crates::{Pair, Side};
use public::Files;
use tests::change::{self, Case};

mod bodies;
mod caller;
mod compiler;
mod crates;
mod decoder;
mod macros;
mod public;
mod scope;
mod semver;

// How the round trips make values of a document, which shares nothing with the generator.
#[path = "../round_trips/combine.rs"]
mod combine;
#[allow(dead_code, reason = "what only the round trips use")]
#[path = "../round_trips/coverage.rs"]
mod coverage;
#[path = "../round_trips/dialects.rs"]
mod dialects;
#[allow(dead_code, reason = "what only the round trips use")]
#[path = "../round_trips/document.rs"]
mod document;
#[path = "../round_trips/extensions.rs"]
mod extensions;
#[allow(dead_code, reason = "what only the round trips use")]
#[path = "../round_trips/judge.rs"]
mod judge;
#[path = "../round_trips/limits.rs"]
mod limits;
#[allow(dead_code, reason = "what only the round trips use")]
#[path = "../round_trips/lossless.rs"]
mod lossless;
#[path = "../round_trips/members.rs"]
mod members;
#[path = "../round_trips/parts.rs"]
mod parts;
#[path = "../round_trips/patterns.rs"]
mod patterns;
#[path = "../round_trips/repair.rs"]
mod repair;
#[path = "../round_trips/sample.rs"]
mod sample;
#[path = "../round_trips/samples.rs"]
mod samples;
#[path = "../round_trips/scalars.rs"]
mod scalars;
#[allow(dead_code, reason = "what only the round trips use")]
#[path = "../round_trips/schemas.rs"]
mod schemas;
#[path = "../round_trips/tags.rs"]
mod tags;

#[allow(dead_code, reason = "what only `cargo xtask corpus` uses")]
#[path = "../../../xtask/src/corpus/raw.rs"]
mod raw;
#[path = "../../../xtask/src/corpus/yaml.rs"]
mod yaml;

/// Changes that are called major though neither the compiler nor a body shows it, and why.
const CAUTIOUS: &[(&str, &str)] = &[
    (
        "Required texts that are sent change places",
        "it compiles, and sends one text as the other",
    ),
    (
        "An operation is named by hand",
        "methods of a client are no part of the types alone",
    ),
];

#[test]
fn no_change_breaks_more_than_expected() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts");
    let pairs = pairs(change::all(), &workspace, 6);
    for side in pairs.iter().flat_map(|pair| [&pair.old, &pair.new]) {
        let mut bodies = side.bodies.requests.iter().chain(&side.bodies.answers);
        assert!(
            bodies.all(|body| !body.samples.is_empty()),
            "{}: no sample",
            side.name
        );
    }
    let cautious = held(&pairs, &workspace);
    let known: Vec<&str> = CAUTIOUS.iter().map(|(heading, _)| *heading).collect();
    assert_eq!(cautious, known, "CAUTIOUS lists them");
    let not_major = pairs
        .iter()
        .filter(|pair| pair.case.expected.verdict != "major");
    println!("{} of them not major", not_major.clone().count());
    assert!(pairs.len() >= 120 && not_major.count() >= 50);
    assert!(
        cautious.len() * 20 <= pairs.len(),
        "more than five in a hundred"
    );
}

/// `VERDICTS=FOLDER` names pairs of whole documents: `FOLDER/NAME/old.yaml` and `new.yaml`.
#[test]
fn reports_of_whole_documents_hold() {
    let Ok(folder) = std::env::var("VERDICTS") else {
        println!("skipped: VERDICTS names no folder");
        return;
    };
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts-of-documents");
    held(
        &pairs(change::of_documents(folder.as_ref()), &workspace, 2),
        &workspace,
    );
}

fn pairs(cases: Vec<Case>, workspace: &Path, depth: usize) -> Vec<Pair> {
    cases
        .into_iter()
        .map(|case| Pair::of(case, workspace, depth))
        .collect()
}

/// Checks that nothing breaks that is expected to be compatible. Returns what is called major though
/// nothing shows it.
fn held(pairs: &[Pair], workspace: &Path) -> Vec<String> {
    let found = Found::of(pairs, workspace);
    let mut unsafe_ones = Vec::new();
    let mut cautious = Vec::new();
    for Pair { case, .. } in pairs {
        let is_expected = |what: &str| case.expected.breaking.contains(what);
        for (what, reasons) in found.of_case(&case.id) {
            if !is_expected(what) {
                unsafe_ones.push(format!("{}: {what}: {}", case.place, reasons[0]));
            }
        }
        let is_major = case.expected.verdict == "major";
        if is_major && !is_expected("wire") && !found.shows_anything(&case.id) {
            cautious.push(case.heading().to_owned());
        }
    }
    let (count, without_need) = (pairs.len(), cautious.len());
    println!("{count} changes; {without_need} called major without need: {cautious:#?}");
    assert!(unsafe_ones.is_empty(), "{}", unsafe_ones.join("\n\n"));
    cautious
}

/// What compiler, decoders and validators say of each case.
struct Found {
    wire: BTreeMap<String, Vec<String>>,
    decode: BTreeMap<String, Vec<String>>,
    source: BTreeMap<String, Vec<String>>,
    /// Answers of the old server that the new crate fails on.
    older: BTreeMap<String, Vec<String>>,
}

impl Found {
    fn of(pairs: &[Pair], workspace: &Path) -> Self {
        let none = BTreeSet::new();
        let old = |pair: &'static str| pair.to_owned();
        let mut packages = BTreeMap::from([
            (
                old("callers-old"),
                compiler::callers("callers-old", pairs, |it| &it.old, &none),
            ),
            (
                old("callers-new"),
                compiler::callers("callers-new", pairs, |it| &it.new, &none),
            ),
            (
                old("decoders-old"),
                decoder::package("decoders-old", pairs, |it| &it.old),
            ),
            (
                old("decoders-new"),
                decoder::package("decoders-new", pairs, |it| &it.new),
            ),
        ]);
        crates::write_workspace(workspace, pairs, &packages);
        let has_to_compile = ["callers-old", "decoders-old", "decoders-new"].map(str::to_owned);
        compiler::build(workspace, &has_to_compile);
        Self {
            wire: per_case(pairs, pairs.iter().map(refused_requests).collect()),
            decode: per_case(
                pairs,
                undecoded(workspace, "decoders-old", pairs, |it| {
                    (&it.old, &it.new.bodies)
                }),
            ),
            older: per_case(
                pairs,
                undecoded(workspace, "decoders-new", pairs, |it| {
                    (&it.new, &it.old.bodies)
                }),
            ),
            source: broken_callers(workspace, pairs, &mut packages),
        }
    }

    /// What breaks in a case, with reasons.
    fn of_case(&self, id: &str) -> Vec<(&'static str, &Vec<String>)> {
        let all = [
            ("wire", &self.wire),
            ("decode", &self.decode),
            ("source", &self.source),
        ];
        let breaking = all
            .into_iter()
            .filter_map(|(what, found)| Some((what, found.get(id)?)));
        breaking.collect()
    }

    fn shows_anything(&self, id: &str) -> bool {
        !self.of_case(id).is_empty() || self.older.contains_key(id)
    }
}

fn per_case(pairs: &[Pair], reasons: Vec<Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let all = pairs.iter().map(|pair| pair.case.id.clone()).zip(reasons);
    all.filter(|(_, reasons)| !reasons.is_empty()).collect()
}

/// The first error of each caller that does not compile with the new crate. What fails in an early
/// phase of the compiler keeps later phases from the rest, so it is left out and the rest is tried
/// again.
fn broken_callers(
    workspace: &Path,
    pairs: &[Pair],
    packages: &mut BTreeMap<String, Files>,
) -> BTreeMap<String, Vec<String>> {
    let mut broken = BTreeMap::new();
    loop {
        let errors = compiler::errors(workspace, "callers-new");
        if errors.is_empty() {
            return broken;
        }
        let is_new = |id: &&String| !broken.contains_key(*id);
        assert!(errors.keys().any(|id| is_new(&id)), "{errors:?}");
        broken.extend(errors.into_iter().map(|(id, error)| (id, vec![error])));
        let left_out = broken.keys().cloned().collect();
        let rest = compiler::callers("callers-new", pairs, |it| &it.new, &left_out);
        packages.insert("callers-new".to_owned(), rest);
        crates::write_workspace(workspace, pairs, packages);
    }
}

fn undecoded<'a>(
    workspace: &Path,
    package: &str,
    pairs: &'a [Pair],
    asked: impl Fn(&'a Pair) -> (&'a Side, &'a Bodies),
) -> Vec<Vec<String>> {
    let asked = pairs.iter().map(asked);
    let asked: Vec<(&Side, &[Body])> = asked
        .map(|(side, bodies)| (side, bodies.answers.as_slice()))
        .collect();
    decoder::failures(workspace, package, &asked)
}

/// What the old document lets callers send, and the new one does not.
fn refused_requests(pair: &Pair) -> Vec<String> {
    let mut refused = Vec::new();
    for body in &pair.old.bodies.requests {
        let is_same = |it: &&Body| it.method == body.method && it.path == body.path;
        let Some(new) = pair.new.bodies.requests.iter().find(is_same) else {
            refused.push(format!("{} {} takes no such body", body.method, body.path));
            continue;
        };
        // Of what its document does not name, the old crate sends nothing.
        let sent = body.samples.iter();
        let sent = sent.filter(|sample| !sample.to_string().contains(lossless::UNNAMED));
        refused.extend(sent.filter_map(|sample| {
            let error = new.validator.validate(sample).err()?;
            Some(format!("{error}: {sample}"))
        }));
    }
    refused
}
