//! What a generated crate shows to those who use it: operations, and items.

use std::fs;
use std::path::Path;

use super::mentions::Mention;
use super::modules::{Child, Module, Operation};

/// What a crate shows.
#[derive(Debug, Default)]
pub(super) struct Emitted {
    /// Every `impl Operation for …`, in any order.
    pub(super) operations: Vec<Operation>,
    /// Every item that can stand for a schema.
    pub(super) items: Vec<Named>,
    /// How many lines the crate has, the runtime among them.
    pub(super) lines: usize,
}

/// A struct, an enum, an alias, or what is shown under another name.
#[derive(Debug)]
pub(super) struct Named {
    /// The modules by which it is reached, and its name.
    pub(super) path: Vec<String>,
    /// Its members, variants or target, where they say `Value`.
    pub(super) mentions: Vec<Mention>,
}

impl Emitted {
    /// Reads the sources of a crate. What is in a private module counts where `pub use` shows it.
    pub(super) fn read(crate_folder: &Path) -> Result<Self, String> {
        let sources = crate_folder.join("src");
        let mut emitted = Self {
            lines: lines_below(&sources)?,
            ..Self::default()
        };
        emitted.publish(&Module::read(&sources)?, &[]);
        Ok(emitted)
    }

    /// Adds what a module shows under a path.
    fn publish(&mut self, module: &Module, path: &[String]) {
        let below = |name: &str| [path, &[name.to_owned()]].concat();
        for (name, mentions) in &module.items {
            self.items.push(Named {
                path: below(name),
                mentions: mentions.clone(),
            });
        }
        self.operations.extend_from_slice(&module.operations);
        for child in module.children.iter().filter(|child| child.is_public) {
            self.publish(&child.module, &below(&child.name));
        }
        for export in &module.exports {
            match (&export.name, export.path.as_slice()) {
                (Some(_), [first, ..]) if first == "runtime" => {}
                (Some(name), _) => self.items.push(Named {
                    path: below(name),
                    mentions: Vec::new(),
                }),
                (None, [only]) => {
                    let hidden = |it: &&Child| it.name == *only && !it.is_public;
                    if let Some(child) = module.children.iter().find(hidden) {
                        self.publish(&child.module, path);
                    }
                }
                (None, _) => {}
            }
        }
    }
}

fn lines_below(folder: &Path) -> Result<usize, String> {
    let cannot_read = |error| format!("cannot read `{}`: {error}", folder.display());
    let mut lines = 0;
    for entry in fs::read_dir(folder).map_err(cannot_read)? {
        let path = entry.map_err(cannot_read)?.path();
        if path.is_dir() {
            lines += lines_below(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            lines += fs::read_to_string(&path)
                .map_err(cannot_read)?
                .lines()
                .count();
        }
    }
    Ok(lines)
}
