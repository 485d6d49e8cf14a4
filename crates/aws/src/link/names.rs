/// What variables call something of this id: `JOB_QUEUE` of `JobQueue`, `HTTP_LOGS` of `HTTPLogs`.
pub(super) fn in_capitals(id: &str) -> String {
    let mut name = String::with_capacity(id.len() + 4);
    let mut letters = id.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let next_is_small = letters.peek().is_some_and(char::is_ascii_lowercase);
        let begins_word = match before {
            Some(before) if letter.is_ascii_uppercase() => {
                is_small(before) || (char::is_ascii_uppercase(&before) && next_is_small)
            }
            _ => false,
        };
        if begins_word {
            name.push('_');
        }
        name.push(match letter.is_ascii_alphanumeric() {
            true => letter.to_ascii_uppercase(),
            false => '_',
        });
        before = Some(letter);
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name
}

fn is_small(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit()
}
