//! The words that Rust keeps for itself.

/// Words that are no identifiers, in any edition up to 2024; in order, for a search by halves.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that cannot even be written as `r#word`, in order.
const PATH_WORDS: &[&str] = &["Self", "_", "crate", "self", "super"];

/// True for a word that no item, member or module can have as its name.
pub(crate) fn is_path_word(name: &str) -> bool {
    PATH_WORDS.binary_search(&name).is_ok()
}

/// True for a word that is an identifier only as `r#word`.
fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// True when Rust takes the text as an identifier, raw if need be.
pub(crate) fn is_usable(name: &str) -> bool {
    is_valid(name) || is_keyword(name)
}

/// The name as an identifier: `r#type` for a keyword.
pub(crate) fn escape(name: &str) -> String {
    if is_path_word(name) {
        format!("{name}_")
    } else if is_keyword(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// True when Rust takes the text as an identifier as it stands.
pub(crate) fn is_valid(name: &str) -> bool {
    let mut characters = name.chars();
    let starts_well = characters
        .next()
        .is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first));
    starts_well
        && characters.all(unicode_ident::is_xid_continue)
        && !is_keyword(name)
        && !is_path_word(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found() {
        assert!(KEYWORDS.iter().all(|word| is_keyword(word)));
        assert!(PATH_WORDS.iter().all(|word| is_path_word(word)));
    }

    #[test]
    fn every_word_becomes_an_identifier() {
        for word in KEYWORDS.iter().chain(PATH_WORDS).chain(&["name"]) {
            let escaped = escape(word);
            assert!(syn::parse_str::<syn::Ident>(&escaped).is_ok(), "{escaped}");
        }
    }

    #[test]
    fn the_tables_agree_with_syn() {
        for word in KEYWORDS.iter().filter(|word| **word != "gen") {
            assert!(syn::parse_str::<syn::Ident>(word).is_err(), "{word}");
        }
        for word in [
            "name", "union", "auto", "safe", "raw", "r", "dyn_", "é", "_1",
        ] {
            assert!(
                is_valid(word) && syn::parse_str::<syn::Ident>(word).is_ok(),
                "{word}"
            );
        }
        for word in ["", "1", "a-b", "a b", "type", "self", "_"] {
            assert!(!is_valid(word), "{word}");
        }
    }
}
