//! CloudFormation's names in Rust's case.

/// The module of a service: `alexa_ask` for `alexa-ask`.
#[must_use]
pub fn module(service: &str) -> String {
    service.replace('-', "_")
}

/// The struct of a type: `Vpc` of `AWS::EC2::VPC`.
#[must_use]
pub fn structure(type_name: &str) -> String {
    pascal(short(type_name))
}

/// The last part of a type's name: `Cluster` of `AWS::ECS::Cluster`.
#[must_use]
pub fn short(type_name: &str) -> &str {
    type_name.rsplit("::").next().unwrap_or(type_name)
}

/// The name of a type's handle: `ClusterHandle`, or `WaitConditionRef` where CloudFormation has
/// a type of the first name.
#[must_use]
pub fn handle(type_name: &str) -> String {
    let name = structure(type_name);
    let twin = format!("{type_name}Handle");
    if crate::service_of(&twin).is_some() {
        format!("{name}Ref")
    } else {
        format!("{name}Handle")
    }
}

/// `image_tag_mutability` for `ImageTagMutability`, `dns_name` for `DNSName`; safe as the name
/// of a method or a module.
#[must_use]
pub fn snake(name: &str) -> String {
    let snake = words(name).join("_");
    match snake.as_str() {
        "self" | "super" | "crate" | "new" => format!("{snake}_"),
        _ if KEYWORDS.contains(&snake.as_str()) => format!("r#{snake}"),
        _ if snake.starts_with(|c: char| c.is_ascii_digit()) => format!("_{snake}"),
        _ => snake,
    }
}

/// `InternetFacing` for `internet-facing`, `Vpc` for `VPC`; safe as the name of a type or a
/// variant.
#[must_use]
pub fn pascal(name: &str) -> String {
    let pascal: String = words(name).iter().map(|word| capitalized(word)).collect();
    match pascal.as_str() {
        "Self" => "Self_".to_owned(),
        "" => "Empty".to_owned(),
        _ if pascal.starts_with(|c: char| c.is_ascii_digit()) => format!("V{pascal}"),
        _ => pascal,
    }
}

/// The word with its first letter in upper case.
fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Words that Rust keeps for itself; `r#` makes names of them.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static",
    "struct", "trait", "true", "false", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The words of a name, in lower case.
fn words(name: &str) -> Vec<String> {
    // Names whose case says something else than where words begin.
    let name = name
        .replace("IPv", "Ipv")
        .replace("OAuth", "Oauth")
        .replace("MiB", "Mib")
        .replace("GiB", "Gib");
    let characters: Vec<char> = name.chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or(' ');

    let mut words = Vec::new();
    let mut word = String::new();
    for (index, &character) in characters.iter().enumerate() {
        if !character.is_ascii_alphanumeric() {
            words.extend(take(&mut word));
            continue;
        }
        if begins_word(
            at(index.wrapping_sub(1)),
            character,
            at(index + 1),
            at(index + 2),
        ) {
            words.extend(take(&mut word));
        }
        word.push(character.to_ascii_lowercase());
    }
    words.extend(take(&mut word));
    words
}

/// What has been gathered of a word, if anything.
fn take(word: &mut String) -> Option<String> {
    (!word.is_empty()).then(|| std::mem::take(word))
}

/// Whether a word begins with the character `here`.
fn begins_word(before: char, here: char, next: char, after: char) -> bool {
    if !here.is_ascii_uppercase() {
        return false;
    }
    if before.is_ascii_lowercase() || before.is_ascii_digit() {
        return true;
    }
    // The last capital of several begins the next word, as in `DNSName`, unless what follows is
    // the plural of the abbreviation, as in `ARNs`.
    let is_plural = next == 's' && !after.is_ascii_lowercase();
    before.is_ascii_uppercase() && next.is_ascii_lowercase() && !is_plural
}
