//! IR → record.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::record::{
    Item, ItemKind, Surface, SurfaceAccessor, SurfaceAnswer, SurfaceMember, SurfaceOperation,
    SurfaceParameter, SurfaceServer, SurfaceValue, to_json,
};
use crate::ir::{
    Answer, Api, Branch, Case, Constraints, Derive, Docs, Enum, Member, Operation, Parameter,
    Scheme, SchemeKind, Server, Shape, Status, Type, TypeDef, Variant,
};
use crate::settings::Settings;

impl Surface {
    /// What an API offers callers.
    pub(crate) fn of(api: &Api, settings: &Settings) -> Self {
        surface(
            api,
            settings,
            items(api).collect(),
            operations(api).collect(),
        )
    }
}

/// The text of `api.json`. What it lists is made while it is written: all of it at once would take
/// as much memory as the API itself.
pub(crate) fn json_of(api: &Api, settings: &Settings) -> String {
    let items = Listed(|| items(api));
    let operations = Listed(|| operations(api));
    to_json(&surface(api, settings, items, operations))
}

/// A list whose entries are made when they are written, one after the other.
struct Listed<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Listed<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// The types, sorted by path.
fn items(api: &Api) -> impl Iterator<Item = Item> {
    let mut types: Vec<&TypeDef> = api.types.iter().collect();
    types.sort_by_cached_key(|def| path(&def.module, &def.name));
    types.into_iter().map(|def| item(api, def))
}

fn operations(api: &Api) -> impl Iterator<Item = SurfaceOperation> {
    api.operations.iter().map(|it| operation(api, it))
}

fn surface<Items, Operations>(
    api: &Api,
    settings: &Settings,
    items: Items,
    operations: Operations,
) -> Surface<Items, Operations> {
    Surface {
        format: Surface::FORMAT,
        runtime: Surface::RUNTIME,
        title: api.title.clone(),
        version: api.version.clone(),
        settings: settings.of_the_crate(),
        servers: api.servers.iter().map(server).collect(),
        schemes: api.schemes.iter().map(scheme).collect(),
        security: api.security.clone(),
        client: client(api),
        accessors: accessors(api),
        items,
        operations,
    }
}

/// What a client is made of.
fn client(api: &Api) -> Vec<String> {
    match api.client_arguments() {
        _ if api.operations.is_empty() => Vec::new(),
        Some(credentials) => credentials.into_iter().map(str::to_owned).collect(),
        None => vec!["base_url".to_owned()],
    }
}

fn accessors(api: &Api) -> BTreeMap<String, SurfaceAccessor> {
    let modules = api.modules.iter();
    let accessors = modules.filter_map(|module| {
        let accessor = module.accessor.as_ref()?;
        let accessor = SurfaceAccessor {
            method: accessor.method.clone(),
            ty: accessor.name.clone(),
        };
        Some((module.path.join("::"), accessor))
    });
    accessors.collect()
}

fn server(it: &Server) -> SurfaceServer {
    SurfaceServer {
        url: it.url.clone(),
        variables: it.variables.clone(),
    }
}

/// A scheme's name, and what it asks for.
fn scheme(it: &Scheme) -> (String, String) {
    let kind = match &it.kind {
        SchemeKind::Basic => "a user name and a password".to_owned(),
        SchemeKind::Bearer => "a token".to_owned(),
        SchemeKind::ApiKey { place, wire } => {
            format!(
                "a key in the {} `{wire}`",
                format!("{place:?}").to_lowercase()
            )
        }
        SchemeKind::Other(word) => word.clone(),
    };
    (it.name.clone(), kind)
}

fn path(module: &[String], name: &str) -> String {
    let parts: Vec<&str> = module.iter().map(String::as_str).chain([name]).collect();
    parts.join("::")
}

fn item(api: &Api, def: &TypeDef) -> Item {
    let mut item = Item {
        path: path(&def.module, &def.name),
        kind: ItemKind::Alias,
        target: None,
        direction: def.direction,
        derives: def.derives().iter().map(Derive::to_string).collect(),
        feature: def.feature.clone(),
        half: def.half.map(|half| half.way),
        deprecated: def.deprecated,
        origin: def.origin.clone(),
        why: def.why.clone(),
        docs: def.docs.clone(),
        members: Vec::new(),
        values: Vec::new(),
    };
    match &def.shape {
        Shape::Struct(it) => {
            item.kind = ItemKind::Struct;
            item.members = it.fields().map(|it| member(api, it)).collect();
        }
        Shape::StringEnum(it) => {
            item.kind = ItemKind::StringEnum;
            item.values = values(it);
        }
        Shape::IntegerEnum(it) => {
            item.kind = ItemKind::IntegerEnum;
            item.values = values(it);
        }
        Shape::Union(it) => {
            item.kind = ItemKind::Union;
            item.values = it.branches.iter().map(|it| branch(api, it)).collect();
        }
        Shape::Choice(it) => {
            item.kind = ItemKind::Choice;
            item.values = it.cases.iter().map(|it| case(api, it)).collect();
        }
        Shape::Alias(ty) => item.target = Some(api.type_text(ty)),
    }
    item
}

fn member(api: &Api, member: &Member) -> SurfaceMember {
    SurfaceMember {
        name: member.name.clone(),
        wire: member.wire.clone(),
        ty: api.member_type_text(member),
        presence: member.presence,
        keeps_empty: member.keeps_empty,
        constraints: Constraints::clone(&member.constraints),
        deprecated: member.deprecated,
        only: member.only,
        sensitive: member.sensitive,
        since: member.since.clone(),
        origin: member.origin.clone(),
        why: member.why.clone(),
        docs: member.docs.clone(),
    }
}

fn values<Wire: ToString>(it: &Enum<Wire>) -> Vec<SurfaceValue> {
    let value = |variant: &Variant<Wire>| SurfaceValue {
        name: variant.name.clone(),
        wire: variant.wire.to_string(),
        tags: Vec::new(),
        docs: variant.docs.clone(),
    };
    it.variants.iter().map(value).collect()
}

fn branch(api: &Api, branch: &Branch) -> SurfaceValue {
    SurfaceValue {
        name: branch.name.clone(),
        wire: api.type_text(&branch.ty),
        tags: branch.tags.clone(),
        docs: branch.docs.clone(),
    }
}

fn case(api: &Api, case: &Case) -> SurfaceValue {
    SurfaceValue {
        name: case.name.clone(),
        wire: case.ty.as_ref().map_or("()".into(), |ty| api.type_text(ty)),
        tags: Vec::new(),
        docs: case.docs.clone(),
    }
}

fn operation(api: &Api, operation: &Operation) -> SurfaceOperation {
    let text = |ty: Option<&Type>| ty.map_or("()".into(), |ty| api.type_text(ty));
    SurfaceOperation {
        path: path(&operation.module, &operation.name),
        method_name: operation.method_name.clone(),
        id: operation.id.clone(),
        method: operation.method.clone(),
        template: operation.path.clone(),
        feature: operation.feature.clone(),
        deprecated: operation.deprecated,
        derives: operation.derives().iter().map(Derive::to_string).collect(),
        parameters: operation
            .parameters
            .iter()
            .map(|it| parameter(api, it))
            .collect(),
        body: operation.body.as_ref().map(|it| member(api, &it.member)),
        sends: operation
            .body
            .iter()
            .flat_map(|it| &it.contents)
            .map(|it| it.media_type.clone())
            .collect(),
        request: text(operation.request()),
        response: text(operation.response()),
        error: text(operation.error()),
        answers: operation
            .success
            .answers
            .iter()
            .chain(&operation.failure.answers)
            .map(|it| answer(api, it))
            .collect(),
        servers: operation.servers.iter().map(server).collect(),
        security: operation.security.clone(),
        origin: operation.origin.clone(),
        docs: docs(operation),
    }
}

/// The summary of an operation and the rest, as one text.
fn docs(operation: &Operation) -> Docs {
    Docs(format!("{}\n\n{}", operation.summary.0, operation.docs.0))
}

fn answer(api: &Api, it: &Answer) -> (String, SurfaceAnswer) {
    let status = match it.status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    };
    let answer = match &it.content {
        Some(content) => SurfaceAnswer {
            ty: api.type_text(&content.ty),
            media_type: content.media_type.clone(),
        },
        None => SurfaceAnswer {
            ty: "()".to_owned(),
            media_type: String::new(),
        },
    };
    (status, answer)
}

fn parameter(api: &Api, parameter: &Parameter) -> SurfaceParameter {
    SurfaceParameter {
        place: parameter.place,
        style: parameter.style,
        member: member(api, &parameter.member),
    }
}
