//! What is around items and operations: servers, security schemes, features, versions.

use std::collections::BTreeSet;

use super::matching::Pairs;
use super::words::code;
use super::{Change, Comparison, Kind, Side};
use crate::ir::Origin;
use crate::source::pointer;
use crate::surface::{Surface, SurfaceServer};

impl Comparison<'_> {
    pub(super) fn surroundings(&self) -> Vec<Change> {
        let mut changes = self.servers();
        changes.extend(self.schemes());
        changes.extend(self.client());
        changes.extend(self.accessors());
        changes.extend(features(&gates(self.old), &gates(self.new)));
        changes.extend(self.versions());
        changes
    }

    fn servers(&self) -> Vec<Change> {
        let (old, new) = (&self.old.servers, &self.new.servers);
        let mut changes = servers("SERVERS", &at("/servers"), old, new);
        // The constant is there where the API says where it is served.
        let is_gone = !old.is_empty() && new.is_empty();
        for change in changes.iter_mut().filter(|_| is_gone) {
            *change = change.clone().breaks_source();
        }
        changes
    }

    fn schemes(&self) -> Vec<Change> {
        let both = self.old.schemes.iter().filter_map(|(name, was)| {
            let is = self.new.schemes.get(name)?;
            (was != is).then(|| {
                let mut origin = at("/components/securitySchemes");
                pointer::push(&mut origin.pointer, name);
                Change::new(Kind::SchemeChanged, name, Side::New, &origin)
                    .says(format!("{} is {is}, it was {was}", code(name)))
                    .advises("send the new credentials")
                    .breaks_wire_if(true)
            })
        });
        both.collect()
    }

    fn client(&self) -> Option<Change> {
        let (old, new) = (&self.old.client, &self.new.client);
        // The names of arguments can change; from or to nothing, all operations come or go.
        let takes_url = |client: &[String]| client == ["base_url"];
        let is_same = old.len() == new.len() && takes_url(old) == takes_url(new);
        if is_same || old.is_empty() || new.is_empty() {
            return None;
        }
        let (was, is) = (code(&old.join(", ")), code(&new.join(", ")));
        let change = Change::new(Kind::ClientChanged, "Client", Side::New, &at("/components"))
            .says(format!(
                "a client is made from {is}, it was made from {was}"
            ))
            .advises("hand them in where it is made")
            .breaks_source();
        Some(change)
    }

    /// A module without operations has no accessor: that is said of the operations.
    fn accessors(&self) -> Vec<Change> {
        let both = self.old.accessors.iter().filter_map(|(module, was)| {
            let is = self.new.accessors.get(module)?;
            Some((module, was, is)).filter(|_| was != is)
        });
        let change = both.map(|(module, was, is)| {
            let (was, is) = match was.method == is.method {
                true => (&was.ty, &is.ty),
                false => (&was.method, &is.method),
            };
            Change::new(Kind::AccessorRenamed, module, Side::New, &Origin::default())
                .says(format!(
                    "the calls of {} are in {}, not in {}",
                    code(module),
                    code(is),
                    code(was)
                ))
                .advises("use the new name")
                .breaks_source()
        });
        change.collect()
    }

    fn versions(&self) -> Vec<Change> {
        let api = (self.old.version != self.new.version).then(|| {
            let (was, is) = (code(&self.old.version), code(&self.new.version));
            Change::new(
                Kind::ApiVersionChanged,
                "api",
                Side::New,
                &at("/info/version"),
            )
            .says(format!(
                "the crate follows version {is} of the API, it followed {was}"
            ))
        });
        let runtime = (self.old.runtime != self.new.runtime).then(|| {
            let (was, is) = (self.old.runtime, self.new.runtime);
            Change::new(
                Kind::RuntimeChanged,
                "runtime",
                Side::New,
                &Origin::default(),
            )
            .says(format!("the runtime is version {is}, it was {was}"))
            .advises("adapt what uses the types at the root of the crate")
            .breaks_source()
        });
        api.into_iter().chain(runtime).collect()
    }
}

/// Where something is served: the whole API, or an operation.
pub(super) fn servers(
    item: &str,
    origin: &Origin,
    old: &[SurfaceServer],
    new: &[SurfaceServer],
) -> Vec<Change> {
    let change = |kind: Kind, side: Side| Change::new(kind, item, side, origin);
    let pairs = Pairs::by(old, new, |it| it.url.as_str());
    let removed = pairs.removed.iter().map(|it| {
        change(Kind::ServerRemoved, Side::Old)
            .says(format!("{} has no {} any more", code(item), code(&it.url)))
            .advises("use another server")
            .breaks_wire_if(true)
    });
    let added = pairs.added.iter().map(|it| {
        let message = format!("{} has {}", code(item), code(&it.url));
        change(Kind::ServerAdded, Side::New).says(message)
    });
    let both = pairs.both.iter();
    let both = both.filter(|(old, new)| old != new).map(|(old, new)| {
        change(Kind::ServerChanged, Side::New)
            .says(format!("the variables of {} are others", code(&new.url)))
            .breaks_wire_if(!keeps_variables(old, new))
    });
    let first = |servers: &[SurfaceServer]| servers.first().map(|it| it.url.clone());
    let (was, is) = (first(old), first(new));
    let stays = pairs
        .both
        .iter()
        .any(|(it, _)| Some(&it.url) == was.as_ref());
    let reordered = (was != is && stays).then(|| {
        let is = code(&is.unwrap_or_default());
        change(Kind::ServersReordered, Side::New)
            .says(format!("the first server of {} is {is}", code(item)))
            .advises("choose the server by its URL")
    });
    removed.chain(added).chain(both).chain(reordered).collect()
}

/// A place in the root document, which has no name here.
fn at(pointer: &str) -> Origin {
    Origin {
        file: String::new(),
        pointer: pointer.to_owned(),
    }
}

/// True when a URL that was made of the old variables is still one of the new ones.
fn keeps_variables(old: &SurfaceServer, new: &SurfaceServer) -> bool {
    old.variables.iter().all(|was| {
        let is = new.variables.iter().find(|it| it.name == was.name);
        is.is_some_and(|is| {
            let takes = |value: &String| is.values.is_empty() || is.values.contains(value);
            let keeps_values = match was.values.is_empty() {
                true => is.values.is_empty(),
                false => was.values.iter().all(takes),
            };
            was.default == is.default && keeps_values
        })
    })
}

/// The features that a crate has, before and now.
pub fn features(old: &BTreeSet<String>, new: &BTreeSet<String>) -> Vec<Change> {
    let nowhere = Origin::default();
    let removed = old.difference(new).map(|feature| {
        Change::new(Kind::FeatureRemoved, feature, Side::Old, &nowhere)
            .says(format!("there is no feature {} any more", code(feature)))
            .advises("do not ask for it")
            .breaks_source()
    });
    let added = new.difference(old).map(|feature| {
        Change::new(Kind::FeatureAdded, feature, Side::New, &nowhere)
            .says(format!("there is a feature {}", code(feature)))
    });
    removed.chain(added).collect()
}

/// The features that decide what of the API is there.
fn gates(surface: &Surface) -> BTreeSet<String> {
    let items = surface.items.iter().filter_map(|it| it.feature.clone());
    let operations = surface
        .operations
        .iter()
        .filter_map(|it| it.feature.clone());
    items.chain(operations).collect()
}
