use crate::failure::Failure;

/// A name that cargo takes for a package, rustc for a crate, CloudFormation for a part of a stack's name,
/// and DNS for a label.
#[derive(Debug)]
pub(super) struct Name(String);

/// Stacks are called `Production-` and this, and CloudFormation takes 128 characters.
const LONGEST: usize = 64;

/// Words that a crate cannot be called.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// What cargo, Windows and the project itself call something else.
///
/// <https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field>
const TAKEN: [&str; 21] = [
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc-macro",
    "std",
    "test",
    "aux",
    "com1",
    "com2",
    "con",
    "lpt1",
    "lpt2",
    "nul",
    "prn",
    "insta",
    "schemars",
    "serde",
    "stackwright",
];

impl Name {
    pub fn new(text: &str) -> Result<Self, Failure> {
        let is_wrong = |why: &str| {
            let help = match proposal(text) {
                Some(better) => format!("`{better}` would do"),
                None => "it wants small letters, digits and dashes, as `shop-infra`".to_owned(),
            };
            Failure::refused(format!("a project cannot be called `{text}`: {why}"), help)
        };
        match wrong(text) {
            Some(why) => Err(is_wrong(why)),
            None => Ok(Name(text.to_owned())),
        }
    }

    /// As cargo has it.
    pub fn package(&self) -> &str {
        &self.0
    }

    /// As Rust has it.
    pub fn krate(&self) -> String {
        self.0.replace('-', "_")
    }

    /// As people and DNS have it.
    pub fn dashed(&self) -> String {
        self.0.replace('_', "-")
    }

    /// As stacks have it.
    pub fn camel(&self) -> String {
        let words = self.0.split(['-', '_']);
        words
            .map(|word| {
                let mut letters = word.chars();
                let first = letters.next().map(|first| first.to_ascii_uppercase());
                first.into_iter().chain(letters).collect::<String>()
            })
            .collect()
    }
}

/// What is wrong with a name.
fn wrong(text: &str) -> Option<&'static str> {
    let is_letter = |byte: u8| byte.is_ascii_lowercase();
    let bytes = text.as_bytes();
    let (first, last) = (bytes.first().copied(), bytes.last().copied());
    let dashed = text.replace('_', "-");
    if text.is_empty() {
        Some("it has no letters")
    } else if text.len() > LONGEST {
        Some("it is longer than 64 characters")
    } else if !first.is_some_and(is_letter) {
        Some("it does not begin with a small letter")
    } else if !text
        .bytes()
        .all(|byte| is_letter(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
    {
        Some("it has other characters than small letters, digits and dashes")
    } else if matches!(last, Some(b'-' | b'_')) {
        Some("it ends with a dash")
    } else if KEYWORDS.contains(&text) {
        Some("that is a word of Rust")
    } else if TAKEN.contains(&dashed.as_str()) || dashed.starts_with("stackwright-") {
        Some("something else is called that")
    } else {
        None
    }
}

/// A name like that one that is none of the wrong ones.
fn proposal(text: &str) -> Option<String> {
    let mut better = String::new();
    for letter in text.chars() {
        match letter.to_ascii_lowercase() {
            letter if letter.is_ascii_alphanumeric() => better.push(letter),
            _ if !better.is_empty() && !better.ends_with('-') => better.push('-'),
            _ => {}
        }
    }
    let better = better.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    let better: String = better.chars().take(LONGEST).collect();
    let better = better.trim_end_matches('-');
    let candidates = [better.to_owned(), format!("{better}-infra")];
    let mut candidates = candidates.into_iter().filter(|_| !better.is_empty());
    candidates.find(|candidate| wrong(candidate).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_each_wants_it() {
        let name = Name::new("web_shop-2").unwrap();
        assert_eq!(name.package(), "web_shop-2");
        assert_eq!(name.krate(), "web_shop_2");
        assert_eq!(name.dashed(), "web-shop-2");
        assert_eq!(name.camel(), "WebShop2");
    }

    #[test]
    fn what_nobody_can_be_called_is_refused_with_what_would_do() {
        let long = "a".repeat(65);
        let cases = [
            ("", None),
            ("-", None),
            ("日本", None),
            ("Shop", Some("shop")),
            ("1shop", Some("shop")),
            ("my shop!", Some("my-shop")),
            ("shop-", Some("shop")),
            ("async", Some("async-infra")),
            ("test", Some("test-infra")),
            ("proc_macro", Some("proc-macro-infra")),
            ("serde", Some("serde-infra")),
            ("stackwright", Some("stackwright-infra")),
            (&long, Some(&long[1..])),
        ];
        for (text, expected) in cases {
            assert!(wrong(text).is_some(), "{text}");
            let better = proposal(text);
            let expected = match text {
                // What begins with that is ours.
                "stackwright" => None,
                _ => expected,
            };
            assert_eq!(better.as_deref(), expected, "{text}");
        }
        for text in ["shop", "a", "s3-sync", "web_shop"] {
            assert_eq!(wrong(text), None, "{text}");
        }
    }
}
