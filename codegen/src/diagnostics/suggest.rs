//! "Did you mean".

/// The candidate that is nearest to a word, if it is near enough to have been meant.
pub(crate) fn closest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let longest = word.chars().count().max(3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= longest / 3 + 1)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance > 0 && distance * 3 <= longest.max(candidate.len())
        })
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
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
}
