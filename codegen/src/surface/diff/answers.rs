//! What comes back.

use super::words::code;
use super::{Change, Comparison, Kind, Side};
use crate::surface::{SurfaceAnswer, SurfaceOperation};

impl Comparison<'_> {
    pub(super) fn answers(&self, old: &SurfaceOperation, new: &SurfaceOperation) -> Vec<Change> {
        let sides = [
            (Kind::ResponseTypeChanged, &old.response, &new.response),
            (Kind::ErrorTypeChanged, &old.error, &new.error),
        ];
        let mut changes: Vec<Change> = sides
            .into_iter()
            .filter_map(|(kind, was, is)| self.side(kind, new, was, is))
            .collect();
        for (status, is) in &new.answers {
            changes.extend(match old.answers.get(status) {
                Some(was) => self.answer((old, new), status, was, is),
                None => Some(self.added_answer((old, new), status, is)),
            });
        }
        let gone = old
            .answers
            .keys()
            .filter(|status| !new.answers.contains_key(*status));
        changes.extend(gone.map(|status| {
            let message = format!("{} does not answer {} any more", shown(new), code(status));
            Change::new(Kind::AnswerRemoved, &new.path, Side::Old, &old.origin).says(message)
        }));
        changes
    }

    /// The type that callers get. What it means for decoding is said of each answer.
    fn side(&self, kind: Kind, new: &SurfaceOperation, was: &str, is: &str) -> Option<Change> {
        if self.is_same_type(was, is) {
            return None;
        }
        let (verb, associated) = match kind {
            Kind::ResponseTypeChanged => ("answers", "Response"),
            _ => ("fails with", "Error"),
        };
        let message = format!("{} {verb} {}, it was {}", shown(new), code(is), code(was));
        let line = |ty: &str| Some(format!("type {associated} = {ty};"));
        let change = Change::new(kind, &new.path, Side::New, &new.origin)
            .says(message)
            .advises("adapt what reads it")
            .with_rust(line(was), line(is))
            .breaks_source();
        Some(change)
    }

    fn answer(
        &self,
        (old, new): (&SurfaceOperation, &SurfaceOperation),
        status: &str,
        was: &SurfaceAnswer,
        is: &SurfaceAnswer,
    ) -> Option<Change> {
        if was.media_type == is.media_type && self.is_same_type(&was.ty, &is.ty) {
            return None;
        }
        let fails = !self.is_still_decoded((old, new), status, was, is);
        let message = format!(
            "{} answers {} with {}, it was {}",
            shown(new),
            code(status),
            content(is),
            content(was)
        );
        let change = Change::new(Kind::AnswerChanged, &new.path, Side::New, &new.origin)
            .says(message)
            .breaks_decode_if(fails);
        match fails {
            true => Some(change.advises("older binaries cannot read it")),
            false => Some(change),
        }
    }

    fn added_answer(
        &self,
        (old, new): (&SurfaceOperation, &SurfaceOperation),
        status: &str,
        is: &SurfaceAnswer,
    ) -> Change {
        let known = known_as(old, status);
        let fails = match known {
            Some(was) => !self.is_still_decoded((old, new), status, was, is),
            // One that nobody described can only fail where what is answered has a body.
            None => is_success(status) && old.response != "()",
        };
        let message = format!(
            "{} can answer {} with {}",
            shown(new),
            code(status),
            content(is)
        );
        let change = Change::new(Kind::AnswerAdded, &new.path, Side::New, &new.origin)
            .says(message)
            .breaks_decode_if(fails);
        match fails {
            true => change.advises("older binaries cannot read it"),
            false => change,
        }
    }

    /// True when a binary that expects one answer reads another one.
    fn is_still_decoded(
        &self,
        (old, _): (&SurfaceOperation, &SurfaceOperation),
        status: &str,
        was: &SurfaceAnswer,
        is: &SurfaceAnswer,
    ) -> bool {
        let reads_nothing = if is_success(status) {
            &old.response
        } else {
            &old.error
        };
        if reads_nothing == "()" {
            return true;
        }
        // Where some answers have no body, one without is none, whatever the status.
        if is.ty == "()" {
            return was.ty == "()" || reads_nothing.starts_with("Option<");
        }
        is_alike(&was.media_type, &is.media_type) && self.is_still_read(&was.ty, &is.ty)
    }
}

/// What an answer holds.
fn content(it: &SurfaceAnswer) -> String {
    match it.ty.as_str() {
        "()" => "no body".to_owned(),
        _ => code(&String::from(it.clone())),
    }
}

fn shown(it: &SurfaceOperation) -> String {
    code(&it.path)
}

/// What older binaries take an answer for that they do not know by its status.
fn known_as<'o>(old: &'o SurfaceOperation, status: &str) -> Option<&'o SurfaceAnswer> {
    let class = status.get(..1).map(|class| format!("{class}XX"));
    let of_class = class.and_then(|class| old.answers.get(&class));
    let of_side = || {
        let mut side = old
            .answers
            .iter()
            .filter(|(it, _)| is_success(it) == is_success(status));
        let first = side.next()?;
        side.all(|(_, it)| it == first.1).then_some(first.1)
    };
    of_class
        .or_else(|| old.answers.get("default"))
        .or_else(of_side)
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// Both as JSON, or both as the same kind of text or bytes.
fn is_alike(old: &str, new: &str) -> bool {
    let is_json = |it: &str| it.is_empty() || it.ends_with("json");
    old == new || (is_json(old) && is_json(new))
}
