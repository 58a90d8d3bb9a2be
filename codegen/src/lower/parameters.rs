//! Parameters: what goes into the path, the query, the headers and the cookies.

use super::declare::{Naming, Role};
use super::operations::Site;
use super::surroundings::{check_header_name, parameter_place};
use super::{Lowering, docs};
use crate::diagnostics::{Code, Diagnostic, closest};
use crate::ir::{
    Asked, Docs, Member, Parameter, ParameterPlace, Presence, Shape, Style, Type, Why,
};
use crate::limits;
use crate::name::{self, Scope};
use crate::openapi::{self, Media, Object};
use crate::source::Place;

/// Headers that are said elsewhere: by a body, an answer or a security scheme.
const SAID_ELSEWHERE: &[&str] = &["accept", "authorization", "content-type"];

/// The name of the member that holds an operation's body.
pub(super) const BODY: &str = "body";

/// A parameter as it is written.
struct Written<'a> {
    place: ParameterPlace,
    wire: &'a str,
    object: Object<'a>,
}

impl<'a> Lowering<'a> {
    /// The operation's own parameters, and those of its path that it does not override. Their
    /// names are claimed from a scope that holds that of the body.
    pub(super) fn parameters(
        &mut self,
        site: &Site<'_>,
        operation: openapi::Operation<'a>,
        shared: &[openapi::Parameter<'a>],
    ) -> Vec<Parameter> {
        let mut written: Vec<Written<'a>> = Vec::new();
        let mut all_are_read = true;
        for parameter in operation.parameters().chain(shared.iter().copied()) {
            let Some(it) = self.written_parameter(parameter.object) else {
                all_are_read = false;
                continue;
            };
            if self.is_exhausted() {
                break;
            }
            let same = |other: &Written<'a>| (other.place, other.wire) == (it.place, it.wire);
            if !written.iter().any(same) {
                written.push(it);
            }
        }
        let holes = holes(site.path);
        // A hole that a misspelt name means has its parameter.
        let is_path = |it: &&Written<'a>| it.place == ParameterPlace::Path;
        let lost = written.iter().filter(is_path).map(|it| it.wire);
        let lost = lost.filter(|wire| !holes.contains(wire));
        let meant: Vec<&str> = lost
            .filter_map(|wire| closest(wire, holes.iter().copied()))
            .collect();
        written.retain(|it| self.has_hole(it, &holes, operation.object.place));
        let position = |wire: &str| holes.iter().position(|hole| *hole == wire);
        let mut parameters = Vec::new();
        for it in &written {
            let parameter = self.parameter(site, it);
            if !self.spend_member(it.object.place, &parameter.member) {
                break;
            }
            parameters.push(parameter);
        }
        for hole in &holes {
            let is_there = |it: &Written<'a>| it.place == ParameterPlace::Path && it.wire == *hole;
            if !written.iter().any(is_there) {
                // It may be the one that cannot be read, which is said already.
                if all_are_read && !meant.contains(hole) {
                    self.report_undescribed(hole, operation.object.place);
                }
                parameters.push(undescribed(site, hole));
            }
        }
        parameters.sort_by(|a, b| {
            let key = |it: &Parameter| (it.place, position(&it.member.wire));
            key(a)
                .cmp(&key(b))
                .then_with(|| a.member.wire.cmp(&b.member.wire))
        });
        self.name_parameters(site, &mut parameters, &written, operation);
        parameters
    }

    /// A parameter that can be sent; what is wrong with it is reported.
    fn written_parameter(&self, object: Object<'a>) -> Option<Written<'a>> {
        let wire = object.required_text("name", "a parameter");
        let place_text = object.required_text("in", "a parameter");
        let (wire, place_text) = (wire?, place_text?);
        let Some(place) = parameter_place(place_text) else {
            let message = format!("a parameter cannot be in `{place_text}`");
            let places = ["path", "query", "header", "cookie"];
            let diagnostic = Diagnostic::new(Code::InvalidValue, message)
                .at_value(object.get("in")?.place)
                .with_help("it is in `path`, `query`, `header` or `cookie`")
                .with_meant(closest(place_text, places));
            self.context.report(diagnostic);
            return None;
        };
        let is_header = place == ParameterPlace::Header;
        if is_header && SAID_ELSEWHERE.contains(&wire.to_ascii_lowercase().as_str()) {
            let message = format!("the header `{wire}` is no parameter: OpenAPI has it ignored");
            let help = "it follows from the body, the responses or `security`";
            let diagnostic = Diagnostic::new(Code::Unsupported, message).with_help(help);
            let place = object.get("name")?.place;
            self.context.report(diagnostic.at_value(place));
            return None;
        }
        check_header_name(object, wire);
        Some(Written {
            place,
            wire,
            object,
        })
    }

    /// False for a path parameter that the path has no place for.
    fn has_hole(&self, it: &Written<'a>, holes: &[&str], operation: Place) -> bool {
        if it.place != ParameterPlace::Path || holes.contains(&it.wire) {
            return true;
        }
        let message = format!("the path has no `{{{}}}`", it.wire);
        let meant = closest(it.wire, holes.iter().copied());
        let node = it.object.get("name");
        let diagnostic = Diagnostic::new(Code::PathParameter, message)
            .at_value(node.map_or(it.object.place, |node| node.place))
            .with_note_at_key(operation, "this operation is at that path")
            .with_meant(meant);
        self.context.report(diagnostic);
        false
    }

    fn report_undescribed(&self, hole: &str, place: Place) {
        let message = format!("`{{{hole}}}` of the path has no parameter; it is taken as text");
        let help = format!("describe it: `{{name: {hole}, in: path, required: true, schema: …}}`");
        let diagnostic = Diagnostic::new(Code::PathParameter, message).at_key(place);
        self.context.report(diagnostic.with_help(help));
    }

    fn parameter(&mut self, site: &Site<'_>, it: &Written<'a>) -> Parameter {
        let object = it.object;
        let media = Media::list(object).first().copied();
        let content = media.and_then(Media::schema);
        let schema = object.get("schema").or(content);
        let item_name = name::item_name(&name::variant_name(it.wire));
        let item_name = format!("{}{item_name}", site.base);
        let ty = schema.map_or(Type::Any, |schema| {
            self.type_of(schema, site.module, &item_name).ty
        });
        let style = match media {
            Some(media) => self.style_of_content(media, it.place),
            None => self.style(object, it.place),
        };
        let said_by = schema.map_or(object.place, |schema| schema.place);
        self.written_parameters.push((said_by, style, ty.clone()));
        let required = it.place == ParameterPlace::Path || object.flag("required");
        let presence = if required {
            Presence::Required
        } else {
            Presence::Optional
        };
        let constraints = schema.map(|schema| self.constraints_of(schema, &ty));
        Parameter {
            place: it.place,
            style,
            reserved: object.flag("allowReserved"),
            member: Member {
                wire: it.wire.to_owned(),
                name: String::new(),
                ty,
                presence,
                docs: docs(object.text("description")),
                constraints: constraints.unwrap_or_default(),
                deprecated: object.flag("deprecated"),
                sensitive: object.flag("x-rust-sensitive")
                    || schema.is_some_and(|schema| self.is_sensitive(schema)),
                keeps_empty: false,
                only: None,
                since: object.shared_text("x-since").map(str::to_owned),
                example: None,
                origin: self.origin(object.place),
                why: (!required)
                    .then_some(Why::OptionalNotRequired)
                    .into_iter()
                    .collect(),
            },
        }
    }

    /// `style` and `explode`, with the defaults of the place.
    fn style(&self, object: Object<'a>, place: ParameterPlace) -> Style {
        let styles: &[&str] = match place {
            ParameterPlace::Path => &["simple", "label", "matrix"],
            ParameterPlace::Query => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            ParameterPlace::QueryString => &["form"],
            ParameterPlace::Header => &["simple"],
            ParameterPlace::Cookie => &["form", "cookie"],
        };
        let usual = styles.first().copied().unwrap_or_default();
        let style = object.text("style").unwrap_or(usual);
        if !styles.contains(&style) {
            let message = format!("no style `{style}` here; the parameter is written as `{usual}`");
            let listed: Vec<String> = styles.iter().map(|style| format!("`{style}`")).collect();
            let node = object.get("style");
            let diagnostic = Diagnostic::new(Code::Unsupported, message)
                .at_value(node.map_or(object.place, |node| node.place))
                .with_help(format!("where it is, there is {}", listed.join(", ")))
                .with_meant(closest(style, styles.iter().copied()));
            self.context.report(diagnostic);
            return style_of(usual, object.optional_flag("explode"));
        }
        style_of(style, object.optional_flag("explode"))
    }

    /// A parameter that has a media type is written as that.
    fn style_of_content(&self, media: Media<'a>, place: ParameterPlace) -> Style {
        if place == ParameterPlace::QueryString {
            return Style::FormExploded;
        }
        let essence = media.essence();
        if essence != "application/json" && !essence.ends_with("+json") {
            let message = format!("a parameter is not written as `{essence}`; it is, as JSON");
            let diagnostic = Diagnostic::new(Code::Unsupported, message);
            self.context.report(diagnostic.at_key(media.place()));
        }
        Style::Json
    }

    /// Gives each parameter its name: the one given, the pinned one, or that of the wire.
    fn name_parameters(
        &self,
        site: &Site<'_>,
        parameters: &mut [Parameter],
        written: &[Written<'a>],
        operation: openapi::Operation<'a>,
    ) {
        let pins = self.pins;
        let pinned = |it: &Parameter| pins.parameter(site.origin, it.place, &it.member.wire);
        let mut scope: Scope<Place> = Scope::default();
        if operation.request_body().is_some() {
            scope.claim(BODY, operation.object.place);
        }
        let mut order: Vec<&mut Parameter> = parameters.iter_mut().collect();
        order.sort_by_key(|it| pinned(it).is_none());
        for parameter in order {
            let (place, wire) = (parameter.place, &parameter.member.wire);
            let same = |it: &&Written<'a>| it.place == place && it.wire == wire;
            let object = written.iter().find(same).map(|it| it.object);
            let given = object.and_then(|object| object.get("x-rust-name"));
            let given = given.and_then(|node| self.checked_name(node, Role::Member));
            let wanted = given.or(pinned(parameter)).map(str::to_owned);
            let wanted = wanted.unwrap_or_else(|| {
                let name = name::member_name(wire);
                let is_taken = scope.has(&name);
                if is_taken {
                    format!("{}_{name}", word(place))
                } else {
                    name
                }
            });
            let owner = object.map_or(operation.object.place, |object| object.place);
            let claimed = scope.claim(&wanted, owner);
            let naming = given.map_or(Naming::Declared, |_| Naming::Given);
            let what = format!("members of the operation would be called `{wanted}`");
            if claimed.first != Some(operation.object.place) {
                self.report_collision(&claimed, naming, &what, owner);
            }
            parameter.member.name = claimed.name;
        }
    }

    /// Reports parameters whose values nest deeper than their styles can say.
    pub(super) fn check_parameters(&mut self) {
        for (place, style, ty) in std::mem::take(&mut self.written_parameters) {
            if matches!(style, Style::Json | Style::DeepObject) || !self.nests(&ty) {
                continue;
            }
            let message = "no style says how values in values are written; they are, as JSON";
            let diagnostic = Diagnostic::new(Code::Unsupported, message).at_key(place);
            let help = "describe the parameter with `content`, which says it is JSON";
            self.context.report(diagnostic.with_help(help));
        }
    }

    /// True for lists and objects that hold others.
    fn nests(&self, ty: &Type) -> bool {
        let held = |inner: &Type| self.is_composite(inner);
        match self.behind_aliases(ty) {
            Type::List(inner) | Type::Map(inner) => held(inner),
            Type::Named(id) => match self.types.get(id.0).map(|def| &def.shape) {
                Some(Shape::Struct(it)) => it.fields().any(|member| held(&member.ty)),
                _ => false,
            },
            _ => false,
        }
    }

    fn is_composite(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::List(_) | Type::Map(_) | Type::Object => true,
            Type::Nullable(inner) => self.is_composite(inner),
            Type::Named(id) | Type::Boxed(id) => matches!(
                self.types.get(id.0).map(|def| &def.shape),
                Some(Shape::Struct(_))
            ),
            _ => false,
        }
    }

    /// The type behind every alias.
    pub(super) fn behind_aliases<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut current = ty;
        for _ in 0..=limits::ALIASES {
            match current {
                Type::Named(id) => match self.types.get(id.0).map(|def| &def.shape) {
                    Some(Shape::Alias(target)) => current = target,
                    _ => break,
                },
                _ => break,
            }
        }
        current
    }
}

/// What stands in the path and is described nowhere: a text.
fn undescribed(site: &Site<'_>, hole: &str) -> Parameter {
    Parameter {
        place: ParameterPlace::Path,
        style: Style::Simple,
        reserved: false,
        member: Member {
            wire: hole.to_owned(),
            name: String::new(),
            ty: Type::String,
            presence: Presence::Required,
            docs: Docs::default(),
            constraints: Asked::default(),
            deprecated: false,
            sensitive: false,
            keeps_empty: false,
            only: None,
            since: None,
            example: None,
            origin: site.origin.clone(),
            why: vec![Why::NearestType],
        },
    }
}

/// What is put before the name of a parameter that another place has as well.
fn word(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query | ParameterPlace::QueryString => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

/// The style of a name, exploded or not. An unknown one is that of a query.
pub(super) fn style_of(style: &str, explode: Option<bool>) -> Style {
    let is_exploded = explode.unwrap_or(matches!(style, "form" | "cookie" | "deepObject"));
    match (style, is_exploded) {
        ("simple", false) => Style::Simple,
        ("simple", true) => Style::SimpleExploded,
        ("label", false) => Style::Label,
        ("label", true) => Style::LabelExploded,
        ("matrix", false) => Style::Matrix,
        ("matrix", true) => Style::MatrixExploded,
        ("spaceDelimited", false) => Style::SpaceDelimited,
        ("pipeDelimited", false) => Style::PipeDelimited,
        ("deepObject", _) => Style::DeepObject,
        (_, false) => Style::Form,
        (_, true) => Style::FormExploded,
    }
}

/// The names in braces of a path, in order, each once.
fn holes(path: &str) -> Vec<&str> {
    let mut holes = Vec::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((hole, after)) = after.split_once('}') else {
            break;
        };
        if !holes.contains(&hole) {
            holes.push(hole);
        }
        rest = after;
    }
    holes
}
