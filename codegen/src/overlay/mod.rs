//! Corrections of documents: OpenAPI Overlays 1.0 and 1.1.
//!
//! An overlay is a list of actions, each of which changes what its JSONPath selects. The documents
//! stay as they are: what changes is the tree of nodes, before anything is made of it. An action
//! that selects nothing is an error, since it was written for something.
//!
//! | part | what it does |
//! |---|---|
//! | `view` | an overlay as it is written → actions |
//! | `target` | which document an overlay changes |
//! | `query` | JSONPaths, and where they lead |
//! | `apply` | actions on a document |
//! | `merge` | an update into what is there |

mod apply;
mod merge;
mod query;
mod target;
mod view;

use crate::Request;
use crate::diagnostics::Diagnostics;
use crate::openapi::Context;
use crate::source::{self, Draft, Edit, Node, Place, Reader, Texts, Tree};
use query::Query;
use target::Target;

pub(crate) use target::extends;

/// The overlays of a run, in order.
pub(crate) struct Overlays<'a, 'd> {
    overlays: Vec<Overlay<'a>>,
    diagnostics: &'d Diagnostics,
}

/// An overlay that was read.
struct Overlay<'a> {
    target: Target,
    actions: Vec<Action<'a>>,
}

/// One change.
struct Action<'a> {
    target: Query,
    change: Change<'a>,
}

/// What happens to what an action selects.
enum Change<'a> {
    /// It is merged with a value.
    Update(Node<'a>),
    /// It is merged with another part of the document.
    Copy(Query),
    /// It goes.
    Remove,
}

impl<'a, 'd> Overlays<'a, 'd> {
    /// Reads the overlays that the settings name. What is wrong with one is reported.
    pub(crate) fn read(
        texts: &'a Texts,
        reader: &dyn Reader,
        request: &Request<'_>,
        tree: &mut Tree<'a>,
        diagnostics: &'d Diagnostics,
    ) -> Self {
        let mut files = Vec::new();
        for path in &request.settings.overlays {
            files.extend(source::load_overlay(texts, reader, path, tree, diagnostics));
        }
        let context = Context { tree, diagnostics };
        let views = files.into_iter();
        let views: Vec<_> = views
            .filter_map(|file| view::read(context, file, request))
            .collect();
        let overlay = |view: view::Overlay| Overlay {
            target: view.target,
            actions: view
                .actions
                .into_iter()
                .filter_map(|it| with_update(tree, it))
                .collect(),
        };
        Self {
            overlays: views.into_iter().map(overlay).collect(),
            diagnostics,
        }
    }

    /// Reports the overlays of documents that are not there.
    pub(crate) fn report_unused(&self, tree: &Tree<'a>) {
        for overlay in &self.overlays {
            overlay.target.check(tree, self.diagnostics);
        }
    }
}

/// An action with the value that it merges.
fn with_update<'a>(tree: &Tree<'a>, action: view::Action) -> Option<Action<'a>> {
    let change = match action.change {
        view::Change::Update(place) => Change::Update(tree.node(place)?.clone()),
        view::Change::Copy(query) => Change::Copy(query),
        view::Change::Remove => Change::Remove,
    };
    Some(Action {
        target: action.target,
        change,
    })
}

impl<'a> Edit<'a> for Overlays<'a, '_> {
    fn changes(&self, path: &str) -> bool {
        self.overlays.iter().any(|it| it.target.is(path))
    }

    fn edit(&self, path: &str, draft: &mut Draft<'a>) {
        let overlays = self.overlays.iter().filter(|it| it.target.is(path));
        let actions = overlays.flat_map(|overlay| &overlay.actions);
        apply::apply(actions, draft, self.diagnostics);
    }
}

/// What is said at a place of an overlay.
fn refuse(
    diagnostics: &Diagnostics,
    code: crate::diagnostics::Code,
    place: Place,
    message: &str,
    help: Option<&str>,
) {
    let diagnostic = crate::diagnostics::Diagnostic::new(code, message).at_value(place);
    diagnostics.push(diagnostic.with_help_if(help.map(str::to_owned)));
}
