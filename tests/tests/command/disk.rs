//! What the disk is left with, whatever happens to a run.

use std::fs;

use codegen::output::{Drift, compare};
use xtask::disk::{self, Step};

use tests::workspace::said;

use crate::{ROOT, SIZES, fresh, generated};

#[test]
fn a_run_that_is_killed_leaves_whole_files_and_the_next_one_finishes() {
    let workspace = generated();
    let folder = workspace.path("generated");
    workspace.write("generated/src/old/stale.rs", "pub fn stale() {}\n");
    let before = disk::read_crate(&folder).unwrap();
    // What the schema gives after a change that adds, changes and removes files.
    let changed = fresh();
    changed.write("schema/openapi.yaml", &ROOT.replace("Parcel:", "Package:"));
    assert!(changed.run(&["codegen"]).status.success());
    let wanted = disk::read_crate(&changed.path("generated")).unwrap();
    let steps = disk::plan(&compare(&wanted, &before));
    assert!(steps.len() >= 4, "{steps:?}");

    for killed_after in 0..=steps.len() {
        let workspace = generated();
        let folder = workspace.path("generated");
        workspace.write("generated/src/old/stale.rs", "pub fn stale() {}\n");
        for &step in &steps[..killed_after] {
            disk::apply(&folder, step).unwrap();
        }
        if let Some(&Step::Stage { path, text }) = steps.get(killed_after) {
            // Killed in the middle of a write: half a text lies where texts are staged.
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            disk::apply(&folder, Step::Stage { path, text: &half }).unwrap();
        }
        for (path, text) in &disk::read_crate(&folder).unwrap() {
            let whole = before.get(path) == Some(text) || wanted.get(path) == Some(text);
            assert!(
                whole || path.starts_with("src/.staged/"),
                "{path} after {killed_after} steps"
            );
        }
        workspace.write("schema/openapi.yaml", &ROOT.replace("Parcel:", "Package:"));
        assert!(workspace.run(&["codegen"]).status.success());
        assert_eq!(
            disk::read_crate(&folder).unwrap(),
            wanted,
            "after {killed_after} steps"
        );
        assert!(!folder.join("src/.staged").exists() && !folder.join("src/old").exists());
    }
}

#[cfg(unix)]
#[test]
fn links_lead_neither_out_of_the_schema_nor_out_of_the_crate() {
    let workspace = generated();
    workspace.write("outside/sizes.yaml", SIZES);
    fs::remove_file(workspace.path("schema/sizes.yaml")).unwrap();
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(workspace.path(to), workspace.path(at)).unwrap();
    };
    link("outside/sizes.yaml", "schema/sizes.yaml");
    let output = workspace.run(&["codegen"]);
    assert!(
        said(&output).contains("error[reference-outside]"),
        "{}",
        said(&output)
    );

    fs::remove_file(workspace.path("schema/sizes.yaml")).unwrap();
    workspace.write("schema/sizes.yaml", SIZES);
    fs::remove_dir_all(workspace.path("generated/src")).unwrap();
    workspace.write("outside/src/kept.rs", "pub fn kept() {}\n");
    link("outside/src", "generated/src");
    let output = workspace.run(&["codegen"]);
    let escaped: Vec<_> = fs::read_dir(workspace.path("outside/src"))
        .unwrap()
        .collect();
    assert_eq!(
        escaped.len(),
        1,
        "nothing is written through the link: {}",
        said(&output)
    );
    assert!(!output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("generated/src"), "{}", said(&output));
}

#[test]
fn drifts_are_planned_as_removals_then_whole_files() {
    let drifts = [
        Drift::Missing {
            path: "src/a.rs",
            wanted: "1",
        },
        Drift::Extra {
            path: "src/b.rs",
            found: "2",
        },
    ];
    let steps = disk::plan(&drifts);
    assert!(matches!(&steps[..], [
        Step::Remove { path: removed },
        Step::Stage { .. },
        Step::Publish { path: published },
    ] if *removed == "src/b.rs" && *published == "src/a.rs"));
}
