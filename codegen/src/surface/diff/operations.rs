//! Operations: what they are called, where they go, what they take and answer.

use super::attributes::{deprecation, derives, description, feature};
use super::fields::Holder;
use super::items::moved;
use super::matching::Pairs;
use super::surroundings::servers;
use super::words::{code, field, list, module, name, place, style};
use super::{Change, Comparison, Kind, Side};
use crate::ir::ParameterPlace;
use crate::surface::{SurfaceMember, SurfaceOperation, SurfaceParameter};

impl Comparison<'_> {
    pub(super) fn operations(&self) -> Vec<Change> {
        let Pairs {
            both,
            removed,
            added,
        } = &self.matching.operations;
        let removed = removed.iter().map(|it| removed_operation(it));
        let added = added.iter().map(|it| added_operation(it));
        let both = both.iter().flat_map(|(old, new)| self.operation(old, new));
        removed.chain(added).chain(both).collect()
    }

    fn operation(&self, old: &SurfaceOperation, new: &SurfaceOperation) -> Vec<Change> {
        let at = (new.path.as_str(), &new.origin);
        let mut changes = names(old, new);
        changes.extend(calls(old, new));
        changes.extend(feature(
            at.0,
            at.1,
            (old.feature.as_deref(), new.feature.as_deref()),
        ));
        changes.extend(deprecation(at.0, at.1, (old.deprecated, new.deprecated)));
        changes.extend(description(at.0, at.1, (&old.docs.0, &new.docs.0)));
        changes.extend(derives(at, (&old.derives, &new.derives)));
        let holder = Holder {
            path: &new.path,
            is_sent: true,
            is_received: false,
            has_new: true,
        };
        changes.extend(self.parameters(&holder, old, new));
        changes.extend(self.body(&holder, old, new));
        changes.extend(self.arguments(&holder, &new.origin, (old.fields(), new.fields())));
        changes.extend(self.answers(old, new));
        changes.extend(servers(at.0, at.1, &old.servers, &new.servers));
        changes.extend(self.security(old, new));
        changes
    }

    fn parameters(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceOperation,
        new: &SurfaceOperation,
    ) -> Vec<Change> {
        let pairs = Pairs::by(&old.parameters, &new.parameters, |it| {
            (it.place, it.member.wire.as_str())
        });
        let pairs = pairs.or_by(|it| it.member.name.as_str());
        // A part of the path is what stands there, whatever it is called.
        let pairs = pairs.or_by_some(|it| {
            let templates = [&old.template, &new.template];
            let mut positions = templates.into_iter().map(|it| parts(it));
            let position =
                positions.find_map(|mut all| all.position(|part| part == it.member.wire));
            position.filter(|_| it.place == ParameterPlace::Path)
        });
        let removed = pairs.removed.iter().map(|it| {
            let change = removed_field(Kind::ParameterRemoved, holder, &it.member);
            change.advises("older binaries go on sending it")
        });
        let added = pairs.added.iter();
        let added = added.map(|it| added_field(Kind::ParameterAdded, holder, &it.member));
        let both = pairs.both.iter().flat_map(|(old, new)| {
            let fields = match old.place == ParameterPlace::Path && new.place == old.place {
                true => {
                    let wire = new.member.wire.clone();
                    let was = SurfaceMember {
                        wire,
                        ..old.member.clone()
                    };
                    self.field(holder, &was, &new.member)
                }
                false => self.field(holder, &old.member, &new.member),
            };
            fields.into_iter().chain(written(holder, old, new))
        });
        removed.chain(added).chain(both).collect()
    }

    fn body(
        &self,
        holder: &Holder<'_>,
        old: &SurfaceOperation,
        new: &SurfaceOperation,
    ) -> Vec<Change> {
        match (&old.body, &new.body) {
            (None, None) => Vec::new(),
            (Some(old), None) => {
                let change = removed_field(Kind::BodyRemoved, holder, old);
                vec![change.advises("older binaries go on sending it")]
            }
            (None, Some(new)) => vec![added_field(Kind::BodyAdded, holder, new)],
            (Some(was), Some(is)) => {
                let mut changes = self.field(holder, was, is);
                changes.extend(media_types(holder, old, new));
                changes
            }
        }
    }

    fn security(&self, old: &SurfaceOperation, new: &SurfaceOperation) -> Option<Change> {
        let was = old.security.as_ref().unwrap_or(&self.old.security);
        let is = new.security.as_ref().unwrap_or(&self.new.security);
        let let_in = |set: &Vec<String>| {
            is.is_empty()
                || is
                    .iter()
                    .any(|asked| asked.iter().all(|it| set.contains(it)))
        };
        let nothing = Vec::new();
        let is_let_in = match was.is_empty() {
            true => let_in(&nothing),
            false => was.iter().all(let_in),
        };
        let has_changed = was != is;
        let change = |kind: Kind| Change::new(kind, &new.path, Side::New, &new.origin);
        let shown = code(&new.path);
        match (has_changed, is_let_in) {
            (false, _) => None,
            (true, true) => {
                let message = format!("{shown} lets in whoever it did, and others");
                Some(change(Kind::SecurityLoosened).says(message))
            }
            (true, false) => Some(
                change(Kind::SecurityTightened)
                    .says(format!("{shown} asks for {}", credentials(is)))
                    .advises("send these credentials")
                    .breaks_wire_if(true),
            ),
        }
    }
}

/// `a and b, or c`
fn credentials(sets: &[Vec<String>]) -> String {
    let set = |set: &Vec<String>| match set.is_empty() {
        true => "nothing".to_owned(),
        false => list(&set.iter().map(|it| code(it)).collect::<Vec<_>>()),
    };
    sets.iter().map(set).collect::<Vec<_>>().join(", or ")
}

fn call(it: &SurfaceOperation) -> String {
    format!("{} {}", it.method, it.template)
}

fn removed_operation(it: &SurfaceOperation) -> Change {
    Change::new(Kind::OperationRemoved, &it.path, Side::Old, &it.origin)
        .says(format!("{} is gone: {}", code(&it.path), code(&call(it))))
        .advises("remove what calls it")
        .with_rust(Some(format!("pub struct {} {{ … }}", name(&it.path))), None)
        .breaks_source()
        .breaks_wire_if(true)
}

fn added_operation(it: &SurfaceOperation) -> Change {
    Change::new(Kind::OperationAdded, &it.path, Side::New, &it.origin)
        .says(format!("{} is new: {}", code(&it.path), code(&call(it))))
        .with_rust(None, Some(format!("pub struct {} {{ … }}", name(&it.path))))
}

fn names(old: &SurfaceOperation, new: &SurfaceOperation) -> Vec<Change> {
    let path = (old.path != new.path).then(|| {
        let kind = match name(&old.path) == name(&new.path) {
            true => Kind::OperationMoved,
            false => Kind::OperationRenamed,
        };
        moved(kind, (&old.path, &new.path), &new.origin)
    });
    let accessor = |it: &SurfaceOperation| match module(&it.path) {
        "" => it.method_name.clone(),
        module => format!("{module}::{}", it.method_name),
    };
    let is_only_called = old.path == new.path && old.method_name != new.method_name;
    let method = is_only_called.then(|| {
        let (was, is) = (accessor(old), accessor(new));
        Change::new(Kind::MethodRenamed, &new.path, Side::New, &new.origin)
            .says(format!("the method {} is called {}", code(&was), code(&is)))
            .advises("call the new one")
            .breaks_source()
    });
    path.into_iter().chain(method).collect()
}

/// The names of the parts of a path that are filled in, in order.
fn parts(template: &str) -> impl Iterator<Item = &str> {
    let rest = template.split('{').skip(1);
    rest.filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// A path without these names: `/pets/{}`.
fn unnamed(template: &str) -> String {
    let named = parts(template);
    named.fold(template.to_owned(), |path, name| {
        path.replacen(&format!("{{{name}}}"), "{}", 1)
    })
}

fn calls(old: &SurfaceOperation, new: &SurfaceOperation) -> Vec<Change> {
    let change = |kind: Kind, was: &str, is: &str| {
        Change::new(kind, &new.path, Side::New, &new.origin)
            .says(format!(
                "{} is {}, it was {}",
                code(&new.path),
                code(is),
                code(was)
            ))
            .advises("older binaries call what is no longer served")
            .breaks_wire_if(true)
    };
    let method = (old.method != new.method)
        .then(|| change(Kind::HttpMethodChanged, &old.method, &new.method));
    let path = (unnamed(&old.template) != unnamed(&new.template))
        .then(|| change(Kind::PathChanged, &old.template, &new.template));
    method.into_iter().chain(path).collect()
}

fn removed_field(kind: Kind, holder: &Holder<'_>, it: &SurfaceMember) -> Change {
    Change::new(kind, holder.item(it), Side::Old, &it.origin)
        .says(format!(
            "{} takes no {} any more",
            holder.shown(),
            code(&it.name)
        ))
        .with_rust(Some(field(it)), None)
        .advises("remove what sets it")
        .breaks_source()
        .breaks_wire_if(true)
}

fn added_field(kind: Kind, holder: &Holder<'_>, it: &SurfaceMember) -> Change {
    let is_required = super::fields::is_argument(it);
    let verb = if is_required {
        "has to take"
    } else {
        "can take"
    };
    let change = Change::new(kind, holder.item(it), Side::New, &it.origin)
        .says(format!("{} {verb} {}", holder.shown(), code(&it.name)))
        .with_rust(None, Some(field(it)))
        .breaks_source_if(is_required)
        .breaks_wire_if(is_required);
    match is_required {
        true => change.advises(format!("give {} to `new`", code(&it.name))),
        false => change,
    }
}

/// Where a parameter goes, and how it is written.
fn written(holder: &Holder<'_>, old: &SurfaceParameter, new: &SurfaceParameter) -> Option<Change> {
    let change = |kind: Kind, message: String| {
        Change::new(
            kind,
            holder.item(&new.member),
            Side::New,
            &new.member.origin,
        )
        .says(message)
        .advises("older binaries send it as it was")
        .breaks_wire_if(true)
    };
    let value = holder.subject(&new.member);
    if old.place != new.place {
        let (was, is) = (place(old.place), place(new.place));
        let message = format!("{value} goes into {is}, it went into {was}");
        return Some(change(Kind::ParameterMoved, message));
    }
    (old.style != new.style).then(|| {
        let (was, is) = (style(old.style), style(new.style));
        let message = format!("{value} is written as {is}, it was written as {was}");
        change(Kind::StyleChanged, message)
    })
}

/// Of the forms that a body can have, older binaries send the first, or the one that callers chose.
fn media_types(holder: &Holder<'_>, old: &SurfaceOperation, new: &SurfaceOperation) -> Vec<Change> {
    let change = |kind: Kind, message: String| {
        Change::new(kind, holder.path, Side::New, &new.origin).says(message)
    };
    let removed = old.sends.iter().filter(|it| !new.sends.contains(it));
    let removed = removed.map(|it| {
        let message = format!("{} is not sent as {} any more", holder.shown(), code(it));
        change(Kind::MediaTypeRemoved, message)
            .advises("older binaries send it so")
            .breaks_wire_if(true)
    });
    let added = new.sends.iter().filter(|it| !old.sends.contains(it));
    let added = added.map(|it| {
        let message = format!("{} can be sent as {}", holder.shown(), code(it));
        change(Kind::MediaTypeAdded, message)
    });
    removed.chain(added).collect()
}
