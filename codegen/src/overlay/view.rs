//! Overlays as they are written.

use super::query::Query;
use super::refuse;
use super::target::Target;
use crate::Request;
use crate::diagnostics::Code;
use crate::openapi::{Context, Object, keywords};
use crate::source::{FileId, Node, Place, Value};

/// An overlay.
pub(super) struct Overlay {
    pub(super) target: Target,
    pub(super) actions: Vec<Action>,
}

/// An action.
pub(super) struct Action {
    pub(super) target: Query,
    pub(super) change: Change,
}

/// What an action does.
pub(super) enum Change {
    /// Merges what stands there.
    Update(Place),
    Copy(Query),
    Remove,
}

/// The overlay in a file. What is wrong with it is reported, and left out.
pub(super) fn read(context: Context<'_>, file: FileId, request: &Request<'_>) -> Option<Overlay> {
    let file = context.tree.file(file)?;
    let root = file.root.as_ref()?;
    if root.get("openapi").is_some() && root.get("overlay").is_none() {
        let help = "the setting `schema` names the document, `overlays` what corrects it";
        let message = "this is an OpenAPI document, and no overlay";
        refuse(
            context.diagnostics,
            Code::InvalidOverlay,
            root.place,
            message,
            Some(help),
        );
        return None;
    }
    let object = Object::untested(context, root);
    let Some(object) = object else {
        context.wrong_kind(root, "an overlay (a mapping)");
        return None;
    };
    object.check_all_keys(keywords::OVERLAY, Code::InvalidOverlay);
    let version = version(object)?;
    check_info(object);
    let target = match object.get("extends") {
        Some(node) => Target::of(context.text(node)?, node.place, &file.path, request),
        None => Target::root(request),
    };
    let actions = object.items("actions").iter();
    let actions: Vec<_> = actions.map(|node| action(context, node, version)).collect();
    match object.get("actions") {
        None => object.missing("actions", "an overlay"),
        Some(node) if actions.is_empty() => {
            let message = "this overlay has no actions";
            refuse(
                context.diagnostics,
                Code::InvalidOverlay,
                node.place,
                message,
                None,
            );
        }
        Some(_) => {}
    }
    let actions = actions.into_iter().flatten().collect();
    Some(Overlay { target, actions })
}

/// The versions of the Overlay Specification.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    V1_0,
    V1_1,
}

fn version(object: Object<'_>) -> Option<Version> {
    let text = object.required_text("overlay", "an overlay")?;
    let is = |known: &str| text == known || text.starts_with(&format!("{known}."));
    if is("1.0") {
        return Some(Version::V1_0);
    }
    if is("1.1") {
        return Some(Version::V1_1);
    }
    let message = format!("Overlay `{text}` is not known");
    let help = "the versions that are read are 1.0 and 1.1";
    let place = object.get("overlay")?.place;
    refuse(
        object.context.diagnostics,
        Code::UnsupportedVersion,
        place,
        &message,
        Some(help),
    );
    None
}

fn check_info(object: Object<'_>) {
    let Some(node) = object.get("info") else {
        return object.missing("info", "an overlay");
    };
    let Some(info) = Object::untested(object.context, node) else {
        return object
            .context
            .wrong_kind(node, "`info` of an overlay (a mapping)");
    };
    info.check_all_keys(keywords::OVERLAY_INFO, Code::InvalidOverlay);
    for key in ["title", "version"] {
        info.required_text(key, "`info` of an overlay");
    }
}

/// An action that can be carried out.
fn action(context: Context<'_>, node: &Node<'_>, version: Version) -> Option<Action> {
    let object = Object::untested(context, node);
    let Some(object) = object else {
        context.wrong_kind(node, "an action (a mapping)");
        return None;
    };
    object.check_all_keys(keywords::ACTION, Code::InvalidOverlay);
    let target = match object.get("target") {
        Some(target) => Query::read(context, target),
        None => {
            object.missing("target", "an action");
            None
        }
    };
    let change = change(object, version);
    Some(Action {
        target: target?,
        change: change?,
    })
}

fn change(object: Object<'_>, version: Version) -> Option<Change> {
    let context = object.context;
    let refuse = |place: Place, message: &str, help: &str| {
        refuse(
            context.diagnostics,
            Code::InvalidOverlay,
            place,
            message,
            Some(help),
        );
        None
    };
    let remove = object.flag("remove");
    match (object.get("update"), object.get("copy")) {
        (Some(node), _) | (None, Some(node)) if remove => {
            let help = "write two actions, in the order in which they are to happen";
            refuse(node.place, "an action that removes does nothing else", help)
        }
        (Some(_), Some(copy)) => {
            let help = "write two actions, in the order in which they are to happen";
            refuse(
                copy.place,
                "an action has `update` or `copy`, and not both",
                help,
            )
        }
        (None, Some(copy)) if version == Version::V1_0 => refuse(
            copy.place,
            "Overlay 1.0 has no `copy`",
            "write `overlay: 1.1.0`",
        ),
        (None, Some(copy)) => Query::read(context, copy).map(Change::Copy),
        (Some(update), None) => Some(Change::Update(update.place)),
        (None, None) if remove => Some(Change::Remove),
        (None, None)
            if object
                .get("remove")
                .is_some_and(|it| it.value != Value::Bool(false)) =>
        {
            None
        }
        (None, None) => {
            let message = "this action changes nothing";
            refuse(
                object.place,
                message,
                "say `update`, `copy` or `remove: true`",
            )
        }
    }
}
