//! Names in other scripts of which rustc does not warn.

use unicode_normalization::is_nfc;
use unicode_security::general_security_profile::GeneralSecurityProfile;
use unicode_security::is_potential_mixed_script_confusable_char as looks_latin;
use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::skeleton;

/// True for a name that trips none of rustc's lints by itself:
///
/// - `uncommon_codepoints`: every character is one for identifiers;
/// - `mixed_script_confusables`: where a character looks like a Latin one, another of its script
///   does not. A Cyrillic `имя` passes, `со` does not;
/// - `confusable_idents`: it looks like no name in ASCII. Whether it looks like another name that
///   is not in ASCII, only all names together can tell.
pub(crate) fn is_quiet(name: &str) -> bool {
    name.is_ascii()
        || is_nfc(name)
            && name.chars().all(GeneralSecurityProfile::identifier_allowed)
            && tells_its_scripts(name)
            && !skeleton(name).all(|character| character.is_ascii())
}

/// What a name looks like: rustc warns of two that look the same, unless both are in ASCII.
pub(crate) fn look(name: &str) -> String {
    skeleton(name).collect()
}

fn tells_its_scripts(name: &str) -> bool {
    let latin = AugmentedScriptSet::for_char('a');
    let characters = || name.chars().filter(|character| !character.is_ascii());
    let is_told = |suspect: char| {
        let script = AugmentedScriptSet::for_char(suspect);
        let tells = |it| !looks_latin(it) && AugmentedScriptSet::for_char(it) == script;
        script == latin || characters().any(tells)
    };
    characters().all(|it| !looks_latin(it) || is_told(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_rustc_would_warn_of_are_told() {
        for quiet in [
            "name",
            "größe",
            "имя",
            "名前",
            "ひらがな",
            "이름",
            "straße",
            "Größe",
        ] {
            assert!(is_quiet(quiet), "{quiet}");
        }
        for loud in ["со", "ＡＢ", "e\u{301}", "α", "ﬁ", "ª", "𝓍"] {
            assert!(!is_quiet(loud), "{loud}");
        }
    }
}
