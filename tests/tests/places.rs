//! From a path into a document to the range of its text.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

use std::{
    collections::HashMap,
    fmt, fs,
    ops::Range,
    path::{Path, PathBuf},
};

use codegen::diagnostics::{Code, Location};
use codegen::source::locate::{Format, Part, Step, locate};
use codegen::{Documents, Request, Settings, Texts, generate};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

/// Real documents, beside the repository; where they are absent, the tests do without.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus");

const fn key(name: &str) -> Step<'_> {
    Step::Key {
        name,
        occurrence: 0,
    }
}

const fn nth(name: &str, occurrence: usize) -> Step<'_> {
    Step::Key { name, occurrence }
}

const fn at(position: usize) -> Step<'static> {
    Step::Index(position)
}

fn one(text: &str, format: Format, path: &[Step<'_>], part: Part) -> Option<Range<usize>> {
    locate(text, format, &[(path, part)]).remove(0)
}

/// Asserts that a path leads to what stands between `«` and `»`, or nowhere if nothing does.
#[track_caller]
fn check(format: Format, marked: &str, path: &[Step<'_>], part: Part) {
    let text = marked.replace(['«', '»'], "");
    let marks = marked.find('«').zip(marked.find('»'));
    let expected = marks.map(|(start, end)| start..end - '«'.len_utf8());
    let found = one(&text, format, path, part);
    let show = |range: &Option<Range<usize>>| range.clone().map(|range| text[range].to_owned());
    let (left, right) = (show(&found), show(&expected));
    assert_eq!(
        found, expected,
        "{left:?} instead of {right:?} for {path:?} in\n{marked}"
    );
}

#[track_caller]
fn yaml(marked: &str, path: &[Step<'_>]) {
    check(Format::Yaml, marked, path, Part::Value);
}

#[track_caller]
fn yaml_key(marked: &str, path: &[Step<'_>]) {
    check(Format::Yaml, marked, path, Part::Key);
}

#[track_caller]
fn json(marked: &str, path: &[Step<'_>]) {
    check(Format::Json, marked, path, Part::Value);
}

#[track_caller]
fn json_key(marked: &str, path: &[Step<'_>]) {
    check(Format::Json, marked, path, Part::Key);
}

#[test]
fn yaml_block_collections() {
    let path = [key("a"), at(1), key("b")];
    yaml("a:\n  - x\n  - b: «y z»\n    c: 1\n", &path);
    yaml_key("a:\n  - x\n  - «b»: y z\n    c: 1\n", &path);
    yaml("a:\n  - x\n  - «b: y z»  \n    c: 1\n", &path[..2]);
    yaml("a:\n  «- x»\n  - b: y z\n    c: 1\n", &path[..1]);
    yaml("# note\n«a:»\n  - x\n", &[]);
    yaml_key("# note\n«a:»\n  - x\n", &[]);
    yaml("a:\n  - x\n  - «- z»\n", &[key("a"), at(1)]);
    yaml_key("a:\n  - «x»\n", &[key("a"), at(0)]);
    yaml("a: &x\n  «b: 1»\n", &[key("a")]);
    yaml("a:\n  &x «b: 1»\n", &[key("a")]);
}

#[test]
fn yaml_sequences_that_are_not_indented() {
    yaml("a: # note - one\n«- - x»\n- y # - z\nb: 1\n", &[key("a")]);
    yaml(
        "a: # note - one\n- «- x»\n- y # - z\nb: 1\n",
        &[key("a"), at(0)],
    );
    yaml(
        "a: # note - one\n- - «x»\n- y # - z\nb: 1\n",
        &[key("a"), at(0), at(0)],
    );
    yaml(
        "a: # note - one\n- - x\n- «y» # - z\nb: 1\n",
        &[key("a"), at(1)],
    );
    yaml("a: # note - one\n- - x\n- y # - z\nb: «1»\n", &[key("b")]);
    yaml("a: &s !!seq\n«- x»\n", &[key("a")]);
}

#[test]
fn yaml_flow_collections() {
    yaml("a: «{b: [x, {c: y}]}» # note\n", &[key("a")]);
    yaml("a: {b: «[x, {c: y}]»}\n", &[key("a"), key("b")]);
    yaml("a: {b: [x, «{c: y}»]}\n", &[key("a"), key("b"), at(1)]);
    yaml(
        "a: {b: [x, {c: «y»}]}\n",
        &[key("a"), key("b"), at(1), key("c")],
    );
    yaml("a: «[\n  x, # one\n  y, # two\n]»\nb: 1", &[key("a")]);
    yaml(
        "a: [\n  x, # one\n  «y», # two\n]\nb: 1",
        &[key("a"), at(1)],
    );
    yaml("a: &x !!seq «[1]»\n", &[key("a")]);
    yaml("[x, «y: z», w]", &[at(1)]);
    yaml("[x, y: «z», w]", &[at(1), key("y")]);
    yaml("[x, ? y : «z», w]", &[at(1), key("y")]);
    yaml("{\"a\":«1»,\"b\":2}", &[key("a")]);
    yaml_key("{\"a\":1,? «\"b\"» :2}", &[key("b")]);
    yaml("a: «{}»", &[key("a")]);
    yaml("a: «[ ]»", &[key("a")]);
}

#[test]
fn yaml_scalars() {
    yaml("a: «plain:text»  # note", &[key("a")]);
    yaml(
        "a: «plain\n  goes on\n\n  and on»\n# note\nb: 1",
        &[key("a")],
    );
    yaml("a: &x !!str «plain» # note", &[key("a")]);
    yaml(
        "a: !<tag:yaml.org,2002:str> &x\n  # note\n  «plain»",
        &[key("a")],
    );
    yaml("a: «'it''s # it'» # note's", &[key("a")]);
    yaml("a: «\"say \\\"a\\\\\"» # \"note\"", &[key("a")]);
    yaml("a: «\"one\n\n  two \\\n  three\"»\nb: 1", &[key("a")]);
}

#[test]
fn yaml_block_scalars() {
    let path = [key("a")];
    yaml("a: «|\n  one\n\n  two»\n\n# note\nb: 1", &path);
    yaml("a: «>-\n  one\n  two»", &path);
    yaml("a: «|2- # a | b\n\n   one  »\n  \nb: 1", &path);
    yaml("a: !!str &x «|+\n  # text\n  one»\n\n\n", &path);
    yaml("a: # x | y\n  «|\n  one»\r\nb: 1", &path);
    yaml("a: «|»\nb: 1", &path);
    yaml("- «|\n  a | b»\n- c\n", &[at(0)]);
    yaml("- |\n  a | b\n- «c»\n", &[at(1)]);
    yaml("--- «>\n one\n two»\n...\n", &[]);
    yaml_key("? «|\n  one»\n: 1", &[key("one\n")]);
}

#[test]
fn yaml_empty_nodes() {
    yaml("a:«»\nb: 1", &[key("a")]);
    yaml("a:«» # note\n\n# more\nb: 1", &[key("a")]);
    yaml("a:\n-«» # note\n- x", &[key("a"), at(0)]);
    yaml("a:\n  -\n  -«»\n", &[key("a"), at(1)]);
    yaml("? a«»\n? b\n", &[key("a")]);
    yaml("{a: 1, b:«» , c}", &[key("b")]);
    yaml("{a: 1, b: , c«»}", &[key("c")]);
    yaml("a: «!!null»\nb: 1", &[key("a")]);
    yaml_key("«»: 1", &[key("")]);
    yaml("«»", &[]);
    yaml("«»# note", &[]);
    yaml("---«»\n...\n", &[]);
}

#[test]
fn yaml_keys() {
    yaml_key("«'it''s'»: 1", &[key("it's")]);
    yaml_key(r#"«"caf\u00e9 \x41\t"»: 1"#, &[key("café A\t")]);
    yaml_key("«200»: 1", &[key("200")]);
    yaml_key("«0x1F»: 1", &[key("0x1F")]);
    yaml_key("«true»: 1", &[key("true")]);
    yaml_key("«~»: 1", &[key("~")]);
    yaml_key("«null»: 1", &[key("null")]);
    yaml_key("«<<»: {b: 1}", &[key("<<")]);
    yaml_key("? «a\n  b»\n: 1", &[key("a b")]);
    yaml("? a\n  b\n: «1»", &[key("a b")]);
    yaml("«{a: 1}: 2»\nb: 3", &[]);
    yaml_key("«{a: 1}»: 2\nb: 3", &[key("{a: 1}")]);
    yaml("[a, b]: «2»\nc: 3", &[key("[a, b]")]);
    yaml("? - a\n  - b\n: «2»", &[key("- a")]);
    yaml("? - a\n  - b\n: 2\nc: «3»", &[key("c")]);
    yaml_key("&x «a»: 1", &[key("a")]);
    yaml_key("a: &x k\n«*x» : 1", &[key("k")]);
    yaml("a: &x k\n*x : «1»", &[key("k")]);
    yaml("?a: «1»", &[key("?a")]);
    yaml(":a: «1»", &[key(":a")]);
}

#[test]
fn yaml_duplicate_keys() {
    let text = "a: 1\nb: 2\n«a»: 3\n'a': 4";
    yaml_key(text, &[nth("a", 1)]);
    yaml("a: 1\nb: 2\na: 3\n'a': «4»", &[nth("a", 2)]);
    yaml("a: 1\nb: 2\na: 3\n'a': 4", &[nth("a", 3)]);
    yaml("a: 1\na: 2", &[nth("a", usize::MAX)]);
}

#[test]
fn yaml_aliases() {
    let path = [key("c"), key("b")];
    yaml("a: &x {b: «1»}\nc: *x\n", &path);
    yaml_key("a: &x {«b»: 1}\nc: *x\n", &path);
    yaml("a: &x {b: 1}\nc: «*x»\n", &path[..1]);
    yaml_key("a: &x {b: 1}\n«c»: *x\n", &path[..1]);
    yaml("a: &x {b: 1}\nc: &x {b: «2»}\nd: *x", &[key("d"), key("b")]);
    yaml("a: &x\n- p\n- «q»\nc: [*x]", &[key("c"), at(0), at(1)]);
    yaml(
        "a: &x\n  b: &y [«1»]\nc: {d: *x, e: *y}",
        &[key("c"), key("d"), key("b"), at(0)],
    );
    yaml(
        "a: &x {b: *x, c: «1»}",
        &[key("a"), key("b"), key("b"), key("c")],
    );
}

#[test]
fn yaml_merges() {
    let base = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\n";
    let check = |rest: &str, name, expected: Option<&str>| {
        let text = format!("{base}{rest}");
        let path = [key("z"), key(name)];
        let found = one(&text, Format::Yaml, &path, Part::Value).map(|range| &text[range]);
        assert_eq!(found, expected, "{name} in {rest}");
    };
    check("z: {<<: *x, c: 5}", "a", Some("1"));
    check("z: {b: 5, <<: *x}", "b", Some("5"));
    check("z: {<<: *x, b: 5}", "b", Some("5"));
    check("z: {<<: [*x, *y]}", "b", Some("2"));
    check("z: {<<: [*y, *x]}", "b", Some("3"));
    check("z: {<<: [*x, *y]}", "c", Some("4"));
    check("z: {<<: {b: 6}}", "b", Some("6"));
    check("z: {<<: *x, <<: *y}", "b", Some("2"));
    check("z: {<<: *x}", "<<", Some("*x"));
    check("z: {<<: *x}", "d", None);
    check("z: {<<: text}", "a", None);
    check("l: &l [*x, *y]\nz: {<<: *l}", "c", Some("4"));
    check("w: &w {<<: *x, d: 7}\nz: {<<: [*w, *y]}", "b", Some("2"));
    check("z: &z {<<: *z, d: 7}", "a", None);
    yaml_key("x: &x {«a»: 1}\nz: {<<: *x}", &[key("z"), key("a")]);
    yaml(
        "x: &x {a: 1, a: «2»}\nz: {<<: *x}",
        &[key("z"), nth("a", 1)],
    );
    yaml(
        "x: &x {a: 1, a: 2}\nz: {<<: *x, a: 3}",
        &[key("z"), nth("a", 1)],
    );
}

#[test]
fn yaml_bytes_not_characters() {
    yaml_key("\u{feff}ü: {«é»: 1}", &[key("ü"), key("é")]);
    for end in ["\n", "\r\n"] {
        let lines = |marked: &str| format!("\u{feff}# ☂ n\u{f6}te\n{marked}").replace('\n', end);
        let path = [key("日本"), key("😀")];
        yaml_key(&lines("日本: # ☂\n  'é': ü\n  «\"😀\"»: x\n"), &path);
        yaml(&lines("日本: # ☂\n  'é': ü\n  \"😀\": «à ñ» # ☂\n"), &path);
        yaml(
            &lines("日本: # ☂\n  «'é': ü»\n  \"😀\": à ñ # ☂\n"),
            &path[..1],
        );
        yaml(&lines("日本:\n  😀: «|\n    é\n\n    ☂»\n\na: 1\n"), &path);
        yaml(&lines("é: [ü, ☂] # ☂\n日本: {é: 1, 😀: «[☂]»}\n"), &path);
        yaml(&lines("日本:\n  😀:«»\n"), &path);
        yaml(&lines("é: &ü ☂\n日本: {😀: «*ü»}\n"), &path);
    }
}

#[test]
fn yaml_streams_and_directives() {
    yaml("a: «1»\n---\na: 2\n", &[key("a")]);
    yaml(
        "%YAML 1.2\n# note\n---\na: «1»\n...\n---\na: 2\n",
        &[key("a")],
    );
    yaml(
        "%TAG !e! tag:example.com,2000:\n--- !e!thing\na: !e!x «1»\n",
        &[key("a")],
    );
    yaml("a: «1»\n...\n[", &[key("a")]);
    yaml("a:\t«1»\t# note\nb:\t[\t2\t]\n", &[key("a")]);
    yaml("a:\t1\t# note\nb:\t«[\t2\t]»\n", &[key("b")]);
}

#[test]
fn yaml_that_is_broken() {
    yaml("a: «1»\nb: [2\nc: 3", &[key("a")]);
    yaml("a: 1\nb: «[2»", &[key("b")]);
    yaml("a: 1\nb: [«2»", &[key("b"), at(0)]);
    yaml("a: «1»\nb: 2\n c: 3\n", &[key("a")]);
    yaml("a: 1\nb: \"2\n", &[key("b")]);
    yaml_key("a: 1\n«b»: \"2\n", &[key("b")]);
    yaml("@", &[]);
}

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

#[test]
fn steps_that_do_not_fit() {
    yaml("a: [1]", &[key("a"), key("0")]);
    yaml("a: {0: 1}", &[key("a"), at(0)]);
    yaml("a: 1", &[key("a"), key("b")]);
    yaml("a: 1", &[key("a"), at(0)]);
    json("{\"a\": [1]}", &[key("a"), key("0")]);
    json("{\"a\": 1}", &[key("a"), at(0)]);
    json("{\"a\": [1]}", &[at(0)]);
    json("[1]", &[at(usize::MAX)]);
}

#[test]
fn depth_breadth_and_cycles_end() {
    let deep = 200_000;
    let steps = vec![at(0); deep];
    let range = one(&"[".repeat(deep), Format::Json, &steps[1..], Part::Value);
    assert_eq!(range, Some(deep - 1..deep));
    assert_eq!(
        one(&"{\"a\":".repeat(deep), Format::Json, &steps, Part::Value),
        None
    );
    let range = one(&"- ".repeat(deep), Format::Yaml, &steps[1..], Part::Value);
    assert_eq!(range, Some(2 * deep - 2..2 * deep - 1));
    let _ = one(&"[".repeat(deep), Format::Yaml, &steps, Part::Value);
    let _ = one(&"? ".repeat(deep), Format::Yaml, &steps, Part::Value);

    // Each mapping merges the one before twice: 2^60 ways to the first.
    let merges = (1..60).map(|n| format!("a{n}: &a{n} {{<<: [*a{0}, *a{0}]}}\n", n - 1));
    let text = format!("a0: &a0 {{b: 1}}\n{}", merges.collect::<String>());
    assert!(one(&text, Format::Yaml, &[key("a59"), key("b")], Part::Value).is_some());
    assert_eq!(
        one(&text, Format::Yaml, &[key("a59"), key("c")], Part::Value),
        None
    );
}

#[test]
fn many_targets_take_one_pass() {
    let names: Vec<_> = (0..20_000).map(|n| format!("name{n}")).collect();
    let paths: Vec<_> = names.iter().map(|name| [key("all"), key(name)]).collect();
    let targets: Vec<_> = paths
        .iter()
        .map(|path| (path.as_slice(), Part::Value))
        .collect();
    let json = names
        .iter()
        .map(|name| format!("\"{name}\":[\"{name}\"]"))
        .collect::<Vec<_>>();
    let json = format!("{{\"all\":{{{}}}}}", json.join(","));
    let yaml = names
        .iter()
        .map(|name| format!("  {name}: [\"{name}\"]\n"))
        .collect::<String>();
    let yaml = format!("all:\n{yaml}");
    for (text, format) in [(json, Format::Json), (yaml, Format::Yaml)] {
        let found = locate(&text, format, &targets);
        for (name, range) in names.iter().zip(found) {
            assert_eq!(&text[range.unwrap()], format!("[\"{name}\"]"));
        }
    }
}

#[test]
fn no_text_makes_it_panic() {
    let yaml =
        "\u{feff}%YAML 1.2\n---\na: &x !!str 'é'\n? |2-\n   ☂\n: - [*x, {b: \"\\x41\"}]\n<<: *x\n";
    let json = "\u{feff}{\"é\\ud83d\\ude00\": [1, {\"☂\": \"\\\"\"}, null], \"b\": -1e5}";
    let paths = [
        vec![],
        vec![key("a")],
        vec![key("é😀"), at(1), key("☂")],
        vec![key("x")],
    ];
    let targets: Vec<_> = paths
        .iter()
        .map(|path| (path.as_slice(), Part::Value))
        .collect();
    let mut random = 1_u32;
    for (seed, format) in [(yaml, Format::Yaml), (json, Format::Json)] {
        let characters: Vec<_> = seed.chars().collect();
        for round in 0..4_000 {
            let mut text = characters.clone();
            for _ in 0..1 + round % 4 {
                let mut pick = |len: usize| {
                    random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (random >> 8) as usize % len.max(1)
                };
                let (from, to) = (pick(text.len()), pick(text.len()));
                match pick(3) {
                    0 => text.truncate(from.max(1)),
                    1 => text.insert(from, characters[to % characters.len()]),
                    _ => drop(text.remove(from)),
                }
                text.push('\n');
            }
            let text: String = text.into_iter().collect();
            for range in locate(&text, format, &targets).into_iter().flatten() {
                assert!(text.get(range).is_some(), "{text}");
            }
        }
    }
}

#[test]
fn yaml_that_is_indented_less_than_it_should() {
    let path = [key("a"), at(0), key("b")];
    let next = [key("a"), at(0), key("c")];
    for written in [
        "[\n  1\n]",
        "{\n# it's\n}",
        "[ 'it''s', it's, \"\\\"\",\n\t1\n\t]",
        "\"one\ntwo \\\n'three'\"",
        "'one\n\n  \"two'",
    ] {
        yaml(&format!("a:\n- b: «{written}» # note\n  c: é\n"), &path);
        yaml(&format!("a:\n- b: {written}\n  c:\t«é»\n"), &next);
        yaml(
            &format!("# it's\na:\n- b: {written}\n  c: «|\n   \"»\n"),
            &next,
        );
        yaml(
            &format!("x: it's\n  'x\na:\n- b: {written}\n  'c': «\u{feff}'x'»\n"),
            &next,
        );
    }
}

/// What a document is found to have, each with the text that it points to.
fn found(text: &str) -> Vec<(Code, String)> {
    let settings = Settings::new("openapi.yaml");
    let request = Request {
        root: "openapi.yaml",
        root_name: "schema/",
        crate_name: "places",
        settings: &settings,
        surface: None,
        manifest: "",
    };
    let texts = Texts::new();
    let generation = generate(&texts, &Documents::single(text), &request);
    let pointed = |location| match location {
        Location::Node(..) | Location::Bytes(..) => {
            let (_, range) = location.bytes(&generation.tree).unwrap();
            text[range].to_owned()
        }
        Location::Offset(_, offset) => text[offset..].chars().take(1).collect(),
    };
    let diagnostics = generation.diagnostics.iter();
    diagnostics
        .map(|it| (it.code, it.location.map(pointed).unwrap_or_default()))
        .collect()
}

const START: &str = "openapi: 3.1.0\ninfo: {title: é, version: '1'}\npaths: {}\n";

#[test]
fn a_second_key_is_found_and_what_is_below_it_is_not_read() {
    let text = format!(
        "{START}components:\n  schemas:\n    A: {{type: object}}\n    'A': {{type: wrong}}\n    \"A\": {{b: 1, b: 2}}\n"
    );
    let expected = ["'A'", "\"A\"", "b"].map(|key| (Code::DuplicateKey, key.to_owned()));
    assert_eq!(found(&text), expected);
}

#[test]
fn merged_entries_are_found_where_they_are_written() {
    let text = format!(
        "{START}x-base: &base {{properties: {{a: {{type: on}}}}, type: tw}}\ncomponents:\n  schemas:\n    A:\n      <<: [*base, {{type: thr}}]\n      required: fou\n"
    );
    let found = found(&text);
    assert!(
        found.contains(&(Code::WrongKind, "fou".into())),
        "{found:?}"
    );
    assert!(
        found.contains(&(Code::UnknownType, "tw".into())),
        "{found:?}"
    );
    assert!(
        !found.contains(&(Code::UnknownType, "thr".into())),
        "{found:?}"
    );
}

#[test]
fn what_no_document_should_be_is_refused_quickly() {
    let cases = [
        (String::new(), Code::WrongKind),
        ("# nothing\n---\n".to_owned(), Code::WrongKind),
        (
            format!("{START}x: {}", "[".repeat(100_000)),
            Code::LimitExceeded,
        ),
        (
            format!("{START}x: {}", "{a: ".repeat(100_000)),
            Code::LimitExceeded,
        ),
        (
            format!("{START}x:\n  {}", "- ".repeat(100_000)),
            Code::LimitExceeded,
        ),
        (
            format!("{START}x:\n  {}", "? ".repeat(10_000)),
            Code::Syntax,
        ),
        (
            format!(
                "{START}x: &x [{0}]\ny: [{1}]\n",
                "1,".repeat(9999),
                "*x,".repeat(9999)
            ),
            Code::LimitExceeded,
        ),
    ];
    for (text, code) in cases {
        let codes: Vec<_> = found(&text).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [code], "{:?}", &text[..text.len().min(80)]);
    }
}

#[test]
fn ten_thousand_places_take_one_pass() {
    let schemas = (0..10_000).map(|n| format!("    S{n}: {{type: wrong{n}}}\n"));
    let text = format!(
        "{START}components:\n  schemas:\n{}",
        schemas.collect::<String>()
    );
    for (number, (code, pointed)) in found(&text).into_iter().enumerate() {
        assert_eq!(
            (code, pointed),
            (Code::UnknownType, format!("wrong{number}"))
        );
    }
}

/// A document as it is written: its keys as text, and those that occur twice too.
#[derive(Debug, PartialEq)]
enum Document {
    Mapping(Vec<(String, Document)>),
    Sequence(Vec<Document>),
    Text(String),
    Integer(i128),
    Float(f64),
    Bool(bool),
    Null,
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DocumentVisitor)
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Document, E> {
        Ok(Document::Integer(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Document, E> {
        Ok(Document::Integer(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Document, E> {
        Ok(Document::Integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Document, E> {
        value.try_into().map(Document::Integer).map_err(E::custom)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Document, E> {
        Ok(Document::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Document, E> {
        Ok(Document::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Document, A::Error> {
        let mut sequence = Vec::new();
        while let Some(item) = items.next_element()? {
            sequence.push(item);
        }
        Ok(Document::Sequence(sequence))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Document, A::Error> {
        let mut mapping = Vec::new();
        while let Some((key, value)) = entries.next_entry()? {
            mapping.push((name(key), value));
        }
        Ok(Document::Mapping(mapping))
    }
}

fn name(key: Document) -> String {
    match key {
        Document::Text(text) => text,
        Document::Integer(number) => number.to_string(),
        Document::Bool(value) => value.to_string(),
        other => format!("{other:?}"),
    }
}

fn parse(text: &str, format: Format) -> Result<Document, String> {
    match format {
        Format::Yaml => serde_yaml::from_str(text).map_err(|error| error.to_string()),
        Format::Json => serde_json::from_str(text).map_err(|error| error.to_string()),
    }
}

/// The paths of a document and what each leads to, in the order of the text.
fn paths(root: &Document) -> Vec<(Vec<Step<'_>>, &Document)> {
    let mut pending = vec![(Vec::new(), root)];
    let mut paths = Vec::new();
    while let Some((path, document)) = pending.pop() {
        let child = |step| path.iter().cloned().chain([step]).collect();
        let first = pending.len();
        match document {
            Document::Mapping(entries) => {
                let mut seen = HashMap::new();
                pending.extend(entries.iter().map(|(name, value)| {
                    let occurrence = *seen
                        .entry(name)
                        .and_modify(|count| *count += 1)
                        .or_insert(0);
                    (child(nth(name, occurrence)), value)
                }));
            }
            Document::Sequence(items) => {
                let items = items.iter().enumerate();
                pending.extend(items.map(|(position, item)| (child(at(position)), item)));
            }
            _ => {}
        }
        pending[first..].reverse();
        paths.push((path, document));
    }
    paths
}

/// Asserts that the text of every key and of every value is that key and that value.
fn check_document(text: &str, format: Format, root: &Document) -> usize {
    let paths = paths(root);
    for paths in paths.chunks(100_000) {
        let both = |part| paths.iter().map(move |(path, _)| (path.as_slice(), part));
        let targets: Vec<_> = both(Part::Key).chain(both(Part::Value)).collect();
        let found = locate(text, format, &targets);
        let (keys, values) = found.split_at(paths.len());
        for (((path, document), key), value) in paths.iter().zip(keys).zip(values) {
            let slice = |range: &Option<Range<usize>>| {
                let range = range
                    .clone()
                    .unwrap_or_else(|| panic!("{path:?} is not found"));
                &text[range]
            };
            if let Some(Step::Key { name: expected, .. }) = path.last() {
                let (key, alias) = (slice(key), slice(key).starts_with('*'));
                let same = alias || name(parse(key, format).unwrap()) == *expected;
                assert!(same, "{key:?} at {path:?}");
            }
            let value = slice(value);
            assert!(
                is_written_as(document, value, format),
                "{value:?} at {path:?}"
            );
        }
    }
    paths.len()
}

/// Whether this is how a node is written. An alias may stand for anything.
fn is_written_as(document: &Document, text: &str, format: Format) -> bool {
    let first = text.chars().next();
    match document {
        _ if format == Format::Yaml && first == Some('*') => true,
        Document::Text(value) if matches!(first, Some('|' | '>')) => {
            let content = text.split_once('\n').map_or("", |(_, content)| content);
            content.split_whitespace().eq(value.split_whitespace())
        }
        Document::Mapping(_) if first == Some('{') => text.ends_with('}'),
        Document::Sequence(_) if first == Some('[') => text.ends_with(']'),
        Document::Mapping(_) => text.contains(':') && !text.contains('\n'),
        Document::Sequence(_) => text.starts_with('-') && !text.contains('\n'),
        Document::Null if text.is_empty() => format == Format::Yaml,
        scalar => parse(text, format).as_ref() == Ok(scalar),
    }
}

/// The documents below a folder, in order.
fn documents(folder: &Path) -> Vec<(PathBuf, Format)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => found.extend(documents(&path)),
            Some("yaml" | "yml") => found.push((path, Format::Yaml)),
            Some("json") => found.push((path, Format::Json)),
            _ => {}
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

#[test]
fn every_place_of_the_corpus() {
    let corpus = Path::new(CORPUS);
    if !corpus.is_dir() {
        eprintln!("skipped: there is no corpus");
        return;
    }
    let (mut count, mut nodes) = (0, 0);
    for (path, format) in documents(corpus) {
        let text = fs::read_to_string(&path).unwrap();
        let document = parse(&text, format).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        nodes += check_document(&text, format, &document);
        count += 1;
    }
    eprintln!("{nodes} places in {count} documents");
    assert!(count > 0);
}
