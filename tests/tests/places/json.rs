//! JSON, and what is nearly JSON.

use crate::{at, json, json_key, key, nth};

#[test]
fn json_values() {
    let path = [key("a"), at(1), key("b")];
    json(" {\"a\": [1, {\"b\" : «\"x, ]}\"» , \"c\": {}}] } ", &path);
    json_key(" {\"a\": [1, {«\"b\"» : \"x, ]}\" , \"c\": {}}] } ", &path);
    json(
        " {\"a\": [1, «{\"b\" : \"x, ]}\" , \"c\": {}}»] } ",
        &path[..2],
    );
    json(
        " {\"a\": «[1, {\"b\" : \"x, ]}\" , \"c\": {}}]» } ",
        &path[..1],
    );
    json(" «{\"a\": [1, {\"b\" : \"x, ]}\" , \"c\": {}}] }» ", &[]);
    json(
        " {\"a\": [1, {\"b\" : \"x, ]}\" , \"c\": «{}»}] } ",
        &[key("a"), at(1), key("c")],
    );
    json("[1,«-2.5E+10»,true]", &[at(1)]);
    json("[1,-2.5E+10,«true»]", &[at(2)]);
    json("[1,-2.5E+10,true]", &[at(3)]);
    json("\u{feff}\r\n«null»\r\n", &[]);
    json("{\"<<\": {\"a\": 1}}", &[key("a")]);
}

#[test]
fn json_strings() {
    json(r#"{"a": «"\"\\"», "b": 1}"#, &[key("a")]);
    json(r#"{"a": "\\", "b": «1»}"#, &[key("b")]);
    json(r#"{"caf\u00e9": «1»}"#, &[key("café")]);
    json(r#"{"\ud83d\ude00\/\n": «1»}"#, &[key("😀/\n")]);
    json_key(r#"{«"\ud83d\ude00"»: "日本"}"#, &[key("😀")]);
    json(r#"{"日本": «"\ud83d"», "é": 1}"#, &[key("日本")]);
    json(r#"{"a": 1, "\u0061": «2», "a": 3}"#, &[nth("a", 1)]);
    json(r#"{"a": 1, "\u0061": 2, "a": «3»}"#, &[nth("a", 2)]);
}

#[test]
fn json_that_is_broken() {
    json("{\"a\": «1», \"b\": ", &[key("a")]);
    json("{\"a\": 1, \"b\": ", &[key("b")]);
    json_key("{\"a\": 1, «\"b\"»: ", &[key("b")]);
    json("{\"a\": «[1, 2,» ", &[key("a")]);
    json("{\"a\": «[1,» }, \"b\": 1}", &[key("a")]);
    json("{\"a\": [1], \"b\": \"x\n\"}", &[key("b")]);
    json("{\"a\": [«1»,]}", &[key("a"), at(0)]);
    json("{a: 1}", &[key("a")]);
    json("{\"a\" 1}", &[key("a")]);
    json("[1 2]", &[at(1)]);
    json("", &[]);
    json("}", &[]);
    json("\"\\", &[]);
}
