//! Reads an OpenAPI document and writes Rust.
//!
//! The library is pure: documents in, files out. It has no clock and no environment, and only a
//! [`Reader`] sees the disk. [`generate`] is the pipeline:
//!
//! | stage | from → to |
//! |---|---|
//! | [`source`] | files → nodes; `$ref` across files; places → line and column |
//! | `overlay` | corrections of the nodes, before anything is made of them |
//! | `select` | which part of the document is wanted |
//! | `openapi` | nodes → typed views: the document as written |
//! | `lower` | views → [`ir`]: the API as Rust sees it |
//! | `analyze` | facts that only the whole API can tell: recursion, direction |
//! | `emit` | IR → items, one file per emitted thing |
//! | `render` | items → text |
//! | [`output`] | the set of files, and how it differs from what is there |
//! | [`surface`] | `api.json`, the record of the public surface |
//! | [`diagnostics`] | what went wrong, where, and what to do |
//!
//! [`lint`] reads as [`generate`] does, and then looks for what a crate can do without:
//!
//! | stage | from → to |
//! |---|---|
//! | `lint` | nodes → findings that keep no crate from being made |
//!
//! # What each construct becomes
//!
//! | OpenAPI | Rust |
//! |---|---|
//! | required | `T` |
//! | optional | `Option<T>`, skipped when `None`; `null` decodes as `None` |
//! | required and nullable | `Option<T>`, sent as `null` |
//! | optional and nullable | `Nullable<T>`: absent, null or a value |
//! | array, map | `Vec<T>`, `BTreeMap<String, T>`; absent, null and empty are one |
//! | string enum, integer enum | open enum with `Unknown` |
//! | object with properties | struct, with `new` and setters when it is sent |
//! | `properties` and `additionalProperties` | struct with `extra`, which holds the other members |
//! | object without properties | `serde_json::Map<String, Value>` |
//! | `allOf` of objects | one struct, members merged |
//! | `oneOf`, `anyOf`, several types | enum, dispatched once by kind, tag or members, with `Unknown` |
//! | `oneOf`, `anyOf` beside `properties` | struct with `variant`, an enum of the choices |
//! | `discriminator` without a choice | enum of the schemas that extend this one |
//! | `const` | open enum of one value |
//! | `type: null` | `()` |
//! | `readOnly`, `writeOnly` | left out where they do not go; two types where that differs |
//! | recursion | `Box` where a cycle needs one |
//! | `integer`, `number` | by `format`, else `i64`, `f64` |
//! | `date-time`, `date`, `uuid`, `uri` and `url` | `DateTime`, `Date`, `Uuid`, `Uri`, which keep the text |
//! | `decimal` | `Decimal` for strings, `DecimalNumber` for numbers, which keep the digits |
//! | `byte`, `contentEncoding: base64` | `Base64`, which keeps the text |
//! | `binary`, bytes by `contentMediaType` | `Binary`, which holds the bytes |
//! | `password` | `Secret` |
//! | any other format | `String`, or the number, with a line in the documentation |
//! | `description`, limits, defaults, examples | doc comments |
//! | a name with dots or slashes | modules: `com.example.User` is `types::com::example::User` |
//! | a schema that the setting `types` names | the type that is given there |
//! | an operation | a struct of its parameters and its body that implements `Operation` |
//! | a response | one type, `Option` where some statuses have no body, or an enum by status |
//! | several media types of a body | an enum by media type, where their schemas differ |
//! | a webhook, a callback | types |
//!
//! [`verify`](verify::verify) compares samples of real bodies with the schema.
//!
//! What cannot be expressed becomes a warning at its place and the nearest honest type.

mod analyze;
pub mod diagnostics;
mod emit;
pub mod ir;
pub mod limits;
mod lint;
mod lower;
pub mod manifest;
mod name;
mod openapi;
pub mod output;
mod overlay;
mod parallel;
mod render;
mod select;
mod settings;
pub mod source;
pub mod surface;
pub mod verify;

pub use render::COMMAND;
pub use settings::{Filter, Layout, NameRule, OptionalNullable, Settings};
pub use source::{Documents, ReadError, Reader, Texts};

use std::collections::BTreeSet;

use diagnostics::{Code, Diagnostic, Diagnostics, Level, Levels, Run};
use openapi::{Context, Document};
use output::Files;
use overlay::Overlays;
use source::Tree;
use surface::{Pins, Surface};

/// What a run starts from, beside the documents.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The root document's path, relative to the schema's root.
    pub root: &'a str,
    /// What the schema's root is called in headers, such as `schema/`.
    pub root_name: &'a str,
    /// The crate's name, as its manifest has it.
    pub crate_name: &'a str,
    /// The settings.
    pub settings: &'a Settings,
    /// The record of the surface that the crate has now, whose names stay.
    pub surface: Option<&'a Surface>,
    /// The manifest that the crate has now.
    pub manifest: &'a str,
}

/// What a run made.
#[derive(Debug)]
pub struct Generation<'a> {
    /// The documents, for printing places.
    pub tree: Tree<'a>,
    /// What was found, in document order.
    pub diagnostics: Vec<Diagnostic>,
    /// The crate's files; none when there was an error.
    pub files: Option<Files>,
}

/// Generates a crate.
///
/// ```
/// use codegen::{Documents, Layout, Request, Settings, Texts, generate};
///
/// let documents = Documents::single(
///     "openapi: 3.1.0
/// info: {title: Pets, version: '1'}
/// paths: {}
/// components:
///   schemas:
///     Pet:
///       type: object
///       required: [name]
///       properties:
///         name: {type: string}",
/// );
/// let settings = Settings::new("openapi.yaml");
/// let texts = Texts::new();
/// let request = Request {
///     root: "openapi.yaml",
///     root_name: "schema/",
///     crate_name: "pets",
///     settings: &settings,
///     surface: None,
///     manifest: "",
/// };
/// let generation = generate(&texts, &documents, &request);
/// let files = generation.files.expect("the document has no error");
/// assert!(files["src/types.rs"].contains("pub struct Pet {"));
/// ```
pub fn generate<'a>(
    texts: &'a Texts,
    reader: &dyn Reader,
    request: &Request<'_>,
) -> Generation<'a> {
    let diagnostics = started(request);
    let tree = load(texts, reader, request, &diagnostics);
    let Some(api) = read(&tree, request, &diagnostics) else {
        return Generation {
            diagnostics: diagnostics.finish_as_found(&tree),
            files: None,
            tree,
        };
    };
    let api = Some(api).filter(|_| !diagnostics.has_errors());
    let files = api.and_then(|api| write(&api, request, &diagnostics));
    let diagnostics = diagnostics.finish(Run::Generating, &tree);
    let is_error = |it: &Diagnostic| it.level == Level::Error;
    Generation {
        tree,
        files: files.filter(|_| !diagnostics.iter().any(is_error)),
        diagnostics,
    }
}

/// The record of a crate that is not written.
#[derive(Debug)]
pub struct Recording<'a> {
    /// The documents, for printing places.
    pub tree: Tree<'a>,
    /// What was found, in document order.
    pub diagnostics: Vec<Diagnostic>,
    /// The record; none when there was an error.
    pub surface: Option<Surface>,
}

/// Tells what a crate would offer its callers, and writes nothing of it: much less work.
///
/// The record has the descriptions of the documents, which `api.json` has not.
pub fn record<'a>(texts: &'a Texts, reader: &dyn Reader, request: &Request<'_>) -> Recording<'a> {
    let diagnostics = started(request);
    let tree = load(texts, reader, request, &diagnostics);
    let Some(api) = read(&tree, request, &diagnostics) else {
        return Recording {
            diagnostics: diagnostics.finish_as_found(&tree),
            surface: None,
            tree,
        };
    };
    let api = Some(api).filter(|_| !diagnostics.has_errors());
    Recording {
        surface: api.map(|api| Surface::of(&api, request.settings)),
        diagnostics: diagnostics.finish(Run::Generating, &tree),
        tree,
    }
}

/// What was found in a document.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The documents, for printing places.
    pub tree: Tree<'a>,
    /// What was found, in document order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads documents as [`generate`] does, writes nothing, and looks for more than generating a crate
/// needs: all that a document says that its author can hardly have meant.
///
/// ```
/// use codegen::{Documents, Request, Settings, Texts, lint};
///
/// let documents = Documents::single(
///     "openapi: 3.1.0
/// info: {title: Pets, version: '1'}
/// paths: {}
/// components:
///   schemas:
///     Age: {type: integer, minimum: 9, maximum: 1}",
/// );
/// let settings = Settings::new("openapi.yaml");
/// let texts = Texts::new();
/// let request = Request {
///     root: "openapi.yaml",
///     root_name: "schema/",
///     crate_name: "pets",
///     settings: &settings,
///     surface: None,
///     manifest: "",
/// };
/// let reading = lint(&texts, &documents, &request);
/// let codes: Vec<&str> = reading.diagnostics.iter().map(|it| it.code.as_str()).collect();
/// assert_eq!(codes, ["contradicting-limits"]);
/// ```
pub fn lint<'a>(texts: &'a Texts, reader: &dyn Reader, request: &Request<'_>) -> Reading<'a> {
    let diagnostics = started(request);
    let tree = load(texts, reader, request, &diagnostics);
    let diagnostics = match read(&tree, request, &diagnostics) {
        Some(_) => {
            lint::lint(Context {
                tree: &tree,
                diagnostics: &diagnostics,
            });
            diagnostics.finish(Run::Linting, &tree)
        }
        None => diagnostics.finish_as_found(&tree),
    };
    Reading { tree, diagnostics }
}

/// Where a run puts what it finds.
fn started(request: &Request<'_>) -> Diagnostics {
    let diagnostics = Diagnostics::new(Levels::of(request.settings));
    for diagnostic in diagnostics::check_levels(request.settings) {
        diagnostics.push(diagnostic);
    }
    diagnostics
}

/// The names that stay.
fn pins(document: Document<'_>, request: &Request<'_>) -> Pins {
    let pins = request.surface.map(|surface| {
        let moved = surface.with_operations_at(&lower::origins(document));
        Pins::of(moved.as_ref().unwrap_or(surface), request.settings)
    });
    pins.unwrap_or_default()
}

/// Files → nodes, as the overlays leave them, and what of them is left out.
fn load<'a>(
    texts: &'a Texts,
    reader: &dyn Reader,
    request: &Request<'_>,
    diagnostics: &Diagnostics,
) -> Tree<'a> {
    let mut tree = Tree::default();
    let overlays = Overlays::read(texts, reader, request, &mut tree, diagnostics);
    source::load(
        texts,
        reader,
        request.root,
        &mut tree,
        &overlays,
        diagnostics,
    );
    overlays.report_unused(&tree);
    select::select(&mut tree, request.settings, diagnostics);
    tree
}

/// Nodes → IR.
fn read(tree: &Tree<'_>, request: &Request<'_>, diagnostics: &Diagnostics) -> Option<ir::Api> {
    let document = Document::new(Context { tree, diagnostics })?;
    let mut api = lower::lower(document, request.settings, &pins(document, request));
    // Of more than there may be, nothing is written.
    if !diagnostics.has_found(Code::LimitExceeded) {
        analyze::analyze(&mut api);
    }
    Some(api)
}

/// IR → files.
fn write(api: &ir::Api, request: &Request<'_>, diagnostics: &Diagnostics) -> Option<Files> {
    let emitted = emit::Crate::new(api);
    let mut used = BTreeSet::new();
    let mut files = Files::new();
    let mut add = |rendered: Rendered| match rendered.text {
        Ok(text) => Some(files.insert(rendered.path, text)),
        Err(error) => {
            let message = format!("`{}` would be no Rust: {error}", rendered.path);
            diagnostics.push(Diagnostic::new(Code::Internal, message));
            None
        }
    };
    for mut rendered in parallel::map(&emitted.parts(), |part| {
        Rendered::from(emitted.part(*part), request.root_name)
    }) {
        used.append(&mut rendered.used);
        add(rendered)?;
    }
    let frame = emit::frame(&emitted, &used, &request.crate_name.replace('-', "_"));
    for source in [Some(frame.root), frame.client].into_iter().flatten() {
        add(Rendered::from(source, request.root_name))?;
    }
    for (path, text) in frame.runtime {
        files.insert(path, render::header("the runtime") + "\n" + &text);
    }
    files.insert("src/rustfmt.toml".into(), render::RUSTFMT.into());
    files.insert("api.json".into(), surface::json_of(api, request.settings));
    match manifest::complete(request.manifest, &frame.needs) {
        Ok(text) => files.insert("Cargo.toml".into(), text),
        Err(error) => {
            let message = format!("cannot read `Cargo.toml`: {error}");
            diagnostics.push(Diagnostic::new(Code::Settings, message));
            return None;
        }
    };
    Some(files)
}

/// A file as text.
struct Rendered {
    path: String,
    text: Result<String, String>,
    used: BTreeSet<String>,
}

impl Rendered {
    fn from(source: emit::Source, root_name: &str) -> Self {
        let made_from = format!("{root_name}{}", source.made_from);
        let text = render::render(&made_from, source.head, source.items);
        Self {
            path: source.path,
            text: text.map_err(|error| error.to_string()),
            used: source.used,
        }
    }
}
