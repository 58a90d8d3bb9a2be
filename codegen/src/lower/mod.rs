//! Views → IR: the document in Rust's terms. One pass per file, called in order.

mod accessors;
mod alike;
mod bodies;
mod budget;
mod circles;
mod compositions;
mod constraints;
mod contents;
mod declare;
mod enums;
mod errors;
mod files;
mod fit;
mod merged;
mod narrow;
mod objects;
mod operations;
mod others;
mod parameters;
mod place;
mod references;
mod repeated;
mod replaced;
mod responses;
mod rules;
mod scalars;
mod split;
mod structs;
mod subtypes;
mod surroundings;
mod types;
mod undescribed;
mod unions;
mod variants;
mod webhooks;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use crate::ir::{Api, Docs, ErrorMembers, Origin, Style, Type, TypeDef, TypeId, Webhook};
use crate::name::Scope;
use crate::openapi::{Context, Document, Object};
use crate::settings::{Layout, Settings};
use crate::source::{Node, Place};
use crate::surface::Pins;
use budget::Budget;
pub(crate) use operations::origins;
use subtypes::Extensions;

/// Lowers a document. What it says wrong is reported; what cannot be expressed becomes the nearest
/// honest type, with a warning at its place.
pub(crate) fn lower(document: Document<'_>, settings: &Settings, pins: &Pins) -> Api {
    let mut lowering = Lowering::new(document, settings, pins);
    let mut api = Api::default();
    surroundings::lower(document, &mut api);
    lowering.check_rules();
    lowering.find_replaced();
    declare::components(&mut lowering);
    files::declare(&mut lowering);
    lowering.find_extensions();
    lowering.define_declared();
    api.operations = operations::lower(&mut lowering);
    api.webhooks = webhooks::lower(&mut lowering);
    api.webhooks.append(&mut lowering.webhooks);
    lowering.define_declared();
    lowering.check_parameters();
    lowering.check_variants();
    lowering.break_circles();
    lowering.check_unused_rules();
    lowering.split(&mut api);
    lowering.spend_on_unions(&api);
    alike::tell_apart(&mut api, pins);
    api.errors = lowering.errors.into_iter().collect();
    api.modules = place::modules(document, settings.layout, &api);
    api
}

/// What the passes share.
struct Lowering<'a> {
    document: Document<'a>,
    context: Context<'a>,
    settings: &'a Settings,
    layout: Layout,
    pins: &'a Pins,
    /// The rules of the settings that a name began like, by their beginnings.
    used_rules: RefCell<HashSet<String>>,
    /// The types that the settings give to schemas.
    replaced: HashMap<Place, String>,
    types: Vec<TypeDef>,
    /// The type that a schema became.
    ids: HashMap<Place, TypeId>,
    /// Types that have a name and nothing else yet.
    declared: VecDeque<(TypeId, &'a Node<'a>)>,
    /// Parts of choices, which may require what is described beside the choice.
    partial: HashSet<Place>,
    /// Whether null is a value of a schema, where that was asked.
    nullable: RefCell<HashMap<Place, bool>>,
    /// Where the choices beside members stand, by their types.
    variants: HashMap<TypeId, Place>,
    /// Which components extend which schemas.
    extensions: Extensions<'a>,
    /// The types of merged schemas that are being made right now, by the places of their parts.
    merging: HashMap<Vec<Place>, TypeId>,
    /// The places without a name that are being read right now.
    open: HashSet<Place>,
    /// The items of each module.
    scopes: HashMap<Vec<String>, Scope<Place>>,
    /// Parameters, which are looked at again when all types are known.
    written_parameters: Vec<(Place, Style, Type)>,
    /// What schemas say of the members of errors.
    errors: BTreeSet<ErrorMembers>,
    /// The callbacks so far.
    webhooks: Vec<Webhook>,
    budget: Budget,
}

impl<'a> Lowering<'a> {
    fn new(document: Document<'a>, settings: &'a Settings, pins: &'a Pins) -> Self {
        Self {
            document,
            context: document.object.context,
            settings,
            layout: settings.layout,
            pins,
            used_rules: RefCell::default(),
            replaced: HashMap::new(),
            types: Vec::new(),
            ids: HashMap::new(),
            declared: VecDeque::new(),
            partial: HashSet::new(),
            nullable: RefCell::default(),
            variants: HashMap::new(),
            extensions: Extensions::default(),
            merging: HashMap::new(),
            open: HashSet::new(),
            scopes: HashMap::new(),
            written_parameters: Vec::new(),
            errors: BTreeSet::new(),
            webhooks: Vec::new(),
            budget: Budget::of(document.object.context.tree),
        }
    }

    /// Defines what was declared, and what that declares in turn.
    fn define_declared(&mut self) {
        while let Some((id, node)) = self.declared.pop_front() {
            if self.is_exhausted() {
                return;
            }
            self.define(id, node);
        }
    }

    fn origin(&self, place: Place) -> Origin {
        Origin::of(self.context.tree, place)
    }
}

/// What a `description` says, without the space behind it: that before it can indent its lines.
fn docs(text: Option<&str>) -> Docs {
    Docs(text.unwrap_or_default().trim_end().to_owned())
}

/// What an object says of itself: its description, else its title.
fn docs_of(object: Object<'_>) -> Docs {
    docs(object.text("description").or_else(|| object.text("title")))
}
