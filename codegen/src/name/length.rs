//! Names that are too long to be read.

/// No name is longer than this, in bytes. A file is called like its module, and file systems take
/// 255 bytes.
const LONGEST: usize = 150;

/// So many digits stand for the rest of a name that is too long.
const DIGITS: usize = 8;

/// True for a name that needs no cut.
pub(crate) fn is_short(name: &str) -> bool {
    name.len() <= LONGEST
}

/// The name; one that is too long is cut, and a hash of all of it tells it from others that begin
/// alike.
pub(crate) fn capped(name: String) -> String {
    if is_short(&name) {
        return name;
    }
    let hash = hash(&name);
    let mut end = LONGEST - DIGITS;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let start = name.get(..end).unwrap_or_default();
    format!("{start}{hash:08x}")
}

/// FNV-1a: the same in every version of Rust.
fn hash(text: &str) -> u32 {
    let bytes = text.bytes();
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let long = |last: &str| capped("ä".repeat(1_000_000) + last);
        assert_eq!(capped("Pet".into()), "Pet");
        assert_eq!(long("a"), "ä".repeat(71) + "4f75532c");
        assert_ne!(long("a"), long("b"));
        assert!(is_short(&long("a")));
    }
}
