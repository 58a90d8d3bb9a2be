//! The set of files of a generated crate, and how it differs from what is there.

use std::collections::BTreeMap;

/// Files by their path below the crate, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// One difference between what should be there and what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift<'a> {
    /// A file that is not there.
    Missing {
        /// Its path.
        path: &'a str,
        /// What it should hold.
        wanted: &'a str,
    },
    /// A file that holds something else.
    Changed {
        /// Its path.
        path: &'a str,
        /// What it holds.
        found: &'a str,
        /// What it should hold.
        wanted: &'a str,
    },
    /// A file that does not belong.
    Extra {
        /// Its path.
        path: &'a str,
        /// What it holds.
        found: &'a str,
    },
}

impl<'a> Drift<'a> {
    /// The path of the file.
    pub fn path(&self) -> &'a str {
        match self {
            Self::Missing { path, .. } | Self::Changed { path, .. } | Self::Extra { path, .. } => {
                path
            }
        }
    }
}

/// True for the files that belong to the generator, whole: what is not wanted there is removed.
pub fn is_owned(path: &str) -> bool {
    path.starts_with("src/") || path == "api.json"
}

/// Compares the files that should be there with those that are, by path.
pub fn compare<'a>(wanted: &'a Files, found: &'a Files) -> Vec<Drift<'a>> {
    let mut drifts = Vec::new();
    for (path, wanted) in wanted {
        match found.get(path) {
            None => drifts.push(Drift::Missing { path, wanted }),
            Some(found) if found != wanted => drifts.push(Drift::Changed {
                path,
                found,
                wanted,
            }),
            Some(_) => {}
        }
    }
    let extra = found
        .iter()
        .filter(|(path, _)| is_owned(path) && !wanted.contains_key(*path));
    drifts.extend(extra.map(|(path, found)| Drift::Extra { path, found }));
    drifts.sort_by_key(|drift| drift.path());
    drifts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_is_found_and_only_in_owned_files() {
        let files = |entries: &[(&str, &str)]| -> Files {
            entries
                .iter()
                .map(|(path, text)| (path.to_string(), text.to_string()))
                .collect()
        };
        let wanted = files(&[("src/a.rs", "1"), ("src/b.rs", "2"), ("src/c.rs", "3")]);
        let found = files(&[
            ("README.md", "x"),
            ("src/a.rs", "1"),
            ("src/b.rs", "9"),
            ("src/d.rs", ""),
        ]);
        let paths: Vec<String> = compare(&wanted, &found)
            .iter()
            .map(|drift| drift.path().to_owned())
            .collect();
        assert_eq!(paths, ["src/b.rs", "src/c.rs", "src/d.rs"]);
        assert!(compare(&wanted, &wanted).is_empty());
    }
}
