//! Real bodies against the schema: whether the document says what the service does.
//!
//! | part | what it does |
//! |---|---|
//! | `names` | which body of which operation a sample is |
//! | `bodies` | the schema of that body |
//! | `parts` | what a schema says of a value, `allOf` and choices taken together |
//! | `compare` | a value and its schema → findings |
//! | `findings` | findings → diagnostics |
//! | `infer` | values → a schema that allows them |
//! | `correct` | findings → actions of an overlay |
//! | `overlay` | actions → the text of overlays, until nothing is found |

mod bodies;
mod compare;
mod correct;
mod findings;
mod infer;
mod names;
mod overlay;
mod parts;

pub use overlay::{Correction, correct};

use crate::diagnostics::{Diagnostic, Diagnostics, Levels, Run};
use crate::openapi::{Context, Document};
use crate::source::{self, FileId, Reader, Texts, Tree};
use crate::{Request, ir, lower};
use findings::Finding;

/// A body that was sent or received.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The path of its file below the folder of samples, which says what it is: an operation, then
    /// `request.json` or `response-STATUS.json`, with a word of one's own before `.json`.
    pub path: String,
    /// What a person calls the file.
    pub shown: String,
    /// What it holds.
    pub text: Vec<u8>,
}

/// What a comparison found.
#[derive(Debug)]
pub struct Verification<'a> {
    /// The documents and the samples, for printing places.
    pub tree: Tree<'a>,
    /// What was found, by samples. Where the document itself has errors, those.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compares samples with the schema, as the overlays and the filters of the settings leave it. The
/// settings say how findings are taken.
pub fn verify<'a>(
    texts: &'a Texts,
    reader: &dyn Reader,
    request: &Request<'_>,
    samples: &[Sample],
) -> Verification<'a> {
    let diagnostics = crate::started(request);
    let inputs = Inputs::read(texts, reader, request, samples, &diagnostics);
    let was_compared = inputs.find(request, samples, &diagnostics).is_some();
    Verification {
        diagnostics: match was_compared {
            true => diagnostics.finish(Run::Verifying, &inputs.tree),
            false => diagnostics.finish_as_found(&inputs.tree),
        },
        tree: inputs.tree,
    }
}

/// The documents, and beside them the samples.
struct Inputs<'a> {
    tree: Tree<'a>,
    /// The files of the samples, as far as they can be read.
    files: Vec<Option<FileId>>,
    /// False where the documents have errors.
    are_readable: bool,
}

impl<'a> Inputs<'a> {
    fn read(
        texts: &'a Texts,
        reader: &dyn Reader,
        request: &Request<'_>,
        samples: &[Sample],
        diagnostics: &Diagnostics,
    ) -> Self {
        let mut tree = crate::load(texts, reader, request, diagnostics);
        let are_readable = !diagnostics.has_errors();
        let file = |it: &Sample| {
            let (text, path, shown) = (it.text.clone(), it.path.clone(), it.shown.clone());
            source::load_beside(texts, text, path, shown, &mut tree, diagnostics)
        };
        let files = samples.iter().map(file).collect();
        Self {
            tree,
            files,
            are_readable,
        }
    }

    /// What samples disagree with; none where the documents have errors. What keeps a sample from
    /// being compared is reported, and so is what is found.
    fn find<'t>(
        &'t self,
        request: &Request<'_>,
        samples: &[Sample],
        diagnostics: &'t Diagnostics,
    ) -> Option<Vec<Finding<'t>>> {
        let context = Context {
            tree: &self.tree,
            diagnostics,
        };
        let api = match self.are_readable {
            true => Document::new(context).and_then(|it| described(it, request, diagnostics)),
            false => None,
        };
        let api = api?;
        let mut findings = Vec::new();
        for (sample, file) in samples.iter().zip(&self.files) {
            let root = |id: FileId| self.tree.file(id)?.root.as_ref();
            let Some((id, value)) = file.and_then(|id| Some((id, root(id)?))) else {
                continue;
            };
            let Some(named) = names::read(&sample.path, &api, context, id) else {
                continue;
            };
            match bodies::schema_of(&named, context) {
                bodies::Described::As(schema) => {
                    findings.extend(compare::compare(context, value, schema, named.way()));
                }
                bodies::Described::Not(missing) => {
                    findings.push(Finding::undescribed(value, missing, named.kind));
                }
                bodies::Described::AsAnything => {}
            }
        }
        findings::report(&findings, context);
        Some(findings)
    }
}

/// The operations, by the names that the crate gives them. None where the document has errors.
fn described(
    document: Document<'_>,
    request: &Request<'_>,
    diagnostics: &Diagnostics,
) -> Option<ir::Api> {
    // What is merely odd is said by whoever generates.
    let unheard = Diagnostics::new(Levels::of(request.settings));
    let context = Context {
        tree: document.object.context.tree,
        diagnostics: &unheard,
    };
    let document = Document::new(context)?;
    let api = lower::lower(document, request.settings, &crate::pins(document, request));
    if unheard.has_errors() {
        unheard.errors_to(diagnostics);
        return None;
    }
    Some(api)
}
