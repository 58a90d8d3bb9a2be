//! What a change does to callers: each rule and its mirror image, whole reports, and the commands
//! over real repositories.

mod base;
mod cases;
mod command;
mod release;
mod repository;
mod rules;
mod why;
mod workflow;

/// Compares with a snapshot of this folder.
fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}
