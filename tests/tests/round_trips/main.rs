//! Values made from the schemas of whole documents, through the generated types and back.
//!
//! By default these are our own documents and the small ones of `../shared/corpus`, where that is
//! present. `ROUND_TRIPS=github cargo test -p tests --test round_trips -- --nocapture` takes the
//! documents of that folder whose names contain the text, and `ROUND_TRIPS_FOLDER` names another one.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use coverage::Coverage;
use document::Document;
use gaps::Gaps;
use judge::Judge;
use parts::Part;
use programs::Programs;
use sample::Sample;
use samples::Sampler;
use schemas::Schemas;
use workspace::{Answer, Item, Workspace};

mod combine;
mod coverage;
mod dialects;
mod document;
mod extensions;
mod gaps;
mod judge;
mod limits;
mod lossless;
mod members;
mod parts;
mod patterns;
mod programs;
mod reduced;
mod repair;
mod sample;
mod samples;
mod scalars;
mod schemas;
mod tags;
mod unknown;
mod workspace;

// How `cargo xtask corpus` reads a document, which shares nothing with the generator.
#[allow(dead_code, reason = "this test asks less of a document")]
#[path = "../../../xtask/src/corpus/raw.rs"]
mod raw;
#[path = "../../../xtask/src/corpus/yaml.rs"]
mod yaml;

/// Documents up to this size are tried by default.
const SMALL: u64 = 64 * 1024;

/// The values of so many types, all of one program, are made and sent at once.
const AT_ONCE: usize = 250;

/// A document, and the types of its crate.
struct Subject {
    document: Document,
    programs: Programs,
    items: Vec<Item>,
}

#[test]
fn every_value_comes_back() {
    let workspace = Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")).join("round-trips"));
    let subjects: Vec<Subject> = documents()
        .into_iter()
        .map(|(name, root)| prepare(&name, &root, &workspace))
        .collect();
    let names: Vec<&str> = subjects
        .iter()
        .map(|it| it.programs.name.as_str())
        .collect();
    workspace.build(&names);
    let mut failures = Vec::new();
    for subject in &subjects {
        let mut trial = Trial::default();
        try_all(subject, &workspace, &mut trial);
        println!("{}: {}", subject.document.name, trial.coverage);
        failures.extend(trial.failures);
        let gaps = Gaps::of(&subject.document.name);
        failures.extend(gaps.unexplained(trial.coverage.gaps()));
        assert!(
            subject.items.is_empty() || trial.coverage.values > 0,
            "no value was tried"
        );
    }
    let count = failures.len();
    failures.truncate(most_failures());
    assert!(
        failures.is_empty(),
        "{count} failures:\n{}",
        failures.join("\n")
    );
}

fn most_failures() -> usize {
    let wanted = std::env::var("ROUND_TRIPS_FAILURES").ok();
    wanted.and_then(|it| it.parse().ok()).unwrap_or(20)
}

/// The documents to try, by name, with their root files.
fn documents() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wanted = std::env::var("ROUND_TRIPS").ok();
    let folders = match std::env::var_os("ROUND_TRIPS_FOLDER") {
        Some(other) => vec![PathBuf::from(other)],
        None => ["cases/corpus", "../../shared/corpus"]
            .map(|it| folder.join(it))
            .into(),
    };
    let mut found: Vec<(String, PathBuf)> = folders.iter().flat_map(|it| roots(it)).collect();
    found.retain(|(name, root)| match &wanted {
        Some(wanted) => name.contains(wanted.as_str()),
        None => fs::metadata(root).is_ok_and(|it| it.len() <= SMALL),
    });
    found.sort();
    found
}

/// The root documents of a folder: its files, and the one of each folder in it.
fn roots(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let roots = entries.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let files = fs::read_dir(entry.path()).ok()?.flatten();
            let mut files = files.map(|it| it.path()).filter(|path| is_root(path));
            return Some((name, files.next()?));
        }
        is_root(&entry.path()).then(|| (name, entry.path()))
    });
    roots.collect()
}

fn is_root(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_document = [".json", ".yaml", ".yml"]
        .iter()
        .any(|end| name.ends_with(end));
    is_document && {
        let text = fs::read_to_string(path).unwrap_or_default();
        text.contains("\"openapi\":") || text.lines().any(|line| line.starts_with("openapi:"))
    }
}

fn prepare(name: &str, root: &Path, workspace: &Workspace) -> Subject {
    let krate = name.to_lowercase();
    let krate = krate.replace(|it: char| !it.is_ascii_alphanumeric(), "-");
    let krate = format!("trip-{krate}");
    let document = Document::read(name, root);
    let (programs, items) = workspace.add(&krate, root, &document);
    Subject {
        document,
        programs,
        items,
    }
}

#[derive(Default)]
struct Trial {
    coverage: Coverage,
    failures: Vec<String>,
}

/// Tries every value of every type of a document.
fn try_all(subject: &Subject, workspace: &Workspace, trial: &mut Trial) {
    let schemas = Schemas::of(&subject.document, &workspace::keys(&subject.items));
    let judge = Judge::new(&schemas.lenient);
    let strict = Judge::new(&schemas.root);
    trial.coverage.types = subject.items.len();
    let numbered: Vec<(usize, &Item)> = subject.items.iter().enumerate().collect();
    for some in numbered.chunks(AT_ONCE) {
        let mut sampler = Sampler::new(&schemas, &judge, &mut trial.coverage);
        let mut sent: Vec<(usize, Sample)> = Vec::new();
        for (number, item) in some {
            let samples = sampler.of(schemas.number(&item.key));
            sent.extend(samples.into_iter().map(|sample| (*number, sample)));
        }
        trial.coverage.values += sent.len();
        let lines: Vec<(usize, &Value)> = sent.iter().map(|(at, it)| (*at, &it.value)).collect();
        let program = subject.programs.of(some[0].0);
        let answers = workspace.run(&program, &lines);
        for ((number, sample), answer) in sent.iter().zip(answers) {
            let item = &subject.items[*number];
            let definition = schemas.number(&item.key);
            match fault(
                &schemas,
                [&judge, &strict],
                definition,
                &sample.value,
                answer,
            ) {
                None => trial.coverage.hit(sample.shows.keys().copied()),
                Some(fault) => trial.failures.push(format!(
                    "{}, {}: {fault}\n  {}",
                    subject.document.name,
                    item.path,
                    shortened(&sample.value)
                )),
            }
        }
        judge.forget();
        strict.forget();
    }
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    let end = text
        .char_indices()
        .nth(300)
        .map_or(text.len(), |(at, _)| at);
    text[..end].to_owned()
}

/// What is wrong with what came back.
fn fault(
    schemas: &Schemas,
    [judge, strict]: [&Judge<'_>; 2],
    definition: usize,
    value: &Value,
    answer: Answer,
) -> Option<String> {
    let back = match answer {
        Answer::Back(back) => back,
        Answer::Unknown(back) if unknown::is_meant(schemas, definition, value) => back,
        Answer::Unknown(_) => return Some("the type does not know it".into()),
        Answer::Error(error) => return Some(error),
    };
    if let Some(difference) = lossless::difference(value, &back) {
        return Some(difference);
    }
    let stern = if strict.takes(definition, value) {
        strict
    } else {
        judge
    };
    let required = parts::required_in(schemas, &Value::Null, &Part::Reference(definition), 0);
    let whole = lossless::with_empty(value, &back, &required);
    if let Err(error) = stern.of(definition).validate(&whole) {
        return Some(format!("what comes back is not valid: {error}, in {back}"));
    }
    let mut lost = lossless::lost_nulls(value, &back).into_iter();
    let lost = lost.find(|pointer| !is_collection(judge, definition, value, pointer));
    lost.map(|pointer| format!("{pointer} was null and is absent"))
}

/// True where a list or a map may be, of which null is one that is empty.
fn is_collection(judge: &Judge<'_>, definition: usize, value: &Value, pointer: &str) -> bool {
    [json!([]), json!({})].into_iter().any(|empty| {
        let mut value = value.clone();
        if let Some(place) = value.pointer_mut(pointer) {
            *place = empty;
        }
        judge.takes(definition, &value)
    })
}
