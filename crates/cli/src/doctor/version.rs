use std::fmt;

/// A version, as far as it is numbers: major, minor, patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// The first one in a text, as in `rustc 1.95.0 (f2d3ce0bd 2026-03-21)`, `v20.20.2` or
    /// `aws-cli/2.31.0 Python/3.13.7`.
    pub fn find(text: &str) -> Option<Self> {
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let mut words = text.split(|c| !is_part(c));
        words.find_map(|word| {
            let mut numbers = word.split('.').map(|number| number.parse().ok());
            let (major, minor) = (numbers.next()??, numbers.next()??);
            let patch = numbers.next().flatten().unwrap_or_default();
            Some(Version(major, minor, patch))
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Version(major, minor, patch) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_programs_say() {
        let cases = [
            ("rustc 1.95.0 (f2d3ce0bd 2026-03-21)", Some((1, 95, 0))),
            ("cargo 1.97.0-nightly", Some((1, 97, 0))),
            ("v20.20.2\n", Some((20, 20, 2))),
            ("2.1148.1 (build 4b6f0e8)", Some((2, 1148, 1))),
            ("aws-cli/1.45.11 Python/3.11.7", Some((1, 45, 11))),
            ("1.89", Some((1, 89, 0))),
            ("version 3", None),
            ("99999999999.1", None),
            ("...", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = Version::find(text).map(|Version(a, b, c)| (a, b, c));
            assert_eq!(found, expected, "{text}");
        }
        assert!(Version::find("2.1000.0") > Version::find("2.999.9"));
    }
}
