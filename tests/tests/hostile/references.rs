//! References to what is none of the schema's business: each is refused at its place, and nothing
//! of what it names is read.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::child::generate;

/// What no output may hold.
const SECRET: &str = "the-secret-of-another-folder";

/// References, each with the code that it is refused with.
const REFUSED: &[(&str, &str)] = &[
    ("https://evil.example/a.yaml", "reference-outside"),
    ("HTTP://evil.example/a.yaml", "reference-outside"),
    ("//evil.example/a.yaml", "reference-outside"),
    ("file:///etc/passwd", "reference-outside"),
    ("file:secret.yaml", "reference-outside"),
    ("/etc/passwd", "reference-outside"),
    ("%2Fetc%2Fpasswd", "reference-outside"),
    ("../secret.yaml", "reference-outside"),
    ("%2e%2e/secret.yaml", "reference-outside"),
    ("..%2Fsecret.yaml", "reference-outside"),
    ("parts/../../secret.yaml", "reference-outside"),
    ("parts/%2e%2e/%2e%2e/secret.yaml", "reference-outside"),
    ("..\\\\secret.yaml", "reference-outside"),
    ("..%5Csecret.yaml", "reference-outside"),
    ("\\\\\\\\server\\\\share\\\\a.yaml", "reference-outside"),
    ("C:\\\\secret.yaml", "reference-outside"),
    ("c:/secret.yaml", "reference-outside"),
    ("c:secret.yaml", "reference-outside"),
    ("secret.yaml%00.json", "reference-outside"),
    ("link.yaml", "reference-outside"),
    ("linked/secret.yaml", "reference-outside"),
    ("inner-link.yaml", "reference-outside"),
    ("zero.yaml", "reference-outside"),
    ("loop.yaml", "reference-outside"),
    ("pipe.yaml", "missing-file"),
    ("parts", "missing-file"),
    ("parts/a.yaml/b.yaml", "missing-file"),
    ("parts/none.yaml", "missing-file"),
    ("huge.yaml", "limit-exceeded"),
];

/// A folder with a schema, and what its references could do harm with.
fn prepare(folder: &Path) {
    let schema = folder.join("schema");
    fs::create_dir_all(schema.join("parts")).unwrap();
    fs::create_dir_all(folder.join("elsewhere")).unwrap();
    let secret = format!("type: object\ndescription: {SECRET}\nproperties: {{a: {{}}}}\n");
    fs::write(folder.join("secret.yaml"), &secret).unwrap();
    fs::write(folder.join("elsewhere/secret.yaml"), &secret).unwrap();
    fs::write(schema.join("parts/a.yaml"), "type: string\n").unwrap();
    symlink(folder.join("secret.yaml"), schema.join("link.yaml")).unwrap();
    symlink(folder.join("elsewhere"), schema.join("linked")).unwrap();
    symlink("parts/a.yaml", schema.join("inner-link.yaml")).unwrap();
    symlink("/dev/zero", schema.join("zero.yaml")).unwrap();
    symlink("loop.yaml", schema.join("loop.yaml")).unwrap();
    let huge = fs::File::create(schema.join("huge.yaml")).unwrap();
    huge.set_len(1 << 40).unwrap();
    let pipe = Command::new("mkfifo")
        .arg(schema.join("pipe.yaml"))
        .status();
    assert!(pipe.unwrap().success(), "a named pipe can be made");
    let mut text = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n".to_owned();
    text += "components:\n  schemas:\n";
    for (number, (reference, _)) in REFUSED.iter().enumerate() {
        text += &format!("    S{number}: {{$ref: \"{reference}\"}}\n");
    }
    fs::write(schema.join("openapi.yaml"), text).unwrap();
}

#[test]
fn references_are_refused_at_their_places() {
    const FIRST_LINE: usize = 6;
    for (number, (reference, code)) in REFUSED.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let root = folder.path().join("schema/openapi.yaml");
        // One at a time: the others would be counted, not shown.
        let text = fs::read_to_string(&root).unwrap();
        let lines = text.lines().enumerate();
        let is_kept = |line: usize| line < FIRST_LINE - 1 || line == FIRST_LINE - 1 + number;
        let kept = lines.filter(|(line, _)| is_kept(*line));
        let kept: Vec<&str> = kept.map(|(_, text)| text).collect();
        fs::write(&root, kept.join("\n")).unwrap();
        let output = generate(folder.path(), "schema/openapi.yaml");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains(SECRET), "{reference}: {said}");
        assert!(!folder.path().join("out").exists(), "{reference}: {said}");
        let mut lines = said.lines();
        let first = lines.next().unwrap_or_default();
        let place = lines.next().unwrap_or_default();
        assert!(
            first.starts_with(&format!("error[{code}]")),
            "{reference}: {said}"
        );
        assert!(place.contains("openapi.yaml:6:"), "{reference}: {said}");
    }
}

#[test]
fn links_in_the_output_lead_no_write_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = |below: &str| folder.path().join(below);
    fs::create_dir_all(path("schema")).unwrap();
    let text = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n\
                components: {schemas: {A: {type: object, properties: {a: {type: string}}}}}\n";
    fs::write(path("schema/openapi.yaml"), text).unwrap();
    assert!(
        generate(folder.path(), "schema/openapi.yaml")
            .status
            .success()
    );
    let kept = ["kept.rs", "kept.json", "kept.md"];
    fs::create_dir_all(path("elsewhere")).unwrap();
    for name in kept {
        fs::write(path("elsewhere").join(name), "kept").unwrap();
    }
    for (at, to) in [
        ("out/src/types.rs", "elsewhere/kept.rs"),
        ("out/README.md", "elsewhere/missing.md"),
        ("out/src/.staged", "elsewhere"),
        ("out/src/runtime", "elsewhere"),
        ("out/src/new", "elsewhere"),
    ] {
        let at = path(at);
        let _ = fs::remove_file(&at);
        let _ = fs::remove_dir_all(&at);
        symlink(path(to), at).unwrap();
    }
    let output = generate(folder.path(), "schema/openapi.yaml");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let mut left: Vec<_> = fs::read_dir(path("elsewhere"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    let mut kept = kept;
    kept.sort();
    assert_eq!(
        left, kept,
        "nothing is written elsewhere, and nothing removed"
    );
    for name in kept {
        let text = fs::read_to_string(path("elsewhere").join(name)).unwrap();
        assert_eq!(text, "kept", "{name}");
    }
    assert!(!path("out/src/types.rs").is_symlink());
    assert!(!path("out/src/runtime").is_symlink());
}
