//! Where requests go, and where redirects lead.

use http::Uri;

#[path = "../../../codegen/runtime/base_url.rs"]
mod base_url;

use base_url::{BaseUrl, is_exposed, is_same_origin, resolve};

fn whole(base: &str) -> Result<String, &'static str> {
    let url = BaseUrl::parse(base)?.with_target("/pets?limit=2");
    Ok(url.expect("the target is one").to_string())
}

fn uri(text: &str) -> Uri {
    text.parse().expect("it is a URL")
}

#[test]
fn a_path_is_kept_and_ends_without_a_slash() {
    for (base, expected) in [
        (
            "https://api.example.com",
            "https://api.example.com/pets?limit=2",
        ),
        (
            "https://api.example.com/",
            "https://api.example.com/pets?limit=2",
        ),
        (
            "https://api.example.com/v1",
            "https://api.example.com/v1/pets?limit=2",
        ),
        (
            "https://api.example.com/v1//",
            "https://api.example.com/v1/pets?limit=2",
        ),
        (
            "https://api.example.com:8443/a%2Fb/",
            "https://api.example.com:8443/a%2Fb/pets?limit=2",
        ),
        ("http://[::1]:80", "http://[::1]:80/pets?limit=2"),
    ] {
        assert_eq!(whole(base).as_deref(), Ok(expected));
    }
}

#[test]
fn what_is_no_base_url_is_refused_with_the_reason() {
    for (base, reason) in [
        ("", "it is no URL"),
        ("https://", "it is no URL"),
        ("https://exämple.com", "it is no URL"),
        ("https://api.example.com/a b", "it is no URL"),
        ("api.example.com", "it has no scheme"),
        ("/v1", "it has no scheme"),
        ("//api.example.com", "it has no scheme"),
        ("ftp://api.example.com", "its scheme is neither"),
        ("https://ada@api.example.com", "it has a user name"),
        ("https://ada:lovelace@api.example.com", "it has a user name"),
        ("https://api.example.com?key=1", "it has a query"),
        ("https://api.example.com/v1?", "it has a query"),
    ] {
        let problem = whole(base).expect_err(base);
        assert!(problem.starts_with(reason), "{base}: {problem}");
    }
}

#[test]
fn another_server_is_relative_to_the_first() {
    let base = BaseUrl::parse("https://api.example.com/v1").expect("it is one");
    for (url, expected) in [
        ("/v2/", "https://api.example.com/v2/pets"),
        ("/", "https://api.example.com/pets"),
        (
            "https://files.example.com/v1/",
            "https://files.example.com/v1/pets",
        ),
    ] {
        let joined = base.join(url).expect("it is one");
        let url = joined.with_target("/pets").expect("it is a target");
        assert_eq!(url.to_string(), expected);
    }
    assert!(base.join("//files.example.com").is_err());
    assert!(base.join("v2").is_err());
}

#[test]
fn only_what_stays_on_this_machine_may_be_plain() {
    for base in [
        "http://localhost",
        "http://LocalHost.:8080",
        "http://shop.localhost",
        "http://127.0.0.1",
        "http://127.1.2.3:8080/v1",
        "http://[::1]:8080",
    ] {
        assert!(!BaseUrl::parse(base).expect(base).is_exposed(), "{base}");
        assert!(!is_exposed(&uri(base)), "{base}");
    }
    for base in [
        "http://10.0.0.1",
        "http://192.168.0.1",
        "http://0.0.0.0",
        "http://128.0.0.1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://[::2]",
    ] {
        assert!(BaseUrl::parse(base).expect(base).is_exposed(), "{base}");
        assert!(is_exposed(&uri(base)), "{base}");
        let encrypted = base.replace("http:", "https:");
        assert!(!is_exposed(&uri(&encrypted)), "{encrypted}");
    }
}

#[test]
fn an_origin_is_scheme_host_and_port() {
    let origin = uri("https://api.example.com/v1");
    for same in [
        "https://api.example.com:443/",
        "https://API.example.com/other?x",
    ] {
        assert!(is_same_origin(&origin, &uri(same)), "{same}");
    }
    for other in [
        "http://api.example.com",
        "http://api.example.com:443",
        "https://api.example.com:8443",
        "https://api.example.com.",
        "https://example.com",
        "https://api.example.com.evil.example",
    ] {
        assert!(!is_same_origin(&origin, &uri(other)), "{other}");
    }
}

/// As RFC 3986 says, in its examples where there is one.
#[test]
fn a_location_is_relative_to_the_url_that_was_called() {
    let from = uri("http://a/b/c/d;p?q");
    for (location, expected) in [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g/"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("g#s", "http://a/b/c/g"),
        ("", "http://a/b/c/d;p?q"),
        ("#s", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../../../g", "http://a/g"),
        ("/./g/../h", "http://a/h"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("https://other.example/v1", "https://other.example/v1"),
        ("HTTPS://other.example", "https://other.example/"),
    ] {
        let found = resolve(&from, location).map(|it| it.to_string());
        assert_eq!(found.as_deref(), Some(expected), "{location}");
    }
}

#[test]
fn a_location_that_no_request_can_go_to_leads_nowhere() {
    let from = uri("https://api.example.com/v1");
    for location in [
        "mailto:ada@example.com",
        "javascript:alert(1)",
        "https:",
        "https://",
        "https://ada:lovelace@other.example/",
        "//ada@other.example/",
        "/a b",
        "/exämple\u{7f}",
    ] {
        assert_eq!(resolve(&from, location), None, "{location}");
    }
}
