//! Each rule, there and back: small changes, each with what is said of it in both directions.

use std::collections::BTreeSet;

use codegen::surface::Surface;
use codegen::surface::diff::{Change, Kind, Pinned, Steps, compare, kept};
use codegen::{Documents, Request, Settings, Texts, record};

use crate::cases::{cases, document};

fn surface(document: &str, settings: &Settings, pins: Option<&Surface>) -> Surface {
    let texts = Texts::new();
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: "pets",
        settings,
        surface: pins,
        manifest: "",
    };
    let recording = record(&texts, &Documents::single(document), &request);
    let found: Vec<String> = recording
        .diagnostics
        .iter()
        .map(|it| it.message.clone())
        .collect();
    recording
        .surface
        .unwrap_or_else(|| panic!("{found:?}\n{document}"))
}

/// What changes from one document to another one, whose names are pinned by the first.
fn changes(old: &str, new: &str) -> Vec<Change> {
    let settings = Settings::new("openapi.yaml");
    let old = surface(old, &settings, None);
    let new = surface(new, &settings, Some(&old));
    compare(&old, &new)
}

/// `kind item [wire decode source]: message`, a line each.
fn shown(changes: &[Change]) -> String {
    let line = |change: &Change| {
        let level = change.level();
        format!(
            "  {} {} {level} [{}]\n    {}\n",
            change.kind,
            change.item,
            change.broken().join(" "),
            change.sentence()
        )
    };
    match changes {
        [] => "  nothing\n".into(),
        changes => changes.iter().map(line).collect(),
    }
}

#[test]
fn each_rule_and_its_mirror_image() {
    let mut text = String::new();
    for (title, old, new) in cases() {
        let (there, back) = (changes(&old, &new), changes(&new, &old));
        text += &format!(
            "{title}\n there\n{} back\n{}\n",
            shown(&there),
            shown(&back)
        );
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("rules", text);
    });
}

/// What no document brings about by itself: another runtime, traits, features.
fn by_hand() -> Vec<Change> {
    let settings = Settings::new("openapi.yaml");
    let old = surface(
        &document("Params: {type: object}\nAnswer: {type: object}"),
        &settings,
        None,
    );
    let mut new = old.clone();
    new.runtime += 1;
    for item in &mut new.items {
        item.derives.retain(|it| it != "Clone");
        item.derives.push("Eq".to_owned());
        item.feature = Some("pets".to_owned());
    }
    let mut other = new.clone();
    for item in &mut other.items {
        item.feature = Some("toys".to_owned());
    }
    let mut called = new.clone();
    called.client = vec!["project_id".to_owned(), "secret".to_owned()];
    for accessor in called.accessors.values_mut() {
        accessor.method.push_str("_api");
    }
    for operation in &mut called.operations {
        operation.method_name = "make_pet".to_owned();
    }
    let mut moved = old.clone();
    for item in &mut moved.items {
        item.path = item.path.replace("types::", "pets::");
    }
    for operation in &mut moved.operations {
        operation.path = operation.path.replace("pets::", "animals::");
    }
    let mut renamed = old.clone();
    for operation in &mut renamed.operations {
        operation.path = operation.path.replace("Create", "Make");
    }
    let steps = [
        (&old, &new),
        (&new, &other),
        (&new, &old),
        (&new, &called),
        (&old, &moved),
        (&old, &renamed),
    ];
    let compared = steps.into_iter().flat_map(|(old, new)| compare(old, new));
    compared.chain(name_kept()).collect()
}

/// A name that a new schema would have taken away.
fn name_kept() -> Vec<Change> {
    let settings = Settings::new("openapi.yaml");
    let schemas =
        "Params: {type: object}\nAnswer: {type: object}\ntoy_box: {type: string, enum: [a]}";
    let old = surface(&document(schemas), &settings, None);
    let new = document(&format!("{schemas}\nToyBox: {{type: string, enum: [b]}}"));
    let (with_pins, without) = (
        surface(&new, &settings, Some(&old)),
        surface(&new, &settings, None),
    );
    let was = Pinned {
        with_pins: &old,
        without: &old,
    };
    let is = Pinned {
        with_pins: &with_pins,
        without: &without,
    };
    kept(was, is)
}

#[test]
fn what_the_generator_brings_about() {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("generator", shown(&by_hand()));
    });
}

#[test]
fn every_rule_has_a_case_and_a_reason() {
    let mut found: BTreeSet<Kind> = by_hand().iter().map(|it| it.kind).collect();
    for (_, old, new) in cases() {
        found.extend(changes(&old, &new).iter().map(|it| it.kind));
        found.extend(changes(&new, &old).iter().map(|it| it.kind));
    }
    let missing: Vec<&Kind> = Kind::ALL.iter().filter(|it| !found.contains(it)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    for kind in Kind::ALL {
        assert!(kind.why().ends_with('.'), "{kind}: {:?}", kind.why());
    }
}

#[test]
fn a_document_is_no_change_of_itself() {
    for (title, old, new) in cases() {
        assert_eq!(shown(&changes(&old, &old)), "  nothing\n", "{title}");
        assert_eq!(shown(&changes(&new, &new)), "  nothing\n", "{title}");
    }
}

/// What the generator, the settings and the documents bring about is told apart.
#[test]
fn each_change_has_its_cause() {
    let schemas = |member: &str| {
        document(&format!(
            "Params: {{type: object, properties: {{id: {{type: string}}}}}}
Answer: {{type: object, properties: {{size: {{type: [integer, 'null']}}{member}}}}}"
        ))
    };
    let (old_settings, mut settings) =
        (Settings::new("openapi.yaml"), Settings::new("openapi.yaml"));
    settings.optional_nullable = codegen::OptionalNullable::Option;
    let old_document = schemas("");
    let regenerated = surface(&old_document, &old_settings, None);
    let mut old = regenerated.clone();
    for item in &mut old.items {
        item.derives.push("Eq".to_owned());
    }
    let with_settings = surface(&old_document, &settings, Some(&old));
    let new = surface(&schemas(", name: {type: string}"), &settings, Some(&old));
    let steps = Steps {
        old: &old,
        regenerated: &regenerated,
        with_settings: &with_settings,
        new: &new,
    };
    let found = steps.changes();
    let found: Vec<String> = found
        .iter()
        .map(|it| format!("{} {} {}", it.cause, it.kind, it.item))
        .collect();
    assert_eq!(
        found,
        [
            "generator derive-lost types::Answer",
            "generator derive-lost types::Params",
            "settings no-longer-nullable types::Answer::size",
            "schema member-added types::Answer::name",
        ]
    );
}
