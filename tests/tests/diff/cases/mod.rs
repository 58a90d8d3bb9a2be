//! Small changes of documents, of which each is a case of some rules.

mod documents;
mod operations;
mod schemas;

use documents::DOCUMENTS;
use operations::{OPERATIONS, PET};
use schemas::SCHEMAS;

/// All of them: what changes, and the document before and after.
pub(crate) fn cases() -> Vec<(&'static str, String, String)> {
    let schemas = SCHEMAS
        .iter()
        .map(|(title, old, new)| (*title, document(old), document(new)));
    let with_pet = |paths: &str| operations(&paths.replace("PET", PET));
    let operations = OPERATIONS
        .iter()
        .map(|(title, old, new)| (*title, with_pet(old), with_pet(new)));
    let documents = DOCUMENTS
        .iter()
        .map(|(title, old, new)| (*title, (*old).to_owned(), (*new).to_owned()));
    schemas.chain(operations).chain(documents).collect()
}

/// A document with one operation, which sends `Params` and answers `Answer`.
pub(crate) fn document(schemas: &str) -> String {
    format!(
        r##"openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths:
  /pets:
    post:
      operationId: create_pet
      tags: [pets]
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: "#/components/schemas/Params"}}}}}}
      responses:
        '200':
          description: A pet.
          content: {{application/json: {{schema: {{$ref: "#/components/schemas/Answer"}}}}}}
components:
  schemas:
{}"##,
        indented(schemas, 4)
    )
}

/// A document with these operations and one schema.
fn operations(paths: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths:
{}
components:
  schemas:
    Pet: {{type: object, required: [id], properties: {{id: {{type: string}}}}}}
    Toy: {{type: object, required: [size], properties: {{size: {{type: integer}}}}}}",
        indented(paths, 2)
    )
}

fn indented(text: &str, by: usize) -> String {
    let lines = text.lines().map(|line| format!("{:by$}{line}", ""));
    lines.collect::<Vec<_>>().join("\n")
}
