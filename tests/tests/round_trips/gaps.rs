//! What no value of a document can show, each with its reason.

use serde::Deserialize;

/// A gap that has a reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Gap {
    document: String,
    /// What is missed: all that begins with this, and ends with what follows a `*`.
    missed: Vec<String>,
    reason: String,
}

/// The gaps of a document.
pub(crate) struct Gaps {
    document: String,
    gaps: Vec<Gap>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    gap: Vec<Gap>,
}

impl Gaps {
    pub(crate) fn of(document: &str) -> Self {
        let list: List = toml_edit::de::from_str(include_str!("gaps.toml")).unwrap();
        let gaps = list.gap.into_iter();
        Self {
            document: document.to_owned(),
            gaps: gaps.filter(|it| it.document == document).collect(),
        }
    }

    /// What is missed without a reason, and reasons for what is not missed.
    pub(crate) fn unexplained<'a>(&self, missed: impl Iterator<Item = &'a str>) -> Vec<String> {
        let missed: Vec<&str> = missed.collect();
        let patterns = || {
            self.gaps
                .iter()
                .flat_map(|gap| gap.missed.iter().map(move |it| (gap, it)))
        };
        let gaps = missed
            .iter()
            .filter(|it| !patterns().any(|(_, pattern)| fits(pattern, it)));
        let gaps = gaps.map(|it| format!("{}: no value shows {it}", self.document));
        let stale = patterns().filter(|(_, pattern)| !missed.iter().any(|it| fits(pattern, it)));
        let stale = stale.map(|(gap, pattern)| {
            format!(
                "{}: {pattern} is shown, but gaps.toml says: {}",
                self.document, gap.reason
            )
        });
        gaps.chain(stale).collect()
    }
}

fn fits(pattern: &str, missed: &str) -> bool {
    match pattern.split_once('*') {
        Some((begins, ends)) => missed.starts_with(begins) && missed.ends_with(ends),
        None => pattern == missed,
    }
}
