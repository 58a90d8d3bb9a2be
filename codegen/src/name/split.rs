//! Names that say where they belong.

/// The modules that a name begins with, and what is left of it: `com.example.User` is `User` in
/// `com::example`.
///
/// Only the name itself counts, so that no other name can change what becomes of it. A part is a
/// module where it is a word and a name follows; a version such as the `v1` of `Pod.v1` is none.
pub(crate) fn split_modules(text: &str) -> (Vec<&str>, &str) {
    let mut modules = Vec::new();
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once(['.', '/']) {
        if !is_word(head) || !is_name(tail) {
            break;
        }
        modules.push(head);
        rest = tail;
    }
    (modules, rest)
}

fn is_word(text: &str) -> bool {
    let all = |c: char| c == '-' || unicode_ident::is_xid_continue(c);
    starts_well(text) && text.chars().all(all) && text.contains(char::is_alphanumeric)
}

fn is_name(text: &str) -> bool {
    starts_well(text) && !is_version(text)
}

fn starts_well(text: &str) -> bool {
    text.starts_with(|first: char| first == '_' || unicode_ident::is_xid_start(first))
}

/// `v1`, `v2beta1`, `V10`.
fn is_version(text: &str) -> bool {
    let Some(number) = text.strip_prefix(['v', 'V']) else {
        return false;
    };
    let word = number.trim_matches(|c: char| c.is_ascii_digit());
    number.starts_with(|first: char| first.is_ascii_digit())
        && matches!(word, "" | "alpha" | "beta" | "rc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_modules_where_a_name_follows() {
        for (text, modules, rest) in [
            ("User", &[][..], "User"),
            ("com.example.User", &["com", "example"], "User"),
            ("repos/list-for-org", &["repos"], "list-for-org"),
            ("v1.Pod", &["v1"], "Pod"),
            ("apps.Pod.v1", &["apps"], "Pod.v1"),
            ("Pod.v2beta1", &[], "Pod.v2beta1"),
            ("magic-links.Send", &["magic-links"], "Send"),
            ("Page.1.0", &[], "Page.1.0"),
            ("2fa.Code", &[], "2fa.Code"),
            ("a..b", &[], "a..b"),
            ("a.", &[], "a."),
            (".a", &[], ".a"),
            ("List`1[[System.String]]", &[], "List`1[[System.String]]"),
            (
                "System.List`1[[System.Int]]",
                &["System"],
                "List`1[[System.Int]]",
            ),
            ("get /users/{id}", &[], "get /users/{id}"),
            ("_.a", &[], "_.a"),
        ] {
            assert_eq!(split_modules(text), (modules.to_vec(), rest), "{text}");
        }
    }
}
