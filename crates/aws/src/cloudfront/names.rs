/// How long the names of what CloudFront has in an account may be.
const LONGEST: usize = 64;

/// A path as a name, of 64 characters at most: of a longer one the beginning, and what tells it from
/// others that begin so.
pub(super) fn name(path: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    crate::names::cut(path.replace(|c| !fits(c), "-"), path, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, name};

    #[test]
    fn long_paths_keep_apart() {
        assert_eq!(name("Web/Site/Origin"), "Web-Site-Origin");
        let path = "Web/".repeat(20);
        let (one, other) = (name(&format!("{path}A")), name(&format!("{path}B")));
        assert_eq!((one.len(), other.len()), (LONGEST, LONGEST));
        assert_ne!(one, other);
    }
}
