//! A document as it is written, read afresh: its files, and where its references lead.

use std::path::Path;

use serde_json::Value;

use crate::raw::{Raw, Spot, Target};

/// So many references may lead on to a reference.
const LONGEST_CHAIN: usize = 64;

pub(crate) struct Document {
    /// What it is called: its file, or the folder of its files.
    pub(crate) name: String,
    raw: Raw,
    /// True for OpenAPI 3.0, which has words of its own.
    pub(crate) is_3_0: bool,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) pointer: String,
}

impl Place {
    pub(crate) fn below(&self, step: &str) -> Self {
        let step = step.replace('~', "~0").replace('/', "~1");
        Self {
            file: self.file.clone(),
            pointer: format!("{}/{step}", self.pointer),
        }
    }
}

impl Document {
    pub(crate) fn read(name: &str, root: &Path) -> Self {
        let folder = root.parent().unwrap_or(Path::new(""));
        let raw = Raw::read(root, folder);
        let raw = raw.unwrap_or_else(|error| panic!("{name}: {error}"));
        let version = raw.tops().next().and_then(|(_, top)| top.get("openapi"));
        let version = version.and_then(|it| it.value.as_str().map(ToOwned::to_owned));
        Self {
            name: name.to_owned(),
            is_3_0: version.is_some_and(|it| it.starts_with("3.0")),
            raw,
        }
    }

    /// The top of each file.
    pub(crate) fn tops(&self) -> Vec<(Place, Spot<'_>)> {
        let tops = self.raw.tops().map(|(path, spot)| {
            let place = Place {
                file: path.to_owned(),
                pointer: String::new(),
            };
            (place, spot)
        });
        tops.collect()
    }

    /// What stands at a place, also if references lead there.
    pub(crate) fn at(&self, place: &Place) -> Option<Spot<'_>> {
        let mut tops = self.raw.tops();
        let (_, mut spot) = tops.find(|(path, _)| *path == place.file)?;
        for step in place.pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            spot = match spot.value {
                Value::Array(_) => spot.items().nth(step.parse().ok()?)?,
                _ => spot.get(&step).or_else(|| self.follow(spot)?.get(&step))?,
            };
        }
        Some(spot)
    }

    /// True for what would stand in a schema that is an `allOf`, were it described in one place.
    pub(crate) fn is_merged(&self, place: &Place) -> bool {
        let mut around = place.clone();
        while let Some(at) = around.pointer.rfind("/properties/") {
            around.pointer.truncate(at);
            if let Some(spot) = self.at(&around) {
                return spot.get("allOf").is_some();
            }
        }
        false
    }

    /// What a reference leads to, one step.
    pub(crate) fn target<'d>(&'d self, spot: Spot<'d>) -> Option<(Place, Spot<'d>)> {
        let Target { spot, path, steps } = self.raw.target(spot)?;
        let top = Place {
            file: path.to_owned(),
            pointer: String::new(),
        };
        let place = steps.iter().fold(top, |place, step| place.below(step));
        Some((place, spot))
    }

    /// What references lead to in the end.
    pub(crate) fn follow<'d>(&'d self, mut spot: Spot<'d>) -> Option<Spot<'d>> {
        for _ in 0..LONGEST_CHAIN {
            if spot.get("$ref").is_none() {
                return Some(spot);
            }
            spot = self.target(spot)?.1;
        }
        None
    }
}
