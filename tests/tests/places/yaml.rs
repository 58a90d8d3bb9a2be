//! YAML, in each of the ways to write it.

use codegen::source::locate::{Format, Part, Step};

use crate::{at, check, key, nth, one, yaml};

#[track_caller]
fn yaml_key(marked: &str, path: &[Step<'_>]) {
    check(Format::Yaml, marked, path, Part::Key);
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
