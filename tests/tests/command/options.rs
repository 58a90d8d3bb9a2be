//! What the command line adds to the settings.

use tests::workspace::said;

use crate::{fresh, generated};

#[test]
fn lint_takes_overlays_and_a_part_of_a_document() {
    let it = fresh();
    it.write(
        "pets.yaml",
        "openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    get: {operationId: list_pets, tags: [pets], responses: {'200': {}}}
  /toys:
    get: {operationId: list_toys, tags: [toys], responses: {'200': {description: All.}}}
",
    );
    it.write(
        "fix.yaml",
        "overlay: 1.1.0
info: {title: Fix, version: '1'}
actions:
  - target: $.paths['/pets'].get.responses['200']
    update: {description: All.}
",
    );
    let lint = |arguments: &[&str]| {
        let output = it.run(&[&["lint", "pets.yaml", "--deny-warnings"], arguments].concat());
        (output.status.success(), said(&output))
    };
    let (succeeded, text) = lint(&[]);
    assert!(!succeeded && text.contains("pets.yaml:5:61"), "{text}");
    for arguments in [
        ["--overlay", "fix.yaml"],
        ["--include-tag", "toys"],
        ["--exclude-path", "/pets"],
    ] {
        let (succeeded, text) = lint(&arguments);
        assert!(succeeded, "{arguments:?}: {text}");
    }
    let (succeeded, text) = lint(&["--include-tag", "cars"]);
    assert!(!succeeded, "{text}");
}

#[test]
fn an_allow_that_cannot_match_is_said() {
    let it = generated();
    for code in ["odd-description", "unlisted-value"] {
        let output = it.run(&["codegen", "--allow", code]);
        let message = format!("warning[unused-allow]: `{code}` is allowed, and generating a crate");
        assert!(said(&output).contains(&message), "{}", said(&output));
    }
    let output = it.run(&["lint", "--allow", "unlisted-value"]);
    assert!(said(&output).contains("`unlisted-value` is allowed, and linting never finds it"));
}

#[test]
fn one_sample_is_one() {
    let it = generated();
    it.write("samples/sendParcel/request.json", "{}");
    let output = it.run(&["verify", "--samples", "samples"]);
    assert!(
        said(&output).contains(" in 1 sample\n"),
        "{}",
        said(&output)
    );
}
