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
        changes.extend(self.features());
        changes.extend(self.versions());
        changes
    }

    fn servers(&self) -> Vec<Change> {
        let origin = at("/servers");
        let change = |kind: Kind, side: Side| Change::new(kind, "SERVERS", side, &origin);
        let pairs = Pairs::by(&self.old.servers, &self.new.servers, |it| it.url.as_str());
        let is_gone = |surface: &Surface| surface.servers.is_empty();
        let removed = pairs.removed.iter().map(|it| {
            change(Kind::ServerRemoved, Side::Old)
                .says(format!(
                    "the API is not served at {} any more",
                    code(&it.url)
                ))
                .advises("use another of `SERVERS`")
                .breaks_wire_if(true)
                .breaks_source_if(is_gone(self.new))
        });
        let added = pairs.added.iter().map(|it| {
            let message = format!("the API is served at {}", code(&it.url));
            change(Kind::ServerAdded, Side::New).says(message)
        });
        let both = pairs.both.iter();
        let both = both.filter(|(old, new)| old != new).map(|(old, new)| {
            change(Kind::ServerChanged, Side::New)
                .says(format!("the variables of {} are others", code(&new.url)))
                .breaks_wire_if(!keeps_variables(old, new))
        });
        let first = |surface: &Surface| surface.servers.first().map(|it| it.url.clone());
        let (was, is) = (first(self.old), first(self.new));
        let stays = pairs
            .both
            .iter()
            .any(|(old, _)| Some(&old.url) == was.as_ref());
        let reordered = (was != is && stays).then(|| {
            change(Kind::ServersReordered, Side::New)
                .says(format!(
                    "the first of `SERVERS` is {}",
                    code(&is.unwrap_or_default())
                ))
                .advises("choose the server by its URL")
        });
        removed.chain(added).chain(both).chain(reordered).collect()
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

    fn features(&self) -> Vec<Change> {
        let (old, new) = (features(self.old), features(self.new));
        let nowhere = Origin::default();
        let removed = old.difference(&new).map(|feature| {
            Change::new(Kind::FeatureRemoved, *feature, Side::Old, &nowhere)
                .says(format!("the feature {} is gone", code(feature)))
                .advises("do not ask for it")
                .breaks_source()
        });
        let added = new.difference(&old).map(|feature| {
            Change::new(Kind::FeatureAdded, *feature, Side::New, &nowhere)
                .says(format!("there is a feature {}", code(feature)))
        });
        removed.chain(added).collect()
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

/// The features that decide what of the API is there.
fn features(surface: &Surface) -> BTreeSet<&str> {
    let items = surface.items.iter().filter_map(|it| it.feature.as_deref());
    let operations = surface.operations.iter();
    items
        .chain(operations.filter_map(|it| it.feature.as_deref()))
        .collect()
}
