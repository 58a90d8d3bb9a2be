//! Actions → overlays, again and again until the samples have nothing against the schema.

use std::collections::BTreeMap;

use serde::Serialize;

use super::correct::{self, Action};
use super::{Inputs, Sample};
use crate::Request;
use crate::diagnostics::{Diagnostics, Level, Levels, render};
use crate::limits;
use crate::openapi::Context;
use crate::settings::Settings;
use crate::source::{ReadError, Reader, Texts};

/// An overlay that corrects a file of the schema by what samples say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The path of the overlay, from the crate's folder.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What a rewritten schema hides is found in the next round, which is one level deeper at least.
const MOST_ROUNDS: usize = limits::DEPTH;

/// The overlays with which the samples agree with the schema, after those that the settings have:
/// one for each file that is wrong. The overlay of the root document is called `path`, from the
/// crate's folder; those of other files have the names of these in theirs. Empty where nothing is
/// wrong, or nothing can be done about it, and where the documents have errors already.
///
/// # Errors
///
/// A text for people, when the documents have errors with these overlays, or the samples still do
/// not agree with them.
pub fn correct(
    reader: &dyn Reader,
    request: &Request<'_>,
    samples: &[Sample],
    path: &str,
) -> Result<Vec<Correction>, String> {
    let mut overlays: BTreeMap<String, Overlay> = BTreeMap::new();
    for number in 0.. {
        let texts = overlays.values().map(|it| (it.path.clone(), it.text()));
        let round = Round {
            reader,
            texts: texts.collect(),
        };
        let actions = match round.actions(request, samples) {
            Ok(actions) => actions,
            Err(_) if overlays.is_empty() => return Ok(Vec::new()),
            Err(errors) => return Err(format!("{UNFIT}\n\n{errors}")),
        };
        if actions.is_empty() {
            break;
        }
        if number == MOST_ROUNDS {
            return Err(UNFINISHED.to_owned());
        }
        for (file, action) in actions {
            let overlay = overlays.entry(file.clone());
            let overlay = overlay.or_insert_with(|| Overlay::of(&file, path, request));
            overlay.actions.push(action);
        }
    }
    let overlays = overlays.into_values().map(|it| Correction {
        text: it.text(),
        path: it.path,
    });
    Ok(overlays.collect())
}

const UNFIT: &str = "the schema would have errors with the overlay that the samples ask for";
const UNFINISHED: &str = "no overlay was found with which the samples agree with the schema";

/// The overlay of a file.
struct Overlay {
    path: String,
    extends: Option<String>,
    actions: Vec<Action>,
}

#[derive(Serialize)]
struct Written<'o> {
    overlay: &'static str,
    info: Info,
    #[serde(skip_serializing_if = "Option::is_none")]
    extends: Option<&'o str>,
    actions: &'o [Action],
}

#[derive(Serialize)]
struct Info {
    title: &'static str,
    version: &'static str,
}

impl Overlay {
    fn of(file: &str, path: &str, request: &Request<'_>) -> Self {
        let (path, extends) = match file == request.root {
            true => (path.to_owned(), None),
            false => {
                let path = beside(path, file);
                let extends = crate::overlay::extends(&path, file, request);
                (path, Some(extends))
            }
        };
        Self {
            path,
            extends,
            actions: Vec::new(),
        }
    }

    fn text(&self) -> String {
        let written = Written {
            overlay: "1.1.0",
            info: Info {
                title: "What samples say",
                version: "1.0.0",
            },
            extends: self.extends.as_deref(),
            actions: &self.actions,
        };
        serde_yaml::to_string(&written).unwrap_or_default()
    }
}

/// `fix.overlay.yaml` and `otp/sms.yaml` → `fix.otp.sms.overlay.yaml`.
fn beside(path: &str, file: &str) -> String {
    let (folder, name) = match path.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name),
        None => (String::new(), path),
    };
    let (stem, ending) = name.split_once('.').unwrap_or((name, "yaml"));
    let file = file.rsplit_once('.').map_or(file, |(file, _)| file);
    format!("{folder}{stem}.{}.{ending}", file.replace('/', "."))
}

/// A comparison with what was corrected so far.
struct Round<'r> {
    reader: &'r dyn Reader,
    texts: BTreeMap<String, String>,
}

impl Round<'_> {
    /// What is still to be done; or what is wrong with the documents by now, for people.
    fn actions(
        &self,
        request: &Request<'_>,
        samples: &[Sample],
    ) -> Result<Vec<(String, Action)>, String> {
        let mut settings: Settings = request.settings.clone();
        settings.overlays.extend(self.texts.keys().cloned());
        let request = Request {
            settings: &settings,
            ..request.clone()
        };
        let texts = Texts::new();
        let diagnostics = Diagnostics::new(Levels::of(&settings));
        let inputs = Inputs::read(&texts, self, &request, samples, &diagnostics);
        let Some(findings) = inputs.find(&request, samples, &diagnostics) else {
            let errors = diagnostics.finish_as_found(&inputs.tree).into_iter();
            let errors = errors.filter(|it| it.level == Level::Error);
            let errors = errors.map(|it| render(&inputs.tree, &it, "", false));
            return Err(errors.collect::<Vec<_>>().join("\n\n"));
        };
        let context = Context {
            tree: &inputs.tree,
            diagnostics: &diagnostics,
        };
        let actions = correct::actions(context, &findings).into_iter();
        let named = actions.filter_map(|(file, action)| {
            let file = inputs.tree.file(file)?;
            Some((file.path.clone(), action))
        });
        Ok(named.collect())
    }
}

impl Reader for Round<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.reader.read(path)
    }

    fn read_overlay(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match self.texts.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.reader.read_overlay(path),
        }
    }

    fn overlay_name(&self, path: &str) -> String {
        self.reader.overlay_name(path)
    }

    fn siblings(&self, folder: &str) -> Vec<String> {
        self.reader.siblings(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn overlays_of_several_files_have_names_of_their_own() {
        assert_eq!(beside("fix.yaml", "otp/sms.yaml"), "fix.otp.sms.yaml");
        assert_eq!(
            beside("../a/fix.overlay.yaml", "users.yaml"),
            "../a/fix.users.overlay.yaml"
        );
    }
}
