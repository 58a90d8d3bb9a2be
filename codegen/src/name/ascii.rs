//! Other scripts in ASCII: file names, and names that rustc would warn of.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that are no other letter with a mark.
const LETTERS: &[(char, &str)] = &[
    ('Æ', "Ae"),
    ('Ð', "D"),
    ('Ø', "O"),
    ('Þ', "Th"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('Đ', "D"),
    ('đ', "d"),
    ('ı', "i"),
    ('Ł', "L"),
    ('ł', "l"),
    ('Œ', "Oe"),
    ('œ', "oe"),
    ('ẞ', "SS"),
];

/// The text in ASCII: letters without their marks, and of other scripts the code points. What is
/// neither letter nor digit becomes a space.
pub(super) fn in_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.nfkd().filter(|it| !is_combining_mark(*it)) {
        let letters = LETTERS.iter().find(|(letter, _)| *letter == character);
        match letters {
            Some((_, spelled)) => ascii.push_str(spelled),
            None if character.is_ascii() => ascii.push(character),
            None if character.is_alphanumeric() => ascii.push_str(&code_point(character)),
            None => ascii.push(' '),
        }
    }
    ascii
}

/// A character that nothing else stands for: `u1f600`.
pub(super) fn code_point(character: char) -> String {
    format!("u{:x}", character as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_readable_where_they_can() {
        for (text, ascii) in [
            ("Größe", "Grosse"),
            ("Łódź", "Lodz"),
            ("ＡＢ１", "AB1"),
            ("e\u{301}", "e"),
            ("日本", "u65e5u672c"),
            ("ŀl", "l l"),
        ] {
            assert_eq!(in_ascii(text), ascii, "{text}");
        }
    }
}
