//! Which document an overlay changes: the one that it extends, else the root document.

use crate::Request;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, closest};
use crate::source::{Place, Tree, has_scheme};

/// The document that an overlay changes.
#[derive(Debug)]
pub(super) struct Target {
    /// Its path below the schema's root; none for what is not below it.
    path: Option<String>,
    /// What the overlay says, and where.
    extends: Option<(String, Place)>,
}

impl Target {
    /// The root document.
    pub(super) fn root(request: &Request<'_>) -> Self {
        Self {
            path: Some(request.root.to_owned()),
            extends: None,
        }
    }

    /// What `extends` of the overlay at `overlay`, a path from the crate's folder, names: a file,
    /// relative to the overlay. A URL is where the document was published, so it names the root.
    pub(super) fn of(text: &str, place: Place, overlay: &str, request: &Request<'_>) -> Self {
        if has_scheme(text) {
            return Self::root(request);
        }
        let folder = overlay.rsplit_once('/').map_or("", |(folder, _)| folder);
        let named = match folder {
            "" => normal(text),
            folder => normal(&format!("{folder}/{text}")),
        };
        let root = root_folder(request);
        let below = match root.is_empty() {
            true => Some(named.as_str()),
            false => named
                .strip_prefix(&root)
                .and_then(|rest| rest.strip_prefix('/')),
        };
        Self {
            path: below.map(str::to_owned),
            extends: Some((text.to_owned(), place)),
        }
    }

    /// True for the path of the document.
    pub(super) fn is(&self, path: &str) -> bool {
        self.path.as_deref() == Some(path)
    }

    /// Reports that the document is not one of the schema's.
    pub(super) fn check(&self, tree: &Tree<'_>, diagnostics: &Diagnostics) {
        let is_there = self.path.as_ref().is_some_and(|path| tree.knows(path));
        let Some((text, place)) = self.extends.as_ref().filter(|_| !is_there) else {
            return;
        };
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let names: Vec<String> = tree.files().iter().map(|file| name(&file.path)).collect();
        let written = name(text);
        let same = names.iter().find(|it| **it == written).map(String::as_str);
        let meant = same.or_else(|| closest(&written, names.iter().map(String::as_str)));
        let help = match meant.and_then(|meant| names.iter().position(|it| it == meant)) {
            Some(position) => {
                let path = tree.files().get(position).map(|file| file.path.as_str());
                format!(
                    "did you mean `{}`, below the schema's root?",
                    path.unwrap_or_default()
                )
            }
            None => "write the path from this overlay to a file of the schema, or leave `extends` \
                     out for the root document"
                .to_owned(),
        };
        let message = format!("`{text}` is no file of the schema");
        let diagnostic = Diagnostic::new(Code::InvalidOverlay, message).at_value(*place);
        diagnostics.push(diagnostic.with_help(help));
    }
}

/// The schema's root, from the crate's folder.
fn root_folder(request: &Request<'_>) -> String {
    let schema = normal(&request.settings.schema);
    let below = schema.strip_suffix(request.root);
    let folder = below.unwrap_or_else(|| schema.rsplit_once('/').map_or("", |(folder, _)| folder));
    folder.trim_end_matches('/').to_owned()
}

/// What the overlay at `overlay`, a path from the crate's folder, says in `extends` to change a file
/// of the schema.
pub(crate) fn extends(overlay: &str, file: &str, request: &Request<'_>) -> String {
    let file = match root_folder(request).as_str() {
        "" => file.to_owned(),
        folder => format!("{folder}/{file}"),
    };
    let overlay = normal(overlay);
    let mut folder: Vec<&str> = overlay.split('/').collect();
    folder.pop();
    let file: Vec<&str> = file.split('/').collect();
    let shared = folder
        .iter()
        .zip(&file)
        .take_while(|(one, other)| one == other);
    let shared = shared.count();
    let up = folder.iter().skip(shared).map(|_| "..");
    let path: Vec<&str> = up.chain(file.into_iter().skip(shared)).collect();
    path.join("/")
}

/// A path without `.`, and without what `..` takes back.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" if !parts.is_empty() => {}
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let absolute = path.starts_with('/');
    let parts = parts
        .into_iter()
        .filter(|part| absolute || !part.is_empty());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn paths_are_compared_without_detours() {
        assert_eq!(normal("../overlays/../schema/./a.yaml"), "../schema/a.yaml");
        assert_eq!(normal("/a.yaml"), "/a.yaml");
        assert_eq!(normal("a//b/../c.yaml"), "a/c.yaml");
        assert_eq!(normal("../../a.yaml"), "../../a.yaml");
        assert_eq!(normal("./a.yaml"), "a.yaml");
    }
}
