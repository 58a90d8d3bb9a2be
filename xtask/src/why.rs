//! `cargo xtask why`: where a name in Rust comes from, and why it is as it is.

use std::io::{self, Write};

use clap::Args;
use codegen::Texts;
use codegen::diagnostics::closest;
use codegen::ir::{Origin, Presence, Way};
use codegen::surface::diff::find;
use codegen::surface::{
    Item, ItemKind, Surface, SurfaceMember, SurfaceOperation, SurfaceParameter, SurfaceValue,
};

use crate::Failure;
use crate::diff::Side;
use crate::workspace;

/// What to explain.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A type, a member, a variant, an operation or a parameter, such as
    /// `otp::AuthenticateResponse::session`; the end of a path is enough.
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let crates = workspace::generated_crates()?;
    let texts: Vec<Texts> = crates.iter().map(|_| Texts::new()).collect();
    let sides = crates.iter().zip(&texts);
    let sides = sides.map(|(it, texts)| Side::of_work_tree(texts, it));
    let sides: Vec<Side<'_>> = sides.collect::<Result<_, _>>()?;
    let mut explained = Vec::new();
    for wanted in &arguments.items {
        explained.push(explain(&sides, wanted)?);
    }
    // Whoever reads may have read enough: a closed pipe is no failure.
    let _ = io::stdout().write_all(explained.join("\n").as_bytes());
    Ok(true)
}

/// A name of the crate, and what it stands for.
struct Named<'s> {
    path: String,
    thing: Thing<'s>,
}

/// What a name stands for.
#[derive(Clone, Copy)]
enum Thing<'s> {
    Item(&'s Item),
    Member(&'s Item, &'s SurfaceMember),
    Value(&'s Item, &'s SurfaceValue),
    Operation(&'s SurfaceOperation),
    Parameter(&'s SurfaceOperation, &'s SurfaceParameter),
    Body(&'s SurfaceOperation, &'s SurfaceMember),
}

/// Everything that has a name.
fn names(surface: &Surface) -> Vec<Named<'_>> {
    let mut names = Vec::new();
    let mut add = |holder: &str, name: &str, thing| {
        let path = match name {
            "" => holder.to_owned(),
            name => format!("{holder}::{name}"),
        };
        names.push(Named { path, thing });
    };
    for item in &surface.items {
        add(&item.path, "", Thing::Item(item));
        for member in &item.members {
            add(&item.path, &member.name, Thing::Member(item, member));
        }
        for value in &item.values {
            add(&item.path, &value.name, Thing::Value(item, value));
        }
    }
    for operation in &surface.operations {
        add(&operation.path, "", Thing::Operation(operation));
        for it in &operation.parameters {
            let thing = Thing::Parameter(operation, it);
            add(&operation.path, &it.member.name, thing);
        }
        if let Some(body) = &operation.body {
            add(&operation.path, &body.name, Thing::Body(operation, body));
        }
    }
    names
}

fn explain(sides: &[Side<'_>], wanted: &str) -> Result<String, Failure> {
    let wanted = wanted.strip_prefix("crate::").unwrap_or(wanted);
    let named: Vec<(&Side<'_>, Named<'_>)> = sides
        .iter()
        .flat_map(|side| names(&side.surface).into_iter().map(move |it| (side, it)))
        .collect();
    let end = format!("::{wanted}");
    let exact: Vec<_> = named.iter().filter(|(_, it)| it.path == wanted).collect();
    let found = match exact.is_empty() {
        false => exact,
        true => named
            .iter()
            .filter(|(_, it)| it.path.ends_with(&end))
            .collect(),
    };
    match found.as_slice() {
        [] => Err(unknown(wanted, &named)),
        [(side, it)] => Ok(explained(side, it)),
        several if several.iter().all(|(_, it)| it.path == wanted) => {
            let texts: Vec<String> = several
                .iter()
                .map(|(side, it)| explained(side, it))
                .collect();
            Ok(texts.join("\n"))
        }
        several => {
            let paths: Vec<&str> = several
                .iter()
                .take(10)
                .map(|(_, it)| it.path.as_str())
                .collect();
            let paths = paths.join("`, `");
            Err(format!(
                "`{wanted}` is the end of {} paths\nhelp: say more: `{paths}`",
                several.len()
            ))
        }
    }
}

fn unknown(wanted: &str, named: &[(&Side<'_>, Named<'_>)]) -> Failure {
    let paths = || named.iter().map(|(_, it)| it.path.as_str());
    // Of a long path the end is what people remember.
    let parts = wanted.split("::").count();
    let end_of = |path: &'_ str| -> String {
        let all: Vec<&str> = path.split("::").collect();
        let skipped = all.len().saturating_sub(parts);
        all.into_iter().skip(skipped).collect::<Vec<_>>().join("::")
    };
    let ends: Vec<String> = paths().map(end_of).collect();
    let whole = closest(wanted, paths()).map(str::to_owned);
    let meant = whole.or_else(|| {
        let end = closest(wanted, ends.iter().map(String::as_str))?;
        let position = ends.iter().position(|it| it == end)?;
        paths().nth(position).map(str::to_owned)
    });
    let help = match meant {
        Some(meant) => format!("help: did you mean `{meant}`?"),
        None => {
            "help: paths are those of the crate, such as `otp::AuthenticateParams::code`".to_owned()
        }
    };
    format!("nothing is called `{wanted}`\n{help}")
}

/// The lines that are printed of a name.
fn explained(side: &Side<'_>, named: &Named<'_>) -> String {
    let mut lines = vec![named.path.clone()];
    let mut say = |line: String| lines.push(format!("  {line}"));
    let (origin, value) = origin(named.thing);
    say(declared(named.thing));
    if let Some(it) = find(&side.tree, origin, value, &side.prefix) {
        say(format!("--> {}:{}", it.file, it.line));
        say(format!("    {}", it.pointer));
    }
    reasons(named.thing).into_iter().for_each(&mut say);
    uses(&side.surface, named.thing)
        .into_iter()
        .for_each(&mut say);
    lines.join("\n") + "\n"
}

fn origin(thing: Thing<'_>) -> (&Origin, Option<&str>) {
    match thing {
        Thing::Item(item) => (&item.origin, None),
        Thing::Value(item, value) => (&item.origin, Some(&value.wire)),
        Thing::Member(_, member) | Thing::Body(_, member) => (&member.origin, None),
        Thing::Operation(operation) => (&operation.origin, None),
        Thing::Parameter(_, it) => (&it.member.origin, None),
    }
}

/// The Rust of it.
fn declared(thing: Thing<'_>) -> String {
    let last = |path: &str| path.rsplit("::").next().unwrap_or(path).to_owned();
    let field = |it: &SurfaceMember| format!("pub {}: {}", it.name, it.ty);
    match thing {
        Thing::Item(item) => match (item.kind, &item.target) {
            (ItemKind::Struct, _) => format!("pub struct {}", last(&item.path)),
            (ItemKind::Alias, Some(target)) => format!("pub type {} = {target}", last(&item.path)),
            _ => format!("pub enum {}", last(&item.path)),
        },
        Thing::Member(_, member) | Thing::Body(_, member) => field(member),
        Thing::Parameter(_, it) => field(&it.member),
        Thing::Value(item, value) => match item.kind {
            ItemKind::Union | ItemKind::Choice if value.wire != "()" => {
                format!("{}({})", value.name, value.wire)
            }
            ItemKind::StringEnum | ItemKind::IntegerEnum => {
                format!("{}, on the wire `{}`", value.name, value.wire)
            }
            _ => value.name.clone(),
        },
        Thing::Operation(it) => format!(
            "pub struct {}: {} {}",
            last(&it.path),
            it.method,
            it.template
        ),
    }
}

/// Why it is as it is.
fn reasons(thing: Thing<'_>) -> Vec<String> {
    match thing {
        Thing::Item(item) => of_item(item),
        Thing::Member(_, member) | Thing::Body(_, member) => of_member(member),
        Thing::Parameter(_, it) => of_member(&it.member),
        Thing::Value(..) => Vec::new(),
        Thing::Operation(it) => it
            .feature
            .iter()
            .map(|feature| format!("the feature `{feature}`, because the API is large"))
            .collect(),
    }
}

fn of_item(item: &Item) -> Vec<String> {
    let mut reasons: Vec<String> = item.why.iter().map(|why| why.reason().to_owned()).collect();
    if item.kind == ItemKind::Struct {
        reasons.push(match item.direction.sent {
            true => "`new` and setters, because it is sent".to_owned(),
            false => "no `new` and no setters, because it is received only".to_owned(),
        });
    }
    if item.derives.iter().any(|it| it == "Default") {
        reasons.push("`Default`, because nothing of it is required".to_owned());
    }
    if let Some(feature) = &item.feature {
        reasons.push(format!(
            "the feature `{feature}`, because nothing else reaches it"
        ));
    }
    reasons
}

fn of_member(member: &SurfaceMember) -> Vec<String> {
    let mut reasons: Vec<String> = member
        .why
        .iter()
        .map(|why| why.reason().to_owned())
        .collect();
    if member.ty.starts_with("Nullable<") {
        reasons.retain(|it| !it.starts_with("`Option`"));
        reasons.push("`Nullable`, because it may be absent and may be null".to_owned());
    }
    if member.presence == Presence::Required {
        reasons.push("no `Option`, because it is required and cannot be null".to_owned());
    }
    if member.keeps_empty {
        reasons.push("an empty one is not an absent one, by `x-rust-keep-empty`".to_owned());
    }
    if member.sensitive {
        reasons.push("hidden by `Debug`, by `x-rust-sensitive`".to_owned());
    }
    if let Some(since) = &member.since {
        reasons.push(format!("since version {since} of the API"));
    }
    if !member.wire.is_empty() && member.wire != member.name {
        reasons.push(format!("called `{}` on the wire", member.wire));
    }
    reasons
}

/// Which operations send or receive it.
fn uses(surface: &Surface, thing: Thing<'_>) -> Vec<String> {
    let item = match thing {
        Thing::Item(item) | Thing::Member(item, _) | Thing::Value(item, _) => item,
        Thing::Operation(it) => return answers(it),
        Thing::Parameter(it, _) | Thing::Body(it, _) => {
            return vec![format!(
                "sent by {}: {} {}",
                it.path, it.method, it.template
            )];
        }
    };
    let only = match thing {
        Thing::Member(_, member) => member.only,
        _ => None,
    };
    let mut lines = Vec::new();
    let uses = surface.uses_of(&item.path);
    for it in uses
        .iter()
        .filter(|it| only.is_none_or(|only| only == it.way))
    {
        let verb = match it.way {
            Way::Sent => "sent by",
            Way::Received => "received from",
        };
        let operation = it.operation;
        let through = match it.through.as_slice() {
            [] => String::new(),
            through => format!(", through {}", through.join(" → ")),
        };
        let call = format!("{} {}", operation.method, operation.template);
        lines.push(format!("{verb} {}: {call}{through}", operation.path));
    }
    if lines.is_empty() {
        lines.push("no operation sends or receives it".to_owned());
    }
    lines
}

fn answers(it: &SurfaceOperation) -> Vec<String> {
    let sent = it
        .body
        .iter()
        .map(|body| format!("sends {} as {}", body.ty, it.sends.join(" or ")));
    let answers = it.answers.iter();
    let answers = answers.map(|(status, answer)| format!("answers {status}: {}", answer.ty));
    sent.chain(answers).collect()
}
