//! Operations: what they are called, what they take, what they answer.

use std::collections::HashMap;

use super::declare::{Naming, Role, Wanted};
use super::surroundings::parameter_place;
use super::{Lowering, docs};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{self, Body, ParameterPlace, Status, Type};
use crate::name::{self, Scope};
use crate::openapi::{self, Media};
use crate::settings::Layout;
use crate::source::{Place, Value};

/// All operations of the document, sorted by module and name.
pub(super) fn lower(lowering: &mut Lowering<'_>) -> Vec<ir::Operation> {
    let mut operations = Vec::new();
    let mut methods: HashMap<Vec<String>, Scope<Place>> = HashMap::new();
    let mut ids: HashMap<String, Place> = HashMap::new();
    for item in lowering.document.path_items() {
        let shared: Vec<_> = item.parameters().collect();
        for (method, operation) in item.operations() {
            let mut lowered = lowering.operation(item.path, &method, operation, &shared);
            let scope = methods.entry(lowered.module.clone()).or_default();
            let place = operation.object.place;
            if let Some(first) = ids.insert(lowered.id.clone(), place) {
                lowering.report_same_id(&lowered.id, operation, first);
            }
            let claimed = scope.claim(&lowered.method_name, place);
            let what = format!("operations would be called `{}`", lowered.method_name);
            let naming = match operation.object.get("x-rust-name") {
                Some(_) => Naming::Given,
                None => Naming::Declared,
            };
            lowering.report_collision(&claimed, naming, &what, place);
            lowered.method_name = claimed.name;
            operations.push(lowered);
        }
    }
    operations.sort_by(|a, b| (&a.module, &a.name).cmp(&(&b.module, &b.name)));
    operations
}

impl<'a> Lowering<'a> {
    fn operation(
        &mut self,
        path: &str,
        method: &str,
        operation: openapi::Operation<'a>,
        shared: &[openapi::Parameter<'a>],
    ) -> ir::Operation {
        let object = operation.object;
        let origin = self.origin(object.place);
        let id = self.operation_id(path, method, operation);
        let module = self.module_of_operation(operation);
        let given = object
            .get("x-rust-name")
            .and_then(|node| self.checked_name(node, Role::Member));
        let pinned = self.pins.method(&origin);
        let method_name = given
            .or(pinned)
            .map_or_else(|| self.method_name(&id), str::to_owned);
        let base = name::item_name(&name::variant_name(&method_name));
        let pinned = self.pins.item(&origin).map(str::to_owned);
        let name = pinned.unwrap_or_else(|| format!("{base}Operation"));
        let wanted = Wanted {
            name: &name,
            naming: Naming::Method,
        };
        let name = self.claim_item(&module, &wanted, object.place);
        let mut tags: Vec<String> = object
            .texts("tags")
            .map(|(tag, _)| tag.to_owned())
            .collect();
        tags.sort();
        let security = operation.security();
        ir::Operation {
            name,
            method_name,
            id,
            method: method.to_owned(),
            path: path.to_owned(),
            summary: docs(object.text("summary")),
            docs: docs(object.text("description")),
            deprecated: object.flag("deprecated"),
            tags,
            parameters: self.parameters(operation, shared, &module, &base),
            body: self.body(operation, &module, &base),
            responses: self.responses(operation, &module, &base),
            security: security.unwrap_or_else(|| openapi::security_of(self.document.object)),
            module,
            origin,
        }
    }

    fn report_same_id(&self, id: &str, operation: openapi::Operation<'a>, first: Place) {
        let message = format!("two operations have the id `{id}`");
        let node = operation.object.get("operationId");
        let place = node.map_or(operation.object.place, |node| node.place);
        self.context.report(
            Diagnostic::new(Code::DuplicateOperationId, message)
                .at_value(place)
                .with_note_at_key(first, "the other one stands here")
                .with_help("give each operation an id of its own"),
        );
    }

    /// The `operationId`; where there is none, the method and the path.
    fn operation_id(&self, path: &str, method: &str, operation: openapi::Operation<'a>) -> String {
        if let Some(id) = operation.object.text("operationId") {
            return id.to_owned();
        }
        let id = format!("{} {path}", method.to_lowercase());
        let is_named = |key: &str| {
            let node = operation.object.get(key);
            node.is_some_and(|node| node.value != Value::Null)
        };
        if is_named("operationId") || is_named("x-rust-name") {
            return id;
        }
        let diagnostic = Diagnostic::new(
            Code::MissingOperationId,
            format!(
                "this operation has no `operationId`; `{}` is used",
                name::function_name(&id)
            ),
        );
        let diagnostic = diagnostic.at_key(operation.object.place);
        self.context
            .report(diagnostic.with_help("give it one: it names the method in Rust"));
        id
    }

    /// Where files are modules, the last part of `otp.sms.send`; elsewhere all of it.
    fn method_name(&self, id: &str) -> String {
        let wanted = match self.layout {
            Layout::Files => id.rsplit(['.', '/']).next().unwrap_or(id),
            Layout::Types => id,
        };
        name::function_name(wanted)
    }

    /// The operation's own parameters, and those of its path that it does not override.
    fn parameters(
        &mut self,
        operation: openapi::Operation<'a>,
        shared: &[openapi::Parameter<'a>],
        module: &[String],
        base: &str,
    ) -> Vec<ir::Parameter> {
        let mut parameters: Vec<ir::Parameter> = Vec::new();
        for parameter in operation.parameters().chain(shared.iter().copied()) {
            let Some(lowered) = self.parameter(parameter, module, base) else {
                continue;
            };
            let same = |other: &ir::Parameter| {
                (other.place, &other.wire) == (lowered.place, &lowered.wire)
            };
            if !parameters.iter().any(same) {
                parameters.push(lowered);
            }
        }
        if !parameters.is_empty() {
            let message = "the parameters of this operation are recorded, but have no Rust yet";
            let diagnostic = Diagnostic::new(Code::Unsupported, message);
            self.context
                .report(diagnostic.at_key(operation.object.place));
        }
        parameters.sort_by(|a, b| (a.place, &a.wire).cmp(&(b.place, &b.wire)));
        parameters
    }

    fn parameter(
        &mut self,
        parameter: openapi::Parameter<'a>,
        module: &[String],
        base: &str,
    ) -> Option<ir::Parameter> {
        let object = parameter.object;
        let wire = object.required_text("name", "a parameter");
        let place_text = object.required_text("in", "a parameter");
        let (wire, place_text) = (wire?, place_text?);
        let Some(place) = parameter_place(place_text) else {
            let message = format!("a parameter cannot be in `{place_text}`");
            let diagnostic = Diagnostic::new(Code::WrongKind, message)
                .at_value(object.get("in")?.place)
                .with_help("it is in `path`, `query`, `header` or `cookie`");
            self.context.report(diagnostic);
            return None;
        };
        let schema = object.get("schema");
        let schema = schema.or_else(|| Media::list(object).first().and_then(|it| it.schema()));
        let item_name = format!("{base}{}", name::item_name(&name::variant_name(wire)));
        let ty = schema.map_or(Type::Any, |schema| {
            self.type_of(schema, module, &item_name).ty
        });
        let style = object.text("style").unwrap_or(match place {
            ParameterPlace::Query | ParameterPlace::Cookie => "form",
            ParameterPlace::Path | ParameterPlace::Header => "simple",
        });
        Some(ir::Parameter {
            place,
            wire: wire.to_owned(),
            name: self
                .given_name_of(object)
                .unwrap_or_else(|| name::member_name(wire)),
            required: place == ParameterPlace::Path || object.flag("required"),
            style: style.to_owned(),
            explode: object.optional_flag("explode").unwrap_or(style == "form"),
            docs: docs(object.text("description")),
            constraints: schema
                .map(|schema| self.constraints_of(schema, &ty))
                .unwrap_or_default(),
            ty,
            deprecated: object.flag("deprecated"),
            origin: self.origin(object.place),
        })
    }

    fn given_name_of(&self, object: openapi::Object<'a>) -> Option<String> {
        let given = object.get("x-rust-name")?;
        self.checked_name(given, Role::Member).map(str::to_owned)
    }

    fn body(
        &mut self,
        operation: openapi::Operation<'a>,
        module: &[String],
        base: &str,
    ) -> Option<Body> {
        let object = operation.request_body()?;
        let media = Media::list(object).first().copied()?;
        Some(Body {
            media_type: media.name.to_owned(),
            ty: self.content(media, module, &format!("{base}Request")),
            required: object.flag("required"),
            docs: docs(object.text("description")),
        })
    }

    fn responses(
        &mut self,
        operation: openapi::Operation<'a>,
        module: &[String],
        base: &str,
    ) -> Vec<ir::Response> {
        let mut responses = Vec::new();
        for response in operation.responses() {
            let Some(status) = self.status(response) else {
                continue;
            };
            let name = if status.is_success() && responses.is_empty() {
                format!("{base}Response")
            } else {
                format!("{base}Response{}", name::variant_name(response.status))
            };
            let media = response.media().first().copied();
            responses.push(ir::Response {
                status,
                media_type: media.map(|media| media.name.to_owned()),
                ty: media.map(|media| self.content(media, module, &name)),
                docs: docs(response.description()),
            });
        }
        responses
    }

    /// The type of a body. One that is not JSON has none of its own yet.
    fn content(&mut self, media: Media<'a>, module: &[String], name: &str) -> Type {
        if !media.is_json() {
            let what = media.name;
            let message = format!("`{what}` is not sent or read as such; its schema is, as JSON");
            let diagnostic = Diagnostic::new(Code::Unsupported, message);
            self.context.report(diagnostic.at_key(media.place()));
        }
        let schema = media.schema();
        schema.map_or(Type::Any, |schema| self.type_of(schema, module, name).ty)
    }

    fn status(&self, response: openapi::Response<'a>) -> Option<Status> {
        let text = response.status;
        let status = match text.strip_suffix("XX").or_else(|| text.strip_suffix("xx")) {
            Some(class) => class
                .parse()
                .ok()
                .filter(|it| (1..=5).contains(it))
                .map(Status::Class),
            None if text == "default" => Some(Status::Default),
            None => text
                .parse()
                .ok()
                .filter(|it| (100..=599).contains(it))
                .map(Status::Code),
        };
        if status.is_none() {
            let message = format!("`{text}` is no status");
            let diagnostic = Diagnostic::new(Code::WrongKind, message).at_key(response.node.place);
            let help = "write a status such as `200`, a class such as `4XX`, or `default`";
            self.context.report(diagnostic.with_help(help));
        }
        status
    }
}
