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
    // A loop: what iterators are made of is compiled anew for every kind of candidates.
    let word = word.to_lowercase();
    let mut nearer = word.chars().count() / 3 + 2;
    let mut nearest = None;
    for candidate in candidates {
        let distance = distance(&word, candidate);
        if distance < nearer {
            nearer = distance;
            nearest = Some(candidate);
        }
    }
    nearest
}

/// How many letters a candidate is away from a word in lower case.
fn distance(word: &str, candidate: &str) -> usize {
    strsim::osa_distance(word, &candidate.to_lowercase())
}
