//! Identifiers, codes, tokens and JWTs: random, and shaped like those of the API.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// Returns a new identifier of a kind, such as `user-test-…`.
pub(super) fn unique(kind: &str) -> String {
    format!("{kind}-test-{}", uuid())
}

/// Returns a random UUID.
pub(super) fn uuid() -> String {
    let random = fastrand::u128(..);
    // Version 4, variant 1.
    let random = random & !(0xf << 76) & !(0xc << 60) | (0x4 << 76) | (0x8 << 60);
    let hex = format!("{random:032x}");
    let (a, b, c, d, e) = (
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    );
    format!("{a}-{b}-{c}-{d}-{e}")
}

/// Returns true for an identifier of a kind, of either environment.
pub(super) fn is_of_kind(id: &str, kind: &str) -> bool {
    let rest = id
        .strip_prefix(kind)
        .and_then(|rest| rest.strip_prefix("-test-").or(rest.strip_prefix("-live-")));
    let lengths = |rest: &str| -> Vec<usize> { rest.split('-').map(str::len).collect() };
    rest.is_some_and(|rest| {
        let is_hex = |it: char| it == '-' || it.is_ascii_hexdigit();
        rest.chars().all(is_hex) && lengths(rest) == [8, 4, 4, 4, 12]
    })
}

/// Returns six random digits.
pub(super) fn code() -> String {
    format!("{:06}", fastrand::u32(..1_000_000))
}

/// Returns a session token.
pub(super) fn token() -> String {
    random_text(32)
}

/// Returns a JWT with the given payload. Its signature is random: nothing can check it.
pub(super) fn jwt(payload: &Value) -> String {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"jwk-test-stand-in","typ":"JWT"}"#);
    let payload = URL_SAFE_NO_PAD.encode(payload.to_string());
    format!("{header}.{payload}.{}", random_text(256))
}

fn random_text(bytes: usize) -> String {
    let random: Vec<u8> = (0..bytes).map(|_| fastrand::u8(..)).collect();
    URL_SAFE_NO_PAD.encode(random)
}
