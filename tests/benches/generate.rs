//! How long the generator takes, stage by stage: `cargo bench`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codegen::surface::Surface;
use codegen::surface::diff::compare;
use codegen::{Documents, Layout, Request, Settings, Texts, generate, record};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A schema in memory, and the settings that it is generated with.
struct Subject {
    name: String,
    documents: Documents,
    root: String,
    bytes: u64,
    settings: Settings,
}

impl Subject {
    fn own() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
        let mut subject = Self::folder("schema", &folder, "openapi.yaml");
        subject.settings.layout = Layout::Files;
        subject
    }

    fn folder(name: &str, folder: &Path, root: &str) -> Self {
        let mut subject = Self {
            name: name.to_owned(),
            documents: Documents::default(),
            root: root.to_owned(),
            bytes: 0,
            settings: Settings::new(root),
        };
        for path in files_below(folder) {
            let text = fs::read(&path).expect("a schema file can be read");
            subject.bytes += text.len() as u64;
            let below = path
                .strip_prefix(folder)
                .expect("the file lies in the folder");
            let below = below.to_string_lossy().replace('\\', "/");
            subject.documents = subject.documents.with(&below, text);
        }
        subject
    }

    fn file(path: &Path) -> Self {
        let text = fs::read(path).expect("a document can be read");
        let root = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Self {
            name: root.clone(),
            bytes: text.len() as u64,
            documents: Documents::default().with(&root, text),
            settings: Settings::new(&root),
            root,
        }
    }

    fn request<'r>(&'r self, surface: Option<&'r Surface>) -> Request<'r> {
        Request {
            root: &self.root,
            root_name: "schema/",
            crate_name: "bench",
            settings: &self.settings,
            surface,
            manifest: "",
        }
    }

    fn generate(&self) -> usize {
        let texts = Texts::new();
        let generation = generate(&texts, &self.documents, &self.request(None));
        generation.files.map_or(0, |files| files.len())
    }

    fn compare(&self) -> usize {
        let texts = Texts::new();
        let read = |pins| record(&texts, &self.documents, &self.request(pins)).surface;
        let old = read(None).expect("the document has no error");
        let new = read(Some(&old)).expect("the document has no error");
        compare(&old, &new).len()
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("the folder can be read")
        .flatten();
    entries
        .map(|entry| entry.path())
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Documents of the corpus that are read by every run; absent outside a full checkout.
fn corpus() -> Vec<Subject> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let names = ["petstore.yaml", "train-travel.yaml", "nexus.json"];
    let paths = names
        .iter()
        .map(|name| folder.join(name))
        .filter(|path| path.exists());
    let subjects: Vec<Subject> = paths.map(|path| Subject::file(&path)).collect();
    if subjects.is_empty() {
        eprintln!("skipped: the corpus is not there");
    }
    subjects
}

fn schema_to_files(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("schema to files in memory");
    group
        .sample_size(20)
        .measurement_time(Duration::from_secs(3));
    for subject in [Subject::own()].into_iter().chain(corpus()) {
        group.throughput(Throughput::Bytes(subject.bytes));
        group.bench_function(BenchmarkId::from_parameter(&subject.name), |bencher| {
            bencher.iter(|| subject.generate());
        });
    }
    group.finish();
}

/// What `cargo xtask diff` does for two documents: both are read, and their surfaces compared. It is
/// to take less than twice as long as generating one.
fn two_schemas_to_changes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("two schemas to changes");
    group
        .sample_size(20)
        .measurement_time(Duration::from_secs(3));
    for subject in [Subject::own()].into_iter().chain(corpus()) {
        group.throughput(Throughput::Bytes(2 * subject.bytes));
        group.bench_function(BenchmarkId::from_parameter(&subject.name), |bencher| {
            bencher.iter(|| subject.compare());
        });
    }
    group.finish();
}

criterion_group!(benches, schema_to_files, two_schemas_to_changes);
criterion_main!(benches);
