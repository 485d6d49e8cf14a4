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
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    // A third of the name may be wrong; beyond that a suggestion is a guess.
    let mut limit = wanted.len() / 3 + 1;
    let mut best = None;
    for candidate in candidates {
        let other: Vec<char> = candidate.to_lowercase().chars().collect();
        if other.len().abs_diff(wanted.len()) >= limit {
            continue;
        }
        let distance = distance(&wanted, &other);
        if distance < limit {
            limit = distance;
            best = Some(candidate);
        }
    }
    best
}

/// How many characters must be added, removed, replaced or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut cost = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = last;
        last = row;
    }
    last[b.len()]
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
