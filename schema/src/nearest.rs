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
    let length = wanted.chars().count();
    // A third of the name may be wrong; beyond that a suggestion is a guess.
    let mut limit = length / 3 + 1;
    let mut best = None;
    for candidate in candidates {
        if candidate.chars().count().abs_diff(length) >= limit {
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

#[cfg(test)]
mod tests {
    use super::nearest;

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
}
