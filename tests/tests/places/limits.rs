//! What does not fit, what is large or deep, and what is no document at all.

use codegen::source::locate::{Format, Part, locate};

use crate::{at, json, key, one, yaml};

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
