//! Did you mean ...?

/// The candidate that is most like `name`, if one is like it enough to be worth suggesting.
///
/// Upper and lower case are the same here. Of two equally near candidates the first one wins.
///
/// ```
/// use stackwright_facts::nearest;
/// let known = ["Cluster", "DesiredCount", "LaunchType"];
/// assert_eq!(nearest("DesireCount", known), Some("DesiredCount"));
/// assert_eq!(nearest("launchtype", known), Some("LaunchType"));
/// assert_eq!(nearest("Zebra", known), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let letters = Letters::of(&wanted);
    // A third of the name may be wrong; beyond that a suggestion is a guess.
    let mut limit = wanted.chars().count() / 3 + 1;
    let mut best = None;
    for candidate in candidates {
        if letters.least_distance(candidate) >= limit {
            continue;
        }
        let distance = strsim::osa_distance(&wanted, &candidate.to_lowercase());
        if distance < limit {
            limit = distance;
            best = Some(candidate);
        }
    }
    best
}

/// How often a name has each letter, without regard to case or order: most names are so far from another that
/// this alone says it.
struct Letters([i32; Letters::KINDS]);

impl Letters {
    /// Letters that come to the same number are one here, which only makes names seem nearer.
    const KINDS: usize = 32;

    fn of(name: &str) -> Self {
        let mut letters = [0; Letters::KINDS];
        for byte in name.bytes() {
            let kind = match byte {
                // Of letters beyond ASCII the first byte counts, all as one kind.
                0x80..0xC0 => continue,
                0xC0.. => 0,
                _ => usize::from(byte.to_ascii_lowercase()) % Letters::KINDS,
            };
            if let Some(count) = letters.get_mut(kind) {
                *count += 1;
            }
        }
        Letters(letters)
    }

    /// The least that the distance to a name can be: every change of a letter makes good for one that is
    /// too much and for one that is missing.
    fn least_distance(&self, name: &str) -> usize {
        // Only there lower case has as many letters, of the same kinds.
        if !name.is_ascii() {
            return 0;
        }
        let Letters(theirs) = Letters::of(name);
        let (mut missing, mut extra) = (0, 0);
        for (ours, theirs) in self.0.iter().zip(theirs) {
            match ours - theirs {
                more @ 0.. => missing += more.unsigned_abs(),
                less => extra += less.unsigned_abs(),
            }
        }
        usize::try_from(missing.max(extra)).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, nearest};

    #[test]
    fn the_nearest_wins_and_nonsense_has_none() {
        let types = [
            "AWS::ECS::Cluster",
            "AWS::ECS::Service",
            "AWS::EKS::Cluster",
        ];
        assert_eq!(
            nearest("AWS::ECS::Servce", types),
            Some("AWS::ECS::Service")
        );
        assert_eq!(
            nearest("AWS::EKS::Clutser", types),
            Some("AWS::EKS::Cluster")
        );
        assert_eq!(nearest("Custom::Thing", types), None);
        assert_eq!(nearest("", types), None);
    }

    #[test]
    fn a_swap_counts_once() {
        assert_eq!(
            nearest("ab", ["ba"]),
            None,
            "the limit of two letters is one"
        );
        assert_eq!(nearest("abc", ["bac"]), Some("bac"));
    }

    /// A bound that were too high would hide a name that is near.
    #[test]
    fn letters_never_say_more_than_the_distance() {
        let names = [
            "",
            "a",
            "AWS::ECS::Service",
            "AWS::ECS::TaskSet",
            "aws::ecs::srevice",
            "AWS::S3::Bucket",
            "Größe",
            "GRÖSSE",
            "ıstanbul",
            "İstanbul",
            "a1b2-c3_d4",
            "DesiredCount",
        ];
        for one in names {
            for other in names {
                let (one, other_lower) = (one.to_lowercase(), other.to_lowercase());
                let least = Letters::of(&one).least_distance(other);
                let distance = strsim::osa_distance(&one, &other_lower);
                assert!(
                    least <= distance,
                    "{one} and {other}: {least} and {distance}"
                );
            }
        }
    }
}
