//! As much as may be made, from a small document, and from one with as much to read as there may be.

use codegen::limits;
use serde_json::{Value, json};

use crate::document::{Files, all, component, numbered, schema, structure};
use crate::limits::{members, values, within};

macro_rules! small_and_large {
    ($($small:ident, $large:ident = $of:ident;)+) => {
        $(pub(crate) fn $small() -> Files {
            $of(limits::ALL_MEMBERS)
        }

        pub(crate) fn $large() -> Files {
            beside_much($of)
        })+
    };
}

small_and_large! {
    members_of_parts, members_of_parts_beside_much = members_of_parts_of;
    members_of_items, members_of_items_beside_much = members_of_items_of;
    values_of_enums, values_of_enums_beside_much = values_of_enums_of;
    answers, answers_beside_much = answers_of;
    members_of_unions, members_of_unions_beside_much = members_of_unions_of;
    text_of_parts, text_of_parts_beside_much = text_of_parts_of;
    text_of_many_descriptions, text_of_many_descriptions_beside_much = text_of_many_descriptions_of;
}

/// A document with as many bytes and values as there may be, beside as much as may be made then.
fn beside_much(of: fn(usize) -> Files) -> Files {
    let (bytes, all_values) = (within(limits::BYTES), within(limits::VALUES));
    let most = limits::members_beside(bytes + all_values * limits::READ_VALUE);
    let (name, document) = of(most).0.into_iter().next().unwrap();
    let mut text = String::from_utf8(document).unwrap();
    let there = count_of(&serde_json::from_str(&text).unwrap());
    text.pop();
    text += &format!(
        ",\"x-values\":[{}],\"x-text\":\"",
        values(all_values - there)
    );
    text += &"a ".repeat((bytes - text.len()) / 2);
    text += "\"}";
    Files::raw(&name, text)
}

fn count_of(value: &Value) -> usize {
    let inner: usize = match value {
        Value::Array(items) => items.iter().map(count_of).sum(),
        Value::Object(entries) => entries.values().map(count_of).sum(),
        _ => 0,
    };
    1 + inner
}

/// Members of many structs, with what all of these have.
fn members_of_parts_of(most: usize) -> Files {
    let in_each = 1_000;
    // A member counts as 256 bytes, and its name of four.
    let count = within(most) / in_each - 6;
    let extending = numbered(
        count,
        |_| json!({"allOf": [{"$ref": "#/components/schemas/Base"}, structure("b")]}),
    );
    Files::schemas(extending.chain([("Base".into(), members(in_each))]))
}

/// Items of three members, each of them an item of three.
fn members_of_items_of(most: usize) -> Files {
    let inner = members(3);
    let of = |it: usize| json!({"type": "object", "properties": {format!("a{it}"): inner}});
    Files::schemas(numbered(within(most) / 8, of))
}

fn values_of_enums_of(most: usize) -> Files {
    let count = within(limits::MEMBERS);
    let values: Vec<_> = (0..count).map(|it| format!("v{it}")).collect();
    let of = |_| json!({"type": "string", "enum": values});
    // A value counts as a third of a member.
    Files::schemas(numbered(within(most) * 3 / count - 2, of))
}

fn answers_of(most: usize) -> Files {
    let content = json!({"application/json": {"schema": members(3)}});
    let answer = |it: usize| {
        let answer = json!({"description": "", "content": content});
        (it.to_string(), answer)
    };
    let operation = json!({"responses": all((200..500).map(answer))});
    let count = within(most) / 300;
    let path = |it: usize| (format!("/{it}"), component("pathItems", 0));
    Files::json(json!({
        "paths": all((0..count).map(path)),
        "components": {"pathItems": {"S0": {"get": operation}}},
    }))
}

/// A union of many members knows the names of all of them.
fn members_of_unions_of(most: usize) -> Files {
    let branches: Vec<_> = (0..100).map(schema).collect();
    let of_all = most * limits::TEXT_OF_A_MEMBER;
    // What the structs take, and then a name of 4 bytes with 16 around it.
    let left = within(of_all) - 100 * 300 * 270;
    let unions = left / (100 * (300 * 20 + 200));
    let unions = (0..unions).map(|it| (format!("U{it}"), json!({"oneOf": branches})));
    Files::schemas(numbered(100, |_| members(300)).chain(unions))
}

fn text_of_parts_of(most: usize) -> Files {
    let text = "d ".repeat(50_000);
    let count = within(most * limits::TEXT_OF_A_MEMBER) / text.len() - 1;
    let member = json!({"type": "string", "description": text});
    let base = json!({"type": "object", "properties": {"a": member}});
    let extending = numbered(
        count,
        |_| json!({"allOf": [{"$ref": "#/components/schemas/Base"}, structure("b")]}),
    );
    Files::schemas(extending.chain([("Base".into(), base)]))
}

fn text_of_many_descriptions_of(most: usize) -> Files {
    let text = "d ".repeat(500);
    let count =
        within(most * limits::TEXT_OF_A_MEMBER) / (text.len() + limits::TEXT_OF_A_MEMBER + 4) - 4;
    let member = |it: usize| {
        let schema = json!({"type": "string", "description": text});
        (format!("p{it}"), schema)
    };
    let properties = all((0..1_000).map(member));
    Files::schemas(numbered(
        count / 1_000,
        |_| json!({"type": "object", "properties": properties}),
    ))
}
