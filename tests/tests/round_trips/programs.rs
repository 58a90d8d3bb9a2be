//! The programs of a crate, which decode and encode values of its types.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::reduced::only_serde;
use crate::workspace::Item;

/// More bytes of generated code than this are a large crate.
const LARGE: usize = 5_000_000;

/// So many types of a large crate are in one program: what decodes and encodes them all is more than
/// a compiler holds at once.
const PER_PROGRAM: usize = 500;

/// The programs of a crate.
pub(crate) struct Programs {
    /// That of the crate.
    pub(crate) name: String,
    size: Size,
}

/// How much there is to compile.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    /// One program, with the crate's files in it: what it does not use is not compiled to the end.
    Small,
    /// Several programs beside the crate, of which only what decodes and encodes is compiled, and for
    /// one reader only.
    Large,
}

impl Programs {
    /// Adds the programs to the files of a crate.
    pub(crate) fn write(name: &str, items: &[Item], files: &mut BTreeMap<String, String>) -> Self {
        let bytes: usize = files.values().map(String::len).sum();
        let programs = Self {
            name: name.to_owned(),
            size: if bytes > LARGE {
                Size::Large
            } else {
                Size::Small
            },
        };
        match programs.size {
            Size::Small => {
                let root = files.remove("src/lib.rs").unwrap();
                let program = text(items, 0, "crate");
                let program = format!(
                    "{root}\nmod round_trip_program {{\n{program}\n}}\n\n\
                     fn main() {{\n    round_trip_program::main()\n}}\n"
                );
                files.insert("src/main.rs".into(), program);
            }
            Size::Large => {
                let own = |path: &str| !path.starts_with("src/runtime/");
                let own = files.iter_mut().filter(|(path, _)| own(path));
                own.for_each(|(_, text)| *text = only_serde(text));
                for (number, some) in items.chunks(PER_PROGRAM).enumerate() {
                    let first = number * PER_PROGRAM;
                    let program = text(some, first, &name.replace('-', "_"));
                    let program = program.replace("from_str(json)", BY_VALUE);
                    files.insert(format!("src/bin/{}.rs", programs.of(first)), program);
                }
            }
        }
        programs
    }

    /// The program of a type.
    pub(crate) fn of(&self, number: usize) -> String {
        match self.size {
            Size::Small => self.name.clone(),
            Size::Large => format!("{}-{}", self.name, number / PER_PROGRAM),
        }
    }
}

/// What reads a value without a reader of its own for each type.
const BY_VALUE: &str = "from_str(json).and_then(serde_json::from_value)";

/// A program of some types, the first of which has a number.
fn text(items: &[Item], first: usize, root: &str) -> String {
    let mut arms = String::new();
    for (number, item) in items.iter().enumerate() {
        let (path, number) = (raw(&item.path), first + number);
        let unknown = match item.is_open {
            true => format!("|it| matches!(it, {root}::{path}::Unknown {{ .. }})"),
            false => "|_| false".to_owned(),
        };
        writeln!(
            arms,
            "        {number} => trip::<{root}::{path}>(json, {unknown}),"
        )
        .unwrap();
    }
    let program = include_str!("program.rs").replace("        // ARMS\n", &arms);
    let lines = program.lines().filter(|line| !line.starts_with("//!"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A path whose words may be keywords.
fn raw(path: &str) -> String {
    let words = path.split("::");
    let words = words.map(|word| match syn::parse_str::<syn::Ident>(word) {
        Ok(_) => word.to_owned(),
        Err(_) => format!("r#{word}"),
    });
    words.collect::<Vec<_>>().join("::")
}
