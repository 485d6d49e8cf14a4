//! Names of what has one in an account, made of paths, where CloudFormation makes none.

/// A name of so many characters at most: of a longer one the beginning, and what tells its path from
/// others that begin so.
pub(crate) fn cut(whole: String, path: &str, longest: usize) -> String {
    if whole.len() <= longest {
        return whole;
    }
    let beginning: String = whole.chars().take(longest - 9).collect();
    format!("{beginning}-{:08x}", hash(path))
}

/// A path as small letters and digits with single hyphens between, of so many characters at most.
/// Other letters are lost, and a path that has some ends with what tells it from others.
#[cfg(any(feature = "elasticache", feature = "rds"))]
pub(crate) fn small<const LONGEST: usize>(path: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut whole = words.join("-").to_ascii_lowercase();
    if !path.is_ascii() {
        whole = format!("{whole}-{:08x}", hash(path));
    }
    let cut = cut(whole, path, LONGEST);
    cut.replace("--", "-")
}

/// FNV-1a: the same on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(all(test, feature = "rds"))]
mod tests {
    use super::small;

    #[test]
    fn paths_as_names_keep_apart() {
        assert_eq!(small::<40>("Data/Cache.1"), "data-cache-1");
        assert_ne!(small::<40>("Data/ä"), small::<40>("Data/ö"));
        let long = small::<40>(&"Data/".repeat(20));
        assert_eq!(long.len(), 40);
        assert_ne!(long, small::<40>(&"Data/".repeat(21)));
    }
}
