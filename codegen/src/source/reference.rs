//! What a `$ref` says: which file, and which place in it.

use std::borrow::Cow;

use super::pointer::percent_decode;

/// A reference, split and made relative to the schema's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'r> {
    /// The file, or none for the file that the reference stands in.
    pub(crate) file: Option<String>,
    /// What follows the `#`, decoded: a JSON Pointer, an anchor, or nothing for the whole file.
    pub(crate) fragment: Cow<'r, str>,
}

/// Why a reference is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReferenceError {
    /// It names another machine, or a scheme such as `file:`.
    Url,
    /// It starts at the root of the disk, or of a drive.
    Absolute,
    /// It leaves the schema's root.
    Outside,
    /// The file could not be read; reported where the file is named.
    File(String),
    /// The file is there, the place is not.
    Nowhere {
        /// The path of the file that was searched.
        file: String,
    },
}

impl<'r> Reference<'r> {
    /// Reads a reference that stands in `from`, a path relative to the schema's root.
    pub(crate) fn parse(reference: &'r str, from: &str) -> Result<Self, ReferenceError> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        Ok(Self {
            file: if path.is_empty() {
                None
            } else {
                Some(resolve_path(path, from)?)
            },
            fragment: percent_decode(fragment),
        })
    }
}

fn resolve_path(path: &str, from: &str) -> Result<String, ReferenceError> {
    match path.split_once(':').map_or(0, |(scheme, _)| scheme.len()) {
        1 if has_scheme(path) => return Err(ReferenceError::Absolute),
        _ if has_scheme(path) || path.starts_with("//") => return Err(ReferenceError::Url),
        _ => {}
    }
    let path = percent_decode(path);
    if path.starts_with('/') || path.contains('\\') || path.contains('\0') {
        return Err(ReferenceError::Absolute);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(ReferenceError::Outside)?;
            }
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

/// `https:`, `file:`, and the drive `c:`: a letter, then letters, digits, `+`, `-` or `.`, then a colon.
pub(crate) fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(reference: &str, from: &str) -> Result<Option<String>, ReferenceError> {
        Reference::parse(reference, from).map(|reference| reference.file)
    }

    #[test]
    fn paths_are_relative_to_the_file_and_stay_inside() {
        assert_eq!(file("#/a", "x/y.yaml"), Ok(None));
        assert_eq!(file("z.yaml#/a", "x/y.yaml"), Ok(Some("x/z.yaml".into())));
        assert_eq!(
            file("../z%20w.yaml", "x/y.yaml"),
            Ok(Some("z w.yaml".into()))
        );
        assert_eq!(file("./a/../b.yaml", "y.yaml"), Ok(Some("b.yaml".into())));
        assert_eq!(file("../z.yaml", "y.yaml"), Err(ReferenceError::Outside));
        assert_eq!(
            file("%2e%2e/z.yaml", "y.yaml"),
            Err(ReferenceError::Outside)
        );
        assert_eq!(file("/etc/passwd", "y.yaml"), Err(ReferenceError::Absolute));
        assert_eq!(
            file("%2fetc/passwd", "y.yaml"),
            Err(ReferenceError::Absolute)
        );
        assert_eq!(file("..\\z.yaml", "y.yaml"), Err(ReferenceError::Absolute));
        assert_eq!(file("c:\\z.yaml", "y.yaml"), Err(ReferenceError::Absolute));
        assert_eq!(file("c:/z.yaml", "y.yaml"), Err(ReferenceError::Absolute));
        assert_eq!(
            file("file:///etc/passwd", "y.yaml"),
            Err(ReferenceError::Url)
        );
        assert_eq!(
            file("https://example.com/a", "y.yaml"),
            Err(ReferenceError::Url)
        );
        assert_eq!(file("//example.com/a", "y.yaml"), Err(ReferenceError::Url));
    }
}
