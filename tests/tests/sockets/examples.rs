//! The examples of the generated crate run, as programs of their own, against the stand-in for the
//! API.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::{Value, json};
use tests::faults::{Certificate, FaultServer, Reply};
use tests::sandbox::{Options, Sandbox};

use crate::support::callers::{PROJECT_ID, SECRET};

/// The folder of the programs, which are compiled if they are not there yet.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--workspace", "--examples", "--offline"])
        .args([
            "--features",
            "stytch-otp/blocking",
            "--message-format",
            "json",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut programs = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_it = message["target"]["name"] == "sms_login";
        is_it.then(|| PathBuf::from(message["executable"].as_str().unwrap_or_default()))
    });
    let program = programs.next().expect("sms_login is an example");
    program.parent().expect("a file is in a folder").to_owned()
});

fn sandbox(options: Options) -> Sandbox {
    Sandbox::start(Options {
        project_id: PROJECT_ID.to_owned(),
        secret: SECRET.to_owned(),
        ..options
    })
}

/// An example that is ready to run.
fn program(name: &str, base_url: &str) -> Command {
    let mut command = Command::new(PROGRAMS.join(name));
    command
        .env("STYTCH_PROJECT_ID", PROJECT_ID)
        .env("STYTCH_SECRET", SECRET)
        .env("STYTCH_BASE_URL", base_url)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs an example and answers its questions.
fn run(name: &str, base_url: &str, lines: &[&str]) -> Output {
    let mut child = program(name, base_url).spawn().expect("the example starts");
    type_in(&mut child, lines);
    child.wait_with_output().expect("the example ends")
}

fn type_in(child: &mut Child, lines: &[&str]) {
    let mut input = child.stdin.take().expect("somebody types");
    for line in lines {
        // Whoever has failed already does not read.
        let _ = writeln!(input, "{line}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn sms_login() {
    let sandbox = sandbox(Options::default());
    let lines = ["+10000000000", "wrong", "000000"];
    let output = run("sms_login", &sandbox.base_url(), &lines);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{said} {}", text(&output.stderr));
    assert!(
        said.contains("The code is wrong.") && said.contains(" is logged in"),
        "{said}"
    );
    assert!(said.contains("user-test-"), "{said}");

    // What cannot be repaired by typing ends it.
    let output = run("sms_login", &sandbox.base_url(), &["not a number"]);
    let said = text(&output.stderr);
    assert!(
        !output.status.success() && said.contains("invalid_phone_number"),
        "{said}"
    );
}

#[test]
fn blocking_login() {
    let sandbox = sandbox(Options::default());
    for greeting in ["Welcome, user-test-", "Welcome back, user-test-"] {
        let lines = ["sandbox@stytch.com", "000000"];
        let output = run("blocking_login", &sandbox.base_url(), &lines);
        let said = text(&output.stdout);
        assert!(output.status.success(), "{said} {}", text(&output.stderr));
        assert!(
            said.contains(greeting) && said.contains("is verified: true"),
            "{said}"
        );
    }
}

#[test]
fn custom_claims() {
    let sandbox = sandbox(Options::default());
    let output = run("custom_claims", &sandbox.base_url(), &[]);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{said} {}", text(&output.stderr));
    assert!(
        said.contains("pro has 3 seats") && said.contains("beta: true"),
        "{said}"
    );
}

/// A login page that runs until the test is over.
struct Page {
    child: Child,
    url: String,
    agent: ureq::Agent,
}

/// What a page answered.
struct Answer {
    status: u16,
    body: Value,
    cookie: Option<String>,
    retry_after: Option<String>,
}

impl Page {
    fn start(base_url: &str) -> Self {
        let mut command = program("axum_login", base_url);
        command.env("ADDRESS", "127.0.0.1:0").stderr(Stdio::null());
        let mut child = command.spawn().expect("the example starts");
        let output = child.stdout.take().expect("it says where it listens");
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .expect("it says where it listens");
        let url = line
            .trim()
            .strip_prefix("listening on ")
            .expect("it listens")
            .to_owned();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build();
        Self {
            child,
            url,
            agent: agent.into(),
        }
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        let mut response = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("Content-Type", "application/json")
            .send(body.to_string())
            .expect("the page answers");
        let headers = response.headers();
        let header = |name| headers.get(name).map(|it| text(it.as_bytes()));
        let (cookie, retry_after) = (header("set-cookie"), header("retry-after"));
        let body = response
            .body_mut()
            .read_to_string()
            .expect("the body is text");
        Answer {
            status: response.status().as_u16(),
            body: serde_json::from_str(&body).expect("the body is JSON"),
            cookie,
            retry_after,
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn axum_login() {
    let sandbox = sandbox(Options {
        sends_per_minute: 3,
        wrong_codes: 3,
        ..Options::default()
    });
    let page = Page::start(&sandbox.base_url());
    let start = json!({ "phone_number": "+12025550162" });
    let id = page.post("/login", &start).body["method_id"].clone();
    let code = |code: &str, stay: bool| {
        page.post(
            "/login/code",
            &json!({ "method_id": id, "code": code, "stay": stay }),
        )
    };
    let newest = || sandbox.code_for("+12025550162").expect("it was sent");

    // A wrong code, and the right one.
    let wrong = code("wrong", true);
    assert_eq!((wrong.status, wrong.cookie), (401, None));
    let login = code(&newest(), true);
    assert_eq!(login.status, 200, "{}", login.body);
    assert!(
        login.body["user_id"]
            .as_str()
            .is_some_and(|it| it.starts_with("user-test-"))
    );
    let cookie = login.cookie.expect("there is a session");
    assert!(
        cookie.starts_with("session=") && cookie.contains("Max-Age=3600"),
        "{cookie}"
    );
    for guard in ["Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(guard), "{cookie}");
    }
    // A used code.
    assert_eq!(code(&newest(), true).status, 410);

    // No session asked for.
    assert_eq!(page.post("/login", &start).status, 200);
    let login = code(&newest(), false);
    assert_eq!((login.status, login.cookie), (200, None));

    // An expired code.
    assert_eq!(page.post("/login", &start).status, 200);
    sandbox.advance(std::time::Duration::from_secs(120));
    assert_eq!(code(&newest(), true).status, 410);

    // Too many codes, and too many wrong ones.
    for _ in 0..3 {
        assert_eq!(page.post("/login", &start).status, 200);
    }
    let limited = page.post("/login", &start);
    assert_eq!(limited.status, 429);
    let wait: u64 = limited
        .retry_after
        .expect("it says how long")
        .parse()
        .expect("seconds");
    assert!((30..=60).contains(&wait), "{wait}");
    assert_eq!([code("a", true).status, code("b", true).status], [401, 401]);
    let locked = code("c", true);
    assert_eq!(
        (locked.status, locked.retry_after.as_deref()),
        (429, Some("3600"))
    );

    // What the person can correct, and what nobody can.
    let wrong = page.post("/login", &json!({ "phone_number": "0" }));
    assert_eq!(wrong.status, 400);
    let failing = page.post("/login", &json!({ "phone_number": "+12025550102" }));
    assert_eq!(failing.status, 502);
}

/// The certificates of the system count, and a wrong one ends the program before anything is sent.
#[test]
fn certificates() {
    let folder = tempfile::tempdir().expect("there is a folder");
    for (certificate, requests) in [(Certificate::valid(), 2), (Certificate::expired(), 0)] {
        let authority = folder.path().join("authority.pem");
        std::fs::write(&authority, certificate.authority()).expect("it can be written");
        for name in ["sms_login", "blocking_login"] {
            let server = FaultServer::start_tls(
                &certificate,
                [Reply::error(401, "a"), Reply::error(401, "b")],
            );
            for _ in 0..2 {
                let mut command = program(name, &server.base_url());
                let mut child = command
                    .env("SSL_CERT_FILE", &authority)
                    .spawn()
                    .expect("it starts");
                type_in(&mut child, &["+10000000000"]);
                let output = child.wait_with_output().expect("it ends");
                let said = text(&output.stderr);
                assert!(!output.status.success());
                let expected = if requests > 0 {
                    "status: 401"
                } else {
                    "Secure"
                };
                assert!(said.contains(expected), "{name}: {said}");
            }
            assert_eq!(server.received().len(), requests, "{name}");
        }
    }
}
