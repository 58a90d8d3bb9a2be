//! "Did you mean" for references.

use std::borrow::Cow;

use super::ReferenceError;
use super::file::File;
use super::node::{FileId, Mapping, Value};
use super::pointer::{self, percent_decode};
use super::tree::Tree;
use crate::diagnostics::closest;

/// Pointers of more tokens are not worth a guess.
const LONGEST: usize = 64;

impl Tree<'_> {
    /// What a reference that leads nowhere was probably meant to say.
    pub(crate) fn nearest_reference(
        &self,
        reference: &str,
        from: FileId,
        error: &ReferenceError,
    ) -> Option<String> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        match error {
            ReferenceError::File(missing) => {
                let name = Some(reference).filter(|_| path == reference);
                let pointer = name.and_then(|name| component(self.file(from)?, name));
                pointer.map(|pointer| format!("#{pointer}")).or_else(|| {
                    let meant = self.nearest_file(missing)?;
                    let meant = relative(&self.file(from)?.path, &meant);
                    let fragment = reference.strip_prefix(path).unwrap_or_default();
                    Some(meant + fragment)
                })
            }
            ReferenceError::Nowhere { file } => {
                let fragment = nearest_fragment(self.file_at(file)?, &percent_decode(fragment))?;
                Some(format!("{path}#{fragment}"))
            }
            ReferenceError::Absolute => {
                let file = self.file(from)?;
                file.find(reference).map(|_| format!("#{reference}"))
            }
            ReferenceError::Url | ReferenceError::Outside => None,
        }
    }

    /// A file beside the missing one, or one of the same name elsewhere.
    fn nearest_file(&self, missing: &str) -> Option<String> {
        let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        let mut known = self.files().iter().map(|file| file.path.clone());
        let beside = self.unreadable(missing)?.nearest.clone();
        beside.or_else(|| known.find(|path| name(path) == name(missing)))
    }
}

/// The path of a file as another one has to name it.
fn relative(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts = |path: &'_ str| -> Vec<String> {
        let parts = path.split('/').filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (here, there) = (parts(folder), parts(to));
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = here.iter().skip(shared).map(|_| "..");
    let down = there.iter().skip(shared).map(String::as_str);
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn nearest_fragment(file: &File<'_>, fragment: &str) -> Option<String> {
    if fragment.starts_with('/') {
        return nearest_pointer(file, fragment).or_else(|| of_swagger(file, fragment));
    }
    if fragment.contains('/') {
        return nearest_pointer(file, &format!("/{fragment}"));
    }
    let anchors = file.anchors().keys().map(String::as_str);
    closest(fragment, anchors)
        .map(str::to_owned)
        .or_else(|| component(file, fragment))
}

/// The pointer with each token that is not there replaced by the nearest that is.
fn nearest_pointer(file: &File<'_>, pointer: &str) -> Option<String> {
    let tokens: Vec<_> = pointer::tokens(pointer).take(LONGEST + 1).collect();
    let mut rest = tokens.as_slice();
    let mut node = file.root.as_ref().filter(|_| rest.len() <= LONGEST)?;
    let mut nearest = String::new();
    while let Some(token) = rest.first() {
        let mut taken = 1;
        node = match &node.value {
            Value::Mapping(mapping) => {
                let (key, count) = nearest_key(mapping, rest)?;
                taken = count;
                pointer::push(&mut nearest, &key);
                mapping.get(&key)?
            }
            Value::Sequence(items) => {
                pointer::push(&mut nearest, token);
                items.get(token.parse::<usize>().ok()?)?
            }
            _ => return None,
        };
        rest = rest.get(taken..)?;
    }
    Some(nearest)
}

/// The key that the next tokens mean, and how many of them: more than one where a `/` in the key
/// was not escaped.
fn nearest_key(mapping: &Mapping<'_>, tokens: &[Cow<'_, str>]) -> Option<(String, usize)> {
    let exact = |count: usize| {
        let key = tokens.get(..count)?.join("/");
        mapping.contains(&key).then_some((key, count))
    };
    let keys = mapping.entries().iter().map(|entry| entry.key.as_ref());
    exact(1)
        .or_else(|| (2..=tokens.len()).rev().find_map(exact))
        .or_else(|| Some((closest(tokens.first()?, keys)?.to_owned(), 1)))
}

/// `#/definitions/Pet` and the like are of Swagger 2.0.
fn of_swagger(file: &File<'_>, pointer: &str) -> Option<String> {
    let name = pointer.strip_prefix("/definitions/")?;
    let pointer = format!("/components/schemas/{name}");
    file.find(&pointer).map(|_| pointer)
}

/// The pointer of the component of that name, a schema before others.
fn component(file: &File<'_>, name: &str) -> Option<String> {
    let components = file.root.as_ref()?.get("components")?.as_mapping()?;
    let sections = components.entries().iter().filter(|section| {
        let named = section.value.as_mapping();
        named.is_some_and(|section| section.contains(name))
    });
    let section = sections.min_by_key(|section| section.key != "schemas")?;
    let mut pointer = format!("/components/{}", section.key);
    pointer::push(&mut pointer, name);
    Some(pointer)
}

#[cfg(test)]
mod tests {
    use crate::source::load::as_it_is;
    use crate::source::{Documents, FileId, Texts};

    #[test]
    fn what_was_meant() {
        let documents = Documents::single(
            "paths: {/pets: {get: {}}}
components:
  responses: {Gone: {}, Owner: {}}
  schemas: {Owner: {$anchor: owner, properties: {name: {}}}, a/b: {}, List: {oneOf: [{}]}}
x: {$ref: shared/pest.yaml}
y: {$ref: shared/toys}
z: [{$ref: toys.yaml}, {$ref: openapi.json}]",
        )
        .with("shared/pets.yaml", "")
        .with("shared/toys.yaml", "");
        let texts = Texts::new();
        let tree = as_it_is(&texts, &documents, "openapi.yaml");
        let cases = [
            ("Owner", "#/components/schemas/Owner"),
            ("Gone", "#/components/responses/Gone"),
            ("#Owner", "#owner"),
            ("#onwer", "#owner"),
            ("#Gone", "#/components/responses/Gone"),
            ("#components/schemas/Owner", "#/components/schemas/Owner"),
            ("#/component/schema/Onwer", "#/components/schemas/Owner"),
            ("#/definitions/Owner", "#/components/schemas/Owner"),
            ("#/components/schemas/a/b", "#/components/schemas/a~1b"),
            ("#/paths//pets/get", "#/paths/~1pets/get"),
            (
                "openapi.yaml#/components/schemas/owner/properties/nmae",
                "openapi.yaml#/components/schemas/Owner/properties/name",
            ),
            ("shared/pest.yaml", "shared/pets.yaml"),
            ("shared/toys", "shared/toys.yaml"),
            ("toys.yaml", ""),
            ("openapi.json", "openapi.yaml"),
            ("#/components/schemas/Warehouse", ""),
            ("#/components/schemas/List/oneOf/7", ""),
            ("#/openapi/x", ""),
        ];
        for (written, meant) in cases {
            let error = tree.resolve(written, FileId(0)).unwrap_err();
            let found = tree.nearest_reference(written, FileId(0), &error);
            assert_eq!(found.unwrap_or_default(), meant, "{written}");
        }
    }
}
