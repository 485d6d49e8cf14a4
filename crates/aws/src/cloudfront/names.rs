/// How long the names of what CloudFront has in an account may be.
const LONGEST: usize = 64;

/// A path as a name, of 64 characters at most: of a longer one the beginning, and what tells it from
/// others that begin so.
pub(super) fn name(path: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let whole = path.replace(|c| !fits(c), "-");
    if whole.len() <= LONGEST {
        return whole;
    }
    let beginning: String = whole.chars().take(LONGEST - 9).collect();
    format!("{beginning}-{:08x}", hash(path))
}

/// FNV-1a: the same on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
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
