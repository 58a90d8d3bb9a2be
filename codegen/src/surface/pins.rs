//! Names that are out in the world, and stay.

use std::collections::{HashMap, HashSet};

use super::Surface;
use crate::ir::{Origin, ParameterPlace, Way};
use crate::settings::Settings;
use crate::source::pointer;

/// The names that an earlier surface gave, by where each came from.
#[derive(Debug, Default)]
pub(crate) struct Pins {
    items: HashMap<(String, String), String>,
    modules: HashMap<(String, String), Vec<String>>,
    sent_items: HashMap<(String, String), String>,
    members: HashMap<(String, String), String>,
    methods: HashMap<(String, String), String>,
    owners: HashMap<String, Origin>,
    owners_of_methods: HashMap<String, Origin>,
    parameters: HashMap<(String, String, ParameterPlace, String), String>,
    variants: HashMap<(String, String, String), String>,
}

impl Pins {
    pub(crate) fn of(surface: &Surface, settings: &Settings) -> Self {
        let mut pins = Self::default();
        let anew = Anew::of(surface, settings);
        let keeps_modules = surface.settings.layout == settings.layout;
        for item in &surface.items {
            if !anew.is(&item.origin) {
                pins.pin_item(&item.path, &item.origin, item.half, keeps_modules);
            }
            for member in &item.members {
                pins.members
                    .insert(key(&member.origin), member.name.clone());
            }
            for value in &item.values {
                let Origin { file, pointer } = item.origin.clone();
                pins.variants
                    .insert((file, pointer, value.wire.clone()), value.name.clone());
            }
        }
        for operation in &surface.operations {
            for parameter in &operation.parameters {
                let Origin { file, pointer } = operation.origin.clone();
                let member = &parameter.member;
                let key = (file, pointer, parameter.place, member.wire.clone());
                pins.parameters.insert(key, member.name.clone());
            }
        }
        for operation in surface.operations.iter().filter(|it| !anew.is(&it.origin)) {
            pins.pin_item(&operation.path, &operation.origin, None, keeps_modules);
            let (module, _) = split(&operation.path);
            let method = format!("{module}::{}", operation.method_name);
            pins.owners_of_methods
                .insert(method, operation.origin.clone());
            pins.methods
                .insert(key(&operation.origin), operation.method_name.clone());
        }
        pins
    }

    fn pin_item(&mut self, path: &str, origin: &Origin, half: Option<Way>, keeps_module: bool) {
        let (module, name) = split(path);
        let items = match half {
            Some(Way::Sent) => &mut self.sent_items,
            Some(Way::Received) | None => &mut self.items,
        };
        items.insert(key(origin), name.to_owned());
        self.owners.insert(path.to_owned(), origin.clone());
        if keeps_module {
            let module = module.split("::").map(str::to_owned).collect();
            self.modules.insert(key(origin), module);
        }
    }

    /// True when nothing was there before.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// True for a name that something had before.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        let all = [&self.items, &self.sent_items, &self.members, &self.methods];
        let mut names = all.into_iter().flat_map(HashMap::values);
        names.any(|it| it == name) || self.variants.values().any(|it| it == name)
    }

    /// The module of the item or the operation that came from there. Another layout moves them all.
    pub(crate) fn module(&self, origin: &Origin) -> Option<&[String]> {
        self.modules.get(&key(origin)).map(Vec::as_slice)
    }

    /// The name of the item that came from there. Where one is sent and another one received, the
    /// latter.
    pub(crate) fn item(&self, origin: &Origin) -> Option<&str> {
        let received = self.items.get(&key(origin)).map(String::as_str);
        received.or_else(|| self.sent_item(origin))
    }

    /// The name of the item that came from there and is only sent.
    pub(crate) fn sent_item(&self, origin: &Origin) -> Option<&str> {
        self.sent_items.get(&key(origin)).map(String::as_str)
    }

    /// The name of the member that came from there. A type that stands in a property comes from
    /// the same place as the member.
    pub(crate) fn member(&self, origin: &Origin) -> Option<&str> {
        self.members.get(&key(origin)).map(String::as_str)
    }

    /// The name of the method that calls the operation that came from there.
    pub(crate) fn method(&self, origin: &Origin) -> Option<&str> {
        self.methods.get(&key(origin)).map(String::as_str)
    }

    /// The name of a parameter of the operation that came from there.
    pub(crate) fn parameter(
        &self,
        operation: &Origin,
        place: ParameterPlace,
        wire: &str,
    ) -> Option<&str> {
        let Origin { file, pointer } = operation.clone();
        let key = (file, pointer, place, wire.to_owned());
        self.parameters.get(&key).map(String::as_str)
    }

    /// What has a path such as `types::Pet`.
    pub(crate) fn owner(&self, path: &str) -> Option<&Origin> {
        self.owners.get(path)
    }

    /// The operation of a module that is called by a method.
    pub(crate) fn owner_of_method(&self, module: &[String], name: &str) -> Option<&Origin> {
        let path = format!("{}::{name}", module.join("::"));
        self.owners_of_methods.get(&path)
    }

    /// The name of a value of the enum that came from there.
    pub(crate) fn variant(&self, origin: &Origin, wire: &str) -> Option<&str> {
        let key = (origin.file.clone(), origin.pointer.clone(), wire.to_owned());
        self.variants.get(&key).map(String::as_str)
    }
}

fn key(origin: &Origin) -> (String, String) {
    (origin.file.clone(), origin.pointer.clone())
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once("::").unwrap_or(("", path))
}

/// What is named anew: another rule of the settings applies to it than before.
struct Anew<'s> {
    before: &'s Settings,
    now: &'s Settings,
    operations: HashSet<(&'s str, &'s str)>,
}

impl<'s> Anew<'s> {
    fn of(surface: &'s Surface, now: &'s Settings) -> Self {
        let mut anew = Self {
            before: &surface.settings,
            now,
            operations: HashSet::new(),
        };
        let operations = surface.operations.iter();
        let operations = operations.filter(|it| anew.has_another_rule(&it.id));
        anew.operations = operations.map(|it| parts(&it.origin)).collect();
        anew
    }

    /// True for what comes from such a schema or operation, or stands in it.
    fn is(&self, origin: &Origin) -> bool {
        if self.before.names == self.now.names {
            return false;
        }
        let (file, mut pointer) = parts(origin);
        let stem = file
            .rsplit('/')
            .next()
            .and_then(|name| name.split('.').next());
        let keys: Vec<_> = pointer::tokens(pointer).take(3).collect();
        let mut names = keys.iter().map(AsRef::as_ref).chain(stem);
        if names.any(|name| self.has_another_rule(name)) {
            return true;
        }
        while !self.operations.contains(&(file, pointer)) {
            match pointer.rsplit_once('/') {
                Some((around, _)) => pointer = around,
                None => return false,
            }
        }
        true
    }

    fn has_another_rule(&self, name: &str) -> bool {
        self.before.rule_of(name) != self.now.rule_of(name)
    }
}

fn parts(origin: &Origin) -> (&str, &str) {
    (&origin.file, &origin.pointer)
}
