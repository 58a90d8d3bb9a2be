//! `cargo xtask diff` as a person runs it, over real repositories.

use std::fs;

use serde_json::Value;

use crate::repository::Repository;
use crate::snapshot;

/// A change of each level: something breaks, something is new, and something is only described.
fn changed() -> Repository {
    let repository = Repository::new();
    repository.edit("schema/sizes.yaml", "        - small\n", "        - tiny\n");
    repository.edit(
        "schema/openapi.yaml",
        "        to: {type: string}\n",
        "        to: {type: string, description: 'To *whom*.'}\n        note:\n          type: string\n          maxLength: 80\n",
    );
    repository.edit(
        "schema/openapi.yaml",
        "        id: {type: string}\n",
        "        id: {type: string}\n        at: {type: string, format: date-time}\n",
    );
    repository.edit(
        "schema/openapi.yaml",
        "required: [id]",
        "required: [id, at]",
    );
    repository
}

#[test]
fn the_reports() {
    let repository = changed();
    snapshot("text", &repository.does(&["diff"]));
    snapshot(
        "markdown",
        &repository.does(&["diff", "--format", "markdown"]),
    );
    snapshot("json", &repository.does(&["diff", "--format", "json"]));
}

#[test]
fn the_json_has_these_keys_and_no_others() {
    let json = changed().does(&["diff", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut found = keys(&json);
    found.sort();
    assert_eq!(found, ["changes", "verdict"]);
    for change in json["changes"].as_array().unwrap() {
        let mut found = keys(change);
        found.sort();
        let expected = [
            "cause", "decode", "file", "item", "kind", "line", "message", "pointer", "source",
            "wire",
        ];
        assert_eq!(found, expected);
        for verdict in ["wire", "decode", "source"] {
            assert!(["breaking", "compatible"].contains(&change[verdict].as_str().unwrap()));
        }
    }
}

#[test]
fn the_verdict_can_be_denied() {
    let repository = Repository::new();
    let succeeds = |level: &str| repository.run(&["diff", "--deny", level]).status.success();
    assert!(succeeds("major") && succeeds("minor"));
    repository.edit(
        "schema/sizes.yaml",
        "- large\n",
        "- large\n        - huge\n",
    );
    assert!(succeeds("major") && !succeeds("minor"));
    repository.edit("schema/sizes.yaml", "- small\n        ", "");
    assert!(!succeeds("major") && !succeeds("minor"));
    assert!(repository.run(&["diff"]).status.success());
}

/// A place is that of the side which has it, and a line of the file that is named.
#[test]
fn each_place_holds_what_changed() {
    let repository = changed();
    let json = repository.does(&["diff", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let line_of = |kind: &str, item: &str| {
        let changes = json["changes"].as_array().unwrap();
        let mut found = changes
            .iter()
            .filter(|it| it["kind"] == kind && it["item"] == item);
        let change = found.next().unwrap_or_else(|| panic!("{kind} {item}"));
        let (file, line) = (
            change["file"].as_str().unwrap(),
            change["line"].as_u64().unwrap(),
        );
        let text = match kind {
            "value-removed" => repository.git(&["show", &format!("main:{file}")]),
            _ => repository.read(file),
        };
        text.lines()
            .nth(line as usize - 1)
            .unwrap()
            .trim()
            .to_owned()
    };
    assert_eq!(line_of("value-removed", "types::Size::Small"), "- small");
    assert_eq!(line_of("value-added", "types::Size::Tiny"), "- tiny");
    assert_eq!(line_of("member-added", "types::Parcel::note"), "note:");
}

#[test]
fn the_work_tree_is_not_touched() {
    let repository = changed();
    let state = || {
        let index = fs::read(repository.path(".git/index")).unwrap();
        let status = repository.git(&["--no-optional-locks", "status", "--porcelain", "--ignored"]);
        (
            index,
            status,
            repository.git(&["rev-parse", "HEAD", "--all"]),
        )
    };
    // Cargo writes its lock file when it is asked for the members of a workspace.
    repository.does(&["diff"]);
    let before = state();
    repository.does(&["diff"]);
    repository.does(&["diff", "--base", "main", "--format", "markdown"]);
    assert_eq!(state(), before);
}

/// The old side has its own settings, and a change of them has its cause.
#[test]
fn settings_are_those_of_each_side() {
    let repository = Repository::new();
    repository.edit(
        "generated/Cargo.toml",
        "schema = \"../schema/openapi.yaml\"\n",
        "schema = \"../schema/openapi.yaml\"\nlayout = \"files\"\n",
    );
    repository.edit(
        "schema/openapi.yaml",
        "to: {type: string}",
        "to: {type: integer}",
    );
    repository.does(&["codegen"]);
    snapshot("settings", &repository.does(&["diff"]));
}

/// Cargo refuses a dependency that asks for a feature that is not there.
#[test]
fn features_are_those_of_the_manifests() {
    let repository = Repository::new();
    let manifest = "generated/Cargo.toml";
    repository.edit(manifest, "[features]\n", "[features]\nsizes = []\n");
    repository.commit("More features");
    repository.edit(
        manifest,
        "[features]\nsizes = []\n",
        "[features]\nextra = []\n",
    );
    let report = repository.does(&["diff", "--base", "HEAD"]);
    let lines: Vec<&str> = report
        .lines()
        .filter(|line| line.contains("feature"))
        .collect();
    assert_eq!(
        lines,
        [
            "  sizes: there is no feature `sizes` any more [feature-removed: source, by the settings]",
            "  extra: there is a feature `extra` [feature-added, by the settings]",
        ]
    );
}

/// An overlay corrects the documents: what it changes is a change of them, at its place.
#[test]
fn overlays_are_those_of_each_side() {
    let repository = Repository::new();
    let overlay = |text: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: Sizes, version: '1'}}\nactions:\n  - target: \
             $.components.schemas.Parcel.properties\n    update:\n      note: {{type: {text}}}\n"
        )
    };
    repository.write("generated/note.yaml", &overlay("string"));
    repository.edit(
        "generated/Cargo.toml",
        "schema = \"../schema/openapi.yaml\"\n",
        "schema = \"../schema/openapi.yaml\"\noverlays = [\"note.yaml\"]\n",
    );
    let report = repository.does(&["diff"]);
    let added = "types::Parcel::note: `Parcel` can carry `note` [member-added]\n    --> generated/note.yaml:6\n";
    assert!(report.contains(added), "{report}");
    repository.does(&["codegen"]);
    repository.commit("Correct it");
    repository.write("generated/note.yaml", &overlay("integer"));
    let report = repository.does(&["diff", "--base", "HEAD"]);
    assert!(
        report.contains("`Parcel::note` is `Option<i64>`, it was `Option<String>`"),
        "{report}"
    );
}

/// A record of an older format lacks what was not recorded then.
#[test]
fn an_older_record_is_no_change() {
    let repository = Repository::new();
    let text = repository.read("generated/api.json");
    let mut record: Value = serde_json::from_str(&text).unwrap();
    record["format"] = 1.into();
    let fields = record["operations"].as_array_mut().unwrap().iter_mut();
    for operation in fields {
        let operation = operation.as_object_mut().unwrap();
        for key in ["derives", "body", "sends", "answers"] {
            operation.remove(key);
        }
    }
    for item in record["items"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().remove("derives");
    }
    repository.write(
        "generated/api.json",
        &serde_json::to_string(&record).unwrap(),
    );
    repository.commit("The record as it was");
    let report = repository.does(&["diff", "--base", "HEAD"]);
    assert!(
        report.starts_with("parcels: patch: nothing changed\n"),
        "{report}"
    );
}

/// Whatever a document says, it says it in the report and does nothing there.
#[test]
fn text_of_documents_stays_text() {
    let repository = Repository::new();
    repository.edit(
        "schema/sizes.yaml",
        "        - large\n",
        "        - large\n        - '`</summary></details><script>alert(1)</script>'\n        \
         - \"```\\n# A title\\n@everyone [link](https://example.com)\"\n        - '![](x) **bold**'\n",
    );
    repository.edit(
        "schema/openapi.yaml",
        "        to: {type: string}\n",
        "        to: {type: string}\n        '``` <b>': {type: string, pattern: '`<i>`'}\n",
    );
    snapshot(
        "hostile",
        &repository.does(&["diff", "--format", "markdown"]),
    );
}

/// A page takes so much and no more: what breaks comes first, and the rest is counted.
#[test]
fn a_report_fits_its_page() {
    let repository = Repository::new();
    let schemas: String = (0..2000)
        .map(|number| {
            format!("    A{number}Schema: {{type: object, properties: {{id: {{type: string}}}}}}\n")
        })
        .collect();
    repository.edit(
        "schema/openapi.yaml",
        "  schemas:\n",
        &format!("  schemas:\n{schemas}"),
    );
    repository.edit("schema/sizes.yaml", "        - small\n", "");
    let report = repository.does(&["diff", "--format", "markdown"]);
    assert!(report.len() < 65_536, "{}", report.len());
    let place = |text: &str| {
        report
            .find(text)
            .unwrap_or_else(|| panic!("{text:?}\n{report}"))
    };
    assert!(place("`Size` has no `Small`") < place("is new"));
    assert!(place("is new") < place(" more: `cargo xtask diff` prints them all."));
}

#[test]
fn any_two_documents_can_be_compared() {
    let repository = Repository::new();
    let old = repository
        .read("schema/openapi.yaml")
        .replace("sizes.yaml#", "../schema/sizes.yaml#");
    let schemas = "{openapi: 3.1.0, info: {title: Sizes, version: '1'}, paths: {}, components: {schemas: {Size: SIZE}}}";
    repository.write(
        "old.yaml",
        &schemas.replace("SIZE", "{type: string, enum: [small, large]}"),
    );
    repository.write(
        "new/api.yaml",
        &schemas.replace("SIZE", "{type: string, enum: [small]}"),
    );
    let report = repository.does(&["diff", "--from", "old.yaml", "--to", "new/api.yaml"]);
    let place = "types::Size::Large: `Size` has no `Large` any more [value-removed: wire, source]\n    --> old.yaml:1\n";
    assert!(report.contains(place), "{report}");
    // Documents do not lead out of their folders.
    repository.write("elsewhere/openapi.yaml", &old);
    let said = repository.fails(&[
        "diff",
        "--from",
        "old.yaml",
        "--to",
        "elsewhere/openapi.yaml",
    ]);
    assert!(said.contains("error[reference-outside]"), "{said}");
}
