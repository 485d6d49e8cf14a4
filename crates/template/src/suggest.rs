//! Did you mean?

/// The candidate that a word was most likely meant to be, for the help of a message.
///
/// A third of the letters may be wrong; their case does not count.
///
/// ```
/// use stackwright_template::nearest;
///
/// assert_eq!(nearest("Resuorces", ["Resources", "Rules"]), Some("Resources"));
/// assert_eq!(nearest("Zebra", ["Resources", "Rules"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = word.chars().count() / 3 + 1;
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::osa_distance(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
