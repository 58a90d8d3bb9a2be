//! "Did you mean".

/// Longer words are not compared: it takes the square of their length.
const LONGEST: usize = 200;

/// The candidate that is nearest to a word, if it is near enough to have been meant.
///
/// One that differs in nothing but upper and lower case always is. Words of one or two letters are
/// near to too many others.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let longest = word.chars().count().max(3);
    if word.len() > LONGEST {
        return None;
    }
    let distance = |candidate: &str| {
        if candidate == word || candidate.len().abs_diff(word.len()) > longest / 3 + 1 {
            None
        } else if lowercase(candidate).eq(lowercase(word)) {
            Some(0)
        } else if word.chars().count() < 3 || candidate.chars().count() < 3 {
            None
        } else {
            let distance = strsim::damerau_levenshtein(word, candidate);
            (distance * 3 <= longest.max(candidate.len())).then_some(distance)
        }
    };
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(candidate)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

fn lowercase(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_meant_and_far_ones_are_not() {
        let words = ["required", "properties", "type", "enum"];
        assert_eq!(closest("requried", words), Some("required"));
        assert_eq!(closest("propertys", words), Some("properties"));
        assert_eq!(closest("typ", words), Some("type"));
        assert_eq!(closest("title", words), None);
        assert_eq!(closest("", words), None);
    }

    #[test]
    fn case_alone_is_always_meant_and_short_words_are_not_guessed() {
        assert_eq!(closest("ID", ["it", "id"]), Some("id"));
        assert_eq!(closest("INFO", ["into", "info"]), Some("info"));
        assert_eq!(closest("PROPERTIES", ["properties"]), Some("properties"));
        assert_eq!(closest("in", ["id", "int"]), None);
        assert_eq!(closest("id", ["id"]), None);
    }
}
