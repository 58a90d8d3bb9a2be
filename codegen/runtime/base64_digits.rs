//! Bytes as the digits of base64.

/// The digits of base64.
pub(super) const STANDARD: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The digits of base64url.
pub(super) const URL_SAFE: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The digits of the bytes, three bytes to four digits, and what fills up the last four.
pub(super) fn encode_padded(bytes: &[u8], digits: &[u8; 64]) -> String {
    let padding = match bytes.len() % 3 {
        0 => "",
        1 => "==",
        _ => "=",
    };
    encode(bytes, digits) + padding
}

/// The digits of the bytes, three bytes to four digits.
pub(super) fn encode(bytes: &[u8], digits: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        let bits = bits << (8 * (3 - group.len()));
        for digit in 0..=group.len() {
            text.push(digits[bits >> (18 - 6 * digit) & 0x3F].into());
        }
    }
    text
}
